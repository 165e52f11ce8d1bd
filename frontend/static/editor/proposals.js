// What waits in the inbox, as people read it; knows nothing of the page.

import { rowsOf } from "./difference.js";
import { put } from "./words.js";

const LONGEST_NAME = 36;
const MOST_NAMES = 50;
const SERVICES = {
  orcid: "ORCID", dblp: "DBLP", openalex: "OpenAlex", crossref: "Crossref", "semantic-scholar": "Semantic Scholar",
};

/** Say where something was found: at a service, in a file, or in what was sent. */
export function whence(source, words) {
  if (!source) return words.sent;
  const [service, id] = source.split(":");
  return put(words.found_at, { source: id && SERVICES[service] ? SERVICES[service] : source });
}

/** Say what a proposal is: new, or like a work that is there, and how much. */
export function likeness({ publication, publication_title: title, score }, words) {
  if (!publication) return words.is_new;
  return put(score === 100 ? words.same_title : words.like, { title, score });
}

/** Give the reason that the server tells, without the title, which stands above it. */
export function reasonOf({ reason, publication_title: title }) {
  const end = `: ${title}`;
  return reason?.endsWith(end) ? `${reason.slice(0, -end.length)}.` : (reason ?? "");
}

/** Name the decisions that are open, the likely one first. */
export function decisions({ publication }) {
  return publication ? ["merge", "accept", "reject"] : ["accept", "reject"];
}

/** Shorten a title to what fits a button. */
export function short(title) {
  const letters = Array.from(title);
  return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME - 1).join("").trimEnd()}…` : title;
}

/** Make rows of what a proposal brings: what merging would change, or, where it is new, all but very many authors. */
export function rowsFor({ publication, record, difference }, fields, words) {
  if (publication) return rowsOf(difference, fields, words);
  const authors = fields.find(({ name }) => name === "authors");
  return rowsOf([{ pointer: "", before: null, after: record }], fields, words).map((row) =>
    row.label === authors.label ? { ...row, after: first(row.after, words) } : row,
  );
}

// What is decided by stands below: thousands of names would lie before it.
function first(names, words) {
  const [count, total] = [names.length - MOST_NAMES, names.length];
  return count > 0 ? [...names.slice(0, MOST_NAMES), put(words.more_authors, { count, total }).trim()] : names;
}

/** Give the page of a list that what follows a number of entries stands on; the first of it may be known. */
export function pageAfter(count, perPage) {
  return Math.floor(count / perPage) + 1;
}

/** Where a decision about a proposal is made. */
export function pathTo({ id }, decision) {
  return `/inbox/${id}/${decision}`;
}
