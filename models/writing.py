"""Who may write, what was written, and what was answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.database import Base, now


class Token(Base):
    """A permission to write; only the hash of its secret is kept."""

    __tablename__ = "token"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[str]]
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class ChangeItem(Base):
    """What one change did to one entry: its record before and after, null where there was none."""

    __tablename__ = "change_item"

    change_id: Mapped[int] = mapped_column(ForeignKey("change.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    collection: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(200))
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]

    __table_args__ = (Index(None, "collection", "key"),)


class Change(Base):
    """One transaction that wrote: who, when, by which action, and which change it takes back."""

    __tablename__ = "change"

    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(index=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
    actor: Mapped[str] = mapped_column(String(100))
    action: Mapped[str] = mapped_column(String(20))
    reverts: Mapped[int | None] = mapped_column(ForeignKey("change.id"), index=True)

    items: Mapped[list[ChangeItem]] = relationship(
        order_by=ChangeItem.position, cascade="all, delete-orphan", lazy="selectin"
    )


class Idempotency(Base):
    """The answer once given under a client's key, so that a repeated request gets it again."""

    __tablename__ = "idempotency"

    token_id: Mapped[int] = mapped_column(ForeignKey(Token.id, ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    request_hash: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    headers: Mapped[dict[str, Any]]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)
