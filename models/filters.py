"""What can be asked of the publications, turned into SQL conditions.

A new filter is one row in CONDITIONS, one in `schemas/grammar.py`, one case in
`tests/shared/filter-cases.json` and one line in `docs/api.md`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, select, true, union
from sqlalchemy.orm import Session

from models.database import AnyRow
from models.folding import fold
from models.naming import NAMED, NAMED_TOPICS, STATED_RANKS
from models.person import Person
from models.profile import Profile
from models.publication import Authorship, Publication, Topic
from models.venue import Venue, VenueRank

Condition = ColumnElement[bool]
Terms = Mapping[str, Iterable[tuple[bool, Any]]]
"""By parameter: (negated, value) pairs; a year is (low, high), and None stands for `none`."""


class Unknown(NamedTuple):
    """A value that nothing in the database answers to, and all that could be meant."""

    parameter: str
    value: str
    known: list[str]


class UnknownValues(LookupError):
    """Raised with every value of a request that nothing answers to."""

    def __init__(self, faults: list[Unknown]) -> None:
        super().__init__(faults)
        self.faults = faults


class _Nothing(LookupError):
    """One value that nothing answers to, with all that could be meant."""


def year_within(_session: Session, value: tuple[int | None, int | None] | None, _scheme: str) -> Condition:
    if value is None:
        return Publication.year.is_(None)
    low, high = value
    bounds = [Publication.year >= low] if low is not None else []
    bounds += [Publication.year <= high] if high is not None else []
    return and_(Publication.year.is_not(None), *bounds)


def at_venue(session: Session, value: str | None, _scheme: str) -> Condition:
    if value is None:
        return Publication.venue_id.is_(None)
    return Publication.venue_id.in_(venues_called(session, value))


def venues_called(session: Session, value: str) -> dict[int, str]:
    """Find the venues of a slug, or else of a name, acronym or alias: their slugs by id."""
    by_slug = session.execute(select(Venue.id, Venue.slug).where(Venue.slug == value.lower())).all()
    if by_slug:
        return {row.id: row.slug for row in by_slug}
    venues = session.execute(select(Venue.id, Venue.slug, Venue.acronym, Venue.name, Venue.aliases)).all()
    wanted = fold(value)
    found = {row.id: row.slug for row in venues if wanted in {fold(name) for name in _names(row)}}
    if not found:
        raise _Nothing([name for row in venues for name in _names(row)])
    return found


def _names(venue: AnyRow) -> list[str]:
    return [name for name in (venue.acronym, venue.name, *venue.aliases) if name]


def of_rank(session: Session, value: str | None, scheme: str) -> Condition:
    if value is None:
        listed = select(VenueRank.venue_id).where(VenueRank.scheme == scheme, VenueRank.current)
        unlisted = or_(Publication.venue_id.is_(None), Publication.venue_id.not_in(listed))
        return and_(Publication.stated_rank.is_(None), unlisted)
    label = _known_label(session, value)
    venues = select(VenueRank.venue_id).where(VenueRank.label == label)
    if label.startswith(f"{scheme}-"):
        today = Publication.venue_id.in_(venues.where(VenueRank.current))
        return or_(Publication.stated_rank == label, and_(Publication.stated_rank.is_(None), today))
    return or_(Publication.stated_rank == label, Publication.venue_id.in_(venues))


def _known_label(session: Session, value: str) -> str:
    labels = session.scalars(union(select(VenueRank.label), STATED_RANKS)).all()
    by_fold = {fold(label): label for label in labels}
    if fold(value) not in by_fold:
        raise _Nothing(labels)
    return by_fold[fold(value)]


def with_author(session: Session, value: str, _scheme: str) -> Condition:
    person = session.scalar(select(Person.id).where(Person.slug == value, NAMED))
    if person is None:
        raise _Nothing(session.scalars(select(Person.slug).where(NAMED)).all())
    return Publication.id.in_(select(Authorship.publication_id).where(Authorship.person_id == person))


def in_role(_session: Session, value: str, _scheme: str) -> Condition:
    return Publication.id.in_(select(Authorship.publication_id).where(OWNER, ROLES[value]))


def on_topic(session: Session, value: str, _scheme: str) -> Condition:
    topics = session.scalars(NAMED_TOPICS).all()
    if value not in topics:
        raise _Nothing(topics)
    return Publication.id.in_(select(Topic.publication_id).where(Topic.slug == value))


def holding(_session: Session, value: str, _scheme: str) -> Condition | None:
    words = dict.fromkeys(fold(value).split())
    if not words:
        return None
    return and_(*(Publication.search.contains(word, autoescape=True) for word in words))


def _equal(column: Any) -> Callable[[Session, Any, str], Condition]:
    return lambda _session, value, _scheme: column == value


_later = Authorship.__table__.alias("later")
OWNER: Condition = Authorship.person_id.in_(select(Profile.person_id))
ROLES: dict[str, Any] = {
    "first": Authorship.position == 1,
    "corresponding": Authorship.corresponding,
    "equal": Authorship.equal_contribution,
    "last": not_(
        exists().where(
            _later.c.publication_id == Authorship.publication_id, _later.c.position > Authorship.position
        )
    ),
}

CONDITIONS: dict[str, Callable[[Session, Any, str], Condition | None]] = {
    "year": year_within,
    "venue": at_venue,
    "rank": of_rank,
    "status": _equal(Publication.status),
    "type": _equal(Publication.type),
    "author": with_author,
    "role": in_role,
    "topic": on_topic,
    "selected": _equal(Publication.selected),
    "q": holding,
}


def spelled(session: Session, parameter: str, value: str) -> list[str]:
    """Spell a value that is there as it is stored: a venue by its slug, a rank by its label."""
    if parameter == "venue":
        return sorted(venues_called(session, value).values())
    return [_known_label(session, value)] if parameter == "rank" else [value]


class Selection:
    """The publications that a request asks for: one condition for each parameter given."""

    def __init__(self, session: Session, terms: Terms, scheme: str) -> None:
        """Look up what the terms name, or raise UnknownValues with all that was not found."""
        self.session = session
        self.scheme = scheme
        self.conditions: dict[str, Condition] = {}
        faults: list[Unknown] = []
        for parameter, values in terms.items():
            kept: list[Condition] = []
            dropped: list[Condition] = []
            for negated, value in values:
                try:
                    condition = CONDITIONS[parameter](session, value, scheme)
                except _Nothing as known:
                    faults.append(Unknown(parameter, value, list(known.args[0])))
                else:
                    # A search without a word is no filter.
                    if condition is not None:
                        (dropped if negated else kept).append(condition)
            # A comparison with NULL is neither true nor false; NOT must turn it into true.
            refused = [not_(func.coalesce(condition, false())) for condition in dropped]
            self.conditions[parameter] = and_(true(), *([or_(*kept)] if kept else []), *refused)
        if faults:
            raise UnknownValues(faults)

    def where(self, without: str | None = None) -> list[Condition]:
        """List the conditions, all or all but those of one parameter."""
        chosen = [condition for name, condition in self.conditions.items() if name != without]
        return [Publication.visibility == "public", *chosen]
