// A register while it is being taken: it counts, and what belongs to a late arrival opens by itself.

for (const form of document.querySelectorAll("form[data-register]")) {
  const count = () => {
    for (const sum of form.querySelectorAll("[data-count]")) {
      const chosen = form.querySelectorAll(`.segments input[value="${sum.dataset.count}"]:checked`);
      sum.querySelector("strong").textContent = String(chosen.length);
    }
  };
  form.addEventListener("change", (event) => {
    count();
    const more = event.target.closest(".mark-row")?.querySelector("details.more");
    if (more && event.target.value === "late" && event.target.checked) more.open = true;
  });
  // A page that comes back from the history has what was chosen.
  window.addEventListener("pageshow", count);
}
