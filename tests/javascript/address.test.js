// The state of the list as an address, both ways.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chosen, read, withValue, withoutValue, write } from "../../frontend/static/js/address.js";
import { cases } from "./shared.js";

for (const { name, address, canonical } of cases("address")) {
  test(`address: ${name}`, () => assert.equal(write(read(address)), canonical));
  test(`address, written again: ${name}`, () => assert.equal(write(read(canonical)), canonical));
}

for (const unreadable of [
  "year=abc", "year=20", "year=2024..2020", "year=..", "year=20244", "year=!", "status=draft", "role=second", "selected=yes",
  "sort=size", "sort=year,size", "group_by=author", "colour=red", "page=2", "per_page=5", "fields=key", "facets=year",
]) {
  test(`${unreadable} is left out`, () => assert.equal(write(read(`?${unreadable}&q=gpu`)), "?q=gpu"));
}

test("what can be read stays beside what cannot", () => {
  assert.equal(write(read("?year=abc&year=2024")), "?year=2024");
});

test("of two groupings the first is read", () => {
  assert.equal(write(read("?group_by=status,type")), "?group_by=status");
});

test("a value replaces its exclusion", () => {
  assert.deepEqual(withValue(read("?year=!2024&year=2020"), "year", "2024").year, ["2020", "2024"]);
});

test("a value is taken out of its own filter only", () => {
  assert.equal(write(withoutValue(read("?venue=none&rank=none"), "venue", "none")), "?rank=none");
});

test("what is chosen is listed in the order of the address", () => {
  assert.deepEqual(chosen(read("?q=a+b&year=2024&year=!2020")), [["year", "2024"], ["year", "!2020"], ["q", "a b"]]);
});
