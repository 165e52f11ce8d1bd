// Which publications a state keeps, in which order, and what the facets count: pure functions over prepared records.

import { FILTERS } from "./address.js";
import { fold, words } from "./fold.js";

const NONE = ["none"];

/** What an item counts for in each facet. */
const VALUES = {
  year: (item) => (item.year === null ? NONE : [String(item.year)]),
  venue: (item) => (item.venue ? [item.venue.slug] : NONE),
  rank: (item) => (item.rank ? [item.rank.label] : NONE),
  status: (item) => [item.status],
  type: (item) => [item.type],
  author: (item) => item.authors.map((author) => author.slug),
  role: rolesOfOwner,
  topic: (item) => item.topics.map((topic) => topic.slug),
  selected: (item) => [String(item.selected)],
};

/** What an item is sorted by; null comes last in both directions. */
const SORT_KEYS = {
  year: (item) => item.year ?? Infinity,
  title: (item) => fold(item.title),
  venue: (item) => (item.venue ? fold(item.venue.acronym ?? item.venue.name) : null),
  rank: (item) => (item.rank ? item.rank.class.replace("A*", "") : null),
  citations: (item) => item.citations?.count ?? null,
  added: (item) => item.created_at,
};

/** Prepare an API item for matching; `index` is its place in the owner's order, `scheme` the one whose rank counts. */
export function prepare(item, index, scheme) {
  const values = {};
  for (const name in VALUES) values[name] = VALUES[name](item);
  const listed = item.ranks.filter((rank) => rank.scheme !== scheme).map((rank) => rank.label);
  return { item, index, key: item.key, values, ranks: [...values.rank, ...listed], text: haystack(item) };
}

/** Filter records: those kept, in the order given, and by facet the counts with all other filters applied. */
export function filter(records, state, facets) {
  const tests = testsOf(state);
  const counted = facets.map((name) => [name, tests.findIndex((test) => test.name === name), new Map()]);
  const charted = tests.findIndex((test) => test.name === "year");
  const chart = new Map();
  const kept = [];
  for (const record of records) {
    const failed = failedBy(tests, record);
    if (failed === MANY) continue;
    if (failed === NOTHING) kept.push(record);
    for (const [name, own, counts] of counted) {
      if (failed === NOTHING || failed === own) countAll(counts, record.values[name]);
    }
    if (failed === NOTHING || failed === charted) countIn(chart, record.values.year[0], record.values.rank[0]);
  }
  return { kept, counts: Object.fromEntries(counted.map(([name, , counts]) => [name, counts])), chart };
}

/** Count the records that a state keeps. */
export function countKept(records, state) {
  const tests = testsOf(state);
  return records.reduce((count, record) => count + (failedBy(tests, record) === NOTHING), 0);
}

/** Sort records by a list of keys such as "rank,-year"; ties stay in the owner's order. */
export function sorted(records, sort) {
  const keys = sort.split(",").map((key) => [SORT_KEYS[key.replace("-", "")], key[0] === "-" ? -1 : 1]);
  const rows = records.map((record) => ({ record, by: keys.map(([keyOf]) => keyOf(record.item)) }));
  rows.sort((a, b) => {
    for (let place = 0; place < keys.length; place++) {
      const order = compare(a.by[place], b.by[place], keys[place][1]);
      if (order) return order;
    }
    return a.record.index - b.record.index;
  });
  return rows.map((row) => row.record);
}

/** Say whether a year, such as "2024" or "none", is within a value of the filter, such as "2020..2024". */
export function isWithin(value, year) {
  const [low, high] = value.split("..");
  if (high === undefined || year === "none") return value === year;
  return year >= low && year <= (high || "9999");
}

const NOTHING = -1;
const MANY = -2;

// The place of the one test that a record fails: a facet counts the records that fail at its own filter alone.
function failedBy(tests, record) {
  let failed = NOTHING;
  for (let place = 0; place < tests.length; place++) {
    if (tests[place].keeps(record)) continue;
    if (failed !== NOTHING) return MANY;
    failed = place;
  }
  return failed;
}

function testsOf(state) {
  const tests = [];
  for (const name of FILTERS) {
    if (!state[name].length) continue;
    const wanted = state[name].filter((value) => value[0] !== "!").map((value) => matcher(name, value));
    const barred = state[name].filter((value) => value[0] === "!").map((value) => matcher(name, value.slice(1)));
    const keeps = (record) =>
      (!wanted.length || wanted.some((matches) => matches(record))) && !barred.some((matches) => matches(record));
    tests.push({ name, keeps });
  }
  return tests;
}

function matcher(name, value) {
  if (name === "q") {
    const wanted = words(value);
    return ({ text }) => wanted.every((word) => text.includes(word));
  }
  if (name === "year") return ({ values }) => isWithin(value, values.year[0]);
  if (name === "rank") return ({ ranks }) => ranks.includes(value);
  return ({ values }) => values[name].includes(value);
}

function compare(a, b, direction) {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -direction : direction;
}

function countAll(counts, values) {
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
}

function countIn(chart, year, rank) {
  if (!chart.has(year)) chart.set(year, new Map());
  countAll(chart.get(year), [rank]);
}

function haystack({ title, authors, venue, topics, abstract }) {
  const names = authors.map((author) => author.name);
  const labels = topics.map((topic) => topic.label);
  return fold([title, ...names, venue?.acronym, venue?.name, ...labels, abstract].filter(Boolean).join("\n"));
}

function rolesOfOwner({ authors }) {
  const place = authors.findIndex((author) => author.is_owner);
  if (place < 0) return [];
  const { corresponding, equal_contribution: equal } = authors[place];
  const roles = { first: place === 0, corresponding, equal, last: place === authors.length - 1 };
  return Object.keys(roles).filter((role) => roles[role]);
}
