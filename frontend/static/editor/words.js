// The editor's words with values put in, beside those of the server, which are English whatever the page speaks.

/** Put values where a pattern names them. */
export function put(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Make an element of what the server says. */
export function english(tag, text) {
  return Object.assign(document.createElement(tag), { lang: "en", textContent: text });
}

/** List names as a sentence of the page does. */
export function listed(names) {
  return new Intl.ListFormat(document.documentElement.lang).format(names);
}
