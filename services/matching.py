"""Which entry that is there a brought record is of: surely, perhaps, or none."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import overview
from models.folding import fold
from models.publication import Publication
from models.sections import SECTIONS
from services.twins import twin_of

Loaded = Mapping[str, Any]

ALIKE = 90
"""Per cent of its letters that a title shares with one that it may be (normalised indel similarity)."""
SAME_KEY = 75
"""The same of two titles under one key: with less in common, two collections chose one key by chance."""
LONG_TITLE = 20
"""Letters of a title that no two works have by chance, so that it needs no year to be known by."""

KNOWN_BY: dict[str, tuple[str, ...]] = {
    "education": ("institution", "degree"),
    "experience": ("organisation", "role", "start"),
    "awards": ("title", "year"),
    "projects": ("title",),
    "courses": ("title",),
    "students": ("name",),
    "service": ("role", "organisation"),
    "talks": ("title", "date"),
    "news": ("text", "date"),
}
"""What an entry of a section is recognised by; a text by any of its languages."""


class Match(NamedTuple):
    """An entry; where it is only perhaps the same, the reason, and how much of the titles is alike."""

    entry: Any
    doubt: str | None = None
    score: int | None = None


NONE = Match(None)


class Matcher:
    """What is there, read once, and what is added while records are matched."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @cached_property
    def titles(self) -> dict[int, str]:
        """The folded titles of all publications, by id."""
        rows = self.session.execute(select(Publication.id, Publication.title_folded))
        return {row.id: row.title_folded for row in rows}

    def add(self, collection: str, entry: Any) -> None:
        """Know an entry that was added since."""
        if collection == "publications":
            self.titles[entry.id] = entry.title_folded

    def is_taken(self, key: str | None) -> bool:
        """Tell whether a work has a key."""
        return (
            key is not None
            and self.session.scalar(select(Publication.id).where(Publication.key == key)) is not None
        )

    def match(self, collection: str, loaded: Loaded) -> Match:
        """Find the entry that a loaded body is of."""
        if collection == "profile":
            return Match(overview.profile(self.session))
        if collection == "publications":
            return self._work(loaded)
        return self._entry(collection, loaded)

    def _work(self, loaded: Loaded) -> Match:
        twin = twin_of(self.session, loaded)
        if twin and (twin.by != "key" or self._alike(twin.work, loaded) >= SAME_KEY):
            return self._unless_older(twin.work, loaded)
        if twin:
            twin = twin_of(self.session, {**loaded, "key": None})
            if twin:
                return self._unless_older(twin.work, loaded)
        best = process.extractOne(fold(loaded["title"]), self.titles, scorer=fuzz.ratio, score_cutoff=ALIKE)
        if best is None:
            return NONE
        title, score, number = best
        work = self.session.get_one(Publication, number)
        same = score == 100 and len(title) >= LONG_TITLE
        if same and None in (loaded["year"], work.year) and not is_version(work, loaded):
            return Match(work)
        return Match(work, doubt_of(work, loaded, score), round(score))

    def _unless_older(self, work: Publication, loaded: Loaded) -> Match:
        if is_version(work, loaded):
            return Match(work, doubt_of(work, loaded, 100), 100)
        return Match(work)

    def _alike(self, work: Publication, loaded: Loaded) -> float:
        alike: float = fuzz.ratio(work.title_folded, fold(loaded["title"]))
        return alike

    def _entry(self, collection: str, loaded: Loaded) -> Match:
        known_by = KNOWN_BY[collection]
        for entry in self.session.scalars(select(SECTIONS[collection])):
            if all(_says_the_same(getattr(entry, name), loaded.get(name)) for name in known_by):
                return Match(entry)
        return NONE


def is_version(work: Publication, loaded: Loaded) -> bool:
    """Tell whether one of two is the preprint of the other; what says neither is no version of its own."""
    guessed = "published" if loaded["venue"] else "preprint" if loaded["arxiv_id"] else work.status
    return (work.status == "preprint") != ((loaded["status"] or guessed) == "preprint")


def doubt_of(work: Publication, loaded: Loaded, score: float) -> str:
    """Say why a work may be the one that is brought."""
    if is_version(work, loaded):
        return f"It may be another version of {work.key!r}, one of them a preprint: {work.title}"
    years = f"{work.year or 'no year'} there, {loaded['year'] or 'no year'} here"
    return f"It may be {work.key!r} ({round(score)} % of the title alike; {years}): {work.title}"


def _says_the_same(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return any(fold(one[tag]) == fold(other[tag]) for tag in one.keys() & other.keys())
    if isinstance(one, str) and isinstance(other, str):
        return fold(one) == fold(other)
    return bool(one == other)
