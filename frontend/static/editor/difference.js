// What differs between two versions of an entry, as rows that people read; knows nothing of the page.

import { changed, fieldAt, LANGUAGES, shown } from "./fields.js";
import { at } from "./lines.js";
import { put } from "./words.js";

/** Make rows of the differences that the API tells: { label, before, after }, the last two lists of lines. */
export function rowsOf(differences, fields, words) {
  return differences.flatMap(({ pointer, before, after }) => {
    if (pointer === "") return ofWhole(before, after, fields, words);
    const { field, rest } = fieldAt(fields, pointer);
    const [language] = rest;
    if (!field) return [{ label: words.labels[pointer.slice(1)] ?? pointer.slice(1), before: plainLines(before), after: plainLines(after) }];
    const label = LANGUAGES.includes(language) ? inLanguage(field.label, language, words) : field.label;
    if (rest.length) return [{ label, before: plainLines(before), after: plainLines(after) }];
    return [{ label, before: linesOf(field, before, words), after: linesOf(field, after, words) }];
  });
}

/** Make rows of the fields in which a draft differs from a record: { label, before: mine, after: what stands }. */
export function conflictRows(fields, record, draft, words) {
  return changed(fields, record, draft).map((field) => ({
    label: field.label,
    before: spelt(field, draft[field.name], words),
    after: linesOf(field, at(record, field.name), words),
  }));
}

/** Tell of each line whether the other side has it too. */
export function marked(lines, others) {
  return lines.map((text) => ({ text, differs: !others.includes(text) }));
}

function ofWhole(before, after, fields, words) {
  return fields
    .map((field) => ({
      label: field.label,
      before: linesOf(field, at(before ?? {}, field.name), words),
      after: linesOf(field, at(after ?? {}, field.name), words),
    }))
    .filter((row) => row.before.length || row.after.length);
}

function linesOf(field, value, words) {
  if (value == null || (field.kind === "check" && !value)) return [];
  return spelt(field, shown(field, value), words);
}

// A value that is chosen is called as the form calls it.
function spelt(field, value, words) {
  return toLines(field.choices?.[value] ?? value, words);
}

function toLines(value, words) {
  if (typeof value === "boolean") return [value ? words.yes : words.no];
  if (typeof value === "string") return value ? value.split("\n") : [];
  const spoken = LANGUAGES.filter((lang) => value[lang]);
  return spoken.flatMap((lang) => value[lang].split("\n"));
}

function plainLines(value) {
  if (value == null || value === "") return [];
  return (typeof value === "object" ? JSON.stringify(value, null, 1) : String(value)).split("\n");
}

function inLanguage(label, language, words) {
  return put(words.in_language, { label, language: words.languages[language] });
}
