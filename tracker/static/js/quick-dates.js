/* One tap for the days that are named most: tomorrow, Friday, next week. */
const DAY = 86400000;
const pad = (number) => String(number).padStart(2, "0");
const asText = (day) => `${day.getUTCFullYear()}-${pad(day.getUTCMonth() + 1)}-${pad(day.getUTCDate())}`;

function today() {
  const told = document.body.dataset.today;
  const now = new Date();
  return told ? new Date(`${told}T00:00:00Z`) : new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
}

function dayOf(word) {
  const start = today();
  const weekday = start.getUTCDay() || 7;
  const far = { today: 0, yesterday: -1, tomorrow: 1, friday: weekday < 5 ? 5 - weekday : 12 - weekday, "next-week": 8 - weekday, fortnight: 14, month: 30 }[word];
  return asText(new Date(start.getTime() + (far === undefined ? Number(word) || 0 : far) * DAY));
}

function press(group) {
  const input = document.getElementById(group.dataset.quickDates);
  // Two words may name one day (Friday is tomorrow on a Thursday): the first says it.
  let isSaid = false;
  group.querySelectorAll("[data-day]").forEach((button) => {
    const isDay = !isSaid && input && input.value !== "" && input.value === dayOf(button.dataset.day);
    isSaid = isSaid || isDay;
    button.setAttribute("aria-pressed", String(isDay));
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-quick-dates] [data-day]");
  if (!button) return;
  const group = button.closest("[data-quick-dates]");
  const input = document.getElementById(group.dataset.quickDates);
  input.value = button.getAttribute("aria-pressed") === "true" ? "" : dayOf(button.dataset.day);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
  group.querySelectorAll("[data-day]").forEach((one) => one.setAttribute("aria-pressed", String(one === button && input.value !== "")));
});

const startIn = (root) => root.querySelectorAll("[data-quick-dates]").forEach((group) => {
  press(group);
  const input = document.getElementById(group.dataset.quickDates);
  if (input) input.addEventListener("change", () => press(group));
});
startIn(document);
document.addEventListener("htmx:load", (event) => startIn(event.detail.elt));
document.addEventListener("draft:restored", (event) => event.target.querySelectorAll("[data-quick-dates]").forEach(press));
