// The end of a session is said two minutes before and can be put off; after it, what was typed waits in this tab for an
// hour and for the same account. Without scripts the server keeps a form that comes too late.

const dialog = document.getElementById("session-end");
const { owner } = dialog.dataset;
const seconds = (count) => count * 1000;
const warning = seconds(120);
const kept = seconds(3600);
const typedKey = "digione-typed";
const knownKey = "digione-session";
const channel = "BroadcastChannel" in window ? new BroadcastChannel("digione-session") : null;

/** What a page of the server says of the session, as moments of this clock. */
const read = ({ dataset }) => {
  const at = Date.now();
  return { owner: dataset.owner, at, idle: at + seconds(dataset.idle), whole: at + seconds(dataset.whole) };
};

let known = read(dialog);
let shown = "";
let timer;

const stored = (key) => {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
};

// ——— What was typed

/** Passwords, codes and files never; what the server wrote itself is not typed. */
const isTyped = (field) =>
  field.name && !field.matches(
    "[type=password], [type=file], [type=hidden], [type=submit], [type=button], button, fieldset, output, " +
    "[autocomplete=one-time-code], [autocomplete$=password]");

const change = (field) => {
  if (field.type === "checkbox" || field.type === "radio") {
    return field.checked === field.defaultChecked ? null : { checked: field.checked };
  }
  if (field.options) {
    const options = [...field.options];
    return options.every((option) => option.selected === option.defaultSelected) ? null
      : { selected: options.flatMap((option, place) => (option.selected ? [place] : [])) };
  }
  return field.value === field.defaultValue ? null : { value: field.value };
};

const forms = () => [...document.querySelectorAll("main form[method=post]")];
const fields = (form) => [...form.elements].filter(isTyped);

/** Keeps every changed field by its form and place; says whether there was one. What waits is to be sent again. */
const keep = (waits = false) => {
  const typed = forms().flatMap((form, place) =>
    fields(form).flatMap((field, index) => {
      const changed = change(field);
      return changed ? [{ action: form.getAttribute("action"), place, name: field.name, index, ...changed }] : [];
    }));
  if (typed.length === 0) return false;
  try {
    sessionStorage.setItem(typedKey, JSON.stringify({ owner, path: location.pathname, at: Date.now(), waits, typed }));
  } catch {
    return false;
  }
  return true;
};

const forget = () => sessionStorage.removeItem(typedKey);

// What waits for a connection is kept like what was typed when a session ended.
window.addEventListener("keep-typed", () => keep(true));

const fill = ({ action, place, name, index, ...changed }) => {
  const form = forms()[place];
  const field = form?.getAttribute("action") === action ? fields(form)[index] : null;
  if (field?.name !== name) return false;
  if (changed.selected) {
    [...field.options].forEach((option, at) => { option.selected = changed.selected.includes(at); });
  } else {
    Object.assign(field, changed);
  }
  for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
  return true;
};

/** Puts back what this account typed on this page; what is of somebody else, or old, is gone. */
const putBack = () => {
  const draft = stored(typedKey);
  if (!draft) return;
  if (draft.owner !== owner || Date.now() > draft.at + kept) return forget();
  if (draft.path !== location.pathname) return;
  // It was sent meanwhile: the page says what was done.
  if (draft.waits && document.querySelector(".toasts > .toast")) return forget();
  forget();
  if (draft.typed.map(fill).every((isBack) => !isBack)) return;
  const notice = document.getElementById("typed-back");
  notice.hidden = false;
  setTimeout(() => { document.getElementById("said").textContent = notice.textContent.trim(); }, 300);
};

// ——— The dialog

const part = (name) => dialog.querySelector(`[data-part="${name}"]`);
const isFinal = () => shown === "over" || shown === "other";

const show = (name) => {
  if (shown === name) return;
  shown = name;
  for (const one of dialog.querySelectorAll("[data-part]")) one.hidden = one.dataset.part !== name;
  dialog.setAttribute("aria-labelledby", `session-${name}`);
  dialog.setAttribute("aria-describedby", `session-${name}-text`);
  if (!dialog.open) dialog.showModal();
  part(name).querySelector("button, a[href]")?.focus();
};

