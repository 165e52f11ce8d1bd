// What the editor tells: differences, conflicts, commands, and why something was not done.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { explain, pathOf, reason } from "../../frontend/static/editor/api.js";
import { curl } from "../../frontend/static/editor/curl.js";
import { conflictRows, marked, rowsOf } from "../../frontend/static/editor/difference.js";
import { put } from "../../frontend/static/editor/words.js";

const own = JSON.parse(readFileSync(new URL("../../frontend/locales/editor/en.json", import.meta.url), "utf-8"));
const WORDS = { ...own.script, languages: own.languages, labels: own.labels };
const FIELDS = [
  { name: "title", kind: "text", label: "Title" }, { name: "authors", kind: "authors", label: "Authors" },
  { name: "selected", kind: "check", label: "Selected" }, { name: "year", kind: "number", label: "Year" },
];

for (const [what, difference, row] of [
  ["a plain value", { pointer: "/year", before: null, after: 2024 }, { label: "Year", before: [], after: ["2024"] }],
  ["one language of a text", { pointer: "/title/zh", before: "旧", after: "新" }, { label: "Title (Chinese)", before: ["旧"], after: ["新"] }],
  ["a whole text", { pointer: "/title", before: null, after: { en: "New" } }, { label: "Title", before: [], after: ["New"] }],
  ["a box", { pointer: "/selected", before: false, after: true }, { label: "Selected", before: [], after: ["Yes"] }],
  ["a place", { pointer: "/position", before: 3, after: 1 }, { label: "Position", before: ["3"], after: ["1"] }],
  [
    "authors, one a line", { pointer: "/authors", before: [], after: [{ name: "A", corresponding: true }, { name: "B" }] },
    { label: "Authors", before: [], after: ["A*", "B"] },
  ],
  ["what no field shows", { pointer: "/slug", before: "one", after: "other" }, { label: "slug", before: ["one"], after: ["other"] }],
]) {
  test(`difference: ${what}`, () => assert.deepEqual(rowsOf([difference], FIELDS, WORDS), [row]));
}

test("of a new entry every field that says something is shown", () => {
  const after = { title: { en: "New" }, authors: [], selected: false, year: null };
  assert.deepEqual(rowsOf([{ pointer: "", before: null, after }], FIELDS, WORDS), [{ label: "Title", before: [], after: ["New"] }]);
});

test("of two versions the fields that differ stand side by side", () => {
  const draft = { title: { en: "Mine", zh: "" }, authors: "A", selected: false, year: "2024" };
  const record = { title: { en: "Theirs" }, authors: [{ name: "A" }], selected: false, year: 2025 };
  assert.deepEqual(conflictRows(FIELDS, record, draft, WORDS), [
    { label: "Title", before: ["Mine"], after: ["Theirs"] }, { label: "Year", before: ["2024"], after: ["2025"] },
  ]);
});

test("of many lines only those that the other side has not are marked", () => {
  assert.deepEqual(marked(["A", "B"], ["A", "C"]), [{ text: "A", differs: false }, { text: "B", differs: true }]);
});

test("a shell reads a command as the request that it stands for", () => {
  const body = { title: "It's \"quoted\" $HOME `id` \\ 题\n" };
  const command = curl("PATCH", "https://example.org/api/v1/publications/a'b", { body, tag: '"12-ab"' });
  const said = execFileSync("sh", ["-c", `curl() { for word; do printf '%s\\0' "$word"; done; }; TOKEN=secret; ${command}`], { encoding: "utf-8" });
  assert.deepEqual(said.split("\0").slice(0, -1), [
    "-X", "PATCH", "-H", "Authorization: Bearer secret", "-H", 'If-Match: "12-ab"', "-H", "Content-Type: application/json",
    "--data", JSON.stringify(body), "https://example.org/api/v1/publications/a'b",
  ]);
});

test("a command without a body sends none", () => {
  assert.doesNotMatch(curl("DELETE", "https://example.org/x", { tag: '"1"' }), /Content-Type|--data/);
});

for (const [answer, told] of [
  [{ status: 0 }, /No answer came/], [{ status: 401 }, /no longer good/], [{ status: 403 }, /does not reach/], [{ status: 400 }, /cannot be done/],
  [{ status: 429, wait: "7" }, /7 s/], [{ status: 503, wait: "2" }, /2 s/], [{ status: 500 }, /500/], [{ status: 412 }, /changed elsewhere/],
  [{ status: 409 }, /cannot be done/], [{ status: 507 }, /no room/],
]) {
  test(`status ${answer.status} is told in words`, () => assert.match(explain(answer, WORDS), told));
}

for (const [answer, said] of [
  [{ status: 403, body: { detail: "No scope." } }, "No scope."],
  [{ status: 409, body: { detail: "It collides.", errors: [{ detail: "Taken." }] } }, "Taken."],
  [{ status: 401, body: { detail: "No token." } }, ""],
  [{ status: 400, body: null }, ""],
]) {
  test(`of status ${answer.status} the server says ${said || "nothing more"}`, () => assert.equal(reason(answer), said));
}

test("whatever a name holds stands in a sentence as it is", () => {
  assert.equal(put("“{name}” by {name}, {other}", { name: "$& $' {other}", other: 2 }), "“$& $' {other}” by $& $' {other}, 2");
});

test("an entry stands at its key, whatever is in it", () => {
  assert.equal(pathOf("publications", "a/b?c"), "/publications/a%2Fb%3Fc");
  assert.equal(pathOf("news", ""), "/news");
});
