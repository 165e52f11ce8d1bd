// The inbox on the page: what was found elsewhere and is not certain, opened one by one and decided.

import { API, ask, newKey } from "./api.js";
import { compare, lines } from "./comparison.js";
import { clone, confirm, offerCommand, onAct } from "./dialogs.js";
import { fieldsOf } from "./form.js";
import { decisions, likeness, pageAfter, reasonOf, rowsFor, short, shortly, whence } from "./proposals.js";
import { Steps } from "./steps.js";
import { languageOf, put } from "./words.js";

const PER_PAGE = 20;
const GONE = [404, 409];

export class InboxDialog extends Steps {
  /** How many wait, as the server last told. */
  total = null;
  /** The proposals that are shown, by number. */
  waiting = new Map();
  /** The keys under which decisions are made once, until they are answered. */
  keys = new Map();
  /** The publication that was written last. */
  written = null;

  /** Open it; when it closes, `stored` is told of what was written, or else `counted` of how many wait. */
  constructor({ words, stored, counted }) {
    super("inbox", words);
    this.stored = stored;
    this.counted = counted;
    this.fields = fieldsOf(clone("fields-publications"));
    this.list = this.find("[data-waiting]");
    onAct(this.dialog, {
      open: (pressed) => this.toggle(pressed.closest("li")),
      accept: (pressed) => this.decide(pressed, "accept"),
      merge: (pressed) => this.decide(pressed, "merge"),
      reject: (pressed) => this.decide(pressed, "reject"),
      more: () => this.alone(() => this.loadMore()),
      close: () => this.leave(),
    });
    this.alone(() => this.begin());
  }

  async begin() {
    await this.load();
    const [first] = this.list.children;
    if (first) this.open(first);
  }

  async load() {
    this.tell(this.words.loading);
    const page = pageAfter(this.waiting.size, PER_PAGE);
    const answer = await ask("GET", `/inbox?per_page=${PER_PAGE}&page=${page}`);
    this.tell("");
    if (answer.ok) {
      this.say("");
      this.total = answer.body.total;
      for (const proposal of answer.body.items) if (!this.waiting.has(proposal.id)) this.list.append(this.item(proposal));
    } else this.refused(answer);
    this.count();
  }

  async loadMore() {
    const shown = this.list.children.length;
    await this.load();
    this.focus(this.list.children[shown]);
  }

  async signInAgain() {
    await super.signInAgain();
    if (this.total === null) this.alone(() => this.begin());
  }

  tell(text) {
    this.find("[data-status]").textContent = text;
  }

  // What is known to wait and not shown can be asked for; so can everything after an answer that did not come.
  count() {
    const left = this.total === null ? 1 : this.total - this.waiting.size;
    const more = this.find("[data-act=more]");
    more.hidden = left <= 0;
    more.textContent = this.total === null ? this.words.try_again : put(this.words.more_wait, { count: left });
    this.find("[data-empty]").hidden = this.total !== 0;
  }

  item(proposal) {
    this.waiting.set(proposal.id, proposal);
    const item = clone("proposal");
    item.dataset.number = proposal.id;
    const { record, source } = proposal;
    const opener = item.querySelector("[data-act=open]");
    Object.assign(opener, { textContent: record.title, lang: languageOf(record.title) });
    const authors = shortly(record.authors ?? [], this.words);
    const parts = [authors, record.year, whence(source, this.words)].filter(Boolean);
    item.querySelector("[data-by]").textContent = parts.join(" · ");
    item.querySelector("[data-like]").textContent = likeness(proposal, this.words);
    return item;
  }

  toggle(item) {
    if (item.querySelector("[data-act=open]").getAttribute("aria-expanded") === "true") this.close(item);
    else this.open(item);
  }

  /** Open a proposal, and close the others. */
  open(item) {
    for (const other of this.list.children) if (other !== item) this.close(other);
    const opened = item.querySelector("[data-opened]");
    if (!opened.children.length) this.fill(opened, this.waiting.get(Number(item.dataset.number)));
    opened.hidden = false;
    item.querySelector("[data-act=open]").setAttribute("aria-expanded", "true");
  }

