"""Which entry that is there a brought record is of: surely, perhaps, or none."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import overview
from models.folding import fold
from models.publication import Publication
from models.sameness import share_a_name
from models.sections import SECTIONS
from models.title_search import Titles
from models.titles import are_told_apart, is_long, may_be_one
from services.twins import twin_of

Loaded = Mapping[str, Any]

SAME_KEY = 75
"""The same of two titles under one key: with less in common, two collections chose one key by chance."""

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
    def titles(self) -> Titles:
        """The titles of all publications, by id."""
        rows = self.session.execute(select(Publication.id, Publication.title))
        return Titles((row.id, row.title) for row in rows)

    def add(self, collection: str, entry: Any) -> None:
        """Know an entry that was added since."""
        if collection == "publications":
            self.titles.add(entry.id, entry.title)

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
        if twin and twin.by == "key" and not _is_alike(twin.work, loaded):
            twin = twin_of(self.session, {**loaded, "key": None})
        if twin:
            is_other = twin.by == "title" and _differ(twin.work, loaded)
            return _perhaps(twin.work, loaded, 100, is_sure=not is_other)
        for number, _ in self.titles.like(loaded["title"]):
            work = self.session.get_one(Publication, number)
            if score := _may_be(work, loaded):
                is_sure = score == 100 and is_long(work.title) and None in (loaded["year"], work.year)
                return _perhaps(work, loaded, score, is_sure=is_sure and not _differ(work, loaded))
        return NONE

    def _entry(self, collection: str, loaded: Loaded) -> Match:
        known_by = KNOWN_BY[collection]
        for entry in self.session.scalars(select(SECTIONS[collection])):
            if all(_says_the_same(getattr(entry, name), loaded.get(name)) for name in known_by):
                return Match(entry)
        return NONE


def _is_alike(work: Publication, loaded: Loaded) -> bool:
    """Tell whether two under one key are one work, though its title may have changed."""
    alike = fuzz.ratio(work.title_folded, fold(loaded["title"])) >= SAME_KEY
    return alike and not are_told_apart(work.title, loaded["title"])


def _may_be(work: Publication, loaded: Loaded) -> int:
    titles, years = (work.title, loaded["title"]), (work.year, loaded["year"])
    return may_be_one(titles, years, share_an_author=_share_an_author(work, loaded))


def _share_an_author(work: Publication, loaded: Loaded) -> bool:
    written = [author["name"] for author in loaded["authors"]]
    return share_a_name([author.name for author in work.authors], written)


def _differ(work: Publication, loaded: Loaded) -> bool:
    """Tell works of one title apart by their DOIs, or by authors who are all others."""
    dois = {each.lower() for each in (work.doi, loaded["doi"]) if each}
    return len(dois) > 1 or not _share_an_author(work, loaded)


def _perhaps(work: Publication, loaded: Loaded, score: int, *, is_sure: bool) -> Match:
    if is_sure and not is_version(work, loaded):
        return Match(work)
    return Match(work, doubt_of(work, loaded, score), score)


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
