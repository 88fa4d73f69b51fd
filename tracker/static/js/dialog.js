/* Opens the form of another page in this page's one dialog, and sends it from there. */
const dialog = document.getElementById("dialog");
const body = document.getElementById("dialog-body");
const title = document.getElementById("dialog-title");
const ask = dialog.querySelector(".dialog-ask");
let opener = null, opened = "", saved = false, number = 0;

const tell = (name, detail = {}) =>
  document.dispatchEvent(new CustomEvent(name, { detail, cancelable: true }));
const headers = () => ({ "HX-Request": "true", "HX-Target": "dialog-body", "HX-Current-URL": location.href });
const isTouched = () => [...body.querySelectorAll("input, textarea, select")].some((f) =>
  f.type === "hidden" ? false
    : f.type === "radio" || f.type === "checkbox" ? f.checked !== f.defaultChecked
      : f.tagName === "SELECT" ? [...f.options].some((o) => o.selected !== o.defaultSelected) && f.selectedIndex > 0
        : f.value !== f.defaultValue);

function go(address) {
  const target = new URL(address, location.href);
  const isHere = target.pathname + target.search === location.pathname + location.search;
  if (isHere && target.hash) { history.replaceState(null, "", target); location.reload(); } else location.assign(target);
}

function show(html, heading) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const part = page.getElementById("content") || page.body;
  const head = part.querySelector("[data-dialog-heading], h1");
  const first = part.firstChild;
  const words = head ? head.textContent : first && first.nodeType === 3 ? first.textContent : "";
  if (!head && words.trim()) first.remove();
  title.textContent = words.trim() || heading;
  if (head) (head.closest(".page-head") || head).remove();
  const flash = part.querySelector("#flash");
  if (flash) flash.remove();
  body.replaceChildren(...part.childNodes);
  body.scrollTop = 0;
  if (window.htmx) window.htmx.process(body);
  body.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: body } }));
  // On a phone a focused field would push the keyboard over the form at once.
  const firstField = matchMedia("(hover: hover)").matches && body.querySelector("input:not([type=hidden]), select, textarea, button");
  const wanted = body.querySelector(".error-summary, [autofocus]") || firstField || title;
  wanted.focus();
}

function swapOutOfBand(html) {
  const parts = new DOMParser().parseFromString(html, "text/html").querySelectorAll("[hx-swap-oob]");
  parts.forEach((part) => {
    const old = document.getElementById(part.id);
    part.removeAttribute("hx-swap-oob");
    if (old) { old.replaceWith(part); if (window.htmx) window.htmx.process(part); }
  });
  return parts.length > 0;
}

async function open(address, heading = "", from = null) {
  const mine = ++number;
  opener = from || document.activeElement;
  opened = address;
  saved = false;
  ask.hidden = true;
  title.textContent = heading || "请稍候";
  const waiting = document.createElement("p");
  waiting.className = "faint";
  waiting.textContent = "正在打开…";
  body.replaceChildren(waiting);
  if (!dialog.open) dialog.showModal();
  try {
    const answer = await fetch(address, { headers: headers(), credentials: "same-origin" });
    const next = answer.headers.get("HX-Redirect");
    if (next) return go(next);
    const html = await answer.text();
    if (mine === number && dialog.open) show(html, heading);
  } catch { if (mine === number) waiting.textContent = "没连上，请关掉再试一次。"; }
}

async function send(form, submitter) {
  const sent = new FormData(form);
  if (submitter && submitter.name) sent.append(submitter.name, submitter.value);
  const done = (name) => form.dispatchEvent(new CustomEvent(name, { bubbles: true }));
  const stop = new AbortController();
  // Photos take their time on a telephone.
  const timer = setTimeout(() => stop.abort(), form.querySelector("[type=file]") ? 180000 : 20000);
  try {
    const answer = await fetch(form.getAttribute("action") || opened, { method: "POST", body: sent, headers: headers(), credentials: "same-origin", redirect: "manual", signal: stop.signal });
    const next = answer.headers.get("HX-Redirect");
    const isSaved = answer.type === "opaqueredirect" || answer.status === 204;
    const html = isSaved ? "" : await answer.text();
    if (!isSaved && next) return go(next);
    if (isSaved || (answer.ok && swapOutOfBand(html))) {
      saved = true;
      const isMine = tell("dialog:saved", { location: next, address: opened, swapped: !isSaved });
      dialog.close();
      if (isMine && isSaved) next ? go(next) : location.reload();
    } else if (answer.status >= 500) done("htmx:responseError");
    else show(html, title.textContent);
  } catch { done("htmx:sendError"); } finally { clearTimeout(timer); done("form:answered"); }
}

function leave() {
  if (!isTouched() || saved) { dialog.close(); return; }
  // Asked again by Escape, the question goes away and the text stays.
  ask.hidden = !ask.hidden;
  (ask.hidden ? body.querySelector("input:not([type=hidden]), textarea") || title : ask.querySelector("[data-dialog-stay]")).focus();
}

function showShortcuts() {
  opener = document.activeElement;
  title.textContent = "键盘快捷键";
  body.replaceChildren(document.getElementById("shortcuts").content.cloneNode(true));
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  const link = at("a[data-dialog]");
  if (link && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open(link.href, link.dataset.dialog || link.textContent.trim(), link);
  } else if (at("[data-shortcuts]")) { event.preventDefault(); showShortcuts(); }
  else if (at("[data-dialog-close]") || (at("#dialog") && at("[data-dialog-cancel]"))) { event.preventDefault(); leave(); }
  else if (at("[data-dialog-stay]")) ask.hidden = true;
  else if (at("[data-dialog-leave]")) dialog.close();
});
dialog.addEventListener("cancel", (event) => { event.preventDefault(); leave(); });
dialog.addEventListener("keydown", (event) => {
  // A second Escape would close the dialog in spite of preventDefault on "cancel".
  if (event.key === "Escape" && !event.defaultPrevented) { event.preventDefault(); leave(); }
});
dialog.addEventListener("close", () => {
  number += 1;
  ask.hidden = true;
  body.replaceChildren();
  if (opener && opener.isConnected) opener.focus();
  tell("dialog:closed", { saved, address: opened });
});
dialog.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  event.preventDefault();
  send(form, event.submitter);
});
document.addEventListener("dialog:open", (event) => open(event.detail.address, event.detail.heading, event.detail.from));
document.addEventListener("shortcuts:open", showShortcuts);
