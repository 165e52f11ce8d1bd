// The instrument above the list: bars, toggles, chips, counts and what an empty result offers.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { read } from "../../frontend/static/js/address.js";
import { filter, prepare } from "../../frontend/static/js/filters.js";
import { debounce, Instrument, labeller } from "../../frontend/static/js/instrument.js";
import { open, withRanks, WORDS } from "./page.js";
import { cases } from "./shared.js";

const prepared = (items) => items.map((item, place) => prepare(item, place, "CCF"));
const every = prepared(cases("filter").items);
const label = labeller(every, WORDS);

const bar = (year) =>
  `<button class="bar" name="year" value="${year}"><svg xmlns="http://www.w3.org/2000/svg"><text data-count></text></svg><span class="label">${year}</span></button>`;
const toggle = (name, value) => `<label><input type="checkbox" name="${name}" value="${value}"><span data-count></span></label>`;
const MARKUP = `<form id="filter">${["..2020", "2022", "2024", "2025", "none"].map(bar).join("")}
<fieldset data-facet="rank">${toggle("rank", "CCF-A")}${toggle("rank", "CCF-B")}</fieldset>
<fieldset data-facet="venue">${toggle("venue", "taco")}</fieldset><fieldset data-facet="status">${toggle("status", "accepted")}</fieldset>
<select name="author"><option value="">Any</option><option value="bo-chen">Bo Chen (8)</option><option value="li-na">李娜 (4)</option></select><input name="q">
<select name="sort"><option value="-year"><option value="title"></select><select name="group_by"><option value="year"><option value="none"></select>
<p id="result"></p><ul id="chips"></ul><a id="clear">Clear</a></form><div id="empty" hidden><ul id="drops"></ul></div>
<template id="chip-template"><li><a data-href="href"><span data-text="label"></span></a></li></template>`;

function show(query, instrument = null, records = every) {
  const document = instrument?.form.ownerDocument ?? open(MARKUP);
  const shown = instrument ?? new Instrument(document.getElementById("filter"), WORDS, label);
  const state = read(query);
  shown.show(state, filter(records, state).length, records);
  shown.count();
  shown.announce.flush();
  return { document, shown };
}

const bars = (document) => Object.fromEntries([...document.querySelectorAll(".bar")].map((button) => [button.value, button]));
const heights = (button) => [...button.querySelectorAll("rect")].map((rect) => [rect.getAttribute("class"), Number(rect.getAttribute("height"))]);
const chips = (document) => [...document.querySelectorAll("#chips a")].map((chip) => [chip.textContent, chip.getAttribute("href")]);

test("a bar stands on the best rank, the highest fills the drawing", () => {
  const { document } = show("");
  const { 2024: year, "..2020": older } = bars(document);
  assert.deepEqual(heights(year), [["rank-1", 24], ["rank-2", 24], ["rank-none", 24]]);
  assert.equal(year.querySelector("rect").getAttribute("y"), "64.0");
  assert.deepEqual(heights(older), [["rank-1", 24], ["rank-2", 24], ["rank-3", 24]]);
  assert.equal(year.querySelector("[data-count]").textContent, "3");
});

test("a bar stacks the ranks of every scheme from the best up", () => {
  const { given, stack } = cases("rank");
  const { document } = show("", null, prepared(withRanks(given)));
  const said = bars(document)["2024"].getAttribute("aria-label").split(", ").slice(1);
  assert.deepEqual(said, stack.map((rank) => `${rank === "none" ? WORDS.none_rank : rank} 1`));
});

test("a bar says its year, number and ranks", () => {
  const { document } = show("");
  assert.equal(bars(document)["2024"].getAttribute("aria-label"), `2024: 3 publications, CCF-A 1, CCF-B 1, ${WORDS.none_rank} 1`);
  assert.equal(bars(document).none.getAttribute("aria-label"), `${WORDS.none_year}: 2 publications, ${WORDS.none_rank} 2`);
});

test("bars follow every filter but the year, and keep their drawing", () => {
  const { document, shown } = show("");
  const [rect] = bars(document)["2024"].querySelectorAll("rect");
  show("?year=2025&rank=CCF-A", shown);
  const { 2024: year, none, 2025: pressed } = bars(document);
  assert.deepEqual(heights(year), [["rank-1", 36]]);
  assert.equal(year.querySelector("rect"), rect);
  assert.deepEqual([year.ariaPressed ?? year.getAttribute("aria-pressed"), pressed.getAttribute("aria-pressed")], ["false", "true"]);
  assert.deepEqual([heights(none), none.hasAttribute("data-zero"), none.querySelector("[data-count]").textContent], [[], true, "0"]);
});

test("a rect that stands for another rank takes its tone", () => {
  const { document, shown } = show("?rank=none");
  const rect = bars(document)["2024"].querySelector("rect");
  assert.equal(rect.getAttribute("class"), "rank-none");
  show("?rank=CCF-A", shown);
  assert.equal(rect.getAttribute("class"), "rank-1");
});

