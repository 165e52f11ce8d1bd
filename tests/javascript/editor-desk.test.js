// What the owner's desk tells: proposals of the inbox, and the report of an import.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { curl } from "../../frontend/static/editor/curl.js";
import { conflictRows, rowsOf } from "../../frontend/static/editor/difference.js";
import { decisions, likeness, pageAfter, reasonOf, rowsFor, short, whence } from "../../frontend/static/editor/proposals.js";
import { countsOf, firstWritten, groupsOf, storesAny } from "../../frontend/static/editor/report.js";
import { shortly } from "../../frontend/static/editor/words.js";

const wordsOf = (lang) => {
  const own = JSON.parse(readFileSync(new URL(`../../frontend/locales/editor/${lang}.json`, import.meta.url), "utf-8"));
  return { ...own.script, languages: own.languages, labels: own.labels };
};
const WORDS = wordsOf("en");
const FIELDS = [
  { name: "title", kind: "title", label: "Title" }, { name: "authors", kind: "authors", label: "Authors" },
  { name: "venue", kind: "venue", label: "Venue" }, { name: "volume", kind: "line", label: "Volume" },
  { name: "status", kind: "choice", label: "Status", choices: { preprint: "Preprint", published: "Published" } },
];
const people = (...names) => names.map((name) => ({ name }));

for (const [authors, en, zh] of [
  [[], "", ""],
  [people("A"), "A", "A"],
  [people("A", "B", "C", "D"), "A, B, C, D", "A、B、C、D"],
  [people("A", "B", "C", "D", "E"), "A, B, C and 2 more", "A、B、C 等 5 人"],
]) {
  test(`${authors.length} authors are told shortly`, () => {
    assert.equal(shortly(authors, WORDS), en);
    assert.equal(shortly(authors, wordsOf("zh")), zh);
  });
}

for (const [source, told] of [
  ["orcid:0000-0002-1825-0097", "from ORCID"], ["dblp:65/9612", "from DBLP"], ["refs.bib", "from refs.bib"],
  ["semantic-scholar:1741101", "from Semantic Scholar"], ["C:\\refs.bib", "from C:\\refs.bib"], ["orcid", "from orcid"], ["", "from an import"],
]) {
  test(`what was found at ${source || "nothing"} is told so`, () => assert.equal(whence(source, WORDS), told));
}

const LIKE = { publication: "engine", publication_title: "On the Engine", score: 96, reason: "It may be 'engine' (96 %): On the Engine" };
const NEW = { publication: null, publication_title: null, score: null, reason: null, record: { title: "New", authors: people("A"), venue: { slug: "asplos" } } };

test("a proposal tells what it is like and how much, and its reason once", () => {
  assert.equal(likeness(LIKE, WORDS), "May be “On the Engine”: 96 % of the title is alike");
  assert.equal(likeness({ ...LIKE, score: 100 }, WORDS), "May be “On the Engine”: the title is the same");
  assert.equal(likeness(NEW, WORDS), "Like nothing that is there");
  assert.equal(reasonOf(LIKE), "It may be 'engine' (96 %).");
  assert.equal(reasonOf({ ...LIKE, publication_title: "Renamed since" }), LIKE.reason);
  assert.equal(reasonOf(NEW), "");
});

test("only what is like a work can be merged, and then that is the likely decision", () => {
  assert.deepEqual(decisions(LIKE), ["merge", "accept", "reject"]);
  assert.deepEqual(decisions(NEW), ["accept", "reject"]);
});

test("what is like a work shows what merging would change, what is new all that it says", () => {
  const difference = [{ pointer: "/status", before: "preprint", after: "published" }, { pointer: "/volume", before: null, after: "7" }];
  assert.deepEqual(rowsFor({ ...LIKE, difference }, FIELDS, WORDS), [
    { label: "Status", before: ["Preprint"], after: ["Published"] }, { label: "Volume", before: [], after: ["7"] },
  ]);
  assert.deepEqual(rowsFor(NEW, FIELDS, WORDS).map(({ label, after }) => [label, after]), [["Title", ["New"]], ["Authors", ["A"]], ["Venue", ["asplos"]]]);
  const names = Array.from({ length: 5000 }, (_, number) => `A${number}`);
  const [, { after }] = rowsFor({ ...NEW, record: { ...NEW.record, authors: people(...names) } }, FIELDS, WORDS);
  assert.deepEqual(after, [...names.slice(0, 50), "and 4950 more"]);
});

