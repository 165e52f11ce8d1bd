"""Crossref's works as JSON, one, a list or the API's answer, as publications; and how often each is cited."""

import re
from typing import Any

from formats import answers, clean, identifiers
from formats.answers import at, each
from formats.drafts import Draft
from formats.finds import Finds, reading
from formats.records import Count

ENVELOPES = (("message", "items"), ("message",))

# Crossref's types (https://api.crossref.org/types) as those of CSL; what is not listed is a document.
TYPES = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-series": "book",
    "book-set": "book",
    "proceedings": "book",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "reference-entry": "entry-encyclopedia",
    "dissertation": "thesis",
    "report": "report",
    "report-component": "report",
    "dataset": "dataset",
    "database": "dataset",
    "standard": "standard",
    "peer-review": "review",
    "journal-issue": "periodical",
    "journal": "periodical",
}
COUNTED = "DOI,title,issued,is-referenced-by-count"
"""What is asked for of each work whose citations are read."""
# Where the date stands, the best first: `published` is the earliest of print and online.
DATES = ("published", "published-online", "published-print", "issued", "posted", "approved")
# The relations that lead to another version of the same work, and the kind of link each becomes.
VERSIONS = {"is-preprint-of": "published", "has-preprint": "preprint"}
# What is offered to machines only is no link for people.
FOR_MACHINES = ("text-mining", "similarity-checking")
HEADING = re.compile(r"<(?:jats:)?title>\s*abstract\s*</(?:jats:)?title>", re.IGNORECASE)


def sniff(text: str) -> bool:
    """Tell whether a text looks like Crossref's works."""
    return answers.looks(text, "DOI") and any(
        answers.looks(text, mark) for mark in ("is-referenced-by-count", "container-title", "message-type")
    )


@reading
def read(text: str, finds: Finds) -> None:
    """Read works; what is broken or odd is told, and the rest taken."""
    answers.read(text, finds, ENVELOPES, _fill)


def counts(text: str) -> list[Count]:
    """Read how often each work is cited, as far as Crossref says it; raise Unreadable where no works are."""
    return answers.counts(text, ENVELOPES, "is-referenced-by-count", _count)


def _count(work: Any, count: int) -> Count:
    date, _ = _date(work)
    doi = identifiers.doi(at(work, "DOI"))
    return Count(count, _title(work), date[0] if date else None, doi, identifiers.arxiv_id(doi))


def _fill(draft: Draft, work: dict[str, Any]) -> None:
    draft.identifier(work.get("DOI"))
    kind = clean.line(work.get("type"))
    draft.put("type", draft.kind(kind, TYPES))
    draft.put("status", "preprint" if kind == "posted-content" else "published")
    draft.text("title", _title(work))
    draft.date(*_date(work))
    if kind != "posted-content":
        draft.text("venue", _venue(work))
    for key in ("volume", "issue"):
        draft.text(key, work.get(key))
    draft.text("pages", clean.pages(work.get("page")) or work.get("article-number"))
    draft.prose("abstract", clean.unmarked(_abstract(work)))
    _authors(draft, work)
    _links(draft, work)


def _first(work: Any, key: str) -> Any:
    """Give the first text of a list, or the text where the list was left out."""
    value = at(work, key)
    return next((clean.unmarked(part) for part in value if part), None) if isinstance(value, list) else value


def _title(work: Any) -> str | None:
    """Read the title, and what stands below it unless that stands in it too."""
    title, below = (clean.line(clean.unmarked(_first(work, key))) for key in ("title", "subtitle"))
    if title and below and below.casefold() not in title.casefold():
        return f"{title.rstrip(':')}: {below}"
    return title


def _venue(work: dict[str, Any]) -> Any:
    return (
        _first(work, "container-title") or at(work, "event", "name") or _first(work, "short-container-title")
    )


def _date(work: Any) -> tuple[Any, Any]:
    """Find the first date that is one, and beside it what stood there."""
    odd = None
    for key in DATES:
        parts = at(work, key, "date-parts", 0)
        # Crossref writes a date that nobody knows as [[null]].
        if not isinstance(parts, list) or at(parts, 0) is None:
            continue
        known = clean.known_date(at(parts, 0), at(parts, 1), at(parts, 2))
        if known:
            return known, parts
        odd = odd or f"{parts[0]}"
    return None, odd


def _abstract(work: dict[str, Any]) -> Any:
    """Leave out the heading that says no more than that this is the abstract."""
    text = work.get("abstract")
    return HEADING.sub("", text[: clean.LONGEST], count=1) if isinstance(text, str) else text


def _authors(draft: Draft, work: dict[str, Any]) -> None:
    for person in each(work, "author"):
        given, family, suffix = (clean.line(at(person, key)) for key in ("given", "family", "suffix"))
        # A group has a name alone; of a person either part may be missing.
        whole = " ".join(part for part in (given, family, suffix) if part)
        draft.author(clean.unmarked(whole or at(person, "name")))
    draft.tell_of_no_authors()


def _links(draft: Draft, work: dict[str, Any]) -> None:
    for link in each(work, "link"):
        if (
            at(link, "content-type") == "application/pdf"
            and at(link, "intended-application") not in FOR_MACHINES
        ):
            draft.link("pdf", at(link, "URL"))
    for relation, kind in VERSIONS.items():
        for other in each(work, "relation", relation):
            doi = identifiers.doi(at(other, "id"))
            if doi and at(other, "id-type") == "doi":
                draft.link(kind, identifiers.address_of_doi(doi))
                draft.put("arxiv_id", identifiers.arxiv_id(doi) if kind == "preprint" else None)
