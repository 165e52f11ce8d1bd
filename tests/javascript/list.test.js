// The list in the page: what is adopted, what is made, what is left alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { prepare } from "../../frontend/static/js/filters.js";
import { grouped, List, ranges, reconcile } from "../../frontend/static/js/list.js";
import { item, open } from "./page.js";

const records = [
  item({ key: "a", year: 2025 }), item({ key: "b", year: 2025 }), item({ key: "c", year: 2024 }), item({ key: "d", year: null }),
].map((item, place) => prepare(item, place, "CCF"));
const [a, b, c, d] = records;

const PAINTED = `<div id="list"><section data-group="2025"><span data-count>2</span><ol><li data-key="a"></li><li data-key="b"></li></ol></section>
<section data-group="2024"><span data-count>1</span><ol><li data-key="c"></li></ol></section></div>`;

function adopt(markup = PAINTED) {
  const document = open(markup);
  const made = [];
  const list = new List(document.getElementById("list"), "year", {
    entry(record) {
      made.push(record.key);
      const element = document.createElement("li");
      element.dataset.key = record.key;
      return element;
    },
    group(by, value) {
      const group = document.createElement("section");
      group.dataset.group = value;
      group.append(Object.assign(document.createElement("span")), document.createElement("ol"));
      group.firstChild.dataset.count = "";
      return group;
    },
  });
  return { list, made, document };
}

const painted = (document) =>
  [...document.querySelectorAll("[data-group]")].map((group) => [
    group.dataset.group,
    [...group.querySelectorAll("li")].map((entry) => entry.dataset.key).join(""),
    group.querySelector("[data-count]").textContent,
  ]);

test("what the server painted is kept, node by node", () => {
  const { list, made, document } = adopt();
  const before = [...document.querySelectorAll("section, li")];
  list.show([a, b, c], "year", []);
  assert.deepEqual([...document.querySelectorAll("section, li")], before);
  assert.deepEqual(made, []);
});

test("an entry that was not painted is made once, when it is first shown", () => {
  const { list, made, document } = adopt();
  list.show([a], "year", []);
  assert.deepEqual(made, []);
  list.show([d, a, b, c], "year", []);
  list.show([a], "year", []);
  list.show([d, a, b, c], "year", []);
  assert.deepEqual(made, ["d"]);
  assert.deepEqual(painted(document), [["none", "d", "1"], ["2025", "ab", "2"], ["2024", "c", "1"]]);
});

test("what does not match leaves with its group, and the group counts what is left", () => {
  const { list, document } = adopt();
  list.show([b], "year", []);
  assert.deepEqual(painted(document), [["2025", "b", "1"]]);
});

test("grouping by something else moves the same entries", () => {
  const { list, made, document } = adopt();
  const element = document.querySelector("[data-key=c]");
  list.show([c, a, b], "none", []);
  assert.deepEqual(painted(document), [["all", "cab", "3"]]);
  assert.equal(document.querySelector("[data-key=c]"), element);
  list.show([a, b, c], "year", []);
  assert.deepEqual(painted(document), [["2025", "ab", "2"], ["2024", "c", "1"]]);
  assert.deepEqual(made, []);
});

test("an entry that is painted but no longer known leaves", () => {
  const { list, document } = adopt();
  list.show([a, c], "year", []);
  assert.equal(document.querySelector("[data-key=b]"), null);
});

const many = Array.from({ length: 1200 }, (_, place) => prepare(item({ key: `n${place}`, year: place < 700 ? 2025 : 2024 }), place, "CCF"));

test("of many that match a screenful is made, and every count is whole", () => {
  const { list, made, document } = adopt('<div id="list"></div>');
  list.show(many, "year", [], list.onScreen());
  assert.equal(document.querySelectorAll("li").length, made.length);
  assert.ok(made.length > 5 && made.length < 20);
  assert.deepEqual(painted(document).map(([value, , count]) => [value, count]), [["2025", "700"]]);
});

test("a few that match are all made, a few at each look at where they end", () => {
  const { list, document } = adopt('<div id="list"></div>');
  list.show(many.slice(0, 24), "year", [], list.onScreen());
  for (let look = 0; look < 3; look++) list.showMore(false);
  assert.equal(document.querySelectorAll("li").length, 24);
});

test("of many more are made when their end comes near", () => {
  const { list, made } = adopt('<div id="list"></div>');
  list.show(many, "year", []);
  const before = made.length;
  list.showMore(false);
  assert.equal(made.length, before);
  list.showMore(true);
  assert.ok(made.length > before);
});

test("more are shown when more are asked for, from where the first end", () => {
  const { list, document } = adopt('<div id="list"></div>');
  list.show(many, "year", [], 800);
  assert.deepEqual(painted(document).map(([value, , count]) => [value, count]), [["2025", "700"], ["2024", "500"]]);
  assert.equal(document.querySelectorAll("[data-group='2024'] li").length, 100);
});

test("for print all that match are made", () => {
  const { list, document } = adopt('<div id="list"></div>');
  list.show(many, "year", []);
  list.showAll();
  assert.equal(document.querySelectorAll("li").length, 1200);
});

test("groups stand in the order of their first entry", () => {
  assert.deepEqual([...grouped([c, a, d, b], "year").keys()], ["2024", "2025", "none"]);
  assert.deepEqual([...grouped([], "none").keys()], []);
});

test("children that stay are not moved", () => {
  const document = open("<ol><li>1</li><li>2</li><li>3</li><li>4</li></ol>");
  const parent = document.querySelector("ol");
  const [one, two, three, four] = parent.children;
  const inserted = [];
  parent.insertBefore = (child, next) => inserted.push(child) && Object.getPrototypeOf(parent).insertBefore.call(parent, child, next);
  const fresh = document.createElement("li");
  reconcile(parent, [two, fresh, four]);
  assert.deepEqual([...parent.children], [two, fresh, four]);
  assert.deepEqual(inserted, [fresh]);
  reconcile(parent, [four, one, three, two]);
  assert.deepEqual([...parent.children], [four, one, three, two]);
});

test("found words are pointed at in title, names and venue, and in nothing else", () => {
  const document = open(`<li><a data-text="title">GPU Étude</a><i data-text="name">Étu</i><b data-text="venue"></b><a>gpu</a></li>`);
  const found = ranges(document.querySelector("li"), ["etu", "gpu"]);
  assert.deepEqual(
    found.map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset)),
    ["GPU", "Étu", "Étu"],
  );
});
