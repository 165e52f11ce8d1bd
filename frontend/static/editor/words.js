// The editor's words with values put in, beside those of the server, which are English whatever the page speaks.

/** Put values where a pattern names them. */
export function put(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Name the language of a text: Chinese is what holds Han characters; numbers are in the page's own. */
export function languageOf(text) {
  if (!/\p{L}/u.test(text)) return document.documentElement.lang;
  return /[\u3400-\u9fff\uf900-\ufaff]/.test(text) ? "zh" : "en";
}

/** Make an element of what the server says. */
export function english(tag, text) {
  return Object.assign(document.createElement(tag), { lang: "en", textContent: text });
}

/** List names as a sentence of the page does. */
export function listed(names) {
  return new Intl.ListFormat(document.documentElement.lang).format(names);
}
