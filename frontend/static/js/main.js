// The page comes alive: what the reader does → state → address → list. The only file that acts when it is imported.

import { read, withoutValue, withValue, write } from "./address.js";
import { clone, entry } from "./entry.js";
import { filter, prepare, sorted } from "./filters.js";
import { words as wordsIn } from "./fold.js";
import { debounce, FACETS, Instrument, labeller } from "./instrument.js";
import { List } from "./list.js";

const DATA = "/api/v1/publications?per_page=1000";
const WRITTEN_AFTER = 250;
const COPIED_FOR = 2000;
const IN_PLACE = "#chips a, #clear, #drops a, #list .authors a[href]";

const { lang } = document.documentElement;
const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");
const find = (id) => document.getElementById(id);
const idle = () => new Promise((go) => (globalThis.requestIdleCallback ?? setTimeout)(go));

function takeOver(form) {
  const complaint = document.querySelector(".complaint");
  const orders = new Map();
  let state = read(complaint ? "" : location.search);
  let records = null;
  let label, instrument;

  const list = new List(find("list"), state.group_by, {
    entry: ({ item, key }) => named(clone(find("entry-template"), entry(item, lang, words)), key),
    group: (by, value) => makeGroup(value, value === "all" ? "" : label(by, value)),
  });
  const address = () => location.pathname + write(state);
  const writeLater = debounce(() => history.replaceState(null, "", address()), WRITTEN_AFTER);
  const data = once(async () => {
    records = await load();
    label = labeller(records, words);
    instrument = new Instrument(form, words, label);
    for (const pages of document.querySelectorAll("nav.pages")) pages.hidden = true;
  });

  function show() {
    const { sort, group_by: grouping, q } = state;
    if (!orders.has(sort)) orders.set(sort, sorted(records, sort));
    const result = filter(orders.get(sort), state, FACETS);
    list.show(result.kept, grouping, wordsIn(q.filter((value) => value[0] !== "!").join(" ")));
    instrument.show(state, result, records);
    for (const link of document.querySelectorAll("a[hreflang]")) {
      link.href = location.pathname + write({ ...state, lang: link.hreflang });
    }
  }

  async function change(next, writeAddress) {
    state = next;
    writeAddress();
    const focused = document.activeElement;
    // Without the data the server answers, as it does without scripts.
    if (!records) await data().catch(() => location.assign(address()));
    if (!records || state !== next) return;
    complaint?.remove();
    show();
    keepFocus(focused);
  }

  function push(next) {
    writeLater.flush();
    change(next, () => history.pushState(null, "", address()));
  }

  const toggle = (name, value) =>
    push(state[name].includes(value) ? withoutValue(state, name, value) : withValue(state, name, value));

  form.addEventListener("input", ({ target, isComposing }) => {
    if (target.name !== "q" || isComposing) return;
    const typed = target.value.trim().replace(/\s+/g, " ");
    change({ ...state, q: typed && typed !== "!" ? [typed] : [] }, writeLater);
  });
  form.addEventListener("compositionend", ({ target }) => target.dispatchEvent(new Event("input", { bubbles: true })));
  form.addEventListener("change", ({ target: { name, type, value } }) => {
    if (type === "checkbox") toggle(name, value);
    else if (name === "author") push({ ...state, author: value ? [value] : [] });
    else if (name !== "q") push({ ...state, [name]: value });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.name) toggle(event.submitter.name, event.submitter.value);
    else writeLater.flush();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(IN_PLACE);
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.dataset.slug) toggle("author", link.dataset.slug);
    else push(read(link.search));
  });
  addEventListener("popstate", () => change(read(location.search), () => {}));
  addEventListener("beforeprint", () => list.showAll());

  for (const part of form.querySelectorAll(".needs-no-script")) part.hidden = true;
  idle().then(data).then(show, () => {});
}

async function load() {
  const records = [];
  for (let page = 1, pages = 1; page <= pages; page++) {
    if (page > 1) await idle();
    const answer = await fetch(`${DATA}&page=${page}`);
    if (!answer.ok) throw new Error(`${DATA} answered ${answer.status}`);
    const part = await answer.json();
    for (const item of part.items) records.push(prepare(item, records.length));
    pages = part.pages;
  }
  return records;
}

// A promise that is kept; a failure is not, so that the next time tries again.
function once(run) {
  let promise = null;
  return () => {
    promise ??= run().catch((error) => {
      promise = null;
      throw error;
    });
    return promise;
  };
}

function named(element, key) {
  element.dataset.key = key;
  element.id = `pub-${key}`;
  return element;
}

function makeGroup(value, label) {
  const group = clone(find("group-template"), { label });
  group.dataset.group = value;
  group.querySelector("h3").hidden = !label;
  return group;
}

// What had the focus may be gone, such as a chip: then its neighbour has it, or the number of results.
function keepFocus(focused) {
  if (focused.isConnected && !focused.closest("[hidden]")) return;
  const next = document.querySelector("#chips a") ?? find("result");
  if (next.id) next.tabIndex = -1;
  next.focus({ preventScroll: true });
}

function makeCopyable(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(find(button.dataset.copy).textContent);
    button.textContent = words.copied;
    setTimeout(() => (button.textContent = words.copy), COPIED_FOR);
  });
}

const form = find("filter");
if (form) takeOver(form);
document.querySelectorAll("[data-copy]").forEach(makeCopyable);
