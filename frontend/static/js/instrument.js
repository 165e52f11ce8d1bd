// The instrument above the list: bars, toggles, chips and counts, changed in place.

import { chosen, tidy, withoutValue, write } from "./address.js";
import { clone, own } from "./entry.js";
import { classKey, count, filter, isWithin, raise } from "./filters.js";
import { reconcile, setText } from "./list.js";

// Facets with a count beside each value.
const FACETS = ["rank", "venue", "status"];

const SVG = "http://www.w3.org/2000/svg";
const CHART = { height: 72, headroom: 16 };
const TONES = { "A*": 1, A: 1, B: 2, none: "none" };
const ANNOUNCED_AFTER = 150;

export class Instrument {
  state;
  kept = 0;
  records = [];

  /** Take over a form; `label` is what `labeller` makes. */
  constructor(form, words, label) {
    this.form = form;
    this.words = words;
    this.label = label;
    this.bars = Array.from(form.querySelectorAll("button.bar"), partsOfBar);
    this.toggles = form.querySelectorAll("[data-facet] input");
    // Fields of one name would stand for several controls.
    find("carried")?.remove();
    this.author = form.elements.namedItem("author");
    this.announce = debounce(() => setText(find("result"), this.publications(this.kept)), ANNOUNCED_AFTER);
    for (const event of ["pointerdown", "focus"]) this.author.addEventListener(event, () => this.showAuthors());
  }

  /** Show a state, and how many of the records it keeps. */
  show(state, kept, records) {
    Object.assign(this, { state, kept, records });
    this.showChosen(state);
    this.showFields(state);
    this.showEmpty(state, kept);
    this.showChips(state);
    this.announce();
  }

  /** Show what each value would give: the counts and the heights of the bars. */
  count() {
    const { counts, chart } = count(this.records, this.state, FACETS);
    this.showBars(chart);
    for (const box of this.toggles) showCount(box, counts[box.name].get(box.value) ?? 0);
    if (this.author.value) this.showAuthors(this.author.selectedOptions);
  }

  showChosen(state) {
    const pressed = this.bars.filter(({ button }) => state.year.includes(button.value));
    for (const bar of this.bars) set(bar.button, { "aria-pressed": pressed.includes(bar) });
    this.bars[0]?.button.parentElement.toggleAttribute("data-chosen", pressed.length > 0);
    for (const box of this.toggles) box.checked = state[box.name].includes(box.value);
  }

  showBars(chart) {
    const bars = this.bars.map((bar) => measure(bar, chart));
    const tallest = Math.max(...bars.filter((bar) => !bar.button.value.startsWith("..")).map((bar) => bar.total));
    for (const bar of bars) {
      const { button, total } = bar;
      stack(bar, Math.max(tallest, total));
      set(button, { "aria-label": this.describe(bar) });
      button.toggleAttribute("data-zero", !total);
    }
  }

  describe({ button, ranks, total }) {
    const year = button.value === "none" ? this.words.none_year : button.querySelector(".label").textContent;
    const parts = ranks.map(([rank, count]) => put(this.words.bar_rank, { rank: this.label("rank", rank), count }));
    return [put(this.words.bar, { year, publications: this.publications(total) }), ...parts].join(", ");
  }

  // There may be hundreds: they are counted when their list opens, not at every key.
  showAuthors(options = this.author.options) {
    const { author } = count(this.records, this.state, ["author"]).counts;
    for (const option of options) {
      if (option.value) setText(option, `${this.label("author", option.value)} (${author.get(option.value) ?? 0})`);
    }
  }

  showFields(state) {
    const { q, sort, group_by: grouping } = this.form.elements;
    const typed = state.q.find((value) => value[0] !== "!") ?? state.q[0] ?? "";
    if (tidy(q.value) !== typed) q.value = typed;
    sort.value = state.sort;
    grouping.value = state.group_by;
    if (!state.author.length && !this.author.value) return;
    const options = [...this.author.options];
    this.author.selectedIndex = Math.max(0, options.findIndex((option) => state.author.includes(option.value)));
  }

  showChips(state) {
    const list = find("chips");
    const standing = new Map([...list.children].map((chip) => [chip.querySelector("[data-text]").textContent, chip]));
    const chips = chosen(state).map(([name, value]) => {
      const label = this.label(name, value);
      const chip = standing.get(label) ?? clone(find("chip-template"), { label, href: "/" });
      chip.querySelector("a").href = location.pathname + write(withoutValue(state, name, value));
      return chip;
    });
    reconcile(list, chips);
    list.hidden = find("clear").hidden = !chips.length;
  }

