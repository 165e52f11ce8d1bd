"""How often works are cited, asked of the services that count it, in as few requests as they allow."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from formats import crossref, identifiers, openalex, semantic_scholar
from formats.finds import Unreadable
from formats.records import Count
from models.titles import letters
from services.fetching import Ask, texts, way_to
from services.sources import SOURCES
from services.web import Missing, Unfetched

PER_FILTER = 50
PER_POST = 500
"""Identifiers of one request, as OpenAlex and Semantic Scholar allow; Crossref names no limit."""
LONGEST = 3000
"""Characters of the identifiers in one address: what stands before a service may refuse longer ones."""
IN_NO_FILTER = re.compile(r"[,|]")
"""What parts the values of a filter, so that a DOI with it is asked for alone."""


class Work(NamedTuple):
    """A work of the profile, by what services may know it."""

    key: str
    title: str
    year: int | None
    doi: str | None
    arxiv_id: str | None

    @property
    def paper(self) -> str | None:
        """The arXiv identifier by which services know it: without a version, and out of arXiv's own DOI."""
        return identifiers.arxiv_id(self.arxiv_id) or identifiers.arxiv_id(self.doi)


class Counter(NamedTuple):
    """A service that counts: its identifiers of a work, how they part into requests, how it answers."""

    names: Callable[[Work], Iterable[str | None]]
    parts: Callable[[list[str]], Iterator[list[str]]]
    ask: Callable[[Ask, list[str], str], str]
    read: Callable[[str], list[Count]]


def counts_of(
    service: str,
    works: Sequence[Work],
    settings: Mapping[str, Any],
    tell: Callable[[int], None] = lambda _: None,
) -> dict[str, Count]:
    """Ask a service how often works are cited; give the counts by the works' keys, or raise Unfetched.

    Every request was answered, or nothing is given. A work without identifiers is not asked for, one that the
    service does not know has no count, and what was not asked for is dropped. Where a preprint and its
    published version are held apart, the greater count stands. Counts name the work as the profile does.
    `tell` is told after each answer how many counts there are.
    """
    counter = _counter(service)
    ask = way_to(SOURCES[service], settings)
    names = list(dict.fromkeys(name for work in works for name in counter.names(work) if name))
    whose = _Whose(works)
    found: dict[str, Count] = {}
    for batch in counter.parts(names):
        for count in _answered(service, counter, ask, batch, settings["FETCH_CONTACT"]):
            work = whose.work(count)
            if work and (work.key not in found or found[work.key].times < count.times):
                found[work.key] = count._replace(**{key: getattr(work, key) for key in KNOWN_BY})
        tell(len(found))
    return found


def counts_by(
    service: str,
    person: str,
    settings: Mapping[str, Any],
    tell: Callable[[int], None] = lambda _: None,
) -> list[Count]:
    """Ask how often the works of a person, by the identifier at a service, are cited; or raise Unfetched."""
    counter = _counter(service)
    found: list[Count] = []
    for text in texts(service, person, settings):
        found += _read(service, counter, text)
        tell(len(found))
    return found


KNOWN_BY = ("title", "year", "doi", "arxiv_id")


def _counter(service: str) -> Counter:
    if service not in COUNTERS:
        raise Unfetched(f"{service!r} is no service that counts citations; write {', '.join(COUNTERS)}.")
    return COUNTERS[service]


def _posts(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), PER_POST):
        yield names[start : start + PER_POST]


def _filters(names: list[str]) -> Iterator[list[str]]:
    """Part DOIs into filters of an address; one that no filter can hold goes alone."""
    batch: list[str] = []
    for name in names:
        if IN_NO_FILTER.search(name):
            yield [name]
            continue
        if len(batch) == PER_FILTER or len(quote("|".join([*batch, name]))) > LONGEST:
            yield batch
            batch = []
        batch.append(name)
    if batch:
        yield batch


def _answered(service: str, counter: Counter, ask: Ask, batch: list[str], contact: str) -> list[Count]:
    try:
        return _read(service, counter, counter.ask(ask, batch, contact))
    except Missing:
        # A list without what was asked for is empty; only what is asked for alone is missing by itself.
        if len(batch) == 1 and IN_NO_FILTER.search(batch[0]):
            return []
        title, setting = SOURCES[service].title, SOURCES[service].setting
        raise Unfetched(f"{title} has nothing where it should be asked: look at {setting}.") from None


def _read(service: str, counter: Counter, text: str) -> list[Count]:
    try:
        return counter.read(text)
    except Unreadable as wrong:
        title = SOURCES[service].title
        raise Unfetched(f"{title} answered with nothing that can be taken. {wrong}") from None


class _Whose:
    """Finds the work that a count is of: by DOI, by arXiv identifier, or by a title that no other has.

    A service that joined two versions may know the work by an identifier that was not asked for.
    """

    def __init__(self, works: Sequence[Work]) -> None:
        self.by_name = {work.doi: work for work in works if work.doi}
        self.by_name |= {work.paper: work for work in works if work.paper}
        self.by_title: dict[str, Work | None] = {}
        for work in works:
            title = letters(work.title)
            self.by_title[title] = None if title in self.by_title else work

    def work(self, count: Count) -> Work | None:
        """Give the work, or None where it was not asked for."""
        for name in (count.doi, count.arxiv_id):
            if name and (found := self.by_name.get(name)):
                return found
        found = self.by_title.get(letters(count.title or ""))
        near = found and found.year and count.year and abs(found.year - count.year) <= 1
        return found if near else None


def _dois(work: Work) -> tuple[str | None, ...]:
    """Give a work's DOI, and the one that arXiv gave it."""
    return work.doi, f"{identifiers.ARXIV_DOI}{work.paper}" if work.paper else None


def _polite(path: str, query: Mapping[str, object], contact: str) -> str:
    asked = {**query, "mailto": contact} if contact else query
    return f"{path}?{urlencode(asked)}" if asked else path


def _ask_openalex(ask: Ask, names: list[str], contact: str) -> str:
    if IN_NO_FILTER.search(names[0]):
        return ask(_polite(f"/works/doi:{quote(names[0])}", {"select": openalex.COUNTED}, contact))
    # One DOI may be that of several of its works.
    query = {"filter": f"doi:{'|'.join(names)}", "per-page": 2 * PER_FILTER, "select": openalex.COUNTED}
    return ask(_polite("/works", query, contact))


def _ask_crossref(ask: Ask, names: list[str], contact: str) -> str:
    if IN_NO_FILTER.search(names[0]):
        return ask(_polite(f"/works/{quote(names[0], safe='')}", {}, contact))
    doors = ",".join(f"doi:{name}" for name in names)
    query = {"filter": doors, "rows": len(names), "select": crossref.COUNTED}
    return ask(_polite("/works", query, contact))


def _ask_semantic_scholar(ask: Ask, names: list[str], _contact: str) -> str:
    return ask(f"/paper/batch?fields={semantic_scholar.COUNTED}", {"ids": names})


def _papers(work: Work) -> tuple[str | None, ...]:
    return work.doi and f"DOI:{work.doi}", work.paper and f"ARXIV:{work.paper}"


COUNTERS = {
    "openalex": Counter(_dois, _filters, _ask_openalex, openalex.counts),
    # Crossref registers no DOI of arXiv's: these are DataCite's.
    "crossref": Counter(lambda work: (work.doi,), _filters, _ask_crossref, crossref.counts),
    "semantic-scholar": Counter(_papers, _posts, _ask_semantic_scholar, semantic_scholar.counts),
}
