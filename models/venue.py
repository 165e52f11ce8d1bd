"""Venues, and their rank by scheme and edition."""

from sqlalchemy import Boolean, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.database import Base


class VenueRank(Base):
    """What one edition of one scheme says of a venue; `current` marks the scheme's newest edition."""

    __tablename__ = "venue_rank"

    id: Mapped[int] = mapped_column(primary_key=True)
    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id", ondelete="CASCADE"))
    scheme: Mapped[str] = mapped_column(String(40))
    edition: Mapped[str] = mapped_column(String(40))
    rank_class: Mapped[str] = mapped_column("class", String(20))
    label: Mapped[str] = mapped_column(String(61))
    current: Mapped[bool] = mapped_column(Boolean)

    __table_args__ = (
        UniqueConstraint("venue_id", "scheme", "edition"),
        Index(None, "label", "current"),
    )


class Venue(Base):
    """A conference or journal; `folded` is its short name as it is sorted."""

    __tablename__ = "venue"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(200), unique=True)
    acronym: Mapped[str | None] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(500))
    kind: Mapped[str] = mapped_column(String(20))
    publisher: Mapped[str | None] = mapped_column(String(200))
    area: Mapped[str | None] = mapped_column(String(200))
    dblp_key: Mapped[str | None] = mapped_column(String(100))
    aliases: Mapped[list[str]]
    folded: Mapped[str] = mapped_column(String(500))

    ranks: Mapped[list[VenueRank]] = relationship(
        order_by=(VenueRank.scheme, VenueRank.edition.desc()), cascade="all, delete-orphan", lazy="selectin"
    )

    __table_args__ = (Index(None, "kind", "dblp_key"), Index(None, "folded"))
