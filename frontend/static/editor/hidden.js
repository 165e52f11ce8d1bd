// The hidden works, which the page does not show: a list below the others, for who may write them.

import { ask } from "./api.js";
import { clone } from "./dialogs.js";
import { dress } from "./tools.js";
import { languageOf, put, shortly } from "./words.js";

const PATH = "/publications?visibility=hidden&per_page=1000&fields=key,title,authors,year";

/** Put the hidden works on the page, if there are any. */
export async function placeHidden(words) {
  const { body } = await ask("GET", PATH);
  if (!body?.total) return;
  const section = clone("hidden");
  section.querySelector("h3").textContent = put(words.hidden_works, { count: body.total });
  section.querySelector("ol").append(...body.items.map((item) => hiddenWork(item, words)));
  document.getElementById("publications").append(section);
  dress(words);
}

function hiddenWork({ key, title, authors, year }, words) {
  const [item, name, by] = ["li", "p", "p"].map((tag) => document.createElement(tag));
  item.dataset.key = key;
  Object.assign(name, { className: "title", textContent: title, lang: languageOf(title) });
  Object.assign(by, { className: "by", textContent: [shortly(authors, words), year].filter(Boolean).join(" · ") });
  item.append(name, by);
  return item;
}
