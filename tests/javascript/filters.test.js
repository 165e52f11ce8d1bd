// What a query keeps, in which order, and what its facets count.

import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "../../frontend/static/js/address.js";
import { count, filter, isWithin, prepare, sorted } from "../../frontend/static/js/filters.js";
import { withRanks } from "./page.js";
import { cases } from "./shared.js";

const shared = cases("filter");
const EDITIONS = [[2023, "2023"], [2026, "2026"]];
const preparedAt = (editions) => shared.items.map((item, place) => prepare(item, place, "CCF", editions));
const records = preparedAt();
const recordsOf = ({ rank_at: at }) => (at === "published" ? preparedAt(EDITIONS) : records);
const facet = (buckets) => Object.fromEntries(buckets.map(({ value, count }) => [value, count]));

// The page's address spells a venue and a rank exactly, for the server has led there.
for (const { name, query, exact = query, keys } of shared.cases) {
  test(`filter: ${name}`, () => {
    const state = read(exact);
    const kept = filter(sorted(recordsOf(state), state.sort), state);
    assert.deepEqual(kept.map((record) => record.key), keys);
  });
}

for (const { name, query, facets } of shared.facets) {
  test(`facets: ${name}`, () => {
    const { counts } = count(recordsOf(read(query)), read(query), Object.keys(facets));
    for (const [wanted, buckets] of Object.entries(facets)) {
      assert.deepEqual(Object.fromEntries(counts[wanted]), facet(buckets), wanted);
    }
  });
}

test("the chart stacks each year by rank, under all filters but the year", () => {
  const { chart } = count(records, read("year=2024&status=published"), []);
  assert.deepEqual(Object.fromEntries(chart.get("2025")), { "CCF-A": 2 });
  assert.deepEqual(Object.fromEntries(chart.get("2024")), { "CCF-A": 1, "CCF-B": 1, none: 1 });
  assert.equal(chart.has("none"), false);
});

test("sorting changes neither its argument nor the ties", () => {
  const before = records.map((record) => record.key);
  const ranked = sorted(records, "rank").map((record) => record.key);
  assert.deepEqual(records.map((record) => record.key), before);
  assert.deepEqual(sorted(records, "-rank").slice(-5).map((record) => record.key), ranked.slice(-5));
});

for (const sort of ["rank", "-rank"]) {
  test(`a list sorted by ${sort} follows the class, whatever the scheme`, () => {
    const ranked = withRanks(cases("rank").given).map((item, place) => prepare(item, place, "CCF"));
    assert.deepEqual(sorted(ranked, sort).map(({ item }) => item.rank?.label ?? null), cases("rank")[sort]);
  });
}

test("a range holds its ends and no entry without a year", () => {
  assert.deepEqual(["2019", "2020", "2022", "none"].map((year) => isWithin("2020..2022", year)), [false, true, true, false]);
  assert.equal(isWithin("none", "none"), true);
  assert.equal(isWithin("..2020", "none"), false);
});
