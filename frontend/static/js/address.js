// The state of the list as a query string, both ways.

export const FILTERS = ["year", "venue", "rank", "status", "type", "author", "role", "topic", "selected", "q"];
const VIEW = { rank_at: "today", sort: "-year", group_by: "year", lang: "" };

const oneOf = (...values) => (value) => values.includes(value);
const READABLE = {
  year: isYears,
  status: oneOf("published", "accepted", "preprint"),
  role: oneOf("first", "corresponding", "equal", "last"),
  selected: oneOf("true", "false"),
  rank_at: oneOf("today", "published"),
  sort: (value) => value.split(",").every((key) => /^-?(year|title|venue|rank|citations|added|owner)$/.test(key)),
  group_by: oneOf("year", "venue", "rank", "status", "type", "selected", "none"),
};

/** Read a query string; what cannot be read is left out. */
export function read(query) {
  const parameters = new URLSearchParams(query);
  const state = {};
  for (const name of FILTERS) {
    const values = parameters.getAll(name);
    const said = (name === "q" ? values.map(tidy) : values).filter((value) => tidy(value) && isReadable(name, value));
    state[name] = [...new Set(said)];
  }
  for (const [name, preset] of Object.entries(VIEW)) {
    const given = parameters.get(name) ?? "";
    // Of two groupings, which only the API nests, the page shows the first.
    const value = name === "group_by" ? given.split(",")[0] : given;
    state[name] = isReadable(name, value) ? value : preset;
  }
  return state;
}

/** Write a query string: keys in fixed order, presets left out. */
export function write(state) {
  const pairs = FILTERS.flatMap((name) => state[name].map((value) => [name, value]));
  for (const [name, preset] of Object.entries(VIEW)) {
    if (state[name] !== preset) pairs.push([name, state[name]]);
  }
  return pairs.length ? `?${pairs.map(([name, value]) => `${name}=${encode(value)}`).join("&")}` : "";
}

/** Add a value to a filter, in place of its exclusion. */
export function withValue(state, name, value) {
  return { ...state, [name]: [...withoutValue(state, name, `!${value}`)[name], value] };
}

/** Take a value out of a filter. */
export function withoutValue(state, name, value) {
  return { ...state, [name]: state[name].filter((other) => other !== value) };
}

/** List the filters in force as [name, value]. */
export function chosen(state) {
  return FILTERS.flatMap((name) => state[name].map((value) => [name, value]));
}

/** Drop what says nothing: spaces too many, and a `!` alone. */
export function tidy(typed) {
  const text = typed.trim().replace(/\s+/g, " ");
  return text === "!" ? "" : text;
}

function isReadable(name, value) {
  return READABLE[name]?.(value.replace(/^!/, "")) ?? true;
}

function isYears(value) {
  const range = /^(\d{4})?(\.\.)?(\d{4})?$/.exec(value);
  if (!range) return value === "none";
  const [, low, dots, high] = range;
  return dots ? Boolean(low || high) && (low ?? "") <= (high ?? "9999") : Boolean(low) && !high;
}

function encode(value) {
  return encodeURIComponent(value)
    .replace(/['()]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)
    .replace(/%20/g, "+")
    .replace(/%2C/g, ",")
    .replace(/%3A/g, ":");
}
