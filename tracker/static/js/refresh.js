/* Asks now and then whether the list has changed since it was drawn, and says so quietly. */
const EVERY = 60000;
const OWN_CHANGE = 1500;
const line = document.querySelector("[data-refresh]");
// The query is sent letter for letter as it was: the tag was made of it.
const address = `${location.pathname}${location.search}${location.search ? "&" : "?"}poll=1`;

async function ask() {
  const answer = await fetch(address, { headers: { "If-None-Match": `"${line.dataset.refresh}"` }, credentials: "same-origin", cache: "no-store", redirect: "manual" });
  return answer.status === 204 ? answer.headers.get("ETag").replace(/[^0-9a-f]/g, "") : "";
}

async function look() {
  if (document.hidden) return;
  try { if (await ask()) line.hidden = false; } catch { /* no network: the next round asks again */ }
}

// One's own move is on the screen already.
async function adopt() {
  try { line.dataset.refresh = await ask() || line.dataset.refresh; } catch { /* the next round tells */ }
}

if (line) {
  setInterval(look, EVERY);
  document.addEventListener("dialog:saved", () => setTimeout(adopt, OWN_CHANGE));
}