  close(item) {
    item.querySelector("[data-opened]").hidden = true;
    item.querySelector("[data-act=open]").setAttribute("aria-expanded", "false");
  }

  fill(opened, proposal) {
    opened.append(clone("proposed"));
    const rows = rowsFor(proposal, this.fields, this.words);
    const [table, list] = ["table", "dl"].map((name) => opened.querySelector(name));
    opened.querySelector("[data-reason]").textContent = reasonOf(proposal);
    if (!proposal.publication) list.append(...rows.flatMap((row) => this.described(row)));
    else compare(table, rows, ["del", "ins"], this.words);
    opened.querySelector("[data-unchanged]").hidden = !proposal.publication || rows.length > 0;
    table.hidden = !proposal.publication || !rows.length;
    const open = decisions(proposal);
    const title = short(proposal.publication_title ?? "");
    opened.querySelector("[data-act=merge]").textContent = put(this.words.merge_into, { title });
    const buttons = open.map((decision) => opened.querySelector(`[data-act=${decision}]`));
    buttons[0].className = "main";
    opened.querySelector("[data-decisions]").replaceChildren(...buttons);
    offerCommand(opened, this.words, () => ({ method: "POST", path: `${API}${pathTo(proposal, open[0])}` }));
  }

  described({ label, after }) {
    const [term, value] = ["dt", "dd"].map((tag) => document.createElement(tag));
    term.textContent = label;
    lines(value, after.map((text) => ({ text, differs: false })), "span", this.words);
    return [term, value];
  }

  async decide(pressed, decision) {
    const item = pressed.closest("li");
    const proposal = this.waiting.get(Number(item.dataset.number));
    if (decision === "reject" && !(await this.isSure(proposal))) return null;
    return this.alone(() => this.send(item, proposal, decision));
  }

  isSure(proposal) {
    const question = put(this.words.reject_ask, { title: proposal.record.title });
    return confirm("reject", question, (dialog) =>
      offerCommand(dialog, this.words, () => ({ method: "POST", path: `${API}${pathTo(proposal, "reject")}` })),
    );
  }

  async send(item, proposal, decision) {
    const path = pathTo(proposal, decision);
    if (!this.keys.has(path)) this.keys.set(path, newKey());
    const answer = await ask("POST", path, { key: this.keys.get(path) });
    if (answer.ok) {
      this.written = answer.body.publication ?? this.written;
      return this.goOn(item, proposal, this.words.decided[decision]);
    }
    if (!GONE.includes(answer.status)) return this.refused(answer);
    const now = await ask("GET", `/inbox/${proposal.id}`);
    if (now.status === 404 || (now.ok && now.body.state !== "waiting")) return this.goOn(item, proposal, this.words.decided_elsewhere);
    // It waits still, and what it is like may have changed.
    if (now.ok) this.renew(item, now.body);
    return this.refused(answer);
  }

  renew(item, proposal) {
    const fresh = this.item(proposal);
    item.replaceWith(fresh);
    this.open(fresh);
    this.focus(fresh);
  }

  /** Take a proposal off the list, say what became of it, and go to the next. */
  async goOn(item, proposal, told) {
    const next = item.nextElementSibling ?? item.previousElementSibling;
    this.waiting.delete(proposal.id);
    item.remove();
    this.total -= 1;
    this.say("");
    if (!this.waiting.size && this.total > 0) await this.load();
    this.count();
    this.tell(put(told, { title: proposal.record.title, left: this.total }));
    const following = next ?? this.list.children[0];
    if (following) this.open(following);
    this.focus(following);
  }

  focus(item) {
    const place = item?.querySelector("[data-act=open]") ?? this.find("[data-act=close]");
    place.focus({ preventScroll: true });
    (item ?? place).scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  leave() {
    if (this.busy) return;
    this.dialog.close();
    if (this.written) this.stored({ collection: "publications", key: this.written, told: "decided_some" });
    else if (this.total !== null) this.counted(this.total);
  }
}

function pathTo({ id }, decision) {
  return `/inbox/${id}/${decision}`;
}
