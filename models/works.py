"""A publication with everything that belongs to it, fetched with one statement for each kind of part."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Integer, String, exists, select, type_coerce
from sqlalchemy.orm import Session

from models.database import AnyRow, Moment
from models.ledger import shown
from models.person import Person
from models.profile import Profile
from models.publication import Authorship, CitationCount, Publication, Topic
from models.ranking import TODAY, Ranking, ranking
from models.revision import Revision, has_written
from models.sections import Award
from models.sqlite import among
from models.venue import Venue, VenueRank

COLUMNS = [
    # A moment is wanted as it is stored, in UTC: to make it one costs more than to read the row.
    type_coerce(column, String).label(column.name) if isinstance(column.type, Moment) else column
    for column in Publication.__table__.columns
    if column.name not in ("title_folded", "search", "position")
]
NAMES = [column.name for column in COLUMNS]


class Place(NamedTuple):
    """A venue with its ranks, newest edition first; works of one venue share one Place."""

    venue: AnyRow
    ranks: list[AnyRow]
    listed: str | None
    """What the newest edition of the leading scheme says, as `CCF-A`."""


class Work(NamedTuple):
    """A publication's columns by name, with the rows that belong to it."""

    facts: dict[str, Any]
    place: Place | None
    authors: Sequence[AnyRow]
    topics: Sequence[AnyRow]
    awards: Sequence[AnyRow]
    citation: AnyRow | None
    owner: int | None
    """Which person among the authors the owner is."""
    listed: str | None
    """What the edition of the leading scheme that counts says of the venue, as `CCF-A`."""
    edition: str | None
    """Which edition that is, where the one in force at publication was asked for."""


# These statements never change, so SQLAlchemy compiles each once and finds it again by identity; they run on
# the connection itself, since rows are all that is wanted.
VENUES = select(Venue.id, Venue.slug, Venue.acronym, Venue.name, Venue.kind).where(among(Venue.id, "ids"))
RANKS = (
    select(
        VenueRank.venue_id,
        VenueRank.label,
        VenueRank.scheme,
        VenueRank.edition,
        VenueRank.rank_class,
        type_coerce(VenueRank.current, Integer).label("current"),
    )
    .where(among(VenueRank.venue_id, "ids"))
    .order_by(VenueRank.scheme, VenueRank.edition.desc())
)
AUTHORS = (
    select(
        Authorship.publication_id,
        Authorship.name,
        Person.slug,
        Authorship.person_id,
        type_coerce(Authorship.corresponding, Integer).label("corresponding"),
        type_coerce(Authorship.equal_contribution, Integer).label("equal_contribution"),
    )
    .join(Person, Person.id == Authorship.person_id)
    .where(among(Authorship.publication_id, "ids"))
    .order_by(Authorship.publication_id, Authorship.position)
)
TOPICS = (
    select(Topic.publication_id, Topic.slug, Topic.label)
    .where(among(Topic.publication_id, "ids"))
    .order_by(Topic.publication_id, Topic.position)
)
AWARDS = (
    select(Award.publication_id, Award.id, Award.title, Award.year)
    .where(among(Award.publication_id, "ids"))
    .order_by(Award.position, Award.id)
)
CITATIONS = (
    select(CitationCount.publication_id, CitationCount.count, CitationCount.source, CitationCount.as_of)
    .select_from(Publication)
    .join(CitationCount, shown())
    .where(among(Publication.id, "ids"))
)
RARE = (TOPICS, AWARDS, CITATIONS)
STATE = select(
    Revision.venues,
    select(Profile.person_id).limit(1).scalar_subquery(),
    exists().select_from(Topic),
    exists().where(Award.publication_id.is_not(None)),
    exists().select_from(CitationCount),
).limit(1)
"""Since when the venues stand, who the owner is, and which of the rare parts any publication has."""


def fetch(
    session: Session,
    rows: Iterable[Sequence[Any]],
    scheme: str,
    rank_at: str = TODAY,
    leading: str = "",
) -> list[Work]:
    """Make works of rows of COLUMNS, however many, with the same few statements.

    What the leading source counted is told before what any other did.
    """
    found = [dict(zip(NAMES, row, strict=True)) for row in rows]
    if not found:
        return []
    read = session.connection()
    ids = {"ids": [facts["id"] for facts in found]}
    then = ranking(session, scheme, rank_at) if rank_at != TODAY else None
    venues_since, owner, *there = read.execute(STATE).one()
    # What may yet be taken back is not kept: the next new venue would be given its number, and its name here.
    kept = {} if has_written(session) else _kept_places(read.engine, scheme, venues_since)
    places = _places(read, {facts["venue_id"] for facts in found} - {None}, scheme, kept)
    authors = _grouped(read.execute(AUTHORS, ids).all())
    asked: list[dict[str, Any]] = [ids, ids, {**ids, "leading": leading}]
    topics, awards, citations = [
        _grouped(read.execute(part, given).all()) if any_ else {}
        for part, given, any_ in zip(RARE, asked, there, strict=True)
    ]
    works = []
    for facts in found:
        key = facts["id"]
        citation = citations[key][0] if key in citations else None
        rest = (topics.get(key, ()), awards.get(key, ()), citation)
        place = places.get(facts["venue_id"])
        counts = _listed(place, facts["year"], then) if then else (place.listed if place else None, None)
        works.append(Work(facts, place, authors.get(key, ()), *rest, owner, *counts))
    return works


def _listed(place: Place | None, year: int | None, then: Ranking) -> tuple[str | None, str | None]:
    """Tell the rank of a place at the time of a work, and of which edition it is."""
    rank = then.chosen(place.ranks, year) if place else None
    return (rank.label, rank.edition) if rank else (None, None)


_places_by_database: WeakKeyDictionary[Engine, tuple[tuple[int, str], dict[int, Place]]] = WeakKeyDictionary()


def _kept_places(engine: Engine, scheme: str, since: int) -> dict[int, Place]:
    """Give the places of venues that were read before: they stand for as long as all venues do."""
    stands, known = _places_by_database.get(engine, ((-1, ""), {}))
    if stands != (since, scheme):
        known = {}
        _places_by_database[engine] = ((since, scheme), known)
    return known


def _places(read: Connection, venue_ids: set[int], scheme: str, known: dict[int, Place]) -> dict[int, Place]:
    """Give the places of venues, and read those that are not known; they change so seldom."""
    if missing := venue_ids - known.keys():
        ids = {"ids": list(missing)}
        ranks = _grouped(read.execute(RANKS, ids))
        for venue in read.execute(VENUES, ids):
            listed = ranks.get(venue.id, [])
            current = next((rank.label for rank in listed if rank.current and rank.scheme == scheme), None)
            known[venue.id] = Place(venue, listed, current)
    return known


def _grouped(rows: Iterable[AnyRow]) -> dict[int, list[AnyRow]]:
    """Group rows by their first column, which names what they belong to."""
    groups: dict[int, list[AnyRow]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row)
    return groups
