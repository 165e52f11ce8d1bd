"""CSL-JSON, which citation processors read: a list of objects, both ways; a type is the same word in both."""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

from formats import answers, clean, identifiers, names, remarks, single
from formats.answers import each
from formats.drafts import Draft, shown
from formats.finds import Finds, reading

Item = Mapping[str, Any]

ENVELOPES = (("items",),)
VENUES = ("container-title", "event-title")
"""The variables that a venue may stand in, the one that counts most first."""
OF_PUBLISHERS = ("thesis", "report")
"""The types whose venue is who publishes them."""
TYPES = frozenset(
    {
        "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
        "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
        "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview",
        "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet",
        "paper-conference", "patent", "performance", "periodical", "personal_communication", "post",
        "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech",
        "standard", "thesis", "treaty", "webpage",
    }
)  # fmt: skip
"""CSL 1.0.2."""
OTHER_TYPES = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "book-chapter": "chapter",
    "monograph": "book",
    "dissertation": "thesis",
    "proceedings": "book",
}
"""What registries that hand out CSL-JSON call a type in their own words."""
READ = {type_: type_ for type_ in TYPES} | OTHER_TYPES
ARXIV_PLACES = ("archive_location", "archive-location", "number", "URL", "DOI", "container-title", "note")
MARKUP = re.compile(
    r"</?(?:i|b|sub|sup|sc|span)\b[^<>]{0,200}>|</?jats:[a-z-]{1,20}[^<>]{0,200}>", re.IGNORECASE
)
"""What CSL lets stand in texts, and what registries leave in abstracts."""
YEAR = re.compile(r"(?<!\d)([12]\d{3})(?!\d)(?:-(\d{2})(?!\d))?")
STATUSES = {"accepted": "forthcoming", "preprint": "preprint"}


@reading
def read(text: str, finds: Finds) -> None:
    """Read CSL-JSON: a list of objects, a single one, or such a list under `items`."""
    answers.read(text, finds, ENVELOPES, _fill)


def _text(value: Any) -> str:
    """Read a text or number; of a list, as registries write titles, the first."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return MARKUP.sub("", value) if isinstance(value, str) else str(value)


def _fill(draft: Draft, entry: Mapping[str, Any]) -> None:
    kind = _kind(draft, _text(entry.get("type")))
    draft.key(_first(entry, ("citation-key", "id")))
    draft.text("title", _first(entry, ("title",)))
    draft.text("venue", _first(entry, ("publisher", *VENUES) if kind in OF_PUBLISHERS else VENUES))
    draft.text("volume", _first(entry, ("volume",)))
    issue = _first(entry, ("issue", "number"))
    draft.text("issue", None if identifiers.arxiv_id(issue) else issue)
    draft.text("pages", clean.pages(_first(entry, ("page", "page-first"))))
    draft.prose("abstract", _first(entry, ("abstract",)))
    draft.put("arxiv_id", _arxiv(entry))
    draft.identifier(_first(entry, ("DOI",)))
    for author in each(entry, "author"):
        draft.author(_name(author))
    for topic in re.split("[,;]", _text(entry.get("keyword"))):
        draft.topic(topic)
    url = _text(entry.get("URL"))
    draft.link(identifiers.kind_of(url), url)
    _take_date(draft, entry.get("issued"))
    note = _text(entry.get("note"))
    status = remarks.status_in(_text(entry.get("status"))) or remarks.status_in(note)
    if kind in ("article", "manuscript"):
        status = status or "preprint"
    draft.put("type", kind)
    draft.put("status", status or "published")
    draft.text("note", "" if remarks.is_only_status(note) else note)


def _first(entry: Mapping[str, Any], variables: tuple[str, ...]) -> str:
    return next(filter(None, (_text(entry.get(variable)) for variable in variables)), "")


def _kind(draft: Draft, said: str) -> str:
    if not said:
        draft.tell("it has no type.")
    return draft.kind(said, READ) or "document"


def _arxiv(entry: Mapping[str, Any]) -> str | None:
    bare = identifiers.arxiv_id(_text(entry.get("archive_location")), version=True)
    if bare and _text(entry.get("archive")).lower() == "arxiv":
        return bare
    said = (_text(entry.get(place)) for place in ARXIV_PLACES)
    return next(filter(None, (identifiers.arxiv_in(text, version=True) for text in said)), None)


def _name(author: Any) -> str:
    """Print a name: `given dropping-particle non-dropping-particle family suffix`, or as it stands."""
    if not isinstance(author, dict):
        return _text(author)
    literal = _text(author.get("literal") or author.get("name"))
    if literal:
        return literal
    particles = (author.get("dropping-particle"), author.get("non-dropping-particle"))
    family = " ".join(filter(None, map(_text, (*particles, author.get("family")))))
    return names.printed(family, _text(author.get("given")), _text(author.get("suffix")))


def _take_date(draft: Draft, issued: Any) -> None:
    """Take a date in parts, or from the words that it was written in."""
    if not isinstance(issued, dict):
        issued = {"raw": issued} if isinstance(issued, (str, int)) else {}
    first = each(issued, "date-parts", 0)
    found = YEAR.search("-".join(_text(part).zfill(2) for part in first[:2]))
    if found is None:
        said = _text(issued.get("raw") or issued.get("literal") or first)
        found = YEAR.search(said)
        if said and found is None and not remarks.status_in(said):
            draft.tell(f"{shown(said)} is no date.")
    draft.put("year", clean.number(found[1], 1000, 9998) if found else None)
    draft.put("month", clean.number(found[2], 1, 12) if found else None)


class Variable(NamedTuple):
    """A variable of CSL: the item's key that it tells of, and what reads it from there."""

    name: str
    key: str
    read: Callable[[Item], Any]


