"""Publications counted: facets, where each ignores its own filter, and nested groups for charts."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from models.filters import OWNER, ROLES, Selection
from models.listing import class_key
from models.person import Person
from models.publication import Authorship, Publication, Topic
from models.ranking import Ranking
from models.venue import Venue, VenueRank

NONE = "none"


@dataclass(frozen=True)
class Bucket:
    """One value of a facet; the label is None where the value speaks for itself."""

    value: str
    label: str | None
    count: int
    groups: "list[Bucket] | None" = None


class Catalogue:
    """The short name and the ranks that count of the venues that a count has met."""

    def __init__(self, session: Session, ranking: Ranking, venue_ids: Iterable[int]) -> None:
        self.ranking = ranking
        wanted = list(venue_ids)
        venues = select(Venue.id, Venue.slug, Venue.acronym, Venue.name).where(Venue.id.in_(wanted))
        ranks = select(VenueRank.venue_id, VenueRank.label, VenueRank.edition, VenueRank.current).where(
            VenueRank.venue_id.in_(wanted), VenueRank.scheme == ranking.scheme
        )
        if ranking.editions is None:
            ranks = ranks.where(VenueRank.current)
        self.venues = {row.id: row for row in session.execute(venues)} if wanted else {}
        self.ranks: dict[tuple[int, str | None], str] = {}
        for row in session.execute(ranks) if wanted else ():
            self.ranks[row.venue_id, row.edition] = row.label
            if row.current:
                self.ranks[row.venue_id, None] = row.label

    def venue(self, venue_id: int | None) -> tuple[str, str | None]:
        row = self.venues.get(venue_id) if venue_id else None
        return (row.slug, row.acronym or row.name) if row else (NONE, None)

    def rank(
        self, venue_id: int | None, stated: str | None, year: int | None = None
    ) -> tuple[str, str | None]:
        listed = self.ranks.get((venue_id, self.ranking.edition(year))) if venue_id else None
        return stated or listed or NONE, None


def _plain(_catalogue: Catalogue, value: Any) -> tuple[str, str | None]:
    if isinstance(value, bool):
        return str(value).lower(), None
    return NONE if value is None else str(value), None


Name = Callable[..., tuple[str, str | None]]
DIMENSIONS: dict[str, tuple[Sequence[Any], Name]] = {
    "year": ([Publication.year], _plain),
    "venue": ([Publication.venue_id], Catalogue.venue),
    "rank": ([Publication.venue_id, Publication.stated_rank], Catalogue.rank),
    "status": ([Publication.status], _plain),
    "type": ([Publication.type], _plain),
    "selected": ([Publication.selected], _plain),
}
"""What divides the publications: the columns that decide, and how their values are named."""


def _columns(dimension: str, ranking: Ranking) -> list[Any]:
    """List the columns that decide; the rank at publication is decided by the year, too."""
    columns = DIMENSIONS[dimension][0]
    dated = dimension == "rank" and ranking.editions is not None
    return [*columns, Publication.year] if dated else [*columns]


def groups(selection: Selection, dimensions: Sequence[str], without: str | None = None) -> list[Bucket]:
    """Count the selection by one dimension, or by one and within it by another."""
    divided = {name: _columns(name, selection.ranking) for name in dimensions}
    columns = [column for name in dimensions for column in divided[name]]
    statement = select(*columns, func.count()).where(*selection.where(without)).group_by(*columns)
    rows = selection.session.execute(statement).all()
    met = {
        row[place] for row in rows for place, column in enumerate(columns) if column is Publication.venue_id
    }
    catalogue = Catalogue(selection.session, selection.ranking, met - {None})
    counts: Counter[tuple[tuple[str, str | None], ...]] = Counter()
    for *values, number in rows:
        path, start = [], 0
        for name in dimensions:
            width = len(divided[name])
            path.append(DIMENSIONS[name][1](catalogue, *values[start : start + width]))
            start += width
        counts[tuple(path)] += number
    return _nested(counts, dimensions, selection.scheme)


def _nested(counts: Counter[Any], dimensions: Sequence[str], scheme: str) -> list[Bucket]:
    totals: Counter[Any] = Counter()
    inner: dict[Any, Counter[Any]] = {}
    for (head, *rest), number in counts.items():
        totals[head] += number
        inner.setdefault(head, Counter())[tuple(rest)] += number
    buckets = [
        Bucket(
            value,
            name,
            number,
            _nested(inner[value, name], dimensions[1:], scheme) if dimensions[1:] else None,
        )
        for (value, name), number in totals.items()
    ]
    return sorted(buckets, key=lambda bucket: _place(dimensions[0], bucket, scheme))


def _place(dimension: str, bucket: Bucket, scheme: str) -> tuple[Any, ...]:
    """Order buckets: years newest first, ranks best first, `none` after both; all else by count."""
    if dimension == "year":
        return (bucket.value == NONE, -int(bucket.value) if bucket.value != NONE else 0)
    if dimension == "rank":
        of_scheme = bucket.value.partition("-")[0]
        return (bucket.value == NONE, of_scheme != scheme, of_scheme, class_key(bucket.value))
    return (-bucket.count, (bucket.label or bucket.value).casefold(), bucket.value)


def _authors(selection: Selection) -> list[Bucket]:
    chosen = select(Publication.id).where(*selection.where("author"))
    statement = (
        select(Person.slug, Person.name, func.count(Authorship.publication_id.distinct()))
        .join(Authorship, Authorship.person_id == Person.id)
        .where(Authorship.publication_id.in_(chosen))
        .group_by(Person.id)
    )
    return [Bucket(*row) for row in selection.session.execute(statement)]


def _topics(selection: Selection) -> list[Bucket]:
    chosen = select(Publication.id).where(*selection.where("topic"))
    statement = (
        select(Topic.slug, func.min(Topic.label), func.count())
        .where(Topic.publication_id.in_(chosen))
        .group_by(Topic.slug)
    )
    return [Bucket(*row) for row in selection.session.execute(statement)]


def _roles(selection: Selection) -> list[Bucket]:
    chosen = select(Publication.id).where(*selection.where("role"))
    counts = [func.count(case((condition, 1))) for condition in ROLES.values()]
    found = selection.session.execute(
        select(*counts).where(OWNER, Authorship.publication_id.in_(chosen))
    ).one()
    return [Bucket(role, None, number) for role, number in zip(ROLES, found, strict=True) if number]


MANY_VALUED = {"author": _authors, "role": _roles, "topic": _topics}


def facet(selection: Selection, name: str) -> list[Bucket]:
    """Count one facet under all filters but its own."""
    if name in MANY_VALUED:
        return sorted(MANY_VALUED[name](selection), key=lambda bucket: _place(name, bucket, selection.scheme))
    return groups(selection, [name], without=name)
