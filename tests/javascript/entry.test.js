// The entry of a publication: its fields by the shared cases, and the filling of its markup.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { clone, entry } from "../../frontend/static/js/entry.js";
import { open } from "./page.js";
import { cases } from "./shared.js";

const strings = (lang) =>
  JSON.parse(readFileSync(new URL(`../../frontend/locales/${lang}.json`, import.meta.url), "utf-8")).script;

for (const { name, lang, asked, item, words, entry: expected } of cases("entry")) {
  test(`entry: ${name}`, () => assert.deepEqual(entry(item, lang, { ...strings(lang), ...words }, asked), expected));
}

const MARKUP = `<template><li><h4><a data-text="title" data-href="path" data-lang="title_lang"></a></h4>
<ul data-each="authors"><li><a data-text="name" data-href="author_href"></a><sup data-text="mark" hidden></sup></li></ul>
<span data-text="venue" data-title="venue_name" hidden></span><a data-href="cite">Cite</a>
<ul data-each="links" hidden><li><a data-text="label" data-href="url"></a></li></ul></li></template>`;
const FIELDS = {
  title: "<b>Fast</b>", path: "/publications/a", title_lang: "", venue: "", venue_name: "", cite: "", links: [],
  authors: [{ name: "Ada", slug: "ada", author_href: "", mark: "*" }, { name: "Bo", slug: "bo", author_href: "/?author=bo", mark: "" }],
};
const filled = (changes) => clone(open(MARKUP).querySelector("template"), { ...FIELDS, ...changes });

test("a text is a text, never markup", () => {
  assert.equal(filled().querySelector("h4").innerHTML, '<a data-text="title" data-href="path" data-lang="title_lang" href="/publications/a">&lt;b&gt;Fast&lt;/b&gt;</a>');
});

test("an attribute is there when its field is not empty", () => {
  assert.equal(filled().querySelector("h4 a").hasAttribute("lang"), false);
  assert.equal(filled({ title_lang: "zh" }).querySelector("h4 a").lang, "zh");
});

test("an empty slot is hidden and a filled one is not", () => {
  assert.equal(filled().querySelector("span").hidden, true);
  assert.equal(filled({ venue: "TACO" }).querySelector("span").hidden, false);
});

test("a link that only has an address is hidden without it, and keeps its own text", () => {
  assert.equal(filled().querySelector("[data-href=cite]").hidden, true);
  const link = filled({ cite: "/c" }).querySelector("[data-href=cite]");
  assert.deepEqual([link.hidden, link.textContent, link.getAttribute("href")], [false, "Cite", "/c"]);
});

test("a pattern is repeated for each row, and leaves an empty, hidden list for none", () => {
  const element = filled();
  const names = [...element.querySelectorAll("[data-each=authors] a")];
  assert.deepEqual(names.map((name) => [name.textContent, name.dataset.slug, name.getAttribute("href")]), [["Ada", "ada", null], ["Bo", "bo", "/?author=bo"]]);
  assert.deepEqual([...element.querySelectorAll("sup")].map((mark) => mark.hidden), [false, true]);
  assert.deepEqual([element.querySelector("[data-each=links]").hidden, element.querySelector("[data-each=links]").children.length], [true, 0]);
});
