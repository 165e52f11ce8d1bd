// Takes the page over: what the reader does, its address, its list.

import { read, tidy, withoutValue, withValue, write } from "./address.js";
import { clone, entry } from "./entry.js";
import { filter, prepare, sorted } from "./filters.js";
import { words as wordsIn } from "./fold.js";
import { afterPaint, debounce, Instrument, labeller } from "./instrument.js";
import { List } from "./list.js";

const DATA = "/api/v1/publications?sort=owner&per_page=1000";
// The paint does not wait for the history.
const PUSHED_AFTER = 100;
const WRITTEN_AFTER = 250;
const RESTORED = 500;
// One page of several stays as the server painted it until the first step.
const PAINTED = 0;
const IN_PLACE = "button.bar, #chips a, #clear, #drops :is(a, button), #list .authors a[href]";

const { lang } = document.documentElement;
const find = (id) => /** @type {any} */ (document.getElementById(id));
const words = JSON.parse(find("words")?.textContent ?? "{}");
const queryAll = (selector) => /** @type {any} */ (document.querySelectorAll(selector));
const addressOf = (state) => location.pathname + write(state);
const idle = () => new Promise((go) => (globalThis.requestIdleCallback ?? setTimeout)(go));

class Page {
  state;
  records = null;
  loading = null;
  orders = new Map();
  complaint = queryAll(".complaint")[0];
  writeLater = debounce(() => this.write("replaceState"), WRITTEN_AFTER);
  pushLater = debounce(() => this.write("pushState"), PUSHED_AFTER);
  countLater = afterPaint(() => this.instrument.count());

  constructor(form) {
    this.form = form;
    this.state = read(this.complaint ? queryAll("#clear")[0].search : location.search);
    this.rankAt = this.state.rank_at;
    this.list = new List(find("list"), this.state.group_by, {
      entry: ({ item }) => makeEntry(entry(item, lang, words, this.state.lang)),
      group: (by, value) => makeGroup(value, value === "all" ? "" : this.label(by, value)),
    });
  }

  // After a failure the next step tries again.
  load() {
    this.loading ??= load(this.rankAt).then(
      (records) => {
        this.records = records;
        this.label = labeller(records, words);
        this.instrument = new Instrument(this.form, words, this.label);
      },
      (error) => {
        this.loading = null;
        throw error;
      },
    );
    return this.loading;
  }

  /** Take a step that the back button undoes. */
  push(state) {
    this.pushLater.flush();
    this.writeLater.flush();
    this.state = state;
    this.pushLater();
    this.apply();
  }

  replace(state) {
    this.state = state;
    this.writeLater();
    this.apply();
  }

  restore() {
    this.state = read(location.search);
    this.writeLater.flush();
    this.apply(RESTORED);
  }

  toggle(name, value) {
    this.push((this.state[name].includes(value) ? withoutValue : withValue)(this.state, name, value));
  }

  async apply(limit) {
    const { state } = this;
    // Other ranks are another page.
    if (state.rank_at !== this.rankAt) return location.assign(addressOf(state));
    // Without data the server answers.
    if (!this.records) await this.load().catch(() => location.assign(addressOf(state)));
    if (!this.records || state !== this.state) return;
    this.complaint?.remove();
    const focused = document.activeElement;
    this.show(limit);
    keepFocus(focused);
  }

  // The list changes last: to set a field or hide a chip may cost a layout of what was changed before.
  show(limit = this.list.onScreen()) {
    const { records, state } = this;
    if (!this.orders.has(state.sort)) this.orders.set(state.sort, sorted(records, state.sort));
    const kept = filter(this.orders.get(state.sort), state);
    this.instrument.show(state, kept.length, records);
    if (limit !== PAINTED) this.showList(kept, limit);
    this.countLater();
  }

  showList(records, limit) {
    const { group_by: grouping, q } = this.state;
    for (const pages of queryAll("nav.pages")) pages.remove();
    this.list.show(records, grouping, wordsIn(q.filter((value) => value[0] !== "!").join(" ")), limit);
    for (const link of queryAll("a[hreflang]")) link.href = addressOf({ ...this.state, lang: link.hreflang });
  }

  write(how) {
    history[how](null, "", addressOf(this.state));
  }
}

function listen(page, form) {
  const changed = ({ target: { name, type, value } }) => {
    if (type === "checkbox") page.toggle(name, value);
    else if (name === "author") page.push({ ...page.state, author: value ? [value] : [] });
    else if (name !== "q") page.push({ ...page.state, [name]: value });
  };
  const typed = ({ target, isComposing }) => {
    if (target.name !== "q" || isComposing) return;
    page.replace({ ...page.state, q: [tidy(target.value)].filter(Boolean) });
  };

  form.addEventListener("input", typed);
  form.addEventListener("compositionend", ({ target }) => typed({ target, isComposing: false }));
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", (event) => {
    const link = /** @type {any} */ (event.target).closest(IN_PLACE);
    if (!link || (link.href && (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey))) return;
    event.preventDefault();
    // It goes away, and to hide what has the focus costs a layout.
    if (link.id === "clear") focusOn(find("result"));
    if (link.matches(".bar")) page.toggle("year", link.value);
    else if (link.dataset.slug) page.toggle("author", link.dataset.slug);
    else page.push(read(link.search ?? link.value));
  });
  addEventListener("popstate", () => page.restore());
  addEventListener("beforeprint", () => page.list.showAll());
}

async function load(rankAt) {
  const { scheme, editions } = find("list").dataset;
  const then = rankAt === "published" ? JSON.parse(editions) : null;
  const records = [];
  for (let page = 1, pages = 1; page <= pages; page++) {
    if (page > 1) await idle();
    const answer = await fetch(`${DATA}&page=${page}`);
    if (!answer.ok) throw new Error(answer.statusText);
    const part = await answer.json();
    for (const item of part.items) records.push(prepare(item, records.length, scheme, then));
    pages = part.pages;
  }
  return records;
}

function makeEntry(fields) {
  const element = clone(find("entry-template"), fields);
  element.dataset.key = fields.key;
  element.id = `pub-${fields.key}`;
  return element;
}

function makeGroup(value, label) {
  const group = clone(find("group-template"), { label });
  group.dataset.group = value;
  group.querySelector("h3").hidden = !label;
  return group;
}

// The chip that had the focus may be gone: then its neighbour has it, or the result.
function keepFocus(focused) {
  if (focused.isConnected && !focused.closest("[hidden]")) return;
  focusOn(queryAll("#chips a")[0] ?? find("result"));
}

function focusOn(element) {
  element.focus({ preventScroll: true });
}

function makeCopyable(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(find(button.dataset.copy).textContent);
    button.textContent = words.copied;
    setTimeout(() => (button.textContent = words.copy), 2000);
  });
}

const form = find("filter");
if (form) {
  const page = new Page(form);
  listen(page, form);
  idle()
    .then(() => page.load())
    .then(() => page.show(queryAll("nav.pages").length ? PAINTED : Math.max(RESTORED, page.list.entries.size)), console.warn);
}
queryAll("[data-copy]").forEach(makeCopyable);

// Only its owner loads it. Its button is there when it can do something.
const edit = () => import("../editor/editor.js");
const button = find("edit");
if (button) {
  button.hidden = false;
  button.addEventListener("click", edit);
}
if (sessionStorage.token) edit();
