// The editor's words with values put in, beside those of the server, which are English whatever the page speaks.

import { HAN } from "../js/entry.js";

export { put } from "../js/instrument.js";

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
