// The two sides of a comparison on the page: rows of lines, with what differs marked.

import { clone } from "./dialogs.js";
import { marked } from "./difference.js";
import { languageOf } from "./words.js";

/** Fill a table with rows; `left` and `right` name the elements that mark what the other side has not. */
export function compare(table, rows, [left, right], words) {
  for (const body of [...table.tBodies]) body.remove();
  for (const { label, before, after } of rows) {
    const body = clone("row");
    const [first, second] = body.querySelectorAll("td");
    body.querySelector("th").textContent = label;
    lines(first, marked(before, after), left, words);
    lines(second, marked(after, before), right, words);
    table.append(body);
  }
}

/** Put lines into a place; what differs is marked. */
export function lines(cell, texts, tag, words) {
  if (!texts.length) cell.textContent = words.nothing_there;
  for (const { text, differs } of texts) {
    cell.append(Object.assign(document.createElement(differs ? tag : "span"), { textContent: text, lang: languageOf(text) }));
  }
}
