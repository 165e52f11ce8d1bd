// The editor's words with values put in, beside those of the server, which are English whatever the page speaks.

import { HAN } from "../js/entry.js";
import { put } from "../js/instrument.js";

export { put };

const MOST_AUTHORS = 3;

/** Name the language of a text: Chinese is what holds Han characters; numbers are in the page's own. */
export function languageOf(text) {
  if (!/\p{L}/u.test(text)) return document.documentElement.lang;
  return HAN.test(text) ? "zh" : "en";
}

/** Make an element of what the server says. */
export function english(tag, text) {
  return Object.assign(document.createElement(tag), { lang: "en", textContent: text });
}

/** List names as a sentence of the page does. */
export function listed(names) {
  return new Intl.ListFormat(document.documentElement.lang).format(names);
}

/** Name the authors of a record, the first few and how many more. */
export function shortly(authors, words) {
  const names = authors.map(({ name }) => name);
  // One who is left would take the room of "1 more".
  const shown = names.length > MOST_AUTHORS + 1 ? names.slice(0, MOST_AUTHORS) : names;
  const more = names.length - shown.length;
  return shown.join(words.joint) + (more ? put(words.more_authors, { count: more, total: names.length }) : "");
}
