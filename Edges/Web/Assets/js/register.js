// A register while it is being taken: it counts, what belongs to a late arrival opens by itself, and of the fields behind
// a name only those of its mark are there. Saved without a connection it is sent as soon as there is one; should the device
// forget the page meanwhile, this tab still has what was marked.

const notice = document.querySelector("#offline .advice-title");

for (const form of document.querySelectorAll("form[data-register]")) {
  const count = () => {
    for (const sum of form.querySelectorAll("[data-count]")) {
      const chosen = form.querySelectorAll(`.segments input[value="${sum.dataset.count}"]:checked`);
      sum.querySelector("strong").textContent = String(chosen.length);
    }
  };
  const show = (row) => {
    const mark = row.querySelector(".segments input:checked")?.value;
    for (const group of row.querySelectorAll(".more-group")) group.hidden = group.dataset.for !== mark;
  };
  form.classList.add("scripted");
  form.addEventListener("change", (event) => {
    count();
    const row = event.target.closest(".mark-row");
    if (row) show(row);
    const more = row?.querySelector("details.more");
    if (more && event.target.value === "late" && event.target.checked) more.open = true;
  });
  let waiting = null;
  form.addEventListener("submit", ({ submitter }) => {
    if (navigator.onLine) return;
    waiting = submitter ?? form.querySelector("button");
    if (notice) notice.textContent = form.dataset.waiting;
    window.dispatchEvent(new Event("keep-typed"));
  });
  window.addEventListener("online", () => {
    if (!waiting) return;
    form.requestSubmit(waiting);
    waiting = null;
  });
  // A page that comes back from the history has what was chosen.
  window.addEventListener("pageshow", () => {
    count();
    form.querySelectorAll(".mark-row").forEach(show);
  });
}
