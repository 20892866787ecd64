// A card's squares lead to /badge#… : what is after the sign never leaves the browser by itself. It goes into the form and out
// of the address, so that it stands neither in the history nor in anybody's log.

const place = document.querySelector("[data-badge]");
const secret = location.hash.slice(1);
const field = place.querySelector(`input[name="${place.dataset.badge}"]`);

if (field && /^[A-Za-z0-9_-]{4,40}$/.test(secret)) {
  history.replaceState(null, "", location.pathname);
  field.value = secret;
  field.form.requestSubmit();
}

// The camera may lead to a page that is open already, perhaps since before the door was.
window.addEventListener("hashchange", () => location.reload());
