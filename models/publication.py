"""Publications, their authors in order, their topics and their dated citation counts."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, String, func, text
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.database import Base, PartialDate, Text, now
from models.folding import fold
from models.person import Person
from models.sqlite import ONCE
from models.venue import Venue

NOT_YET = 9999
"""The year by which a work without one is sorted: it is not out yet, so it is the newest."""


class Authorship(Base):
    """One person's place among the authors of one publication, with the name as printed."""

    __tablename__ = "authorship"

    publication_id: Mapped[int] = mapped_column(
        ForeignKey("publication.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id))
    name: Mapped[str] = mapped_column(String(200))
    corresponding: Mapped[bool] = mapped_column(Boolean, default=False)
    equal_contribution: Mapped[bool] = mapped_column(Boolean, default=False)

    person: Mapped[Person] = relationship(lazy="joined")

    __table_args__ = (Index(None, "person_id", "publication_id"),)


class Topic(Base):
    """A subject that the owner gave a publication."""

    __tablename__ = "topic"

    publication_id: Mapped[int] = mapped_column(
        ForeignKey("publication.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(200))
    label: Mapped[str] = mapped_column(String(200))

    __table_args__ = (Index(None, "slug"),)


class CitationCount(Base):
    """How often one source had a publication cited on one day."""

    __tablename__ = "citation_count"

    publication_id: Mapped[int] = mapped_column(
        ForeignKey("publication.id", ondelete="CASCADE"), primary_key=True
    )
    source: Mapped[str] = mapped_column(String(40), primary_key=True)
    as_of: Mapped[PartialDate] = mapped_column(primary_key=True)
    count: Mapped[int]
    source_id: Mapped[str | None] = mapped_column(String(200))
    """What the source itself calls the work."""

    # The first finds the newest count of a work, the second tells which sources there are.
    __table_args__ = (Index(None, "publication_id", "as_of"), Index(None, "source", "as_of"))


class Publication(Base):
    """A work. `stated_rank` is what the owner says; `search` is the folded text that a search looks in."""

    __tablename__ = "publication"
    __table_args__ = ONCE

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    title: Mapped[str] = mapped_column(String(1000))
    type: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(20))
    year: Mapped[int | None]
    month: Mapped[int | None]
    venue_id: Mapped[int | None] = mapped_column(ForeignKey(Venue.id))
    stated_rank: Mapped[str | None] = mapped_column(String(61))
    volume: Mapped[str | None] = mapped_column(String(40))
    issue: Mapped[str | None] = mapped_column(String(40))
    pages: Mapped[str | None] = mapped_column(String(40))
    doi: Mapped[str | None] = mapped_column(String(300), unique=True)
    arxiv_id: Mapped[str | None] = mapped_column(String(40), unique=True)
    abstract: Mapped[str | None] = mapped_column(LongText)
    links: Mapped[list[dict[str, Any]]]
    note: Mapped[Text | None]
    selected: Mapped[bool] = mapped_column(Boolean, default=False)
    visibility: Mapped[str] = mapped_column(String(10), default="public")
    position: Mapped[int]
    title_folded: Mapped[str] = mapped_column(String(1000), index=True)
    search: Mapped[str] = mapped_column(LongText)
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    venue: Mapped[Venue | None] = relationship()
    authors: Mapped[list[Authorship]] = relationship(
        order_by=Authorship.position, cascade="all, delete-orphan"
    )
    topics: Mapped[list[Topic]] = relationship(order_by=Topic.position, cascade="all, delete-orphan")
    citation_counts: Mapped[list[CitationCount]] = relationship(cascade="all, delete-orphan")

    def fold_for_search(self) -> None:
        """Set the folded columns from what the publication says now."""
        venue = [self.venue.acronym or "", self.venue.name] if self.venue else []
        words = [self.title, *(author.name for author in self.authors), *venue]
        words += [*(topic.label for topic in self.topics), self.abstract or ""]
        self.title_folded = fold(self.title)
        self.search = fold("\n".join(words)).replace("\n", " ")


OWNERS_ORDER = (Publication.position, Publication.title_folded, Publication.key)
"""The owner's order: total, also where a number is given twice."""

YEAR_ORDER = func.coalesce(Publication.year, text(str(NOT_YET)))

Index(
    "ix_publication_default_order",
    Publication.visibility,
    YEAR_ORDER.desc(),
    *OWNERS_ORDER,
)
Index("ix_publication_visibility_year", Publication.visibility, Publication.year)
Index(
    "ix_publication_visibility_venue", Publication.visibility, Publication.venue_id, Publication.stated_rank
)
Index("ix_publication_visibility_status", Publication.visibility, Publication.status)
