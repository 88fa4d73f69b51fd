/* A combobox over a text field: asks the server for matches, works without it as plain text. */
let made = 0;

function start(input) {
  if (input.dataset.pickerReady) return;
  input.dataset.pickerReady = "yes";
  const list = document.createElement("ul");
  const hidden = input.dataset.pickerFor && input.form ? input.form.elements[input.dataset.pickerFor] : null;
  let at = -1, timer = 0, asked = null;

  list.id = `picker-${++made}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels && input.labels[0] ? input.labels[0].textContent.trim() : "候选");
  list.hidden = true;
  input.after(list);
  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off" })
    .forEach(([key, value]) => input.setAttribute(key, value));

  const options = () => [...list.querySelectorAll("[role=option]")];
  const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };

  function mark(index) {
    const all = options();
    if (!all.length) return;
    at = (index + all.length) % all.length;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    input.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  }

  function choose(option) {
    input.value = option.dataset.label || option.textContent.trim();
    if (hidden) hidden.value = option.dataset.value;
    close();
    if (asked) asked.abort();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new CustomEvent("picker:chosen", { bubbles: true, detail: { value: option.dataset.value } }));
  }

  async function look() {
    if (asked) asked.abort();
    asked = new AbortController();
    const address = new URL(input.dataset.picker, location.href);
    address.searchParams.set("q", input.value.trim());
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin", signal: asked.signal });
      if (!answer.ok || document.activeElement !== input) return;
      const found = new DOMParser().parseFromString(`<ul>${await answer.text()}</ul>`, "text/html");
      list.replaceChildren(...found.querySelectorAll("li"));
      options().forEach((option, i) => { option.id = `${list.id}-${i}`; option.setAttribute("aria-selected", "false"); });
      list.hidden = !list.children.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      at = -1;
      if (input.value.trim()) mark(0);
    } catch { /* offline or overtaken: the typed text still counts */ }
  }

  input.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    if (hidden) hidden.value = "";
    clearTimeout(timer);
    timer = setTimeout(look, 160);
  });
  input.addEventListener("focus", () => { if (!input.value) look(); });
  input.addEventListener("click", () => { if (list.hidden && !input.value) look(); });
  input.addEventListener("blur", () => setTimeout(close, 120));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); list.hidden ? look() : mark(at < 0 && step < 0 ? -1 : at + step); }
    else if (event.key === "Enter" && !list.hidden && at >= 0) { event.preventDefault(); choose(options()[at]); }
    else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); event.stopPropagation(); close(); }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => { const option = event.target.closest("[role=option]"); if (option) choose(option); });
}

const startIn = (root) => root.querySelectorAll("input[data-picker]").forEach(start);
startIn(document);
document.addEventListener("htmx:load", (event) => startIn(event.detail.elt));
