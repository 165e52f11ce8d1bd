// Text without case, accents and width, and where words found in it stand in the text as printed.

const MARKS = /\p{M}/gu;
const CONTROLS = /\p{Cc}/gu;
const PLAIN = /^[ -~]*$/;
const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ß: "ss", ς: "σ" };
const STROKED = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/** Fold a text, as models/folding.py does. */
export function fold(text) {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(MARKS, "")
    .toLowerCase()
    .replace(STROKED, (letter) => LETTERS[letter])
    .replace(CONTROLS, " ");
}

/** Split what was typed into folded words. */
export function words(typed) {
  return fold(typed).split(/\s+/).filter(Boolean);
}

/** Find folded words in a printed text: [start, end] pairs in order, none overlapping. */
export function spans(text, wanted) {
  const folded = fold(text);
  const hits = wanted.flatMap((word) => occurrences(folded, word)).sort((a, b) => a[0] - b[0]);
  if (!hits.length || PLAIN.test(text)) return joined(hits);
  const origin = origins(text);
  return joined(hits).map(([start, end]) => [origin[start][0], origin[end - 1][1]]);
}

function occurrences(folded, word) {
  const found = [];
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
    found.push([at, at + word.length]);
  }
  return found;
}

function joined(hits) {
  const apart = [];
  for (const [start, end] of hits) {
    const last = apart.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else apart.push([start, end]);
  }
  return apart;
}

// For each folded character the letter, with its marks, that it comes from.
function origins(text) {
  const origin = [];
  for (const { 0: cluster, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    for (const _ of fold(cluster).split("")) origin.push([index, index + cluster.length]);
  }
  return origin;
}
