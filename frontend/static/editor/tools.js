// The buttons beside the entries on the page, and which entry each belongs to.

import { clone } from "./dialogs.js";
import { put } from "./words.js";

const SECTIONS = [
  "education", "experience", "awards", "projects", "courses", "students", "service", "talks", "news",
];
// A publication stands in the list, or among the hidden ones, and on a page of its own.
const ENTRIES = [...SECTIONS.map((name) => `#${name} [data-key]`), "#list .entry[data-key]", ".editor-hidden [data-key]", "article[data-key]"].join();
const ORDERED = ["-year", "year"];
const MOVES = "[data-act=up], [data-act=down]";

/** Put the buttons on the page, and on entries that come later. */
export function place(words) {
  const list = document.getElementById("list");
  if (list) placeOnce();
  dress(words);
  if (list) new MutationObserver(() => dress(words)).observe(list, { childList: true, subtree: true });
}

function placeOnce() {
  document.querySelector(".identity .who").append(clone("profile"));
  const rest = clone("rest");
  for (const collection of ["publications", ...SECTIONS]) {
    const section = document.getElementById(collection);
    if (section) section.querySelector("h2").after(clone(`add-${collection}`));
    else rest.append(clone(`add-${collection}`));
  }
  if (rest.children.length > 1) document.querySelector("main").append(rest);
}

/** Put the buttons on the entries that have none; an observer that changed more would call itself for ever. */
export function dress(words) {
  for (const entry of document.querySelectorAll(ENTRIES)) {
    if (!entry.querySelector(":scope > .editor-tools, :scope > .what > .editor-tools")) {
      const tools = makeTools(entry, words);
      if (entry.matches("article")) entry.querySelector(".facts").before(tools);
      else (entry.querySelector(":scope > .what") ?? entry).append(tools);
    }
    const moves = /** @type {any[]} */ ([...entry.querySelectorAll(MOVES)]);
    const free = moves.filter((button) => neighbour(entry, button.dataset.act));
    for (const button of moves) {
      if (button.disabled === free.includes(button)) button.disabled = !button.disabled;
      button.hidden = !free.length;
    }
  }
}

function makeTools(entry, words) {
  const tools = clone("tools");
  const name = called(entry);
  if (entry.matches("article, .editor-hidden *")) for (const button of tools.querySelectorAll(MOVES)) button.remove();
  for (const button of tools.children) {
    button.setAttribute("aria-label", put(words.about_entry, { what: button.textContent, name }));
  }
  return tools;
}

/** Tell which entry an element belongs to, and in which collection. */
export function entryOf(element) {
  const entry = element.closest(ENTRIES);
  return entry ? { entry, key: entry.dataset.key, collection: collectionOf(entry) } : { entry: null, key: "", collection: "profile" };
}

/** Find an entry on the page. */
export function find(collection, key) {
  return [...document.querySelectorAll(ENTRIES)].find(
    (entry) => /** @type {any} */ (entry).dataset.key === key && collectionOf(entry) === collection,
  );
}

/** Name an entry as the page does. */
export function called(entry) {
  return (entry.querySelector("h1, h4 a, .title") ?? entry.querySelector(".what > p") ?? entry).textContent.trim();
}

/** Find the entry that an entry changes places with: its neighbour in the same list, where the owner's order counts. */
export function neighbour(entry, direction) {
  const other = direction === "up" ? entry.previousElementSibling : entry.nextElementSibling;
  if (!other || !entry.classList.contains("entry")) return other;
  const { value } = /** @type {any} */ (document.querySelector("[name=sort]"));
  const year = (each) => each.querySelector(".year").textContent;
  return ORDERED.includes(value) && year(entry) === year(other) ? other : null;
}

function collectionOf(entry) {
  return entry.closest("#list, .editor-hidden, article") ? "publications" : entry.closest("section.section").id;
}
