// Lists as people write them, one item a line: authors with their marks, and rows of parts.

const MARKS = /[*†+\s]+$/;

/** Write authors one a line, `*` for corresponding and `†` for an equal contribution. */
export function writeAuthors(authors) {
  return authors.map((author) => author.name + (author.corresponding ? "*" : "") + (author.equal_contribution ? "†" : "")).join("\n");
}

/** Read authors; one whose name stays keeps the identity that `known` gives it. */
export function readAuthors(text, known = []) {
  const left = [...known];
  return linesOf(text).map((line) => {
    const [marks = ""] = line.match(MARKS) ?? [];
    const name = line.slice(0, line.length - marks.length);
    const slug = take(left, (author) => author.name === name)?.slug;
    const author = { name, corresponding: marks.includes("*"), equal_contribution: /[†+]/.test(marks) };
    return slug ? { ...author, slug } : author;
  });
}

/** Write items one a line; `parts` is such as "kind url" or "name.en | url". */
export function writeRows(items, parts) {
  const { names, bar } = partsOf(parts);
  if (!bar) return items.map((item) => names.map((name) => at(item, name) ?? "").join(" ").trim()).join("\n");
  return items.map((item) => names.map((name) => escape(at(item, name) ?? "")).join(" | ").replace(/( \|\s*)+$/, "")).join("\n");
}

/** Read items; a line that stays is the very item it was, one with the same last part keeps what no line shows. */
export function readRows(text, parts, known = []) {
  const { names, bar } = partsOf(parts);
  const left = [...known];
  const last = names.at(-1);
  return linesOf(text).map((line) => {
    const same = take(left, (item) => writeRows([item], parts) === line);
    if (same) return same;
    const item = {};
    const values = bar ? split(line) : words(line, names.length);
    names.forEach((name, place) => values[place] && put(item, name, values[place]));
    const before = at(item, last) && take(left, (other) => at(other, last) === at(item, last));
    return before ? { ...before, ...item } : item;
  });
}

/** Give the value at a path such as "name.en". */
export function at(value, path) {
  return path.split(".").reduce((part, key) => part?.[key], value);
}

/** Set the value at a path, making the objects on the way. */
export function put(object, path, value) {
  const keys = path.split(".");
  const last = keys.pop();
  keys.reduce((part, key) => (part[key] ??= {}), object)[last] = value;
  return object;
}

function partsOf(parts) {
  const bar = parts.includes("|");
  return { bar, names: parts.split(bar ? /\s*\|\s*/ : " ") };
}

// The last word is the last part, such as an address, which has no spaces; a single part is the whole line.
function words(line, count) {
  if (count === 1) return [line];
  const place = line.search(/\S+$/);
  return [line.slice(0, place).trim(), line.slice(place)];
}

function linesOf(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

function take(items, is) {
  const place = items.findIndex(is);
  return place < 0 ? undefined : items.splice(place, 1)[0];
}

// A bar or a new line inside a part is written with a backslash.
function escape(text) {
  return text.replaceAll("\\", "\\\\").replaceAll("|", "\\|").replaceAll("\n", "\\n");
}

function split(line) {
  const parts = line.match(/(?:\\.|[^|\\])*(?:\||$)/g).map((part) => part.replace(/\|$/, "").trim());
  return parts.map((part) => part.replace(/\\(.)/g, (_, letter) => (letter === "n" ? "\n" : letter)));
}
