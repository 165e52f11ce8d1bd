// The list: adopts the entries that the server painted and makes those that are not there.

import { spans } from "./fold.js";

const FEW = 30;
const MORE = 6;
// Lower than any entry, in pixels.
const LOWEST = 90;
// To find out which of a few entries are on screen costs more than to lay them all out.
const MANY = 100;
const MARKED_AT_ONCE = 10;
const MARKED = '[data-text="title"], [data-text="name"], [data-text="venue"]';

export class List {
  records = [];
  by = "";
  words = [];
  limit = FEW;
  groups = new Map();
  entries = new Map();
  end = document.createElement("div");
  watcher = new IntersectionObserver(([seen]) => this.showMore(seen.isIntersecting), { rootMargin: "400px" });

  /** Take over what stands in `root`, grouped by `by`; `make` makes what is missing. */
  constructor(root, by, make) {
    this.root = root;
    this.make = make;
    for (const group of root.querySelectorAll("[data-group]")) this.groups.set(`${by} ${group.dataset.group}`, group);
    for (const element of root.querySelectorAll("[data-key]")) this.entries.set(element.dataset.key, element);
    root.after(this.end);
    this.watch();
  }

  /** Show records, grouped, with their words marked: first up to a limit, then a few, and more when the reader scrolls. */
  show(records, by, words, limit = FEW) {
    Object.assign(this, { records, by, words, limit });
    this.paint();
    this.watch();
  }

  /** Tell how many entries fill the screen; asked before anything changes, it costs no layout. */
  onScreen() {
    return Math.max(1, Math.ceil((innerHeight - this.root.getBoundingClientRect().top) / LOWEST));
  }

  /** Show all, for print. */
  showAll() {
    if (this.records.length <= this.limit) return;
    this.limit = Infinity;
    this.paint();
  }

  paint() {
    this.root.toggleAttribute("data-many", this.limit > MANY);
    const shown = [];
    let room = this.limit;
    for (const [value, records] of grouped(this.records, this.by)) {
      if (room <= 0) break;
      const group = this.group(value, records.length);
      const entries = records.slice(0, room).map((record) => this.entry(record));
      reconcile(group.querySelector("ol"), entries);
      shown.push(group);
      room -= entries.length;
    }
    reconcile(this.root, shown);
    mark(this.root.querySelectorAll("[data-key]"), this.words);
  }

  group(value, count) {
    const name = `${this.by} ${value}`;
    if (!this.groups.has(name)) this.groups.set(name, this.make.group(this.by, value));
    const group = this.groups.get(name);
    setText(group.querySelector("[data-count]"), String(count));
    return group;
  }

  entry(record) {
    if (!this.entries.has(record.key)) this.entries.set(record.key, this.make.entry(record));
    return this.entries.get(record.key);
  }

  // Observed anew, it is told after the next paint where the end is, wherever it was before.
  watch() {
    this.watcher.unobserve(this.end);
    this.watcher.observe(this.end);
  }

  showMore(isNear) {
    if (this.records.length <= this.limit || !(isNear || this.records.length <= FEW)) return;
    this.limit += MORE;
    this.paint();
    this.watch();
  }
}

/** Group records in the order of their first. */
export function grouped(records, by) {
  const groups = new Map();
  for (const record of records) {
    const value = by === "none" ? "all" : record.values[by][0];
    if (groups.has(value)) groups.get(value).push(record);
    else groups.set(value, [record]);
  }
  return groups;
}

/** Make an element's children those wanted; what stays is not moved. */
export function reconcile(parent, wanted) {
  const staying = new Set(wanted);
  for (const child of [...parent.children]) if (!staying.has(child)) child.remove();
  let next = parent.firstElementChild;
  for (const child of wanted) {
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
  }
}

/** Set a text where it differs. */
export function setText(element, text) {
  const { firstChild: held } = element;
  if (element.textContent === text) return;
  // A text that changes costs less than one that takes the place of another.
  if (held?.data) held.data = text;
  else element.textContent = text;
}

let marking = 0;

// Highlights cost no layout, and can wait until the list is painted.
function mark(elements, words) {
  if (!globalThis.Highlight) return;
  clearTimeout(marking);
  if (words.length) marking = setTimeout(markSome, 0, [...elements], words, new Highlight());
  else CSS.highlights.delete("match");
}

function markSome(elements, words, found) {
  for (const element of elements.splice(0, MARKED_AT_ONCE)) {
    for (const range of ranges(element, words)) found.add(range);
  }
  CSS.highlights.set("match", found);
  if (elements.length) marking = setTimeout(markSome, 0, elements, words, found);
}

/** Find words in an entry. */
export function ranges(element, words) {
  return [...element.querySelectorAll(MARKED)].flatMap((slot) =>
    spans(slot.textContent, words).map(
      ([startOffset, endOffset]) =>
        new StaticRange({ startContainer: slot.firstChild, startOffset, endContainer: slot.firstChild, endOffset }),
    ),
  );
}
