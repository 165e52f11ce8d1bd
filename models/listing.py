"""Publications read for showing: a page of them in a total order, with everything that belongs to each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, case, func, select
from sqlalchemy.orm import Session

from models.database import AnyRow
from models.filters import Selection
from models.person import Person
from models.profile import Profile
from models.publication import YEAR_ORDER, Authorship, CitationCount, Publication, Topic
from models.sections import Award
from models.venue import Venue, VenueRank

COLUMNS = [
    column
    for column in Publication.__table__.columns
    if column.name not in ("title_folded", "search", "visibility", "position")
]


class Work(NamedTuple):
    """A publication's row with the rows that belong to it; `rank` is what the catalogue says today."""

    row: AnyRow
    venue: AnyRow | None
    rank: AnyRow | None
    ranks: list[AnyRow]
    authors: list[AnyRow]
    topics: list[AnyRow]
    awards: list[AnyRow]
    citation: AnyRow | None


Parts = dict[int, list[AnyRow]]


def _grouped(rows: Iterable[AnyRow]) -> Parts:
    """Group rows by their first column, which names what they belong to."""
    groups: Parts = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row)
    return groups


def _latest_count() -> Any:
    counts = CitationCount
    return (
        select(counts.count)
        .where(counts.publication_id == Publication.id)
        .order_by(counts.as_of.desc(), counts.count.desc())
        .limit(1)
        .correlate(Publication)
        .scalar_subquery()
    )


CLASSES = ("A*", "A", "B", "C")


def class_order(label: Any) -> ColumnElement[int]:
    """Order rank labels: A* before A before B before C, whatever the scheme, then all others."""
    return case(*((label.like(f"%-{name}"), place) for place, name in enumerate(CLASSES)), else_=len(CLASSES))


def _order(key: str, descending: bool, scheme: str) -> list[Any]:
    """Turn one sort key into SQL; the unknown comes last either way, but a missing year is the newest."""
    if key == "year":
        return [YEAR_ORDER.desc() if descending else YEAR_ORDER]
    if key == "rank":
        listed = select(VenueRank.label).where(
            VenueRank.venue_id == Publication.venue_id, VenueRank.scheme == scheme, VenueRank.current
        )
        label = func.coalesce(Publication.stated_rank, listed.correlate(Publication).scalar_subquery())
        column: Any = case((label.is_not(None), class_order(label)))
    elif key == "venue":
        column = select(Venue.folded).where(Venue.id == Publication.venue_id).scalar_subquery()
    elif key == "citations":
        column = _latest_count()
    else:
        column = {"title": Publication.title_folded, "added": Publication.created_at}[key]
    return [column.is_(None), column.desc() if descending else column]


def count(selection: Selection) -> int:
    """Count the publications selected."""
    statement = select(func.count()).select_from(Publication).where(*selection.where())
    return selection.session.scalar(statement) or 0


def find(selection: Selection, sort: Sequence[tuple[str, bool]], page: int, per_page: int) -> list[Work]:
    """Read one page of the publications selected, as asked, then in the owner's order, by title, by key."""
    order = [part for key, descending in sort for part in _order(key, descending, selection.scheme)]
    statement = (
        select(*COLUMNS)
        .where(*selection.where())
        .order_by(*order, Publication.position, Publication.title_folded, Publication.key)
        .limit(per_page)
        .offset((page - 1) * per_page)
    )
    return _with_parts(selection.session, selection.session.execute(statement).all(), selection.scheme)


def one(session: Session, key: str, scheme: str) -> Work | None:
    """Read one public publication by its key."""
    statement = select(*COLUMNS).where(Publication.key == key, Publication.visibility == "public")
    works = _with_parts(session, session.execute(statement).all(), scheme)
    return works[0] if works else None


def everything(session: Session, scheme: str) -> list[Work]:
    """Read every publication, hidden ones too, in the owner's order."""
    statement = select(*COLUMNS, Publication.visibility).order_by(Publication.position, Publication.id)
    return _with_parts(session, session.execute(statement).all(), scheme)


def _with_parts(session: Session, rows: Sequence[AnyRow], scheme: str) -> list[Work]:
    """Fetch what belongs to the rows with one statement a kind of part, however many rows there are."""
    ids = [row.id for row in rows]
    venue_ids = {row.venue_id for row in rows if row.venue_id is not None}
    read = session.execute
    venues = {row.id: row for row in read(VENUES, {"ids": list(venue_ids)})} if venue_ids else {}
    ranks = _grouped(read(RANKS, {"ids": list(venue_ids)})) if venue_ids else {}
    parts = [_grouped(read(statement, {"ids": ids})) if ids else {} for statement in PARTS]
    authors, topics, awards, citations = parts
    works = []
    for row in rows:
        listed = ranks.get(row.venue_id, [])
        current = next((rank for rank in listed if rank.current and rank.scheme == scheme), None)
        citation = next(iter(citations.get(row.id, [])), None)
        belongings = (authors.get(row.id, []), topics.get(row.id, []), awards.get(row.id, []), citation)
        works.append(Work(row, venues.get(row.venue_id), current, listed, *belongings))
    return works


def _ids(column: Any) -> ColumnElement[bool]:
    return column.in_(bindparam("ids", expanding=True))


VENUES = select(Venue.id, Venue.slug, Venue.acronym, Venue.name, Venue.kind).where(_ids(Venue.id))
RANKS = (
    select(
        VenueRank.venue_id,
        VenueRank.label,
        VenueRank.scheme,
        VenueRank.edition,
        VenueRank.rank_class,
        VenueRank.current,
    )
    .where(_ids(VenueRank.venue_id))
    .order_by(VenueRank.scheme, VenueRank.edition.desc())
)
AUTHORS = (
    select(
        Authorship.publication_id,
        Authorship.name,
        Person.slug,
        (Authorship.person_id == select(Profile.person_id).scalar_subquery()).label("is_owner"),
        Authorship.corresponding,
        Authorship.equal_contribution,
    )
    .join(Person, Person.id == Authorship.person_id)
    .where(_ids(Authorship.publication_id))
    .order_by(Authorship.publication_id, Authorship.position)
)
TOPICS = (
    select(Topic.publication_id, Topic.slug, Topic.label)
    .where(_ids(Topic.publication_id))
    .order_by(Topic.publication_id, Topic.position)
)
AWARDS = (
    select(Award.publication_id, Award.id, Award.title, Award.year)
    .where(_ids(Award.publication_id))
    .order_by(Award.position, Award.id)
)
CITATIONS = (
    select(CitationCount.publication_id, CitationCount.count, CitationCount.source, CitationCount.as_of)
    .where(_ids(CitationCount.publication_id))
    .order_by(CitationCount.as_of.desc(), CitationCount.count.desc())
)
PARTS = (AUTHORS, TOPICS, AWARDS, CITATIONS)
