// The fields of a form and the record of an entry, each made of the other; knows nothing of the page.
//
// A field is { name, kind, label, parts, choices }. A draft holds what stands in a form: a text for each field's name,
// a text for each language, or whether a box is ticked. A record is an entry as the API gives it.

import { at, put, readAuthors, readRows, writeAuthors, writeRows } from "./lines.js";

export const LANGUAGES = ["en", "zh"];

const trimmed = (text) => text.trim() || null;
const plain = { show: (value) => String(value ?? ""), read: trimmed };
const spoken = { show: showText, read: readText };

const KINDS = {
  line: plain,
  title: plain,
  area: plain,
  date: plain,
  choice: plain,
  // What is no number is sent as it is written, so that the server says what is wrong with it.
  number: { ...plain, read: (text) => (/^\d+$/.test(text.trim()) ? Number(text) : trimmed(text)) },
  check: { show: Boolean, read: Boolean },
  text: spoken,
  prose: spoken,
  venue: { ...plain, show: (value) => (typeof value === "string" ? value : value?.acronym || value?.name || value?.slug || "") },
  // Only a rank that the owner states is the owner's to change.
  rank: { ...plain, show: (value) => (typeof value === "string" ? value : value?.source === "owner" ? value.label : "") },
  // What is public does not say so.
  visibility: { ...plain, show: (value) => value || "public" },
  authors: { show: (value) => writeAuthors(value ?? []), read: (text, _, value) => readAuthors(text, value ?? []) },
  rows: {
    show: (value, field) => writeRows(value ?? [], field.parts),
    read: (text, field, value) => readRows(text, field.parts, value ?? []),
  },
};

/** Write one value as its field shows it. */
export function shown(field, value) {
  return KINDS[field.kind].show(value, field);
}

/** Write a record as a draft. */
export function draftOf(fields, record) {
  return Object.fromEntries(fields.map((field) => [field.name, shown(field, at(record, field.name))]));
}

/** Tell whether two values of one field of a draft are the same. */
export function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** List the fields that a draft changes. */
export function changed(fields, record, draft) {
  return fields.filter((field) => !isSame(draft[field.name], shown(field, at(record, field.name))));
}

/** Make the patch (RFC 7396) that turns a record into what a draft says; of an empty record, the whole body. */
export function patchOf(fields, record, draft) {
  const patch = {};
  for (const field of changed(fields, record, draft)) {
    put(patch, field.name, KINDS[field.kind].read(draft[field.name], field, at(record, field.name)));
  }
  return patch;
}

/** Put a draft of an older record on top of a newer: what the draft left alone is as it stands now. */
export function rebase(fields, older, newer, draft) {
  const was = draftOf(fields, older);
  const stands = draftOf(fields, newer);
  const merged = (mine, before, now) => {
    if (now === null || typeof now !== "object") return isSame(mine, before) ? now : mine;
    return Object.fromEntries(Object.keys(now).map((key) => [key, merged(mine[key], before[key], now[key])]));
  };
  return Object.fromEntries(fields.map(({ name }) => [name, merged(draft[name], was[name], stands[name])]));
}

/** Find the field that a JSON pointer leads into, and what is left of the pointer. */
export function fieldAt(fields, pointer) {
  const found = fields.find(({ name }) => `${pointer}/`.startsWith(`/${name.replaceAll(".", "/")}/`));
  const rest = found ? pointer.slice(found.name.length + 1).split("/").filter(Boolean) : [];
  return { field: found, rest };
}

/** Name an entry to people: its title, or whatever it is called by. */
export function nameOf(record, lang) {
  for (const key of ["title", "name", "degree", "role", "text"]) {
    const value = record[key];
    if (value) return typeof value === "string" ? value : value[lang] || Object.values(value)[0];
  }
  return "";
}

function showText(value) {
  const text = value?.markdown ?? value ?? {};
  return Object.fromEntries(LANGUAGES.map((lang) => [lang, text[lang] ?? ""]));
}

// Only the languages that changed are written; a text without any language is none.
function readText(draft, _, value) {
  const before = value?.markdown ?? value ?? {};
  const written = LANGUAGES.filter((lang) => draft[lang] !== (before[lang] ?? ""));
  const patch = Object.fromEntries(written.map((lang) => [lang, trimmed(draft[lang])]));
  return Object.values({ ...before, ...patch }).some(Boolean) ? patch : null;
}
