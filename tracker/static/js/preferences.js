/* Theme and text size, applied before the first paint and kept in this browser. */
const root = document.documentElement;
const kinds = { theme: "themeChoice", text: "textChoice" };
const kept = (kind) => { try { return localStorage.getItem(`tracker:${kind}`) || ""; } catch { return ""; } };
const apply = (kind, value) => (value ? root.setAttribute(`data-${kind}`, value) : root.removeAttribute(`data-${kind}`));
const press = () => Object.entries(kinds).forEach(([kind, name]) =>
  document.querySelectorAll(`[data-${kind}-choice]`).forEach((button) =>
    button.setAttribute("aria-pressed", String(button.dataset[name] === kept(kind)))));

root.classList.add("js");
Object.keys(kinds).forEach((kind) => apply(kind, kept(kind)));
document.addEventListener("DOMContentLoaded", press);
document.addEventListener("click", (event) => {
  Object.entries(kinds).forEach(([kind, name]) => {
    const button = event.target.closest(`[data-${kind}-choice]`);
    if (!button) return;
    try { localStorage.setItem(`tracker:${kind}`, button.dataset[name]); } catch { /* private windows keep nothing */ }
    apply(kind, button.dataset[name]);
    press();
  });
});
