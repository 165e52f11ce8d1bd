// A small page in jsdom, with the markup that the templates make.

import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

export const WORDS = JSON.parse(readFileSync(new URL("../../frontend/locales/en.json", import.meta.url), "utf-8")).script;

/** Make a document of markup and let modules find it where a browser has it; nothing scrolls in it. */
export function open(markup) {
  const { window } = new JSDOM(`<!doctype html><html lang="en"><body>${markup}</body></html>`, { url: "http://localhost/" });
  const { document, location, innerHeight, StaticRange } = window;
  Object.assign(globalThis, { window, document, location, innerHeight, StaticRange });
  globalThis.IntersectionObserver = class {
    observe() {}
    unobserve() {}
  };
  return window.document;
}

/** Make an API item of defaults and what differs. */
export function item(changes) {
  return {
    key: "one", title: "One", type: "article-journal", status: "published", year: 2024, month: null, venue: null, rank: null, ranks: [],
    authors: [], doi: null, arxiv_id: null, volume: null, issue: null, pages: null, links: [], abstract: null, topics: [], awards: [],
    note: null, selected: false, citations: null, url: "", created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z",
    version: 1, ...changes,
  };
}

/** Make an API item for each rank's label, or none. */
export function withRanks(labels) {
  return labels.map((label) => item({ key: label ?? "unranked", rank: label && { label, source: "owner" } }));
}
