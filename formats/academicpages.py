"""The pages of academicpages: what their front matter says of a publication, a talk or a course."""

import re
from typing import Any

from formats import clean, identifiers, pages
from formats.drafts import Draft
from formats.finds import Finds
from formats.letters import EASTERN
from formats.pages import Page

# The categories that the theme knows, as types of CSL.
TYPES = {
    "manuscripts": "article-journal",
    "conferences": "paper-conference",
    "books": "book",
    "preprints": "article",
}
LINKS = {
    "paperurl": "pdf",
    "slidesurl": "slides",
    "codeurl": "code",
    "videourl": "video",
    "posterurl": "poster",
}
YEAR = re.compile(r"\(?\b(?:1[0-9]{3}|2[0-9]{3})[a-z]?\)?|[\"\u201c]")
INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,4}|(?:[^\W\d_]\.[ -]?){1,5}")
PARTICLES = {
    "von", "van", "der", "den", "de", "da", "dos", "di", "del", "la", "le", "el", "al", "bin", "ben", "ten",
    "ter", "zu",
}  # fmt: skip
WITHOUT_SPACES = re.compile(f"[{EASTERN}]")
# A digit, or a word that ends a sentence within.
NO_NAME = re.compile(r"[0-9:]|[^\W\d_]{3,}\. ")
MOST_NAMES = 20_000
"""Characters of a citation that are looked at for names."""


def publication(page: Page, finds: Finds) -> None:
    """Read a page of `_publications`."""
    head = page.head
    draft = Draft("publications", page.where("Publication"), 1)
    draft.key(page.folder)
    category = clean.line(head.get("category"))
    draft.put("type", TYPES.get(category or ""))
    if category and category not in TYPES:
        draft.tell(f"the category {category[:60]!r} is not known.")
    draft.put("status", "preprint" if category == "preprints" else None)
    draft.text("title", pages.plain(head.get("title")))
    draft.date(pages.date(head.get("date")), head.get("date"))
    draft.text("venue", pages.plain(head.get("venue")))
    draft.prose("abstract", pages.plain(head.get("excerpt")))
    draft.put("visibility", "hidden" if pages.is_hidden(head) else None)
    written = map(pages.plain, pages.several(head.get("authors")))
    for name in names(head.get("citation")) or written:
        draft.author(name)
    draft.tell_of_no_authors(": its citation does not begin with names and a year")
    if head.get("doi"):
        draft.identifier(head["doi"])
    for key, kind in LINKS.items():
        url = clean.line(head.get(key))
        if url and identifiers.doi(url) and url.startswith("http"):
            draft.identifier(url)
        elif (known := identifiers.arxiv_id(url)) and kind == "pdf":
            draft.put("arxiv_id", known)
        else:
            draft.link(kind, url, on_site=True)
    finds.add(draft)


def talk(page: Page, finds: Finds) -> None:
    """Read a page of `_talks`."""
    draft = pages.talk(page, "venue")
    for key, kind in LINKS.items():
        if kind != "pdf":
            draft.link(kind, page.head.get(key), on_site=True)
    finds.add(draft)


def course(page: Page, finds: Finds) -> None:
    """Read a page of `_teaching`: its one date is that of a term, which has begun and ended."""
    draft = Draft("courses", page.where("Course"), 1)
    title, venue = pages.plain(page.head.get("title")), pages.plain(page.head.get("venue"))
    draft.text("title", f"{title}, {venue}" if title and venue else title)
    date = clean.written_date(pages.date(page.head.get("date")))
    draft.put("start", date)
    draft.put("end", date)
    finds.add(draft)


def names(citation: Any) -> list[str]:
    """Read the names before a citation's year or title: `Berg, A., & Dahl, B. (2024).`; none where unsure."""
    text = pages.plain(citation)
    year = YEAR.search(text[:MOST_NAMES]) if text else None
    if not text or not year:
        return []
    before = text[: year.start()].strip(" .,(")
    # The stop of a last initial is no end of a sentence.
    before += "." if re.search(r"(?:^|[\s.-])[^\W\d_]$", before) else ""
    if ";" in before:
        return _sure([_turned(part.split(",", 1)) for part in before.split(";") if part.strip()])
    parts = [part.strip() for part in re.split(r"[,，、]|\s(?:and|&)\s|^(?:and|&)\s", before)]
    parts = [re.sub(r"^(?:and|&)\s+", "", part) for part in parts if part and part not in ("and", "&")]
    return _sure(_paired(parts))


def _sure(parts: list[str]) -> list[str]:
    """Give the names if each looks like one: short, no sentence, and in capitals but for its particles."""
    return parts if all(map(_is_name, parts)) else []


def _is_name(text: str) -> bool:
    words = text.split()
    small = [word for word in words if word[0].islower() and word.rstrip(".").lower() not in PARTICLES]
    return len(words) <= 6 and not small and not NO_NAME.search(text)


def _paired(parts: list[str]) -> list[str]:
    """Put family names and initials together, where the parts alternate so; else each is a name."""
    if len(parts) % 2 == 0 and parts:
        second = parts[1::2]
        alone = len(parts) == 2 and " " not in second[0] and not WITHOUT_SPACES.search(second[0])
        if alone or all(INITIALS.fullmatch(part) for part in second):
            return [f"{given} {family}" for family, given in zip(parts[::2], second, strict=True)]
    return parts


def _turned(parts: list[str]) -> str:
    """Turn `Berg, Ada` into `Ada Berg`."""
    return " ".join(part.strip() for part in reversed(parts) if part.strip())
