"""What styles need to know of a publication, each fact on one line, and what kind of thing it is to them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from formats.plain import line
from formats.references.names import Name, parse
from formats.references.pieces import SAFE

KINDS = {
    "article-journal": "journal",
    "article-magazine": "journal",
    "article-newspaper": "newspaper",
    "book": "book",
    "chapter": "chapter",
    "collection": "book",
    "dataset": "dataset",
    "entry": "chapter",
    "entry-dictionary": "chapter",
    "entry-encyclopedia": "chapter",
    "paper-conference": "proceedings",
    "patent": "patent",
    "post": "webpage",
    "post-weblog": "webpage",
    "report": "report",
    "review": "journal",
    "review-book": "journal",
    "software": "software",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "webpage",
}
"""By the type of CSL; a preprint is told by its status, and all else is `other`."""
VENUES = {"journal": "journal", "conference": "proceedings"}
"""What an article of no type is, by the kind of its venue."""


class Facts(NamedTuple):
    """A publication as styles see it; what is not known is empty."""

    kind: str
    names: list[Name]
    title: str
    status: str
    year: str
    month: int
    venue: str
    acronym: str
    volume: str
    issue: str
    pages: str
    doi: str
    arxiv: str
    url: str


def facts_of(item: Mapping[str, Any]) -> Facts:
    """Pick the facts out of a publication as the API gives it."""
    venue = item["venue"] or {}
    links = (line(given["url"]) for given in item["links"])
    names = [parse(author["name"]) for author in item["authors"] if line(author["name"])]
    month = item["month"] or 0
    return Facts(
        kind_of(item),
        names,
        line(item["title"]),
        item["status"],
        line(item["year"]),
        month if 1 <= month <= 12 else 0,
        line(venue.get("name")),
        line(venue.get("acronym")),
        line(item["volume"]),
        line(item["issue"]),
        line(item["pages"]),
        line(item["doi"]),
        line(item["arxiv_id"]),
        next((url for url in links if SAFE.fullmatch(url)), ""),
    )


def kind_of(item: Mapping[str, Any]) -> str:
    """Tell what a publication is to a style."""
    if item["status"] == "preprint":
        return "preprint"
    kind = KINDS.get(item["type"])
    if kind is None and item["type"] == "article":
        kind = VENUES.get(item["venue"]["kind"]) if item["venue"] else None
        return kind or ("preprint" if item["arxiv_id"] else "other")
    return kind or "other"


def ranged(pages: str, dash: str) -> str:
    """Write a range of pages with a dash of a style."""
    return pages.replace("--", "-").replace("–", "-").replace("—", "-").replace("-", dash)


def is_range(pages: str) -> bool:
    """Tell a range, or several pages, from a single page or the number of an article."""
    return any(mark in pages for mark in "-–—,;")