test("a long title is cut after a letter, whatever plane it is of", () => {
  assert.equal(short("𠀀".repeat(36)), "𠀀".repeat(36));
  assert.equal(short("𠀀".repeat(37)), `${"𠀀".repeat(35)}…`);
  assert.equal(short(`${"a".repeat(34)} bcd`), `${"a".repeat(34)}…`);
});

for (const [count, page] of [[0, 1], [19, 1], [20, 2], [39, 2], [40, 3]]) {
  test(`what follows ${count} stands on page ${page}`, () => assert.equal(pageAfter(count, 20), page));
}

const REPORT = {
  created: 1, updated: 1, unchanged: 0, skipped: 2, proposed: 0,
  items: [
    { result: "skipped", collection: "publications", key: null, title: "S", detail: "No.", line: 1 },
    { result: "created", collection: "news", key: "4", title: "C", detail: null, line: 2 },
    { result: "updated", collection: "publications", key: "u", title: "U", detail: null, line: 3 },
    { result: "skipped", collection: "publications", key: null, title: "T", detail: "No.", line: 4 },
  ],
  changes: [
    { collection: "news", key: "u", difference: [{ pointer: "/status", before: null, after: "x" }] },
    { collection: "publications", key: "u", difference: [{ pointer: "/volume", before: null, after: "7" }, { pointer: "/venue", before: null, after: "asplos" }] },
  ],
};

test("a report counts and gathers what becomes of the records, what is new first, and names what is filled", () => {
  assert.deepEqual(countsOf(REPORT, WORDS), ["1 new", "1 filled", "2 left out"]);
  const groups = groupsOf(REPORT, () => FIELDS, WORDS);
  assert.deepEqual(groups.map(({ heading, items }) => [heading, items.map(({ title }) => title)]), [["1 new", ["C"]], ["1 filled", ["U"]], ["2 left out", ["S", "T"]]]);
  assert.deepEqual(groups.map(({ items }) => items[0].filled), [[], ["Volume", "Venue"], []]);
});

test("what stays as it is stands closed", () => {
  const items = [{ ...REPORT.items[0], result: "unchanged" }];
  assert.deepEqual(groupsOf({ ...REPORT, items }, () => FIELDS, WORDS).map(({ isOpen }) => isOpen), [false]);
});

test("a report tells whether anything would be stored, and by which entry its change is found", () => {
  const none = { created: 0, updated: 0, unchanged: 3, skipped: 2, proposed: 0, items: [] };
  assert.equal(storesAny(none), false);
  assert.equal(storesAny({ ...none, proposed: 1 }), true);
  assert.equal(firstWritten(REPORT).key, "4");
  assert.equal(firstWritten(none), undefined);
});

test("a value that is chosen is called the same on both sides of a conflict", () => {
  const draft = Object.fromEntries(FIELDS.map(({ name }) => [name, name === "status" ? "preprint" : ""]));
  assert.deepEqual(conflictRows(FIELDS, { status: "published" }, draft, WORDS), [{ label: "Status", before: ["Preprint"], after: ["Published"] }]);
  assert.deepEqual(rowsOf([{ pointer: "/status", before: "unheard", after: null }], FIELDS, WORDS), [{ label: "Status", before: ["unheard"], after: [] }]);
});

test("a file is named to a command, and sent as it is", () => {
  const command = curl("POST", "https://example.org/imports", { file: "it's.bib", type: "text/plain" });
  assert.match(command, /-H 'Content-Type: text\/plain' \\\n {2}--data-binary '@it'\\''s\.bib' \\\n {2}'https/);
});
