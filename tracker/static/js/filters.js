/* A filter applies as soon as it is chosen; what folds out closes when one turns elsewhere. */
function submit(form) {
  const address = new URL(form.getAttribute("action"), location.href);
  new FormData(form).forEach((value, name) => { if (value !== "") address.searchParams.append(name, value); });
  location.assign(address);
}

document.addEventListener("change", (event) => {
  if (event.target.matches("form[data-filters] .chip-select select")) submit(event.target.form);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-filters]")) return;
  event.preventDefault();
  submit(event.target);
});
document.addEventListener("click", (event) => {
  document.querySelectorAll("details[data-popup][open]").forEach((popup) => { if (!popup.contains(event.target)) popup.open = false; });
});
document.addEventListener("toggle", (event) => {
  const panel = event.target.matches(".filters details[open]") && event.target.lastElementChild;
  if (!panel) return;
  panel.classList.remove("to-left");
  panel.classList.toggle("to-left", panel.getBoundingClientRect().right > document.documentElement.clientWidth);
}, true);
document.addEventListener("keydown", (event) => {
  const popup = event.key === "Escape" && event.target.closest("details[data-popup][open]");
  if (!popup) return;
  popup.open = false;
  popup.querySelector("summary").focus();
});
document.querySelectorAll("[data-error-summary]").forEach((summary) => summary.focus());
