// The dialog of one entry: a form, then what would change, then storing it; and what to do when it cannot be.

import { API, ask, explain, newKey, pathOf } from "./api.js";
import { compare } from "./comparison.js";
import { clone, confirm, offerCommand, onAct } from "./dialogs.js";
import { conflictRows, rowsOf } from "./difference.js";
import { draftOf, isSame, patchOf, rebase } from "./fields.js";
import { clear, fieldsOf, fill, keepLines, read, tell } from "./form.js";
import { Steps } from "./steps.js";
import { listed, put } from "./words.js";

const FAULTY = [409, 422];

export class EntryDialog extends Steps {
  /** The key under which what was reviewed is stored once. */
  key = "";
  /** The answer that holds the version of someone else. */
  other = null;

  /** Open on an entry as it was read, or, without a path's key, on a new one; `stored` is told of what was written. */
  constructor({ collection, key, record, tag, words, stored }) {
    super("entry", words);
    this.collection = collection;
    this.record = record;
    this.tag = tag;
    this.stored = stored;
    this.path = collection === "profile" ? "/profile" : pathOf(collection, key);
    this.isNew = !key;
    this.form = this.dialog.querySelector("[data-fields]");
    this.form.append(clone(`fields-${collection}`));
    this.fields = fieldsOf(this.form);
    keepLines(this.form);
    this.find("[data-title]").textContent = (this.isNew ? words.add_one : words.change_one)[collection];
    this.show(draftOf(this.fields, record));
    this.listen();
  }

  listen() {
    offerCommand(this.dialog, this.words, () => ({ ...this.request(), path: API + this.path }));
    this.dialog.querySelector("form").addEventListener("submit", () => this.alone(() => this.review()));
    onAct(this.dialog, {
      cancel: () => this.leave(),
      store: () => this.alone(() => this.store()),
      back: () => this.step("form"),
      mine: () => this.keepMine(),
      other: () => this.takeOther(),
    });
    this.guard = (event) => this.isTouched() && event.preventDefault();
    addEventListener("beforeunload", this.guard);
    this.dialog.addEventListener("close", () => removeEventListener("beforeunload", this.guard));
  }

  show(draft) {
    this.untouched = draft;
    fill(this.form, draft);
    this.step("form");
    this.form.querySelector("input, textarea, select").focus();
  }

  isTouched() {
    return this.dialog.open && !isSame(read(this.form), this.untouched);
  }

  request() {
    const body = patchOf(this.fields, this.record, read(this.form));
    return { method: this.isNew ? "POST" : "PATCH", body, tag: this.tag };
  }

  /** Try it, and show what it would change. */
  async review() {
    clear(this.form);
    const { method, ...request } = this.request();
    if (!this.isNew && !Object.keys(request.body).length) return this.say(this.words.nothing);
    const answer = await ask(method, `${this.path}?dry_run=true`, request);
    if (!answer.ok) return this.refused(answer);
    const rows = answer.body.changes.flatMap(({ difference }) => rowsOf(difference, this.fields, this.words));
    if (!rows.length) return this.say(this.words.nothing);
    // The same key for every attempt to store what is reviewed now: an answer that was lost is given again.
    this.key = newKey();
    compare(this.find("[data-table=difference]"), rows, ["del", "ins"], this.words);
    return this.step("review");
  }

  async store() {
    const { method, ...request } = this.request();
    const answer = await ask(method, this.path, { ...request, key: this.key });
    if (!answer.ok) return this.refused(answer);
    const key = this.collection === "publications" ? answer.body.key : (answer.body.id ?? this.collection);
    const hidden = answer.body.visibility === "hidden";
    await this.stored({ collection: this.collection, key: String(key), told: this.isNew ? "added" : "stored", hidden });
    return this.dialog.close();
  }

  async refused(answer) {
    if (answer.status === 412) return this.conflict(answer);
    const { words } = this;
    if (!FAULTY.includes(answer.status) || !answer.body.errors) return super.refused(answer);
    this.step("form");
    // What the hint of a collision names is a way of programs.
    const faults = answer.body.errors.map((fault) => (answer.status === 409 ? { ...fault, hint: null } : fault));
    const { loose, labels } = tell(this.form, this.fields, faults, words);
    return this.say(labels.length ? put(words.faults, { fields: listed(labels) }) : words.refused, loose);
  }

  /** Show both versions, and let the person choose. */
  async conflict(refusal) {
    const answer = await ask("GET", this.path);
    if (!answer.ok) return this.say(explain(answer, this.words));
    if (this.isNew) return this.say(explain(refusal, this.words));
    this.other = answer;
    const mine = rebase(this.fields, this.record, answer.body, read(this.form));
    const rows = conflictRows(this.fields, answer.body, mine, this.words);
    // Neither version is gone yet, so neither is struck out.
    compare(this.find("[data-table=conflict]"), rows, ["mark", "mark"], this.words);
    return this.step("conflict");
  }

  keepMine() {
    const mine = rebase(this.fields, this.record, this.other.body, read(this.form));
    this.takeOther();
    fill(this.form, mine);
    return this.alone(() => this.review());
  }

  takeOther() {
    Object.assign(this, { record: this.other.body, tag: this.other.tag });
    this.show(draftOf(this.fields, this.record));
  }

  async leave() {
    if (this.busy || (this.isTouched() && !(await confirm("discard", this.words.discard_ask)))) return;
    this.dialog.close();
  }
}
