"""Publications selected, in a total order, a page at a time."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, case, func, literal, select
from sqlalchemy.orm import Session

from models.database import AnyRow
from models.filters import PUBLIC, Selection, seen
from models.ledger import of_shown
from models.publication import OWNERS_ORDER, YEAR_ORDER, Publication
from models.ranking import TODAY, Ranking
from models.revision import Revision
from models.sqlite import among, behind
from models.venue import Venue, VenueRank
from models.works import COLUMNS, Work, fetch

CLASSES = ("A*", "A", "B", "C")


def class_key(label: str) -> str:
    """Give what a rank sorts by: A*, A, B, C by place, whatever the scheme, then other classes by name."""
    rank_class = label.partition("-")[2]
    return str(CLASSES.index(rank_class)) if rank_class in CLASSES else f"{len(CLASSES)}{rank_class}"


def class_order(label: Any) -> ColumnElement[str]:
    """Give the same in SQL."""
    rank_class = behind(label, "-")
    places = {name: str(place) for place, name in enumerate(CLASSES)}
    return case(places, value=rank_class, else_=literal(str(len(CLASSES))) + rank_class)


PLAIN = {
    "title": Publication.title_folded,
    "added": Publication.created_at,
    "owner": Publication.position,
}
"""The sort keys that are a column; `owner` is the owner's own order."""


def _order(key: str, descending: bool, ranking: Ranking) -> list[Any]:
    """Turn one sort key into SQL; the unknown comes last either way, but a missing year is the newest."""
    if key == "year":
        return [YEAR_ORDER.desc() if descending else YEAR_ORDER]
    if key == "rank":
        listed = select(VenueRank.label).where(VenueRank.venue_id == Publication.venue_id, ranking.counts())
        label = func.coalesce(Publication.stated_rank, listed.correlate(Publication).scalar_subquery())
        column: Any = case((label.is_not(None), class_order(label)))
    elif key == "venue":
        column = select(Venue.folded).where(Venue.id == Publication.venue_id).scalar_subquery()
    elif key == "citations":
        column = of_shown("count")
    else:
        column = PLAIN[key]
    return [column.is_(None), column.desc() if descending else column]


VERSIONS = (
    Publication.id,
    Publication.version,
    select(Revision.items).limit(1).scalar_subquery().label("since"),
)
"""What tells an item from what it was: its version, and since when all change by their versions alone."""


@lru_cache(maxsize=64)
def _ordered(
    columns: tuple[Any, ...],
    sort: tuple[tuple[str, bool], ...],
    ranking: Ranking,
    visibilities: tuple[str, ...],
) -> Select[Any]:
    """Select publications in a total order; built once, since building costs more than asking."""
    order = [part for key, descending in sort for part in _order(key, descending, ranking)]
    return (
        select(*columns)
        .where(seen(visibilities))
        .order_by(*order, *OWNERS_ORDER)
        .limit(bindparam("most"))
        .offset(bindparam("start"))
    )


class Page(NamedTuple):
    """One page of a selection, as rows of the columns asked for, and how many there are in all."""

    rows: Sequence[AnyRow]
    total: int


Order = Sequence[tuple[str, bool]]
"""Keys to sort by, each with whether it descends."""


def find(selection: Selection, order: Order, page: int, per_page: int) -> tuple[list[Work], int]:
    """Read one page of the selection in the order asked, then the owner's, then by title, then by key."""
    found = _page(selection, tuple(COLUMNS), order, page, per_page)
    works = fetch(selection.session, found.rows, selection.scheme, selection.rank_at, selection.leading)
    return works, found.total


def versions(selection: Selection, order: Order, page: int, per_page: int) -> Page:
    """Read of the same page only which works they are, in rows of VERSIONS."""
    return _page(selection, VERSIONS, order, page, per_page)


def _page(selection: Selection, columns: tuple[Any, ...], order: Order, page: int, per_page: int) -> Page:
    statement = _ordered(columns, tuple(order), selection.ranking, selection.visibilities)
    if selection.conditions:
        statement = statement.where(*selection.conditions.values())
    start = (page - 1) * per_page
    # One row more than is wanted tells whether there are others; only then must they be counted.
    part = {"most": per_page + 1, "start": start, "leading": selection.leading}
    rows = selection.session.connection().execute(statement, part).all()
    ended = len(rows) <= per_page and (rows or page == 1)
    return Page(rows[:per_page], start + len(rows) if ended else count(selection))


BY_ID = select(*COLUMNS).where(among(Publication.id, "ids"))


def some(
    session: Session, ids: list[int], scheme: str, rank_at: str = TODAY, leading: str = ""
) -> list[Work]:
    """Read publications by their ids, in no order."""
    return fetch(session, session.connection().execute(BY_ID, {"ids": ids}), scheme, rank_at, leading)


def count(selection: Selection) -> int:
    """Count the publications selected."""
    statement = select(func.count()).select_from(Publication).where(*selection.where())
    return selection.session.connection().execute(statement).scalar() or 0


def one(
    session: Session,
    key: str,
    scheme: str,
    visibilities: tuple[str, ...] = PUBLIC,
    rank_at: str = TODAY,
    leading: str = "",
) -> Work | None:
    """Read one publication by its key, if it is one that may be seen."""
    statement = select(*COLUMNS).where(Publication.key == key, seen(visibilities))
    works = fetch(session, session.connection().execute(statement), scheme, rank_at, leading)
    return works[0] if works else None


def everything(session: Session, scheme: str) -> list[Work]:
    """Read every publication, hidden ones too, in the owner's order."""
    statement = select(*COLUMNS).order_by(*OWNERS_ORDER)
    return fetch(session, session.connection().execute(statement), scheme)
