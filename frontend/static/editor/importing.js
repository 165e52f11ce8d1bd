// Bringing something in on the page: a file or a text, tried first, its report read, and stored as one change.

import { API, ask, newKey, TEXT } from "./api.js";
import { clone, confirm, fault, offerCommand, onAct } from "./dialogs.js";
import { fieldsOf } from "./form.js";
import { countsOf, firstWritten, groupsOf, storesAny } from "./report.js";
import { Steps } from "./steps.js";
import { english, languageOf, listed, put } from "./words.js";

// A text that is typed is read by the command from its input.
const TYPED = "-";

export class ImportDialog extends Steps {
  /** What was tried: its path with the query, its bytes, and the key under which it is stored once. */
  tried = null;

  /** Open it; `stored` is told of what was written, `laid` where all of it waits in the inbox. */
  constructor({ words, stored, laid }) {
    super("import", words);
    this.stored = stored;
    this.laid = laid;
    this.file = this.find("#import-file");
    this.text = this.find("#import-text");
    this.format = this.find("#import-format");
    this.similar = this.find("#import-similar");
    offerCommand(this.dialog, words, () => ({ method: "POST", path: API + this.path(), file: this.chosen?.name ?? TYPED, type: TEXT }));
    this.find("form").addEventListener("submit", () => this.alone(() => this.try()));
    this.file.addEventListener("change", () => this.choose(this.file.files));
    this.text.addEventListener("input", () => this.choose(null));
    this.takeDrops();
    onAct(this.dialog, {
      cancel: () => this.leave(),
      store: () => this.alone(() => this.store()),
      back: () => this.step("form"),
    });
    this.step("form");
    this.file.focus();
  }

  get chosen() {
    return this.file.files[0];
  }

  // What was given last counts: a file, or a text.
  choose(files) {
    this.file.files = files ?? new DataTransfer().files;
    if (this.chosen) this.text.value = "";
    this.find("[data-chosen]").textContent = this.chosen?.name ?? this.words.no_file;
  }

  takeDrops() {
    const { dialog } = this;
    dialog.addEventListener("dragover", (event) => {
      event.preventDefault();
      dialog.dataset.dropping = "";
    });
    dialog.addEventListener("dragleave", () => delete dialog.dataset.dropping);
    dialog.addEventListener("drop", (event) => {
      event.preventDefault();
      delete dialog.dataset.dropping;
      if (event.dataTransfer.files.length !== 1) return this.missing(this.words.one_file);
      this.choose(event.dataTransfer.files);
      return this.missing();
    });
  }

  missing(...told) {
    fault(this.file, this.find("#import-file-fault"), ...told);
    if (told.length) this.file.focus();
  }

  path() {
    const query = new URLSearchParams({ similar: this.similar.value });
    if (this.format.value) query.set("format", this.format.value);
    return `/imports?${query}`;
  }

  tell(text) {
    this.find("[data-step]:not([hidden]) [role=status]").textContent = text;
  }

  /** Try it, and show what would become of each record. */
  async try() {
    this.missing();
    this.say("");
    if (!this.chosen && !this.text.value.trim()) return this.missing(this.words.no_source);
    this.tell(this.words.trying);
    // Read once, so that what is stored is what was tried, whatever becomes of the file.
    const text = await new Blob([this.chosen ?? this.text.value]).arrayBuffer().catch(() => null);
    const answer = text && (await ask("POST", `${this.path()}&dry_run=true`, { text }));
    this.tell("");
    if (!answer) return this.missing(this.words.unreadable);
    if (!answer.ok) return this.refused(answer);
    this.tried = { path: this.path(), text, key: newKey() };
    this.report(answer.body);
    return this.step("report");
  }

  report(report) {
    const counts = countsOf(report, this.words);
    this.find("[data-counts]").textContent = counts.length ? counts.join(" · ") : this.words.nothing_found;
    this.find("[data-step=report] [data-act=store]").hidden = !storesAny(report);
    const problems = { heading: put(this.words.problems, { count: report.problems.length }), isOpen: true, items: report.problems };
    const known = {};
    const fieldsFor = (collection) => (known[collection] ??= fieldsOf(clone(`fields-${collection}`)));
    const groups = groupsOf(report, fieldsFor, this.words);
    const shown = [...(problems.items.length ? [problems] : []), ...groups];
    this.find("[data-outcomes]").replaceChildren(...shown.map((group) => this.group(group)));
  }

  group({ heading, isOpen, items }) {
    const group = clone("outcomes");
    group.open = isOpen;
    group.querySelector("summary").textContent = heading;
    group.querySelector("ul").append(...items.map((item) => this.outcome(item)));
    return group;
  }

  outcome({ title, line, detail, filled = [] }) {
    const item = document.createElement("li");
    const told = document.createElement("p");
    if (title) item.append(Object.assign(document.createElement("p"), { textContent: title, lang: languageOf(title), className: "title" }));
    if (line) told.append(put(this.words.line, { number: line }));
    if (filled.length) told.append(put(this.words.fills, { fields: listed(filled) }), " ");
    if (detail) told.append(english("span", detail));
    if (filled.length || detail) item.append(told);
    return item;
  }

  async store() {
    const { path, text, key } = this.tried;
    this.tell(this.words.storing);
    const answer = await ask("POST", path, { text, key });
    this.tell("");
    if (!answer.ok) return this.refused(answer);
    if (!storesAny(answer.body)) return this.overtaken(answer.body);
    const first = firstWritten(answer.body);
    this.dialog.close();
    if (!first) return this.laid();
    return this.stored({ collection: first.collection, key: first.key, told: answer.body.proposed ? "imported_some" : "imported" });
  }

  // Someone else brought it in since it was tried.
  overtaken(report) {
    this.report(report);
    this.step("report");
    this.say(this.words.nothing);
  }

  async leave() {
    if (this.busy || (this.text.value.trim() && !(await confirm("discard", this.words.discard_ask)))) return;
    this.dialog.close();
  }
}
