// The owner's editing on the page: signs in, offers what can be done, does it, and shows the page anew.

import { API, ask, explain, lastChange, newKey, pathOf, reason } from "./api.js";
import { offerDesk } from "./desk.js";
import { addStyles, askToken, clone, confirm, offerCommand, onAct, use } from "./dialogs.js";
import { EntryDialog } from "./entry.js";
import { nameOf } from "./fields.js";
import { leave, signOut, take, token } from "./session.js";
import { called, entryOf, find, neighbour, place } from "./tools.js";
import { english, put } from "./words.js";

const SETTLED_AFTER = 600;

const { lang } = document.documentElement;
let words;
let bar;
let opening = null;
let undoable = { number: null, status: 0 };

// Fetched because of the first press; the next ones, after a sign-in that was given up, come here.
const button = document.getElementById("edit");
button?.addEventListener("click", begin);
if (button) begin();

function begin() {
  opening ??= start().finally(() => (opening = null));
}

async function start() {
  words ??= await load();
  if (!token() && !(await askToken(words))) return;
  if (bar) return;
  button.hidden = true;
  bar = clone("bar");
  document.body.append(bar);
  place(words);
  onAct(document.body, {
    add: ({ dataset }) => add(dataset.collection),
    edit: (pressed) => change(pressed),
    remove: (pressed) => remove(pressed),
    up: (pressed) => move(pressed, "up"),
    down: (pressed) => move(pressed, "down"),
    undo: () => undo(),
    "sign-out": () => end(),
  });
  const note = take() ?? { told: "editing_now" };
  const offered = document.getElementById("list") && offerDesk({ bar, words, stored, say, refused });
  if (note.hidden) await offered;
  resume(note);
}

async function load() {
  const [answer] = await Promise.all([fetch(`/editor?lang=${lang}`), addStyles("editor.css")]);
  if (!answer.ok) throw new Error(`/editor answered ${answer.status}`);
  const parts = new DOMParser().parseFromString(await answer.text(), "text/html");
  use(parts);
  return JSON.parse(parts.getElementById("editor-words").textContent);
}

// The page is shown anew as it was left: the same entry under the eye, the same button with the focus.
function resume({ told, change: number = null, status = 0, collection, key, act = "edit", top = 0 }) {
  const entry = collection && find(collection, key);
  const home = collection === "profile" ? document.querySelector(".who") : entry;
  const tool = /** @type {any} */ (home?.querySelector(`[data-act=${act}]`));
  undoable = { number, status };
  say(words[told], Boolean(number || status === 403));
  const undoButton = bar.querySelector("[data-act=undo]");
  const focused = tool?.disabled ? entry.querySelector("[data-act=edit]") : tool;
  (focused ?? (undoButton.hidden ? bar : undoButton)).focus({ preventScroll: true });
  if (entry) keepInPlace(entry, top, focused);
  else focused?.scrollIntoView({ block: "nearest", behavior: "instant" });
}

// Groups take their true heights when they come near, and push the entry away.
function keepInPlace(entry, top, tool) {
  const settling = new ResizeObserver(() => {
    scrollBy({ top: entry.getBoundingClientRect().top - top, behavior: "instant" });
    // An entry that has grown would have its buttons under the bar.
    tool?.scrollIntoView({ block: "nearest", behavior: "instant" });
  });
  settling.observe(document.body);
  setTimeout(() => settling.disconnect(), SETTLED_AFTER);
}

function say(text, undo = false, said = "") {
  bar.querySelector("[data-act=undo]").hidden = !undo;
  // A status that stands there from the start is not read out.
  setTimeout(() => bar.querySelector("[role=status]").replaceChildren(text, ...(said ? [" ", english("span", said)] : [])), 100);
}

function refused(answer) {
  say(explain(answer, words), false, reason(answer));
  if (answer.status === 401) askToken(words).then((good) => good && say(words.editing_now));
}

/** Show the page anew after a write, with a way to take it back. */
async function stored({ collection, key, told, act = "edit", showing = key, top = null, hidden = false }) {
  const { change: number, status } = await lastChange(collection, key);
  const seen = find(collection, showing) ?? null;
  const place = top ?? seen?.getBoundingClientRect().top ?? innerHeight / 3;
  leave({ told, change: number, status, collection, key: showing, act, top: place, hidden });
  again(hidden ? "" : showing);
}

// A publication's own page moves with its key; without a key it is gone or hidden, and the list is shown.
function again(key) {
  const own = /** @type {any} */ (document.querySelector("article[data-key]"));
  if (!own || own.dataset.key === key) return setTimeout(() => location.reload());
  const home = /** @type {any} */ (document.querySelector(".home")).href;
  const address = key ? `/publications/${encodeURIComponent(key)}${location.search}` : home;
  return setTimeout(() => location.replace(address));
}

async function change(pressed) {
  const { collection, key } = entryOf(pressed);
  const answer = await ask("GET", collection === "profile" ? "/profile" : pathOf(collection, key));
  if (!answer.ok) return refused(answer);
  return new EntryDialog({ collection, key: key || collection, record: answer.body, tag: answer.tag, words, stored });
}

function add(collection) {
  return new EntryDialog({ collection, key: "", record: {}, tag: "", words, stored });
}

async function remove(pressed) {
  const { entry, collection, key } = entryOf(pressed);
  const path = pathOf(collection, key);
  const read = await ask("GET", path);
  if (!read.ok) return refused(read);
  const question = put(words.remove_ask, { name: nameOf(read.body, lang) || called(entry) });
  const request = { method: "DELETE", tag: read.tag };
  const sure = await confirm("remove", question, (dialog) =>
    offerCommand(dialog, words, () => ({ ...request, path: API + path })),
  );
  if (!sure) return null;
  const answer = await ask("DELETE", path, { tag: read.tag, key: newKey() });
  if (!answer.ok) return refused(answer);
  const next = entry.nextElementSibling ?? entry.previousElementSibling;
  const showing = entry.matches("article") ? "" : (next?.dataset.key ?? key);
  return stored({ collection, key, told: "removed", showing, top: entry.getBoundingClientRect().top });
}

// The page may not show all that stand in the owner's order, so the server is asked for the neighbour's place.
async function move(pressed, direction) {
  const { entry, collection, key } = entryOf(pressed);
  const other = neighbour(entry, direction);
  const tried = await ask("PATCH", `${pathOf(collection, other.dataset.key)}?dry_run=true`, { body: { position: 1 } });
  if (!tried.ok) return refused(tried);
  const position = tried.body.changes[0]?.before.position ?? 1;
  const answer = await ask("PATCH", pathOf(collection, key), { body: { position }, key: newKey() });
  if (!answer.ok) return refused(answer);
  return stored({ collection, key, told: "moved", act: direction });
}

async function undo() {
  if (!undoable.number) return say(words.needs_admin);
  const answer = await ask("POST", `/changes/${undoable.number}/revert`, { key: newKey() });
  if (answer.status === 403) return say(words.needs_admin);
  if (!answer.ok) return refused(answer);
  // A publication that comes or goes takes the links of its awards along, each an item of the change.
  const { items } = answer.body;
  const item = items.find(({ collection }) => collection === "publications") ?? items[0];
  const seen = find(item.collection, item.key);
  const top = seen?.getBoundingClientRect().top ?? innerHeight / 3;
  leave({ told: "taken_back", collection: item.collection, key: item.key, top });
  return again(item.key);
}

function end() {
  signOut();
  location.reload();
}
