"""The names that a filter's value may be, of venues, ranks, people and topics, and what they stand for."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Engine, select, true, union
from sqlalchemy.orm import Session

from models.database import AnyRow
from models.folding import fold
from models.naming import NAMED, NAMED_TOPICS, NAMED_VENUES, STATED_RANKS
from models.person import Person
from models.publication import Topic
from models.revision import Revision
from models.venue import Venue, VenueRank
from models.venue_traps import SPELT

Found = TypeVar("Found")


class Nothing(LookupError):
    """Raised where nothing answers to some names, which are its arguments."""


Wanted = Collection[str]


def _all_of(wanted: Wanted, found: Mapping[str, Found]) -> Mapping[str, Found]:
    """Give what was found for each name; raise Nothing with those for which nothing was."""
    if missing := [name for name in wanted if name not in found]:
        raise Nothing(*missing)
    return found


def people_of(session: Session, slugs: Wanted) -> Mapping[str, int]:
    """Find the people of some slugs whom readers may hear of, or raise Nothing."""
    statement = select(Person.slug, Person.id).where(Person.slug.in_(slugs), NAMED)
    return _all_of(slugs, {row.slug: row.id for row in session.execute(statement)})


def topics_of(session: Session, slugs: Wanted) -> Mapping[str, str]:
    """Find the topics of public works that have some slugs, or raise Nothing."""
    found = session.scalars(NAMED_TOPICS.where(Topic.slug.in_(slugs)))
    return _all_of(slugs, {slug: slug for slug in found})


def rank_labels(session: Session, values: Wanted) -> Mapping[str, str]:
    """Find the labels of some ranks in their own case, or raise Nothing."""
    by_fold = {fold(label): label for label in _rank_labels(session)}
    return _all_of(values, {value: by_fold[fold(value)] for value in values if fold(value) in by_fold})


def venues_called(session: Session, values: Wanted, hidden: bool = False) -> Mapping[str, Mapping[int, str]]:
    """Find the venues of some slugs, or else names, acronyms or aliases: of each its slugs by id.

    Only the owner is told of those that hidden works alone name. Raise Nothing with the names of no venue.
    """
    lowered = {value.lower() for value in values}
    may_be_told = true() if hidden else NAMED_VENUES
    rows = session.execute(select(Venue.id, Venue.slug).where(Venue.slug.in_(lowered), may_be_told)).all()
    by_slug = {row.slug: {row.id: row.slug} for row in rows}
    by_name = _venues_by_name(session) if len(by_slug) < len(lowered) else {}
    asked = {number for value in values for number in by_name.get(fold(value), ())}
    told = set(session.scalars(select(Venue.id).where(Venue.id.in_(asked), may_be_told))) if asked else set()
    named = {
        value: {number: slug for number, slug in by_name.get(fold(value), {}).items() if number in told}
        for value in values
    }
    found = {value: by_slug.get(value.lower()) or named[value] for value in values}
    return _all_of(values, {value: venues for value, venues in found.items() if venues})


def venues_named(session: Session, value: str) -> Mapping[int, str]:
    """Find the venues of one name, for who writes: their slugs by id; none where nothing answers to it."""
    if fold(value) in SPELT and value != value.lower():
        # In capitals it is no slug, but a name that nothing decides about.
        return _venues_by_name(session).get(fold(value), {})
    try:
        return venues_called(session, [value], hidden=True)[value]
    except Nothing:
        return {}


Named = dict[str, dict[int, str]]
_named: WeakKeyDictionary[Engine, tuple[int, Named]] = WeakKeyDictionary()


def _venues_by_name(session: Session) -> Named:
    """Give the venues by each of their names, folded: read once for as long as all venues stand."""
    since, engine = session.scalar(select(Revision.venues)) or 0, session.connection().engine
    if engine not in _named or _named[engine][0] != since:
        named: Named = {}
        for row in _venue_rows(session):
            for name in _names(row):
                named.setdefault(fold(name), {})[row.id] = row.slug
        _named[engine] = (since, named)
    return _named[engine][1]


def _venue_rows(session: Session, *which: ColumnElement[bool]) -> Sequence[AnyRow]:
    columns = (Venue.id, Venue.slug, Venue.acronym, Venue.name, Venue.aliases)
    return session.execute(select(*columns).where(*which)).all()


def _names(venue: AnyRow) -> list[str]:
    return [name for name in (venue.acronym, venue.name, *venue.aliases) if name]


def _rank_labels(session: Session) -> list[str]:
    return list(session.scalars(union(select(VenueRank.label), STATED_RANKS)))


KNOWN: dict[str, Callable[[Session], list[str]]] = {
    "venue": lambda session: [name for row in _venue_rows(session, NAMED_VENUES) for name in _names(row)],
    "rank": _rank_labels,
    "author": lambda session: list(session.scalars(select(Person.slug).where(NAMED))),
    "topic": lambda session: list(session.scalars(NAMED_TOPICS)),
}
"""All that the value of a parameter could name."""
