/* Keeps what is being typed in this browser until the server says that it is saved. */
const user = document.body.dataset.user;
const prefix = `tracker:draft:${user}:`;
const timers = new WeakMap();
const read = (key) => { try { return JSON.parse(localStorage.getItem(prefix + key)); } catch { return null; } };
const write = (key, draft) => { try { localStorage.setItem(prefix + key, JSON.stringify(draft)); return true; } catch { return false; } };
const drop = (key) => { try { localStorage.removeItem(prefix + key); } catch { /* nothing was kept */ } };
const keys = () => { try { return Object.keys(localStorage).filter((k) => k.startsWith(prefix)).map((k) => k.slice(prefix.length)); } catch { return []; } };

const fields = (form) => [...form.elements].filter((f) => f.name && !["hidden", "password", "file", "submit", "button", "fieldset"].includes(f.type));
const isTicked = (f) => f.type === "radio" || f.type === "checkbox";
const original = (f) => isTicked(f) ? f.defaultChecked
  : f.tagName === "SELECT" ? ([...f.options].find((o) => o.defaultSelected) || f.options[0] || {}).value : f.defaultValue;
const current = (f) => (isTicked(f) ? f.checked : f.value);
const name = (f) => (isTicked(f) ? `${f.name}=${f.value}` : f.name);

function say(form, text, canDrop) {
  const place = form.querySelector("[data-draft-status]");
  if (!place) return;
  place.textContent = text;
  if (!canDrop) return;
  const button = document.createElement("button");
  button.type = "button"; button.className = "link"; button.textContent = "不要了";
  button.addEventListener("click", () => { drop(form.dataset.draft); form.reset(); form.dispatchEvent(new Event("input", { bubbles: true })); say(form, ""); });
  place.append("　", button);
}

function keep(form) {
  const changed = {};
  fields(form).forEach((f) => { if (current(f) !== original(f)) changed[name(f)] = current(f); });
  if (!Object.keys(changed).length) { drop(form.dataset.draft); return; }
  const at = new Date().toTimeString().slice(0, 5);
  if (write(form.dataset.draft, { changed, at })) say(form, `已存草稿 ${at}`);
}

function restore(form) {
  if (form.dataset.draftReady) return;
  form.dataset.draftReady = "yes";
  const draft = read(form.dataset.draft);
  const hasErrors = form.querySelector("[aria-invalid=true], .error") || (form.parentElement && form.parentElement.querySelector(".error-summary"));
  if (!draft || hasErrors) return;
  let count = 0;
  fields(form).forEach((f) => {
    const value = draft.changed[name(f)];
    if (value === undefined || current(f) !== original(f)) return;
    if (isTicked(f)) f.checked = value; else f.value = value;
    count += 1;
  });
  if (!count) return;
  say(form, `接着 ${draft.at} 的草稿`, true);
  form.dispatchEvent(new CustomEvent("draft:restored", { bubbles: true }));
}

const start = (root) => root.querySelectorAll("form[data-draft]").forEach(restore);
const clearSent = () => keys().forEach((key) => { const draft = read(key); if (draft && draft.sent) drop(key); });

if (user) {
  if (document.querySelector("[data-saved]")) clearSent();
  // Sent, but this page does not say saved (a sign-in in between, an error): still a draft.
  else keys().forEach((key) => { const draft = read(key); if (draft && draft.sent) write(key, { ...draft, sent: false }); });
  start(document);
  document.addEventListener("htmx:load", (event) => start(event.detail.elt));
  document.addEventListener("dialog:saved", clearSent);
  document.addEventListener("input", (event) => {
    const form = event.target.closest && event.target.closest("form[data-draft]");
    if (!form) return;
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => keep(form), 400));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-draft]")) return;
    clearTimeout(timers.get(form));
    keep(form);
    const draft = read(form.dataset.draft);
    if (draft) write(form.dataset.draft, { ...draft, sent: true });
  });
}
