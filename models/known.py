"""The names that a filter's value may be, of venues, ranks, people and topics, and what they stand for."""

from collections.abc import Callable, Mapping, Sequence
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select, union
from sqlalchemy.orm import Session

from models.database import AnyRow
from models.folding import fold
from models.naming import NAMED, NAMED_TOPICS, STATED_RANKS
from models.person import Person
from models.publication import Topic
from models.revision import Revision
from models.venue import Venue, VenueRank


class Nothing(LookupError):
    """Raised where nothing answers to a name."""


def person_of(session: Session, slug: str) -> int:
    """Find the person of a slug whom readers may hear of, or raise Nothing."""
    found = session.scalar(select(Person.id).where(Person.slug == slug, NAMED))
    if found is None:
        raise Nothing
    return found


def topic_of(session: Session, slug: str) -> str:
    """Find the slug of a topic of a public work, or raise Nothing."""
    if session.scalar(NAMED_TOPICS.where(Topic.slug == slug)) is None:
        raise Nothing
    return slug


def rank_label(session: Session, value: str) -> str:
    """Find the label of a rank in its own case, or raise Nothing."""
    by_fold = {fold(label): label for label in _rank_labels(session)}
    if fold(value) not in by_fold:
        raise Nothing
    return by_fold[fold(value)]


def venues_called(session: Session, value: str) -> Mapping[int, str]:
    """Find the venues of a slug, or else of a name, acronym or alias: their slugs by id; or raise Nothing."""
    by_slug = session.execute(select(Venue.id, Venue.slug).where(Venue.slug == value.lower())).all()
    if by_slug:
        return {row.id: row.slug for row in by_slug}
    found = _venues_by_name(session).get(fold(value))
    if not found:
        raise Nothing
    return found


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


def _venue_rows(session: Session) -> Sequence[AnyRow]:
    columns = (Venue.id, Venue.slug, Venue.acronym, Venue.name, Venue.aliases)
    return session.execute(select(*columns)).all()


def _names(venue: AnyRow) -> list[str]:
    return [name for name in (venue.acronym, venue.name, *venue.aliases) if name]


def _rank_labels(session: Session) -> list[str]:
    return list(session.scalars(union(select(VenueRank.label), STATED_RANKS)))


KNOWN: dict[str, Callable[[Session], list[str]]] = {
    "venue": lambda session: [name for row in _venue_rows(session) for name in _names(row)],
    "rank": _rank_labels,
    "author": lambda session: list(session.scalars(select(Person.slug).where(NAMED))),
    "topic": lambda session: list(session.scalars(NAMED_TOPICS)),
}
"""All that the value of a parameter could name."""
