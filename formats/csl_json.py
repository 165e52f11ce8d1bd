"""CSL-JSON, which citation processors read: a list of objects, both ways; a type is the same word in both."""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

import orjson

from formats import identifiers, names, publication
from formats.drafts import Finds
from formats.records import Found, Problem, Record

Item = Mapping[str, Any]

TEXTS = {
    "title": ("title",),
    "venue": ("container-title", "event-title", "publisher"),
    "volume": ("volume",),
    "issue": ("issue", "number"),
    "pages": ("page", "page-first"),
    "doi": ("DOI",),
    "abstract": ("abstract",),
    "note": ("note",),
    "key": ("citation-key", "id"),
}
"""The variables that a fact may stand in, the one that counts most first."""
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
ARXIV_PLACES = ("archive_location", "archive-location", "number", "URL", "DOI", "container-title", "note")
MARKUP = re.compile(
    r"</?(?:i|b|sub|sup|sc|span)\b[^<>]{0,200}>|</?jats:[a-z-]{1,20}[^<>]{0,200}>", re.IGNORECASE
)
"""What CSL lets stand in texts, and what registries leave in abstracts."""
YEAR = re.compile(r"(?<!\d)([12]\d{3})(?!\d)(?:-(\d{2})(?!\d))?")
STATUSES = {"accepted": "forthcoming", "preprint": "preprint"}


def read(text: str) -> Found:
    """Read CSL-JSON: a list of objects, a single one, or such a list under `items`."""
    try:
        # The first character of a file may be a mark of its byte order.
        data = orjson.loads(text.removeprefix("\ufeff").encode("utf-8", "replace"))
    except orjson.JSONDecodeError as fault:
        return Found([], [Problem(fault.lineno, f"This is no JSON: {fault.msg}.")])
    if isinstance(data, dict):
        data = data["items"] if isinstance(data.get("items"), list) else [data]
    if not isinstance(data, list):
        return Found([], [Problem(1, "A list of objects stands in CSL-JSON.")])
    finds = Finds()
    if len(data) > publication.MOST_ENTRIES:
        finds.tell(None, f"Only the first {publication.MOST_ENTRIES:,} entries were taken.")
    for number, entry in enumerate(data[: publication.MOST_ENTRIES], 1):
        told: list[str] = []
        if not isinstance(entry, dict):
            finds.tell(None, f"Entry {number} is no object.")
            continue
        known, left_out = publication.tidy(_facts(entry, told))
        if "title" in known:
            finds.records.append(Record("publications", known))
        else:
            told.append("It has no title and was left out.")
        for detail in (*told, *left_out):
            finds.tell(None, f"Entry {number}: {detail}")
    return finds.found()


def _text(value: Any) -> str:
    """Read a text or number; of a list, as registries write titles, the first."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return MARKUP.sub("", value) if isinstance(value, str) else str(value)


def _facts(entry: Mapping[str, Any], told: list[str]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    kind = _kind(entry, told)
    for key, variables in TEXTS.items():
        if key == "venue":
            variables = variables[::-1] if kind in OF_PUBLISHERS else variables[:-1]
        facts[key] = next(filter(None, (_text(entry.get(variable)) for variable in variables)), "")
    facts["arxiv_id"] = _arxiv(entry)
    if identifiers.arxiv_id(facts["issue"]):
        facts["issue"] = ""
    facts["authors"] = [{"name": name} for name in map(_name, _list(entry.get("author"))) if name]
    facts["topics"] = re.split("[,;]", _text(entry.get("keyword")))
    if url := _text(entry.get("URL")):
        facts["links"] = [(identifiers.kind_of(url), url)]
    facts["year"], facts["month"] = _issued(entry.get("issued"), told)
    status = publication.status_in(_text(entry.get("status"))) or publication.status_in(facts["note"])
    if kind in ("article", "manuscript"):
        status = status or "preprint"
    if publication.is_only_status(facts["note"]):
        facts["note"] = ""
    return facts | {"type": kind, "status": status or "published"}


def _kind(entry: Mapping[str, Any], told: list[str]) -> str:
    said = _text(entry.get("type"))
    kind = said if said in TYPES else OTHER_TYPES.get(said)
    if kind is None:
        told.append(f"`{said[:40]}` is no type; it was taken as a document." if said else "It has no type.")
    return kind or "document"


def _arxiv(entry: Mapping[str, Any]) -> str | None:
    bare = identifiers.arxiv_id(_text(entry.get("archive_location")), version=True)
    if bare and _text(entry.get("archive")).lower() == "arxiv":
        return bare
    said = (_text(entry.get(place)) for place in ARXIV_PLACES)
    return next(filter(None, (identifiers.arxiv_in(text, version=True) for text in said)), None)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


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


def _issued(issued: Any, told: list[str]) -> tuple[int | None, int | None]:
    """Read a date in parts, or from the words that it was written in."""
    if not isinstance(issued, dict):
        issued = {"raw": issued} if isinstance(issued, (str, int)) else {}
    first = _list(next(iter(_list(issued.get("date-parts"))), None))
    found = YEAR.search("-".join(_text(part).zfill(2) for part in first[:2]))
    if found is None:
        said = _text(issued.get("raw") or issued.get("literal") or first)
        found = YEAR.search(said)
        if said and found is None and not publication.status_in(said):
            told.append(f"`{said[:40]}` is no date.")
    return (int(found[1]), int(found[2]) if found[2] else None) if found else (None, None)


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
    Variable("URL", "links", publication.address_of),
    Variable("abstract", "abstract", _plain("abstract")),
    Variable("keyword", "topics", lambda item: ", ".join(topic["label"] for topic in item["topics"])),
    Variable("note", "note", publication.note_of),
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
