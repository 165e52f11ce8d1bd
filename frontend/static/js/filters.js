// Which publications a state keeps, in which order, and what the facets count.

import { FILTERS } from "./address.js";
import { fold, words } from "./fold.js";

const NONE = ["none"];
const CLASSES = ["A*", "A", "B", "C"];

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
  rank: (item) => (item.rank ? classKey(item.rank.label) : null),
  citations: (item) => item.citations?.count ?? null,
  added: (item) => item.created_at,
  owner: (item, index) => index,
};

// The rank that counts is today's, or of `editions` ([year, name], the oldest first) the one in force at publication.
/** Prepare an API item for matching; `index` is its place in the owner's order, `scheme` the one whose rank counts. */
export function prepare(now, index, scheme, editions) {
  const item = editions ? { ...now, rank: rankThen(now, scheme, editions) } : now;
  const values = {};
  for (const name in VALUES) values[name] = VALUES[name](item);
  const listed = item.ranks.filter((rank) => rank.scheme !== scheme).map((rank) => rank.label);
  return { item, index, key: item.key, values, ranks: [...values.rank, ...listed], text: haystack(item) };
}

// What the owner states counts at any time; before the oldest edition, the oldest does.
function rankThen({ rank, ranks, year }, scheme, editions) {
  if (rank?.source === "owner" || year === null) return rank;
  const [, name] = editions.filter(([since]) => since <= year).at(-1) ?? editions[0] ?? [];
  const listed = ranks.find((each) => each.scheme === scheme && each.edition === name);
  return listed ? { ...listed, source: "catalogue" } : null;
}

/** Keep the records that a state asks for. */
export function filter(records, state) {
  const tests = testsOf(state);
  return records.filter((record) => tests.every(({ keeps }) => keeps(record)));
}

/** Count facets, and the chart by year and rank, each under all filters but its own. */
export function count(records, state, facets) {
  const tests = testsOf(state);
  const counts = Object.fromEntries(facets.map((name) => [name, new Map()]));
  const chart = new Map();
  for (const record of records) {
    const [failed, another] = tests.filter(({ keeps }) => !keeps(record));
    if (another) continue;
    for (const name of facets) {
      if (!failed || failed.name === name) for (const value of record.values[name]) raise(counts[name], value);
    }
    if (!failed || failed.name === "year") {
      const [year] = record.values.year;
      if (!chart.has(year)) chart.set(year, new Map());
      raise(chart.get(year), record.values.rank[0]);
    }
  }
  return { counts, chart };
}

/** Sort by keys such as "rank,-year"; ties stay in the owner's order. */
export function sorted(records, sort) {
  const keys = sort.split(",").map((key) => [SORT_KEYS[key.replace("-", "")], key[0] === "-" ? -1 : 1]);
  const rows = records.map((record) => ({ record, by: keys.map(([keyOf]) => keyOf(record.item, record.index)) }));
  const order = (a, b) =>
    keys.reduce((order, [, direction], place) => order || compare(a.by[place], b.by[place], direction), 0);
  rows.sort((a, b) => order(a, b) || a.record.index - b.record.index);
  return rows.map((row) => row.record);
}

/** Give what a rank's label is sorted by, as models/listing.py does. */
export function classKey(label) {
  const rankClass = label.slice(label.indexOf("-") + 1);
  const place = CLASSES.indexOf(rankClass);
  return place < 0 ? CLASSES.length + rankClass : String(place);
}

/** Tell whether "2024" or "none" is within a value such as "2020..2024". */
export function isWithin(value, year) {
  if (value === year || year === "none" || !value.includes("..")) return value === year;
  const [low, high] = value.split("..");
  return year >= low && year <= (high || "9999");
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

/** Raise a count. */
export function raise(counts, value, by = 1) {
  counts.set(value, (counts.get(value) ?? 0) + by);
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
