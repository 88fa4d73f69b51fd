/* The same firm? Asked of the server while name, code or telephone are typed; without it, on saving. */
const WAIT = 250;
const WATCHED = { firm: "name", credit_code: "credit_code", contact_phone: "phone" };

function start(place) {
  if (place.dataset.alikeReady) return;
  place.dataset.alikeReady = "yes";
  const form = place.closest("form");
  const status = document.createElement("p");
  let timer = 0, asked = null;

  status.className = "unseen";
  status.setAttribute("role", "status");
  place.after(status);

  function address() {
    const asking = new URL(place.dataset.alike, location.href);
    Object.entries(WATCHED).forEach(([field, name]) => {
      const typed = form.elements[field] ? form.elements[field].value.trim() : "";
      if (typed) asking.searchParams.set(name, typed);
    });
    place.querySelectorAll("input:checked").forEach((radio) => asking.searchParams.set(radio.name, radio.value));
    return asking;
  }

  // Reasons stay in the browser: an address has no room for them.
  function swap(html) {
    const typed = [...place.querySelectorAll("input[type=text], textarea")].map((f) => [f.name, f.value]);
    const at = place.contains(document.activeElement) ? document.activeElement.id : "";
    const others = place.querySelector("details[open]");
    place.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    typed.forEach(([name, value]) => { const field = form.elements[name]; if (field) field.value = value; });
    const fold = place.querySelector("details");
    if (others && fold) fold.open = true;
    if (at && document.getElementById(at)) document.getElementById(at).focus();
    const found = place.querySelectorAll(".alike-firm").length;
    const open = place.querySelectorAll("fieldset").length;
    status.textContent = found ? `库里有 ${found} 家相近的企业${open ? `，下面有 ${open} 处要选` : ""}` : "";
  }

  async function look() {
    if (asked) asked.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(address(), { headers: { "HX-Request": "true" }, credentials: "same-origin", signal: asked.signal });
      if (answer.ok) swap(await answer.text());
    } catch { /* offline or overtaken: saving asks the same */ }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  }

  form.addEventListener("input", (event) => { if (event.target.name in WATCHED) soon(); });
  form.addEventListener("draft:restored", soon);
  place.addEventListener("change", (event) => { if (event.target.name.startsWith("verdict_") && event.target.type === "radio") look(); });
}

const startIn = (root) => root.querySelectorAll("[data-alike]").forEach(start);
startIn(document);
document.addEventListener("htmx:load", (event) => startIn(event.detail.elt));
