// The report of an import, as people read it; knows nothing of the page.

import { rowsOf } from "./difference.js";
import { put } from "./words.js";

// What is of most interest comes first.
const RESULTS = ["created", "updated", "proposed", "skipped", "unchanged"];
const STORED = ["created", "updated", "proposed"];
const WRITTEN = ["created", "updated"];

/** Count the records by what becomes of them, in words: a list. */
export function countsOf(report, words) {
  return RESULTS.filter((result) => report[result]).map((result) => put(words.results[result], { count: report[result] }));
}

/** Gather the records by what becomes of them; `changes` of the dry run tell what is filled. */
export function groupsOf(report, fieldsFor, words) {
  return RESULTS.map((result) => ({
    heading: put(words.results[result], { count: report[result] }),
    isOpen: result !== "unchanged",
    items: report.items
      .filter((item) => item.result === result)
      .map((item) => ({ ...item, filled: result === "updated" ? filled(item, report.changes, fieldsFor, words) : [] })),
  })).filter(({ items }) => items.length);
}

/** Tell whether an import would store anything. */
export function storesAny(report) {
  return STORED.some((result) => report[result]);
}

/** Give the first entry that was written, by which the change is found; nothing where all of it waits. */
export function firstWritten({ items }) {
  return items.find(({ result }) => WRITTEN.includes(result));
}

function filled({ collection, key }, changes, fieldsFor, words) {
  const { difference } = changes.find((change) => change.collection === collection && change.key === key) ?? { difference: [] };
  return [...new Set(rowsOf(difference, fieldsFor(collection), words).map(({ label }) => label))];
}
