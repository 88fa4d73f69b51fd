/* Moves a card by drag or by key: both open the card's own form; a refused card goes back. */
const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
let waiting = null;

const say = (words) => { document.getElementById("announce").textContent = words; };
const nameOf = (card) => card.querySelector("a").textContent.trim();
const columnOf = (card) => card.closest(".column");
// Where a card is moved: as it says itself, or for a project's card its stage form.
const moveOf = (card) => card.dataset.move || `/projects/${encodeURIComponent(card.dataset.code)}/stage`;
const formOf = (card, stage) => moveOf(card) + (stage ? `?to=${stage}` : "");

function ask(card, column) {
  document.dispatchEvent(new CustomEvent("dialog:open", { detail: {
    address: formOf(card, column && column.dataset.stage),
    heading: column ? `${nameOf(card)} → ${column.dataset.label}` : `移动 ${nameOf(card)}`,
    from: card.querySelector("a"),
  } }));
}

function putBack() {
  const { card, list, next } = waiting;
  list.insertBefore(card, next && next.parentNode === list ? next : null);
  card.classList.remove("card--waiting");
  say(`${nameOf(card)} 没有移动，仍在${columnOf(card).dataset.label}。`);
  card.querySelector("a").focus();
}

async function refresh(columns) {
  if (columns.some((column) => !column.dataset.src)) { location.reload(); return; }
  await Promise.all(columns.map(async (column) => {
    const answer = await fetch(column.dataset.src, { headers: { "HX-Request": "true", "HX-Target": column.id }, credentials: "same-origin" });
    const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(column.id);
    if (!fresh) { location.reload(); return; }
    column.replaceWith(fresh);
    if (window.htmx) window.htmx.process(fresh);
    sortable(fresh);
  }));
}

function dropped(event) {
  document.querySelector(".page").classList.remove("is-dragging");
  if (event.from === event.to) return;
  waiting.column = columnOf(event.item);
  event.item.classList.add("card--waiting");
  ask(event.item, waiting.column);
}

function sortable(root) {
  if (!window.Sortable) return;
  root.querySelectorAll(".cards").forEach((list) => {
    if (!list.closest(".board") || window.Sortable.get(list)) return;
    window.Sortable.create(list, {
      group: "board", sort: false, draggable: ".card", filter: ".card:not([data-movable]), .move", preventOnFilter: false,
      animation: isCalm ? 0 : 120, delay: 250, delayOnTouchOnly: true, forceFallback: true, fallbackOnBody: true, fallbackTolerance: 5,
      ghostClass: "card--ghost", fallbackClass: "card--lifted", scrollSensitivity: 80,
      onStart(event) {
        document.querySelector(".page").classList.add("is-dragging");
        waiting = { card: event.item, list: event.from, next: event.item.nextElementSibling };
        say(`拿起 ${nameOf(event.item)}`);
      },
      onEnd: dropped,
    });
  });
}

document.addEventListener("dialog:saved", (event) => {
  const where = new URL(event.detail.address || "", location.href).pathname;
  const cards = [...document.querySelectorAll(".board .card[data-movable]")];
  const card = waiting ? waiting.card : cards.find((one) => moveOf(one) === where);
  if (!card || moveOf(card) !== where) return;
  event.preventDefault();
  say(`${nameOf(card)} 已移动。`);
  const from = waiting ? waiting.list.closest(".column") : null;
  const to = waiting ? waiting.column : null;
  waiting = null;
  if (event.detail.swapped) sortable(document);
  else if (from && to) refresh([from, to]);
  else location.reload();
});
document.addEventListener("dialog:closed", (event) => { if (waiting && waiting.column && !event.detail.saved) putBack(); waiting = null; });
document.addEventListener("keydown", (event) => {
  if (event.key !== "m" || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const card = event.target.closest && event.target.closest(".card[data-movable]");
  if (card) { event.preventDefault(); ask(card, null); }
});
sortable(document);
