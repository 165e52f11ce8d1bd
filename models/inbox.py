"""The inbox: what was found elsewhere and is not certain, until the owner decides."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.database import Base, now
from models.publication import Publication

WAITING, ACCEPTED, MERGED, REJECTED = "waiting", "accepted", "merged", "rejected"


class Proposal(Base):
    """A publication that was found: as new, or as another version of one that is there, with the likeness.

    `work` is the slug of its title: the same is not proposed twice, whatever became of it the first time.
    """

    __tablename__ = "proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    work: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(200))
    record: Mapped[dict[str, Any]]
    publication_id: Mapped[int | None] = mapped_column(
        ForeignKey(Publication.id, ondelete="SET NULL"), index=True
    )
    score: Mapped[int | None]
    reason: Mapped[str | None] = mapped_column(String(1500))
    state: Mapped[str] = mapped_column(String(20), default=WAITING, index=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
    decided_at: Mapped[datetime | None]

    publication: Mapped[Publication | None] = relationship()

    __table_args__ = (UniqueConstraint("work", "publication_id"),)