test("toggles show what is chosen and how many each would give", () => {
  const { document } = show("?rank=CCF-A&status=accepted");
  const boxes = Object.fromEntries([...document.querySelectorAll("input[type=checkbox]")].map((box) => [box.value, box]));
  const count = (value) => boxes[value].closest("label").querySelector("[data-count]").textContent;
  assert.deepEqual([boxes["CCF-A"].checked, boxes["CCF-B"].checked, boxes.accepted.checked], [true, false, true]);
  assert.deepEqual([count("CCF-A"), count("taco"), count("accepted")], ["0", "0", "0"]);
  assert.equal(boxes.taco.closest("label").hasAttribute("data-zero"), true);
});

const option = (document, value) => [...document.querySelector("[name=author]").options].find((one) => one.value === value).textContent;

test("the co-author chosen is selected, with a count that follows the other filters", () => {
  const { document } = show("?author=bo-chen&year=2025");
  assert.equal(document.querySelector("[name=author]").value, "bo-chen");
  assert.equal(option(document, "bo-chen"), "Bo Chen (2)");
});

test("other co-authors are counted when their list opens", () => {
  const { document } = show("?year=2025");
  document.querySelector("[name=author]").dispatchEvent(new window.Event("focus"));
  assert.equal(option(document, "li-na"), "李娜 (0)");
  assert.equal(document.querySelector("[name=author]").value, "");
});

test("each filter has a chip whose link drops it alone", () => {
  const { document } = show("?year=2024&venue=!taco&rank=none&author=jose-muller&role=first&selected=true&q=gpu+x&sort=title");
  const rest = "rank=none&author=jose-muller&role=first&selected=true&q=gpu+x&sort=title";
  assert.deepEqual(chips(document).map(([text]) => text), ["2024", "not TACO", WORDS.none_rank, "José Müller", "First author", "Selected", "“gpu x”"]);
  assert.deepEqual(chips(document).slice(0, 2).map(([, href]) => href), [`/?venue=!taco&${rest}`, `/?year=2024&${rest}`]);
});

test("a chip that stays is the same node with a new link", () => {
  const { document, shown } = show("?year=2024&rank=CCF-A");
  const chip = document.querySelectorAll("#chips a")[1];
  show("?rank=CCF-A", shown);
  assert.equal(document.querySelector("#chips a"), chip);
  assert.equal(chip.getAttribute("href"), "/");
});

test("without a filter there are no chips and nothing to clear", () => {
  const { document, shown } = show("?year=2024");
  assert.deepEqual([document.getElementById("chips").hidden, document.getElementById("clear").hidden], [false, false]);
  show("", shown);
  assert.deepEqual([document.getElementById("chips").hidden, document.getElementById("clear").hidden], [true, true]);
});

test("the number of results is announced", () => {
  const number = (query) => show(query).document.getElementById("result").textContent;
  assert.deepEqual([number(""), number("?year=2020"), number("?year=1999")], ["16 publications", "1 publication", "No publications"]);
});

test("an empty result offers to drop what gives most, first", () => {
  const { document, shown } = show("?year=none&rank=CCF-A&status=preprint");
  const offers = [...document.querySelectorAll("#drops button")].map((button) => [button.textContent, button.value]);
  assert.equal(document.getElementById("empty").hidden, false);
  assert.deepEqual(offers, [["Drop CCF-A (2 publications)", "?year=none&status=preprint"]]);
  show("?year=none", shown);
  assert.equal(document.getElementById("empty").hidden, true);
});

test("where dropping one filter is not enough, all are offered to go", () => {
  const { document } = show("?year=none&rank=CCF-A&status=accepted&lang=zh");
  const [button, ...others] = document.querySelectorAll("#drops button");
  assert.deepEqual([button.textContent, others.length], [WORDS.drop_all, 0]);
});

test("a value that is called as something every object has is named like others", () => {
  assert.deepEqual([label("type", "toString"), label("venue", "constructor")], ["toString", "constructor"]);
  const { document } = show("", null, prepared(withRanks(["Own-toString"])));
  assert.equal(heights(bars(document)["2024"])[0][0], "rank-3");
});

test("a range of years is written with a dash", () => {
  assert.equal(label("year", "2020..2024"), "2020–2024");
});

test("the search field is not rewritten while its text says the same", () => {
  const { document, shown } = show("?q=gpu");
  const field = document.querySelector("[name=q]");
  field.value = " gpu  ";
  show("?q=gpu", shown);
  assert.equal(field.value, " gpu  ");
  show("?year=2024", shown);
  assert.equal(field.value, "");
});

test("a debounced function runs once, when it was not called for a while", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let calls = 0;
  const debounced = debounce(() => calls++, 80);
  debounced();
  mock.timers.tick(79);
  debounced();
  mock.timers.tick(79);
  assert.equal(calls, 0);
  mock.timers.tick(1);
  assert.equal(calls, 1);
  mock.timers.tick(1000);
  debounced.flush();
  assert.equal(calls, 1);
  mock.timers.reset();
});

test("what is waiting can be run at once, and then does not run again", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let calls = 0;
  const debounced = debounce(() => calls++, 80);
  debounced();
  debounced.flush();
  mock.timers.tick(100);
  assert.equal(calls, 1);
  mock.timers.reset();
});