const hide = () => {
  shown = "";
  dialog.querySelector("[role=status]").textContent = "";
  document.documentElement.classList.remove("session-over");
  if (dialog.open) dialog.close();
};

/** Nobody reads on who is not signed in any more. */
const cover = () => document.documentElement.classList.add("session-over");

const over = (isToKeep = true) => {
  if (isFinal()) return;
  const hasTyped = isToKeep && keep();
  const leadsBack = Boolean(dialog.dataset.leadsBack);
  const again = part("over").querySelector("[data-again]");
  again.href = leadsBack ? `${dialog.dataset.signIn}?to=${encodeURIComponent(location.pathname)}` : dialog.dataset.signIn;
  // An answer to a form has no address to come back to: it stays as it is, and one signs in beside it.
  if (!leadsBack) again.target = "_blank";
  part("over").querySelector("[data-typed]").hidden = !(hasTyped && leadsBack);
  part("over").querySelector("[data-stays]").hidden = leadsBack;
  cover();
  show("over");
};

const other = () => {
  forget();
  cover();
  show("other");
};

const say = (left) => {
  const region = dialog.querySelector("[role=status]");
  const text = left <= seconds(20) ? region.dataset.seconds : left <= seconds(60) ? region.dataset.minute : "";
  if (region.textContent !== text) region.textContent = text;
};

const count = (left) => {
  const rest = Math.ceil(left / 1000);
  for (const clock of dialog.querySelectorAll(".session-clock")) {
    clock.textContent = clock.dataset.pattern
      .replace("{minutes}", Math.floor(rest / 60)).replace("{seconds}", rest % 60);
  }
  say(left);
};

const look = () => {
  clearTimeout(timer);
  if (shown === "other") return;
  const left = Math.min(known.idle, known.whole) - Date.now();
  if (left <= 0) return over();
  if (left > warning) {
    if (shown) hide();
    // Longer than a browser's timer can wait, or than a device sleeps, is looked at again.
    timer = setTimeout(look, Math.min(left - warning, seconds(3600)));
    return;
  }
  count(left);
  if (isFinal()) hide();
  if (known.whole <= known.idle) {
    if (!dialog.dataset.seen) show("last");
  } else {
    show("near");
  }
  timer = setTimeout(look, Math.min(seconds(1), left));
};

// ——— Several tabs know the same

const learn = (news) => {
  if (!news || news.at <= known.at) return;
  if (news.owner !== owner) return other();
  known = news;
  if (shown === "over") hide();
  look();
};

const share = () => {
  sessionStorage.setItem(knownKey, JSON.stringify(known));
  channel?.postMessage(known);
};

channel?.addEventListener("message", ({ data }) => {
  if (data.asks) return channel.postMessage(known);
  if (data.isOver) return data.owner === owner ? over(false) : undefined;
  learn(data);
});

const stay = async () => {
  const failed = part("near").querySelector(".session-failed");
  failed.hidden = true;
  try {
    const answer = await fetch(dialog.dataset.extending, { method: "POST", body: new URLSearchParams() });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("session-end");
    if (!found) return over();
    learn(read(found));
    share();
  } catch {
    failed.hidden = false;
  }
};

dialog.querySelector("[data-stay]").addEventListener("click", stay);
dialog.querySelector("[data-close]").addEventListener("click", () => {
  dialog.dataset.seen = "yes";
  hide();
  look();
});

// Whoever presses Escape is there; after the end there is nothing to go back to.
dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  if (shown === "near") stay();
  if (shown === "last") dialog.querySelector("[data-close]").click();
});

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.getAttribute("action") !== "/sign-out") return;
  forget();
  channel?.postMessage({ isOver: true, owner });
});

// A device that slept, a tab that was frozen, a page out of the history: what others know is newer.
const wake = () => {
  learn(stored(knownKey));
  channel?.postMessage({ asks: true });
  look();
};
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") wake(); });
addEventListener("pageshow", (event) => { if (event.persisted) wake(); });

putBack();
share();
look();
