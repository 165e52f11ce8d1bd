// A small page in jsdom, with the markup that the templates make.

import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Make a document of markup and let modules find it where a browser has it. */
export function open(markup, url = "http://localhost/") {
  const { JSDOM } = require("jsdom");
  const { window } = new JSDOM(`<!doctype html><html lang="en"><body>${markup}</body></html>`, { url });
  Object.assign(globalThis, { window, document: window.document });
  return window.document;
}
