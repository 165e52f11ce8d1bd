// The entry of a publication: from API item to fields, and from fields to a clone of the page's markup.

export const HAN = /[\u3400-\u9fff\uf900-\ufaff]/;
// As in frontend/entries.py: how an address begins that runs nothing.
const LEADS_SOMEWHERE = /^(https?:\/\/|mailto:|\/(?![/\\\s]))/i;
const IDENTIFIERS = [
  ["DOI", "https://doi.org/", "doi"],
  ["arXiv", "https://arxiv.org/abs/", "arxiv_id"],
];
const ATTRIBUTES = ["href", "title", "lang"];

/** Make the fields of an entry as frontend/entries.py does; links carry on the language `asked` in the address. */
export function entry(item, lang, words, asked = "") {
  const { venue, rank, status, citations } = item;
  const [note, noteLang] = textIn(item.note, lang);
  const path = `/publications/${encodeURIComponent(item.key)}${asked && `?lang=${asked}`}`;
  return {
    key: item.key,
    path,
    cite: `${path}#cite`,
    title: item.title,
    title_lang: languageOf(item.title, lang),
    authors: item.authors.map((person) => author(person, asked)),
    authors_lang: languageOf(item.authors.map((person) => person.name).join(" "), lang),
    venue: venue?.acronym || venue?.name || "",
    venue_name: (venue?.acronym && venue.name) || "",
    year: String(item.year ?? ""),
    rank: rank?.label ?? "",
    rank_source: rank ? words[`rank_by_${rank.source}`] : "",
    status: status === "published" ? "" : words[`status_${status}`],
    note,
    note_lang: noteLang,
    citations: citations ? words.cited.replace("{count}", citations.count) : "",
    citations_source: citations ? counted(citations, words) : "",
    awards: item.awards.map(({ title }) => textIn(title, lang)).map(([text, spoken]) => ({ text, lang: spoken })),
    links: links(item, lang, words),
  };
}

function counted({ source, as_of: day }, words) {
  return words.as_of.replace("{source}", () => own(words.counted_by, source) ?? source).replace("{date}", () => day);
}

/** Look a key up, but not what every object inherits. */
export function own(table, key) {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Clone a template and fill it. */
export function clone(template, fields) {
  return fill(template.content.firstElementChild.cloneNode(true), fields);
}

/** Fill an element's slots; _publication.html states the rule. */
export function fill(element, fields) {
  const { text, href, each } = element.dataset;
  for (const attribute of ATTRIBUTES) setAttribute(element, attribute, fields[element.dataset[attribute]]);
  if (href && fields.slug) element.dataset.slug = fields.slug;
  if (each) return repeat(element, fields[each]);
  if (text) element.textContent = fields[text];
  if (text || href) element.hidden = !fields[text ?? href];
  for (const child of element.children) fill(child, fields);
  return element;
}

function repeat(element, rows) {
  const pattern = element.firstElementChild;
  element.replaceChildren(...rows.map((fields) => fill(pattern.cloneNode(true), fields)));
  element.hidden = !rows.length;
  return element;
}

function setAttribute(element, attribute, value) {
  if (value) element.setAttribute(attribute, value);
  else if (attribute in element.dataset) element.removeAttribute(attribute);
}

function author(person, asked) {
  const address = `/?author=${encodeURIComponent(person.slug)}${asked && `&lang=${asked}`}`;
  return {
    name: person.name,
    slug: person.slug,
    author_href: person.is_owner ? "" : address,
    mark: (person.corresponding ? "*" : "") + (person.equal_contribution ? "†" : ""),
  };
}

function links(item, lang, words) {
  const labels = new Map();
  for (const { kind, url, label } of item.links) {
    if (LEADS_SOMEWHERE.test(url) && !labels.has(url)) labels.set(url, textIn(label, lang)[0] || (own(words.links, kind) ?? kind));
  }
  for (const [label, start, name] of IDENTIFIERS) {
    const url = item[name] && start + encodeURIComponent(item[name]).replaceAll("%2F", "/");
    if (url && !labels.has(url)) labels.set(url, label);
  }
  return [...labels].map(([url, label]) => ({ label, url }));
}

function languageOf(text, lang) {
  const spoken = HAN.test(text) ? "zh" : "en";
  return spoken === lang ? "" : spoken;
}

function textIn(text, lang) {
  if (!text || typeof text === "string") return [text ?? "", ""];
  const spoken = text[lang] ? lang : (Object.keys(text).find((other) => text[other]) ?? lang);
  return [text[spoken] ?? "", spoken === lang ? "" : spoken];
}
