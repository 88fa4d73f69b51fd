/* On the chain map: the lines of the link under the pointer or the focus stand out; printing. */
const map = document.querySelector("[data-chain]");

function light(link) {
  const id = link && link.dataset.link;
  map.querySelectorAll(".is-lit").forEach((one) => one.classList.remove("is-lit"));
  if (!id) return;
  const near = new Set([id]);
  map.querySelectorAll(".feeds path").forEach((path) => {
    if (path.dataset.from !== id && path.dataset.to !== id) return;
    path.classList.add("is-lit");
    path.parentNode.append(path); // the last one drawn lies on top
    near.add(path.dataset.from).add(path.dataset.to);
  });
  map.querySelectorAll("[data-link]").forEach((one) => one.classList.toggle("is-lit", near.has(one.dataset.link)));
}

if (map) {
  const at = (event) => event.target.closest("[data-link]");
  map.addEventListener("pointerover", (event) => light(at(event)));
  map.addEventListener("pointerleave", () => light(null));
  map.addEventListener("focusin", (event) => light(at(event)));
  map.addEventListener("focusout", () => light(null));
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
