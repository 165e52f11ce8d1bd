// Trying the API: the forms answer in place, and their command follows the fields.

const HEADERS = ["Content-Type", "ETag", "Last-Modified", "Link", "Cache-Control", "Retry-After"];
const COLOURED = 200_000; // Beyond these characters, finding the keys would be felt.

const forms = [...document.querySelectorAll(".operation form")];

/** Write the address that a form asks for: parts of the path filled in, empty fields and presets left out. */
function address(form) {
  const pairs = [];
  let path = form.elements.path.value;
  for (const field of form.querySelectorAll("[data-parameter] :is(input, select)")) {
    const value = field.value.trim();
    if ("inPath" in field.dataset) path = path.replace(`{${field.name}}`, encodeURIComponent(value));
    else if (value && !isPreset(field, value)) pairs.push(`${field.name}=${encode(value)}`);
  }
  return pairs.length ? `${path}?${pairs.join("&")}` : path;
}

function isPreset(field, value) {
  return { rank_at: "today", page: "1", per_page: "100", sort: "-year" }[field.name] === value;
}

function encode(value) {
  return encodeURIComponent(value)
    .replaceAll("%20", "+")
    .replace(/%2C|%3A/g, decodeURIComponent)
    .replace(/['()]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
}

function command(form) {
  return form.querySelector(".command");
}

/** Show the command of what the fields now say; its start, up to the path, is the server's. */
function follow(form) {
  const line = command(form);
  const start = line.textContent.split("/api/v1", 1)[0];
  line.textContent = `${start}${address(form)}'`;
}

/** Ask, and show what came back beneath the form. */
async function ask(form) {
  const panel = panelOf(form);
  panel.setAttribute("aria-busy", "true");
  const began = performance.now();
  try {
    const answer = await fetch(address(form), { headers: { Accept: "application/json, */*;q=0.5" } });
    const text = await answer.text();
    show(panel, answer, text, performance.now() - began);
  } catch {
    panel.querySelector("[data-status]").textContent = "No answer: the server cannot be reached.";
  }
  panel.removeAttribute("aria-busy");
}

function panelOf(form) {
  const operation = form.parentElement;
  const shown = operation.querySelector(".outcome-of-asking");
  if (shown) return shown;
  const template = document.querySelector("template");
  form.after(template.content.cloneNode(true));
  return form.nextElementSibling;
}

function show(panel, answer, text, milliseconds) {
  const size = new TextEncoder().encode(text).length;
  panel.querySelector("[data-status]").textContent = `${answer.status} ${answer.statusText}`.trim();
  panel.querySelector("[data-cost]").textContent = `${Math.round(milliseconds)} ms, ${size.toLocaleString("en")} bytes`;
  panel.querySelector("[data-headers]").replaceChildren(...HEADERS.flatMap((name) => header(answer, name)));
  const body = panel.querySelector("[data-body]");
  body.textContent = pretty(text);
  colour(body.firstChild);
}

function header(answer, name) {
  const value = answer.headers.get(name);
  if (!value) return [];
  const [term, description] = [document.createElement("dt"), document.createElement("dd")];
  term.textContent = name;
  description.textContent = value;
  return [term, description];
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text; // CSV and NDJSON are shown as they are.
  }
}

/** Set the keys of printed JSON in a colour of their own, where the browser can. */
function colour(text) {
  if (!text || !globalThis.CSS?.highlights || text.length > COLOURED) return;
  const keys = [...text.data.matchAll(/^ *("(?:[^"\\]|\\.)*")(?=: )/gm)].map((found) => {
    const range = new Range();
    range.setStart(text, found.index + found[0].length - found[1].length);
    range.setEnd(text, found.index + found[0].length);
    return range;
  });
  CSS.highlights.set("key", new Highlight(...keys));
}

/** Give a repeatable parameter one more field; the query then holds either value. */
function addField(button) {
  const last = button.previousElementSibling;
  const field = last.cloneNode();
  field.removeAttribute("id");
  field.setAttribute("aria-label", `${field.name}, another value`);
  field.value = "";
  last.after(field);
  field.focus();
}

async function copy(button, text) {
  await navigator.clipboard.writeText(text);
  const before = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = before), 1500);
}

for (const form of forms) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
  form.addEventListener("input", () => follow(form));
  for (const button of form.querySelectorAll("button")) {
    const deeds = { or: () => addField(button), copy: () => copy(button, command(form).textContent) };
    const deed = Object.keys(deeds).find((name) => name in button.dataset);
    if (!deed || (deed === "copy" && !navigator.clipboard)) continue;
    button.hidden = false;
    button.addEventListener("click", deeds[deed]);
  }
  follow(form);
}
