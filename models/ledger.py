"""The citation ledger: what each source counted on which day, and the newest of it."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import JSON, String, and_, bindparam, func, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from models.database import AnyRow, Base, PartialDate
from models.publication import CitationCount, Publication

EVER = "9999-12-31"
"""The last day there is: what is asked up to it is asked of all days."""


class CitationTotal(Base):
    """What one source said of the owner as a whole on one day; null where it said nothing."""

    __tablename__ = "citation_total"

    source: Mapped[str] = mapped_column(String(40), primary_key=True)
    as_of: Mapped[PartialDate] = mapped_column(primary_key=True)
    total: Mapped[int | None]
    total_5y: Mapped[int | None]
    h_index: Mapped[int | None]
    h_index_5y: Mapped[int | None]
    i10_index: Mapped[int | None]
    i10_index_5y: Mapped[int | None]
    per_year: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    scholar_id: Mapped[str | None] = mapped_column(String(100))
    organization: Mapped[str | None] = mapped_column(String(100))
    """A number of up to twenty digits, as text: readers of JSON would round it."""


FIGURES = tuple(column.name for column in CitationTotal.__table__.columns if not column.primary_key)
"""What a source may say of the owner."""


class Stated(NamedTuple):
    """The last that a source said of one figure, and of which day it is."""

    value: Any
    as_of: str


def of_shown(column: str) -> Any:
    """Ask for a column of the count that is shown of a work: the leading source's, else the newest of all.

    The parameter `leading` names the source. Each look goes down an index to one row, however many days
    were counted.
    """
    mine, other = aliased(CitationCount), aliased(CitationCount)
    of_leading = (
        select(getattr(mine, column))
        .where(mine.publication_id == Publication.id, mine.source == bindparam("leading", "", type_=String))
        .order_by(mine.as_of.desc())
    )
    of_any = (
        select(getattr(other, column))
        .where(other.publication_id == Publication.id)
        .order_by(other.as_of.desc(), other.count.desc(), other.source)
    )
    return func.coalesce(
        *(each.limit(1).correlate(Publication).scalar_subquery() for each in (of_leading, of_any))
    )


def shown() -> Any:
    """Ask, beside a publication, for the row of the count that is shown of it."""
    return and_(
        CitationCount.publication_id == Publication.id,
        CitationCount.source == of_shown("source"),
        CitationCount.as_of == of_shown("as_of"),
    )


def _newest() -> Any:
    other = aliased(CitationCount)
    source: Any = bindparam("source", type_=String)
    until: Any = bindparam("until", type_=String)
    last = select(func.max(other.as_of)).where(
        other.publication_id == Publication.id, other.source == source, other.as_of <= until
    )
    return (
        select(
            Publication.id,
            Publication.key,
            Publication.visibility,
            Publication.title,
            Publication.year,
            CitationCount.count.label("times"),
            CitationCount.as_of,
            CitationCount.source_id,
        )
        .select_from(Publication)
        .join(
            CitationCount,
            and_(
                CitationCount.publication_id == Publication.id,
                CitationCount.source == source,
                CitationCount.as_of == last.correlate(Publication).scalar_subquery(),
            ),
            # From the works to their counts: an inner join would be made from all counts of the source.
            isouter=True,
        )
        .order_by(Publication.position, Publication.key)
    )


NEWEST = _newest()


def newest(session: Session, source: str, until: str = EVER) -> Sequence[AnyRow]:
    """Read the last count by a source of every publication, hidden ones too, up to a day."""
    rows = session.execute(NEWEST, {"source": source, "until": until})
    return [row for row in rows if row.as_of is not None]


def sources(session: Session) -> list[str]:
    """Name the sources that ever counted, in order."""
    return sorted({*_distinct(session, CitationCount), *_distinct(session, CitationTotal)})


def _distinct(session: Session, table: type[Any]) -> Iterator[str]:
    """Go from source to source down the index; to read every row would take as long as there are days."""
    found = session.scalar(select(func.min(table.source)))
    while found is not None:
        yield found
        found = session.scalar(select(func.min(table.source)).where(table.source > found))


def stated(session: Session, source: str, until: str = EVER) -> dict[str, Stated]:
    """Read the last that a source said of every figure, each with its day, up to a day."""
    rows = (
        select(CitationTotal)
        .where(CitationTotal.source == source, CitationTotal.as_of <= until)
        .order_by(CitationTotal.as_of.desc())
        .limit(1)
    )
    newest = session.scalar(rows)
    if newest is None:
        return {}
    found = {}
    for figure in FIGURES:
        row: CitationTotal | None = newest
        # Most readings say all; what one did not say is looked for in those before.
        if getattr(newest, figure) is None:
            row = session.scalar(rows.where(getattr(CitationTotal, figure).is_not(None)))
        if row is not None:
            found[figure] = Stated(getattr(row, figure), row.as_of)
    return found
