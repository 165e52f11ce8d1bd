// One proposal on the page: its lines in the list, and what it opens to.

import { API } from "./api.js";
import { compare, lines } from "./comparison.js";
import { clone, offerCommand } from "./dialogs.js";
import { decisions, likeness, pathTo, reasonOf, rowsFor, short, whence } from "./proposals.js";
import { languageOf, put, shortly } from "./words.js";

const opener = (item) => item.querySelector("[data-act=open]");

/** Make the item of a proposal, closed. */
export function makeItem(proposal, words) {
  const { id, record, source } = proposal;
  const item = clone("proposal");
  item.dataset.number = id;
  Object.assign(opener(item), { textContent: record.title, lang: languageOf(record.title) });
  const parts = [shortly(record.authors ?? [], words), record.year, whence(source, words)];
  item.querySelector("[data-by]").textContent = parts.filter(Boolean).join(" · ");
  item.querySelector("[data-like]").textContent = likeness(proposal, words);
  return item;
}

/** Tell whether an item is open. */
export function isOpen(item) {
  return opener(item).getAttribute("aria-expanded") === "true";
}

/** Open an item, and fill it the first time. */
export function open(item, proposal, fields, words) {
  const opened = item.querySelector("[data-opened]");
  if (!opened.children.length) opened.append(makeInside(proposal, rowsFor(proposal, fields, words), words));
  opened.hidden = false;
  opener(item).setAttribute("aria-expanded", "true");
}

/** Close an item. */
export function close(item) {
  item.querySelector("[data-opened]").hidden = true;
  opener(item).setAttribute("aria-expanded", "false");
}

function makeInside(proposal, rows, words) {
  const inside = clone("proposed");
  const [table, list] = ["table", "dl"].map((name) => inside.querySelector(name));
  const isLike = Boolean(proposal.publication);
  inside.querySelector("[data-reason]").textContent = reasonOf(proposal);
  inside.querySelector("[data-unchanged]").hidden = !isLike || rows.length > 0;
  table.hidden = !isLike || !rows.length;
  if (isLike) compare(table, rows, ["del", "ins"], words);
  else list.append(...rows.flatMap((row) => described(row, words)));
  const open = decisions(proposal);
  const buttons = open.map((decision) => inside.querySelector(`[data-act=${decision}]`));
  buttons[0].className = "main";
  inside.querySelector("[data-act=merge]").textContent = put(words.merge_into, { title: short(proposal.publication_title ?? "") });
  inside.querySelector("[data-decisions]").replaceChildren(...buttons);
  offerCommand(inside, words, () => ({ method: "POST", path: API + pathTo(proposal, open[0]) }));
  return inside;
}

function described({ label, after }, words) {
  const [term, value] = ["dt", "dd"].map((tag) => document.createElement(tag));
  term.textContent = label;
  lines(value, after.map((text) => ({ text, differs: false })), "span", words);
  return [term, value];
}