  /** Offer to drop one filter, first the one that gives most. */
  showEmpty(state, kept) {
    find("empty").hidden = kept > 0;
    if (kept) return;
    const drops = chosen(state).map(([name, value]) => {
      const without = withoutValue(state, name, value);
      return { label: this.label(name, value), address: write(without), gives: filter(this.records, without).length };
    });
    const best = drops.filter((drop) => drop.gives).sort((a, b) => b.gives - a.gives);
    const offers = best.map(({ label, address, gives }) => {
      const filter = put(this.words.drop, { filter: label });
      return offer(address, put(this.words.drop_gives, { filter, publications: this.publications(gives) }));
    });
    find("drops").replaceChildren(...(offers.length ? offers : [offer(find("clear").search, this.words.drop_all)]));
  }

  publications(count) {
    return put(this.words[`publications_${count}`] ?? this.words.publications_other, { count });
  }
}

/** Make the function that names a value of a filter. */
export function labeller(records, words) {
  const names = new Map();
  for (const { item } of records) {
    if (item.venue) names.set(`venue ${item.venue.slug}`, item.venue.acronym || item.venue.name);
    for (const { slug, name } of item.authors) names.set(`author ${slug}`, name);
    for (const { slug, label } of item.topics) names.set(`topic ${slug}`, label);
  }
  return function label(name, value) {
    if (value[0] === "!") return put(words.not, { value: label(name, value.slice(1)) });
    if (name === "q") return put(words.search_chip, { words: value });
    if (value === "none") return words[`none_${name}`];
    if (name === "year") return value.replace("..", "–");
    return names.get(`${name} ${value}`) ?? words[`${name}_${value}`] ?? own(words[name] ?? {}, value) ?? value;
  };
}

/** Delay a function until it is not called for a while; `flush` runs it at once if it is due. */
export function debounce(run, delay) {
  let timer = null;
  const flush = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = null;
    run();
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(flush, delay);
  };
  return Object.assign(later, { flush });
}

/** Put a function off until what was done is on screen; several calls before that are one. */
export function afterPaint(run) {
  let isDue = false;
  const runNow = () => {
    isDue = false;
    run();
  };
  return () => {
    if (!isDue) requestAnimationFrame(() => setTimeout(runNow));
    isDue = true;
  };
}

function partsOfBar(button) {
  return { button, number: button.querySelector("[data-count]"), rects: [...button.querySelectorAll("rect")] };
}

function showCount({ parentElement: toggle }, count) {
  setText(toggle.lastElementChild, String(count));
  toggle.toggleAttribute("data-zero", !count);
}

function measure(bar, chart) {
  const counts = new Map();
  for (const [year, ranks] of chart) {
    if (!isWithin(bar.button.value, year)) continue;
    for (const [rank, count] of ranks) raise(counts, rank, count);
  }
  const ranks = [...counts].sort(([a], [b]) => (placeOf(a) < placeOf(b) ? -1 : 1));
  return { ...bar, ranks, total: ranks.reduce((total, [, count]) => total + count, 0) };
}

// The best first, the unranked last.
function placeOf(rank) {
  return rank === "none" ? "~" : `${classKey(rank)}\n${rank}`;
}

// frontend/chart.py draws the same for the first paint.
function stack({ number, rects, ranks, total }, tallest) {
  let ground = CHART.headroom + CHART.height;
  for (const [place, [rank, count]] of ranks.entries()) {
    const rect = (rects[place] ??= document.createElementNS(SVG, "rect"));
    if (!rect.isConnected) number.before(rect);
    const height = (CHART.height * count) / tallest;
    ground -= height;
    const tone = own(TONES, rank.split("-").at(-1)) ?? 3;
    set(rect, { class: `rank-${tone}`, y: ground.toFixed(1), width: 28, height: height.toFixed(1) });
  }
  for (const rect of rects.slice(ranks.length)) rect.remove();
  set(number, { y: (ground - 5).toFixed(1) });
  setText(number, String(total));
}

function offer(address, text) {
  const item = document.createElement("li");
  const button = item.appendChild(document.createElement("button"));
  Object.assign(button, { type: "button", value: address, textContent: text });
  return item;
}

function set(element, attributes) {
  for (const name in attributes) {
    if (element.getAttribute(name) !== String(attributes[name])) element.setAttribute(name, attributes[name]);
  }
}

/** Put values where a pattern names them. */
export function put(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function find(id) {
  return /** @type {any} */ (document.getElementById(id));
}