def _plain(key: str) -> Callable[[Item], Any]:
    return lambda item: item[key]


def _author(name: str) -> dict[str, str]:
    parts = names.apart(name)
    if parts is None:
        return {"literal": name}
    known = {
        "family": parts.family,
        "given": parts.given,
        "non-dropping-particle": parts.particle,
        "suffix": parts.suffix,
    }
    return {name: part for name, part in known.items() if part}


def _date(item: Item) -> dict[str, Any] | None:
    return (
        {"date-parts": [[part for part in (item["year"], item["month"]) if part]]} if item["year"] else None
    )


def _venue(*, of_publishers: bool) -> Callable[[Item], str | None]:
    return lambda item: (
        item["venue"]["name"] if item["venue"] and (item["type"] in OF_PUBLISHERS) == of_publishers else None
    )


VARIABLES = (
    Variable("title", "title", _plain("title")),
    Variable("author", "authors", lambda item: [_author(author["name"]) for author in item["authors"]]),
    Variable("issued", "year", _date),
    Variable("container-title", "venue", _venue(of_publishers=False)),
    Variable("publisher", "venue", _venue(of_publishers=True)),
    Variable("volume", "volume", _plain("volume")),
    Variable("issue", "issue", _plain("issue")),
    Variable("page", "pages", _plain("pages")),
    Variable("DOI", "doi", _plain("doi")),
    Variable("archive", "arxiv_id", lambda item: "arXiv" if item["arxiv_id"] else None),
    Variable("archive_location", "arxiv_id", _plain("arxiv_id")),
    Variable("URL", "links", single.address),
    Variable("abstract", "abstract", _plain("abstract")),
    Variable("keyword", "topics", lambda item: ", ".join(topic["label"] for topic in item["topics"])),
    Variable("note", "note", single.note),
    Variable("status", "status", lambda item: STATUSES.get(item["status"])),
)


def write(items: Iterable[Item], keys: Collection[str] | None = None) -> str:
    """Write publications as a list of CSL's objects, one a line: whole, or what some keys tell of them."""
    lines = [json.dumps(_entry(item, keys), ensure_ascii=False) for item in items]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def _entry(item: Item, keys: Collection[str] | None) -> dict[str, Any]:
    entry = {"id": item["key"], "type": item["type"]}
    for variable in VARIABLES:
        if (not keys or variable.key in keys) and (value := variable.read(item)):
            entry[variable.name] = value
    return entry
