"""Which rank of a venue counts for a work: today's, or that of the edition in force when it was published."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, false, or_, select
from sqlalchemy.orm import Session

from models.database import AnyRow
from models.editions import from_years
from models.publication import Publication
from models.venue import VenueRank

TODAY, PUBLISHED = "today", "published"


class Ranking(NamedTuple):
    """The leading scheme and, where ranks at publication count, its editions with the years they came in."""

    scheme: str
    editions: tuple[tuple[int, str], ...] | None = None

    def edition(self, year: int | None) -> str | None:
        """Tell which edition counts for a work of a year; None is the current one, also without a year."""
        if not self.editions or year is None:
            return None
        oldest = self.editions[0][1]
        return next((edition for since, edition in reversed(self.editions) if since <= year), oldest)

    def counts(self) -> ColumnElement[bool]:
        """Ask whether a row of VenueRank is the one that counts for a row of Publication."""
        if not self.editions:
            return and_(
                VenueRank.scheme == self.scheme, VenueRank.current if self.editions is None else false()
            )
        (_, oldest), *later = self.editions
        in_force = (
            case(*((Publication.year >= since, edition) for since, edition in reversed(later)), else_=oldest)
            if later
            else oldest
        )
        dated = and_(Publication.year.is_not(None), VenueRank.edition == in_force)
        return and_(
            VenueRank.scheme == self.scheme, or_(dated, and_(Publication.year.is_(None), VenueRank.current))
        )

    def chosen(self, ranks: Iterable[AnyRow], year: int | None) -> AnyRow | None:
        """Choose the rank that counts for a work of a year among the rows of its venue."""
        edition = self.edition(year)
        return next(
            (
                rank
                for rank in ranks
                if rank.scheme == self.scheme
                and (rank.current if edition is None else rank.edition == edition)
            ),
            None,
        )


def ranking(session: Session, scheme: str, rank_at: str = TODAY) -> Ranking:
    """Make the ranking of a scheme, `today` or `published`; only the latter reads its editions."""
    if rank_at == TODAY:
        return Ranking(scheme)
    known = session.scalars(select(VenueRank.edition).where(VenueRank.scheme == scheme).distinct())
    return Ranking(scheme, tuple(from_years(known)))
