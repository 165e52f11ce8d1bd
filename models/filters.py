"""What can be asked of the publications, turned into SQL conditions.

A new filter is one row in CONDITIONS, one in `schemas/grammar.py`, one case in
`tests/shared/filter-cases.json` and one line in `docs/api.md`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, select, true
from sqlalchemy.orm import Session

from models import known
from models.folding import fold
from models.profile import Profile
from models.publication import Authorship, Publication, Topic
from models.ranking import TODAY, Ranking, ranking
from models.sqlite import among
from models.venue import VenueRank

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


def year_within(
    _session: Session, value: tuple[int | None, int | None] | None, _ranking: Ranking
) -> Condition:
    if value is None:
        return Publication.year.is_(None)
    low, high = value
    bounds = [Publication.year >= low] if low is not None else []
    bounds += [Publication.year <= high] if high is not None else []
    return and_(Publication.year.is_not(None), *bounds)


def at_venue(session: Session, value: str | None, _ranking: Ranking) -> Condition:
    if value is None:
        return Publication.venue_id.is_(None)
    return Publication.venue_id.in_(known.venues_called(session, value))


def of_rank(session: Session, value: str | None, ranking: Ranking) -> Condition:
    if value is None:
        return and_(Publication.stated_rank.is_(None), not_(_listed(ranking, None)))
    label = known.rank_label(session, value)
    if label.startswith(f"{ranking.scheme}-"):
        unstated = and_(Publication.stated_rank.is_(None), _listed(ranking, label))
        return or_(Publication.stated_rank == label, unstated)
    venues = select(VenueRank.venue_id).where(VenueRank.label == label)
    return or_(Publication.stated_rank == label, Publication.venue_id.in_(venues))


def _listed(ranking: Ranking, label: str | None) -> Condition:
    """Ask whether a work's venue has this rank, or any, by the edition that counts for the work."""
    if ranking.editions is None:
        as_it = [VenueRank.label == label] if label else []
        venues = select(VenueRank.venue_id).where(ranking.counts(), *as_it)
        return and_(Publication.venue_id.is_not(None), Publication.venue_id.in_(venues))
    # The one rank of each work is looked up by its venue; a list of venues would be made anew for every year.
    of_work = select(VenueRank.label).where(VenueRank.venue_id == Publication.venue_id, ranking.counts())
    listed = of_work.correlate(Publication).limit(1).scalar_subquery()
    return listed == label if label else listed.is_not(None)


def with_author(session: Session, value: str, _ranking: Ranking) -> Condition:
    person = known.person_of(session, value)
    return Publication.id.in_(select(Authorship.publication_id).where(Authorship.person_id == person))


def in_role(_session: Session, value: str, _ranking: Ranking) -> Condition:
    return Publication.id.in_(select(Authorship.publication_id).where(OWNER, ROLES[value]))


def on_topic(session: Session, value: str, _ranking: Ranking) -> Condition:
    topic = known.topic_of(session, value)
    return Publication.id.in_(select(Topic.publication_id).where(Topic.slug == topic))


def holding(_session: Session, value: str, _ranking: Ranking) -> Condition | None:
    words = dict.fromkeys(fold(value).split())
    if not words:
        return None
    return and_(*(Publication.search.contains(word, autoescape=True) for word in words))


def _equal(column: Any) -> Callable[[Session, Any, Ranking], Condition]:
    return lambda _session, value, _ranking: column == value


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

CONDITIONS: dict[str, Callable[[Session, Any, Ranking], Condition | None]] = {
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
        return sorted(known.venues_called(session, value).values())
    return [known.rank_label(session, value)] if parameter == "rank" else [value]


PUBLIC = ("public",)


class Selection:
    """The publications that a request asks for: one condition for each parameter given."""

    def __init__(
        self,
        session: Session,
        terms: Terms,
        scheme: str,
        visibilities: tuple[str, ...] = PUBLIC,
        rank_at: str = TODAY,
    ) -> None:
        """Look up what the terms name, or raise UnknownValues with all that was not found."""
        self.session = session
        self.scheme = scheme
        self.rank_at = rank_at
        self.ranking = ranking(session, scheme, rank_at)
        self.visibilities = visibilities
        self.conditions: dict[str, Condition] = {}
        faults: list[tuple[str, str]] = []
        for parameter, values in terms.items():
            kept: list[Condition] = []
            dropped: list[Condition] = []
            for negated, value in values:
                try:
                    condition = CONDITIONS[parameter](session, value, self.ranking)
                except known.Nothing:
                    faults.append((parameter, value))
                else:
                    # A search without a word is no filter.
                    if condition is not None:
                        (dropped if negated else kept).append(condition)
            # A comparison with NULL is neither true nor false; NOT must turn it into true.
            refused = [not_(func.coalesce(condition, false())) for condition in dropped]
            if kept or refused:
                self.conditions[parameter] = and_(true(), *([or_(*kept)] if kept else []), *refused)
        if faults:
            names = {parameter: known.KNOWN[parameter](session) for parameter, _ in faults}
            raise UnknownValues([Unknown(*fault, names[fault[0]]) for fault in faults])
        if "q" in self.conditions:
            self.conditions["q"] = self._searched(self.conditions["q"])

    def _searched(self, condition: Condition) -> Condition:
        """Search once, whatever is counted and listed of it: to look into every text is what costs."""
        found = self.session.scalars(select(Publication.id).where(seen(self.visibilities), condition))
        return among(Publication.id, "found", value=found.all(), unique=True)

    def where(self, without: str | None = None) -> list[Condition]:
        """List the conditions, all or all but those of one parameter."""
        chosen = [condition for name, condition in self.conditions.items() if name != without]
        return [seen(self.visibilities), *chosen]


def seen(visibilities: tuple[str, ...]) -> Condition:
    """Ask whether a publication is one of those that may be seen."""
    if visibilities == PUBLIC:
        return Publication.visibility == "public"
    return Publication.visibility.in_(visibilities)
