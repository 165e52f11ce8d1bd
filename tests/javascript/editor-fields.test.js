// The editor's fields and records, each made of the other; lists as people write them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { changed, draftOf, fieldAt, nameOf, patchOf, rebase } from "../../frontend/static/editor/fields.js";
import { readAuthors, readRows, writeAuthors, writeRows } from "../../frontend/static/editor/lines.js";

const FIELDS = [
  { name: "title", kind: "line" }, { name: "authors", kind: "authors" }, { name: "venue", kind: "venue" },
  { name: "year", kind: "number" }, { name: "rank", kind: "rank" }, { name: "selected", kind: "check" },
  { name: "note", kind: "text" }, { name: "links", kind: "rows", parts: "kind url" },
  { name: "interests.current", kind: "rows", parts: "en | zh" },
];
const RECORD = {
  title: "One", venue: { slug: "taco", acronym: "TACO", name: "Transactions" }, year: 2024, rank: { label: "CCF-A", source: "catalogue" },
  selected: false, note: { en: "A note", fr: "Une note" },
  authors: [
    { name: "Han Zhao", slug: "han-zhao", is_owner: true, corresponding: true, equal_contribution: false },
    { name: "Wei Li", slug: "wei-li-2", is_owner: false, corresponding: false, equal_contribution: true },
  ],
  links: [{ kind: "pdf", url: "https://example.org/a.pdf", label: { en: "Paper" } }],
  interests: { current: [{ en: "Clouds", zh: "云" }] },
};

const patched = (changes) => patchOf(FIELDS, RECORD, { ...draftOf(FIELDS, RECORD), ...changes });

test("a draft shows a record as a person would write it", () => {
  assert.deepEqual(draftOf(FIELDS, RECORD), {
    title: "One", authors: "Han Zhao*\nWei Li†", venue: "TACO", year: "2024", rank: "", selected: false,
    note: { en: "A note", zh: "" }, links: "pdf https://example.org/a.pdf", "interests.current": "Clouds | 云",
  });
});

test("a draft that was not touched changes nothing", () => {
  assert.deepEqual(patched({}), {});
  assert.deepEqual(changed(FIELDS, RECORD, draftOf(FIELDS, RECORD)), []);
});

for (const [what, changes, patch] of [
  ["an emptied text is taken away", { venue: "  " }, { venue: null }],
  ["a number is a number", { year: "2025" }, { year: 2025 }],
  ["what is no number goes as it is, to be told of", { year: "20x5" }, { year: "20x5" }],
  ["a box is ticked", { selected: true }, { selected: true }],
  ["only the language that changed is written", { note: { en: "A note", zh: "注" } }, { note: { zh: "注" } }],
  ["a language is emptied, and the others stay", { note: { en: "", zh: "" } }, { note: { en: null } }],
  ["a field inside an object is written inside it", { "interests.current": "" }, { interests: { current: [] } }],
]) {
  test(`patch: ${what}`, () => assert.deepEqual(patched(changes), patch));
}

test("a text without any language left is none", () => {
  const record = { note: { en: "A note" } };
  assert.deepEqual(patchOf([FIELDS[6]], record, { note: { en: "", zh: "" } }), { note: null });
});

test("a new entry is made of the fields that were filled", () => {
  const draft = { ...draftOf(FIELDS, {}), title: " New ", authors: "Ada Lovelace", note: { en: "", zh: "新" } };
  assert.deepEqual(patchOf(FIELDS, {}, draft), {
    title: "New", authors: [{ name: "Ada Lovelace", corresponding: false, equal_contribution: false }], note: { zh: "新" },
  });
});

test("a biography is shown and written as its Markdown", () => {
  const bio = [{ name: "bio", kind: "prose" }];
  const record = { bio: { markdown: { en: "*I*" }, html: { en: "<p><em>I</em></p>" } } };
  assert.deepEqual(draftOf(bio, record), { bio: { en: "*I*", zh: "" } });
  assert.deepEqual(patchOf(bio, record, { bio: { en: "*I*", zh: "我" } }), { bio: { zh: "我" } });
});

test("on top of a newer record, what was left alone is as it stands now", () => {
  const newer = { ...RECORD, title: "Theirs", year: 2020, note: { en: "Their note" } };
  const mine = { ...draftOf(FIELDS, RECORD), title: "Mine", note: { en: "A note", zh: "我的" } };
  const draft = rebase(FIELDS, RECORD, newer, mine);
  assert.deepEqual([draft.title, draft.year, draft.note], ["Mine", "2020", { en: "Their note", zh: "我的" }]);
});

for (const [pointer, name, rest] of [
  ["/title", "title", []], ["/note/en", "note", ["en"]], ["/authors/1/name", "authors", ["1", "name"]],
  ["/interests/current/0", "interests.current", ["0"]], ["/titles", undefined, []], ["", undefined, []],
]) {
  test(`the pointer ${pointer || "of the whole"} leads to ${name}`, () => {
    const found = fieldAt(FIELDS, pointer);
    assert.deepEqual([found.field?.name, found.rest], [name, rest]);
  });
}

test("an entry is named in the page's language, or in the one it has", () => {
  assert.equal(nameOf({ title: { zh: "题" } }, "en"), "题");
  assert.equal(nameOf({ degree: "phd", name: "Ada" }, "en"), "Ada");
});

test("authors survive being written and read", () => {
  const written = writeAuthors(RECORD.authors);
  assert.equal(written, "Han Zhao*\nWei Li†");
  assert.deepEqual(readAuthors(written, RECORD.authors), RECORD.authors.map(({ is_owner: _, ...author }) => author));
});

test("marks may be typed in any order, with spaces and a plus", () => {
  const read = readAuthors("  Ada Lovelace † *\n\nGrace Hopper+\n張三*");
  assert.deepEqual(read.map(({ name, corresponding, equal_contribution }) => [name, corresponding, equal_contribution]), [
    ["Ada Lovelace", true, true], ["Grace Hopper", false, true], ["張三", true, false],
  ]);
});

test("of two authors of one name each keeps the person that it was", () => {
  const two = [{ name: "Wei Li", slug: "wei-li" }, { name: "Wei Li", slug: "wei-li-2" }];
  assert.deepEqual(readAuthors("Wei Li\nWei Li\nWei Li", two).map(({ slug }) => slug), ["wei-li", "wei-li-2", undefined]);
});

test("a link whose address stays keeps its label, and a new one has none", () => {
  assert.deepEqual(readRows("preprint https://example.org/a.pdf\ncode https://example.org/code", "kind url", RECORD.links), [
    { kind: "preprint", url: "https://example.org/a.pdf", label: { en: "Paper" } }, { kind: "code", url: "https://example.org/code" },
  ]);
});

test("a line that stays is the item it was, in any order", () => {
  const known = [{ slug: "a", label: "First thing" }, { slug: "b", label: "Second" }];
  assert.deepEqual(readRows("Second\nThird\nFirst thing", "label", known), [known[1], { label: "Third" }, known[0]]);
});

test("rows with bars, backslashes and new lines inside survive", () => {
  const parts = "name.en | name.zh | url";
  const items = [{ name: { en: "a | b \\ c\nd", zh: "甲" }, url: "https://example.org/" }, { name: { zh: "乙" } }, { name: { en: "only" } }];
  assert.deepEqual(readRows(writeRows(items, parts), parts), items);
});
