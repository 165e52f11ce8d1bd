// Folding, and pointing at what was found in the text as printed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, spans, words } from "../../frontend/static/js/fold.js";
import { cases } from "./shared.js";

for (const { name, text, folded } of cases("fold")) {
  test(`fold: ${name}`, () => assert.equal(fold(text), folded));
}

test("words are split at any space and folded", () => {
  assert.deepEqual(words("  Étude　of\tC++ "), ["etude", "of", "c++"]);
});

const found = (text, typed) => spans(text, words(typed)).map(([start, end]) => text.slice(start, end));

for (const [name, text, typed, expected] of [
  ["a word as printed", "GPU Sharing", "gpu", ["GPU"]],
  ["each time it occurs", "gpu and GPU", "gpu", ["gpu", "GPU"]],
  ["an accented letter whole", "Étude", "et", ["Ét"]],
  ["an accent written apart whole", "Cafe\u0301 bar", "cafe", ["Cafe\u0301"]],
  ["the letter behind an accent", "Cafe\u0301 bar", "bar", ["bar"]],
  ["a letter that folds to two", "Straße nach", "strass", ["Straß"]],
  ["what stands behind a letter that folds to two", "Straße nach", "nach", ["nach"]],
  ["a ligature whole", "oﬃce", "off", ["oﬃ"]],
  ["Chinese", "高效调度系统", "调度", ["调度"]],
  ["full width", "the ＧＰＵ", "gpu", ["ＧＰＵ"]],
  ["behind a character of two units", "😀 go", "go", ["go"]],
  ["a syllable of Hangul whole", "한글", "한", ["한"]],
  ["words that overlap as one", "scheduling", "sched hedul duling", ["scheduling"]],
  ["words that touch one by one", "foobar", "foo bar", ["foo", "bar"]],
  ["nothing", "GPU", "cpu", []],
  ["nothing for no words", "GPU", " ", []],
]) {
  test(`spans: ${name}`, () => assert.deepEqual(found(text, typed), expected));
}
