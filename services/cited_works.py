"""Which publication a count is of, by key, the source's own id, DOI, arXiv id or title; never a guess."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from formats import identifiers
from models.database import AnyRow
from models.publication import Publication
from models.titles import letters
from services.readings import Given

UNKNOWN = "No publication here is surely this one."


class Found(NamedTuple):
    """The publication that a count is of, or why there is none."""

    work: AnyRow | None
    told: str | None = None


class Works:
    """Every publication by each of its names, read once for all counts of a reading."""

    def __init__(self, session: Session, counted: Iterable[AnyRow], hidden: bool) -> None:
        """Look at all works, and at how the source called those that it counted before.

        `hidden` says whether who hands counts in may be told of hidden works. To anyone else these are not
        there at all: a count of theirs that was stored, or that stood in the way of another, would tell.
        """
        self.by_name: dict[tuple[str, str], list[AnyRow]] = defaultdict(list)
        works = {}
        columns = (Publication.id, Publication.key, Publication.doi, Publication.arxiv_id)
        there = select(*columns, Publication.title_folded, Publication.year)
        for work in session.execute(there if hidden else there.where(Publication.visibility == "public")):
            works[work.id] = work
            names = [("publication", work.key), ("doi", (work.doi or "").lower())]
            names += [("arxiv_id", _paper(work)), ("title", letters(work.title_folded))]
            for name in names:
                self.by_name[name].append(work)
        for row in counted:
            if row.id in works:
                self.by_name["source_id", row.source_id or ""].append(works[row.id])

    def find(self, given: Given) -> Found:
        """Find the one work that a count names; a key is believed alone, and what fits two fits none."""
        if given.publication:
            return self._one(self.by_name.get(("publication", given.publication), []))
        names = [("source_id", given.source_id or ""), ("doi", (given.doi or "").lower())]
        names += [("arxiv_id", _paper(given))]
        for kind, name in names:
            if name and (works := self.by_name.get((kind, name))):
                return self._one(works)
        title = letters(given.title or "")
        titled = self.by_name.get(("title", title), []) if title else []
        return self._one([work for work in titled if _in_time(work.year, given.year)])

    def _one(self, works: list[AnyRow]) -> Found:
        if len(works) == 1:
            return Found(works[0])
        if works:
            keys = ", ".join(work.key for work in works[:5])
            return Found(None, f"This may be each of {keys}: name it by its key.")
        return Found(None, UNKNOWN)


def _paper(named: Any) -> str:
    """Give the paper at arXiv, whichever version is named, and though it be by the DOI that arXiv gave it."""
    return identifiers.arxiv_id(named.arxiv_id) or identifiers.arxiv_id(named.doi) or ""


def _in_time(year: int | None, other: int | None) -> bool:
    return year is None or other is None or abs(year - other) <= 1
