// What is under way shows itself as it goes on; without scripts a link does the same.

/** Asks for the page again until its place is gone from it. */
const ask = async (live) => {
  try {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = answer.ok ? page.getElementById(live.id) : live;
    if (!next) return location.reload();
    if (next !== live) live.replaceChildren(...next.childNodes);
  } catch {
    // The server may be restarting: the next time tells.
  }
  setTimeout(ask, 2000, live);
};

/** Is told by the server; asks instead when the server will not tell. */
const listen = (live) => {
  const source = new EventSource(live.dataset.live);
  source.addEventListener("part", (event) => {
    const page = new DOMParser().parseFromString(event.data, "text/html");
    live.replaceChildren(...page.body.childNodes);
  });
  source.addEventListener("over", () => {
    source.close();
    location.reload();
  });
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) ask(live);
  });
  // A page that is kept for going back must not keep its connection.
  addEventListener("pagehide", () => source.close(), { once: true });
};

for (const live of document.querySelectorAll("[data-refresh]")) {
  if (live.dataset.live && "EventSource" in window) listen(live);
  else setTimeout(ask, 1000, live);
}

// A page that comes back from the history has stopped listening.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
