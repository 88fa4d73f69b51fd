/* A form in flight is not sent again, and its button says so. */
const WAIT = 25000;
const WAIT_FOR_A_FILE = 180000;

function release(form, message = "") {
  if (!form.dataset.sending) return;
  delete form.dataset.sending;
  clearTimeout(Number(form.dataset.sendingTimer));
  form.querySelectorAll("[data-was]").forEach((button) => {
    button.textContent = button.dataset.was;
    button.removeAttribute("aria-disabled");
    delete button.dataset.was;
  });
  if (message) complain(form, message);
}

function complain(form, message) {
  let place = form.querySelector("[data-send-error]");
  if (!place) {
    place = document.createElement("p");
    place.className = "error";
    place.dataset.sendError = "";
    place.setAttribute("role", "alert");
    const actions = form.querySelector(".form-actions");
    actions ? actions.before(place) : form.append(place);
  }
  place.textContent = message;
}

const LOST = "没连上，内容还在，请再试一次。";
const formOf = (event) => (event.target.closest ? event.target.closest("form") : null);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sending) { event.preventDefault(); event.stopImmediatePropagation(); return; }
  if (navigator.onLine === false) { event.preventDefault(); event.stopImmediatePropagation(); complain(form, LOST); return; }
  form.dataset.sending = "yes";
  form.dataset.sendingTimer = setTimeout(() => release(form, LOST), form.enctype === "multipart/form-data" ? WAIT_FOR_A_FILE : WAIT);
  const old = form.querySelector("[data-send-error]");
  if (old) old.remove();
  const button = event.submitter || form.querySelector("[type=submit]");
  if (!button) return;
  button.dataset.was = button.textContent;
  button.setAttribute("aria-disabled", "true");
  button.textContent = form.dataset.wait || "正在保存…";
}, true);

["htmx:sendError", "htmx:timeout"].forEach((name) =>
  document.addEventListener(name, (event) => { const form = formOf(event); if (form) release(form, LOST); }));
document.addEventListener("htmx:responseError", (event) => { const form = formOf(event); if (form) release(form, "系统这会儿没存上，内容还在，请再试一次。"); });
["htmx:afterRequest", "form:answered"].forEach((name) =>
  document.addEventListener(name, (event) => { const form = formOf(event); if (form) release(form); }));
window.addEventListener("pageshow", (event) => { if (event.persisted) document.querySelectorAll("form[data-sending]").forEach((form) => release(form)); });
