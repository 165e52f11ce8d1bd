// The inbox on the page: what was found elsewhere and is not certain, opened one by one and decided.

import { API, ask, newKey } from "./api.js";
import { clone, confirm, offerCommand, onAct } from "./dialogs.js";
import { fieldsOf } from "./form.js";
import { close, isOpen, makeItem, open } from "./proposal.js";
import { pageAfter, pathTo, short } from "./proposals.js";
import { Steps } from "./steps.js";
import { put } from "./words.js";

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
    this.find("[role=status]").textContent = text;
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
    return makeItem(proposal, this.words);
  }

  of(item) {
    return this.waiting.get(Number(item.dataset.number));
  }

  toggle(item) {
    if (isOpen(item)) close(item);
    else this.open(item);
  }

  /** Open a proposal, and close the others. */
  open(item) {
    for (const other of this.list.children) if (other !== item) close(other);
    open(item, this.of(item), this.fields, this.words);
  }

  async decide(pressed, decision) {
    const item = pressed.closest("li");
    const proposal = this.of(item);
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
    this.tell(put(told, { title: short(proposal.record.title), left: this.total }));
    const following = next ?? this.list.children[0];
    if (following) this.open(following);
    this.focus(following);
  }

  focus(item) {
    const place = item?.querySelector("[data-act=open]") ?? this.find("[data-act=close]");
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: item ? "start" : "nearest", behavior: "instant" });
  }

  leave() {
    if (this.busy) return;
    this.dialog.close();
    if (this.written) this.stored({ collection: "publications", key: this.written, told: "decided_some" });
    else if (this.total !== null) this.counted(this.total);
  }
}
