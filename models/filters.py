"""What can be asked of the publications, turned into SQL conditions.

A new filter is one row in CONDITIONS, one in `schemas/grammar.py`, one case in
`tests/shared/filter-cases.json` and one line in `docs/api.md`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
Terms = Mapping[str, Sequence[tuple[bool, Any]]]
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


class Asked(NamedTuple):
    """Where values are looked up, which ranks count, and whether hidden works are asked for."""

    session: Session
    ranking: Ranking
    hidden: bool


Values = Sequence[Any]
"""Values of one parameter, each once: whatever fits any of them is asked for."""


def _or_none(values: Values, column: Any, find: Callable[[list[Any]], Condition]) -> Condition:
    """Ask for what values name, and where None is among them, for what has nothing in a column."""
    named = [value for value in values if value is not None]
    conditions: list[Condition] = [find(named)] if named else []
    return or_(*conditions, *([column.is_(None)] if len(named) < len(values) else []))


def year_within(_asked: Asked, values: Values) -> Condition:
    column = Publication.year
    return _or_none(values, column, lambda spans: or_(*(_within(column, *span) for span in spans)))


def _within(column: Any, low: int | None, high: int | None) -> Condition:
    bounds = [column >= low] if low is not None else []
    bounds += [column <= high] if high is not None else []
    return and_(column.is_not(None), *bounds)


def at_venue(asked: Asked, values: Values) -> Condition:
    column = Publication.venue_id

    def named(names: list[str]) -> Condition:
        found = known.venues_called(asked.session, names, asked.hidden)
        return column.in_({number for venues in found.values() for number in venues})

    return _or_none(values, column, named)


def of_rank(asked: Asked, values: Values) -> Condition:
    session, ranking, _ = asked
    labels = known.rank_labels(session, [value for value in values if value is not None]).values()
    leading = [label for label in labels if label.startswith(f"{ranking.scheme}-")]
    others = [label for label in labels if label not in leading]
    stated, venue = Publication.stated_rank, Publication.venue_id
    fits: list[Condition] = [stated.in_(labels)] if labels else []
    if leading:
        fits.append(and_(stated.is_(None), _listed(ranking, leading)))
    if others:
        fits.append(venue.in_(select(VenueRank.venue_id).where(VenueRank.label.in_(others))))
    if None in values:
        fits.append(and_(stated.is_(None), not_(_listed(ranking, None))))
    return or_(*fits)


def _listed(ranking: Ranking, labels: list[str] | None) -> Condition:
    """Ask whether a work's venue has one of these ranks, or any, by the edition that counts for the work."""
    if ranking.editions is None:
        as_it = [VenueRank.label.in_(labels)] if labels else []
        venues = select(VenueRank.venue_id).where(ranking.counts(), *as_it)
        return and_(Publication.venue_id.is_not(None), Publication.venue_id.in_(venues))
    # The one rank of each work is looked up by its venue; a list of venues would be made anew for every year.
    of_work = select(VenueRank.label).where(VenueRank.venue_id == Publication.venue_id, ranking.counts())
    listed = of_work.correlate(Publication).limit(1).scalar_subquery()
    return listed.in_(labels) if labels else listed.is_not(None)


def with_author(asked: Asked, values: Values) -> Condition:
    people = known.people_of(asked.session, values).values()
    return Publication.id.in_(select(Authorship.publication_id).where(Authorship.person_id.in_(people)))


def in_role(_asked: Asked, values: Values) -> Condition:
    roles = or_(*(ROLES[value] for value in values))
    return Publication.id.in_(select(Authorship.publication_id).where(OWNER, roles))


def on_topic(asked: Asked, values: Values) -> Condition:
    topics = known.topics_of(asked.session, values)
    return Publication.id.in_(select(Topic.publication_id).where(Topic.slug.in_(topics)))


def holding(_asked: Asked, values: Values) -> Condition | None:
    # A search without a word is no filter.
    searches = filter(None, (dict.fromkeys(fold(value).split()) for value in values))
    found = [
        and_(*(Publication.search.contains(word, autoescape=True) for word in words)) for words in searches
    ]
    return or_(*found) if found else None


def _one_of(column: Any) -> Callable[[Asked, Values], Condition]:
    return lambda _asked, values: column.in_(values)


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

CONDITIONS: dict[str, Callable[[Asked, Values], Condition | None]] = {
    "year": year_within,
    "venue": at_venue,
    "rank": of_rank,
    "status": _one_of(Publication.status),
    "type": _one_of(Publication.type),
    "author": with_author,
    "role": in_role,
    "topic": on_topic,
    "selected": _one_of(Publication.selected),
    "q": holding,
}


def spelled(session: Session, parameter: str, values: Iterable[str]) -> Mapping[str, Iterable[str]]:
    """Spell values that are there as they are stored: venues by their slugs, ranks by their labels."""
    if parameter == "venue":
        found = known.venues_called(session, list(values))
        return {value: sorted(venues.values()) for value, venues in found.items()}
    return {value: [label] for value, label in known.rank_labels(session, list(values)).items()}


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
        leading: str = "",
    ) -> None:
        """Look up what the terms name, or raise UnknownValues with all that was not found."""
        self.session = session
        self.scheme = scheme
        self.rank_at = rank_at
        self.leading = leading
        self.ranking = ranking(session, scheme, rank_at)
        self.visibilities = visibilities
        self.conditions: dict[str, Condition] = {}
        faults: list[tuple[str, str]] = []
        asked = Asked(session, self.ranking, hidden=visibilities != PUBLIC)
        for parameter, pairs in terms.items():
            sides: list[Condition] = []
            missing: set[str] = set()
            for negated in (False, True):
                values = list(dict.fromkeys(value for side, value in pairs if side == negated))
                try:
                    condition = CONDITIONS[parameter](asked, values) if values else None
                except known.Nothing as nothing:
                    missing |= set(nothing.args)
                else:
                    if condition is not None:
                        # A comparison with NULL is neither true nor false; NOT must turn it into true.
                        sides.append(not_(func.coalesce(condition, false())) if negated else condition)
            faults += [
                (parameter, value) for value in dict.fromkeys(value for _, value in pairs if value in missing)
            ]
            if sides:
                self.conditions[parameter] = and_(true(), *sides)
        if faults:
            names = {parameter: known.KNOWN[parameter](session) for parameter in dict(faults)}
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
