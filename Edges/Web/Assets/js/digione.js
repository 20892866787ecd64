// Enhancements only: every page is right without this file.

const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

// A form sent without a connection would lose the page with what was typed in it.
const offline = document.getElementById("offline");
window.addEventListener("online", () => { if (offline) offline.hidden = true; });

// A second press while the answer is on its way would do the same thing twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (!navigator.onLine && offline) {
    event.preventDefault();
    offline.hidden = false;
    document.getElementById("said").textContent = offline.textContent.trim();
    offline.scrollIntoView({ block: "nearest" });
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
});

// A page that comes back from the history is ready to be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
});

for (const reveal of document.querySelectorAll(".reveal")) {
  const field = document.getElementById(reveal.getAttribute("aria-controls"));
  if (!field) continue;
  reveal.hidden = false;
  reveal.addEventListener("click", () => {
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    reveal.setAttribute("aria-pressed", String(shown));
  });
  // Password stores look for a field of type password when the form is sent.
  field.form?.addEventListener("submit", () => { field.type = "password"; });
}

for (const print of document.querySelectorAll(".print")) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

// What stands in a page when it opens is not announced; what comes into a live region later is.
const toasts = [...document.querySelectorAll(".toasts > .toast")];
const said = document.getElementById("said");
if (said && toasts.length > 0) {
  setTimeout(() => { said.textContent = toasts.map((toast) => toast.textContent.trim()).join(" "); }, 300);
}
for (const toast of document.querySelectorAll(".toast")) {
  const dismiss = toast.querySelector(".dismiss");
  if (!dismiss) continue;
  dismiss.hidden = false;
  dismiss.addEventListener("click", () => {
    toast.remove();
    document.getElementById("main")?.focus();
  });
}

// Menus close when one looks elsewhere.
const menus = [...document.querySelectorAll("details.menu")];
document.addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = menus.find((menu) => menu.open);
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

// The link leads to a page that asks the same; with scripts the question comes to the reader.
for (const opener of document.querySelectorAll("[data-dialog]")) {
  const dialog = document.getElementById(opener.dataset.dialog);
  if (!dialog?.showModal) continue;
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
}

// What is under way shows itself as it goes on; without scripts a link does the same.
if (document.querySelector("[data-refresh]")) import("./live.js");

if (document.querySelector("form[data-register]")) import("./register.js");

if (document.querySelector("[data-badge]")) import("./badge.js");

// Whoever is signed in hears of the end of the session before it comes.
if (document.getElementById("session-end")) import("./session.js");

// The answer to whether many use the device is known to every way in at once; without scripts a button tells them.
const remember = document.querySelector("[data-remember-device]");
if (remember) {
  remember.hidden = true;
  const box = remember.form.elements.namedItem("shared");
  box.addEventListener("change", () => {
    const answer = new URLSearchParams({ device: "asked", ...(box.checked ? { shared: "yes" } : {}) });
    fetch(remember.formAction, { method: "POST", body: answer, redirect: "manual" }).catch(() => {});
  });
}

// Passkeys: a page that asks for one, and the door that leads to such a page.
if (document.querySelector("[data-passkey], [data-passkey-begin], a[href^='/sign-in/passkey']")) import("./passkey.js");

// An answer on its way to another site goes on by itself; without scripts its button does the same.
document.querySelector("form[data-send]")?.requestSubmit();
