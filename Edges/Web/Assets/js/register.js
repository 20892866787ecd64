// A register while it is being taken: it counts, what belongs to a late arrival opens by itself, and of the fields behind
// a name only those of its mark are there.

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
  // A page that comes back from the history has what was chosen.
  window.addEventListener("pageshow", () => {
    count();
    form.querySelectorAll(".mark-row").forEach(show);
  });
}
