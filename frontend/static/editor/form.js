// A form on the page: filled from a draft, read into one, and told of its faults.

import { fieldAt } from "./fields.js";
import { fault } from "./dialogs.js";
import { english, put } from "./words.js";

/** List the fields that stand in a form. */
export function fieldsOf(root) {
  return [...root.querySelectorAll("[data-field]")].map((place) => ({
    name: place.dataset.field,
    kind: place.dataset.kind,
    label: place.dataset.label,
    parts: place.dataset.parts,
    choices: choicesIn(place),
  }));
}

function choicesIn(place) {
  const options = /** @type {any[]} */ ([...place.querySelectorAll("option")]);
  return Object.fromEntries(options.filter(({ value }) => value).map(({ value, text }) => [value, text]));
}

/** Fill a form from a draft. */
export function fill(root, draft) {
  for (const [name, value] of Object.entries(draft)) {
    const place = root.querySelector(`[data-field="${name}"]`);
    for (const control of controls(place)) {
      if (control.type === "checkbox") control.checked = value;
      else set(control, control.dataset.lang ? value[control.dataset.lang] : value);
    }
  }
}

/** Keep what is one line on one: Enter sends the form, and what is pasted loses its line breaks. */
export function keepLines(root) {
  root.addEventListener("keydown", (event) => {
    // Enter also ends the choice of a Chinese character.
    if (event.key !== "Enter" || event.isComposing || !event.target.matches(".line")) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });
  root.addEventListener("input", ({ target }) => {
    if (target.matches(".line") && target.value.includes("\n")) target.value = target.value.replace(/\s*\n\s*/g, " ");
  });
}

/** Read a form into a draft. */
export function read(root) {
  const draft = {};
  for (const place of root.querySelectorAll("[data-field]")) {
    const [first, ...others] = controls(place);
    if (first.type === "checkbox") draft[place.dataset.field] = first.checked;
    else if (!first.dataset.lang) draft[place.dataset.field] = first.value;
    else draft[place.dataset.field] = Object.fromEntries([first, ...others].map(({ dataset, value }) => [dataset.lang, value]));
  }
  return draft;
}

/** Take back what was told of faults. */
export function clear(root) {
  for (const place of root.querySelectorAll("[data-field]")) {
    for (const control of controls(place)) fault(control, place.querySelector(".fault"));
  }
}

/** Tell of each fault at its field and focus the first; give the labels of these fields, and what belongs to none. */
export function tell(root, fields, faults, words) {
  clear(root);
  const [loose, faulty, met] = [[], [], []];
  for (const found of faults) {
    const { field, rest } = fieldAt(fields, found.pointer);
    if (!field) {
      loose.push(sentence(found));
      continue;
    }
    const place = root.querySelector(`[data-field="${field.name}"]`);
    const control = place.querySelector(`[data-lang="${rest[0]}"]`) ?? controls(place)[0];
    const line = /^\d+$/.test(rest[0]) ? [put(words.line, { number: Number(rest[0]) + 1 })] : [];
    const told = place.querySelector(".fault");
    fault(control, told, ...told.childNodes, ...(told.hidden ? [] : [" "]), ...line, english("span", sentence(found)));
    faulty.push(field);
    met.push(control);
  }
  const first = controls(root).find((control) => met.includes(control));
  if (first?.closest("details")) first.closest("details").open = true;
  first?.focus();
  return { loose, labels: fields.filter((field) => faulty.includes(field)).map(({ label }) => label) };
}

function sentence({ detail, hint }) {
  return [detail, hint].filter(Boolean).join(" ");
}

function controls(place) {
  return /** @type {any[]} */ ([...place.querySelectorAll("input, select, textarea")]);
}

// What stands in an entry may be a choice that the form does not offer.
function set(control, value) {
  if (control.tagName === "SELECT" && ![...control.options].some((option) => option.value === value)) {
    control.add(new Option(value, value));
  }
  control.value = value;
}
