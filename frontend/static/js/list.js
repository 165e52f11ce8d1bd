// The list: adopts the entries that the server painted and makes those that are not there.

import { spans } from "./fold.js";

const FEW = 30;
const SCREENFUL = 12;
const MARKED_AT_ONCE = 10;
const MARKED = '[data-text="title"], [data-text="name"], [data-text="venue"]';

export class List {
  records = [];
  by = "";
  words = [];
  limit = FEW;
  groups = new Map();
  entries = new Map();

  /** Take over what stands in `root`, grouped by `by`; `make` makes what is missing. */
  constructor(root, by, make) {
    this.root = root;
    this.make = make;
    for (const group of root.querySelectorAll("[data-group]")) this.groups.set(`${by} ${group.dataset.group}`, group);
    for (const element of root.querySelectorAll("[data-key]")) this.entries.set(element.dataset.key, element);
    this.watchEnd();
  }

  /** Show records, grouped, with their words marked; of many the first, and more when the reader scrolls. */
  show(records, by, words, limit = records.length > FEW ? SCREENFUL : FEW) {
    Object.assign(this, { records, by, words, limit });
    this.paint();
  }

  /** Show all, for print. */
  showAll() {
    if (this.records.length <= this.limit) return;
    this.limit = Infinity;
    this.paint();
  }

  paint() {
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
    this.end.hidden = this.records.length <= this.limit;
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

  watchEnd() {
    this.end = document.createElement("div");
    this.end.hidden = true;
    this.root.after(this.end);
    const watcher = new IntersectionObserver(([seen]) => seen.isIntersecting && this.showMore(watcher), { rootMargin: "800px" });
    watcher.observe(this.end);
  }

  // Observed anew, for an end that stays in sight is told once.
  showMore(watcher) {
    this.limit += FEW;
    this.paint();
    watcher.unobserve(this.end);
    watcher.observe(this.end);
  }
}

/** Group records in the order of their first. */
export function grouped(records, by) {
  if (by === "none") return new Map(records.length ? [["all", records]] : []);
  const groups = new Map();
  for (const record of records) {
    const value = record.values[by][0];
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
  if (element.textContent !== text) element.textContent = text;
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
