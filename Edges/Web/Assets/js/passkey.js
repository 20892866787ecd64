// Passkeys: the server writes the question into a form, the browser asks the device, the form takes the answer back.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const known = (form) =>
  (form.dataset.known ?? "").split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: bytes(id) }));

const minutes = (count) => count * 60_000;

/** Asks for a passkey that is there; `more` says how. */
const get = async (form, more = {}) => {
  const { id, response } = await navigator.credentials.get({
    publicKey: {
      challenge: bytes(form.dataset.challenge), rpId: form.dataset.site, allowCredentials: known(form),
      userVerification: "required", timeout: minutes(5),
    },
    ...more,
  });
  return {
    credential: id, client: text(response.clientDataJSON), authenticator: text(response.authenticatorData),
    signature: text(response.signature), user: response.userHandle ? text(response.userHandle) : "",
  };
};

/** Makes one. */
const create = async (form) => {
  const { response } = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(form.dataset.challenge), rp: { id: form.dataset.site, name: "DigiOne" },
      user: { id: bytes(form.dataset.user), name: form.dataset.userName, displayName: form.dataset.userShown },
      pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })), excludeCredentials: known(form),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
      attestation: "none", timeout: minutes(5),
    },
  });
  return {
    client: text(response.clientDataJSON), attestation: text(response.attestationObject),
    transports: (response.getTransports?.() ?? []).join(" "),
  };
};

/** Fills the answer in and sends the form. */
const send = (form, answer) => {
  for (const [name, value] of Object.entries(answer)) form.elements.namedItem(name).value = value;
  form.dataset.answered = "yes";
  form.requestSubmit();
};

const show = (form, problem) => {
  for (const notice of form.querySelectorAll("[data-problem]")) notice.hidden = notice.dataset.problem !== problem;
};

const ask = async (form) => {
  show(form, "");
  if (!window.PublicKeyCredential) return show(form, "missing");
  try {
    send(form, await (form.dataset.passkey === "create" ? create(form) : get(form)));
  } catch (error) {
    show(form, error.name === "InvalidStateError" ? "known" : "refused");
  }
};

const wire = (form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.answered) return;
    // The question comes before the form is sent, so nothing else may take it for sent.
    event.preventDefault();
    event.stopPropagation();
    ask(form);
  });
  if (form.dataset.begins) ask(form);
};

/** The form with a question of the server's, for signing in. */
const question = async (address, fields) => {
  const page = await fetch(address, { method: "POST", body: fields });
  const found = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("form[data-passkey]");
  if (!page.ok || !found) throw new Error("no question");
  return document.importNode(found, true);
};

for (const form of document.querySelectorAll("form[data-passkey]")) wire(form);

const begin = document.querySelector("form[data-passkey-begin]");
if (begin) {
  try {
    const form = await question(begin.action, new URLSearchParams(new FormData(begin)));
    begin.replaceWith(form);
    wire(form);
  } catch {
    // The button of the page asks for the same.
  }
}

// On the sign-in page the browser may offer passkeys in the field for the name, where it can.
const way = document.querySelector("a[href^='/sign-in/passkey']");
let waiting;

/** On a device that many use, nothing of somebody's passkeys comes up by itself. */
const shared = document.querySelector("[name=shared]");

const offer = async () => {
  waiting?.abort();
  if (shared?.checked) return;
  waiting = new AbortController();
  try {
    const { pathname, searchParams } = new URL(way.href);
    const form = await question(pathname, new URLSearchParams({ to: searchParams.get("to") ?? "" }));
    const answer = await get(form, { mediation: "conditional", signal: waiting.signal });
    form.hidden = true;
    document.body.append(form);
    send(form, answer);
  } catch {
    // Nobody chose one; the button and the password are there.
  }
};

if (way && (await window.PublicKeyCredential?.isConditionalMediationAvailable?.())) {
  offer();
  shared?.addEventListener("change", offer);
  // The question is good for five minutes.
  setInterval(offer, minutes(4));
}
