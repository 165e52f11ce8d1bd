"""The revision of the data: one number, raised by one with every transaction that writes."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, event, insert, select, update
from sqlalchemy.orm import Mapped, Session, UOWTransaction, mapped_column
from sqlalchemy.orm.session import ORMExecuteState

from models.database import Base, now
from models.inbox import Proposal
from models.venue import Venue, VenueRank
from models.versions import SHOWN, raise_versions, touch_several
from models.writing import Change, ChangeItem, Idempotency, Token


class Revision(Base):
    """The one row that tells how often, and when last, the data was written."""

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    changed_at: Mapped[datetime]
    venues: Mapped[int]
    """The number at which venues or their ranks last changed: what is known of them stays true until then."""
    items: Mapped[int]
    """The number at which several items of the list last changed at once; since then, each by its version."""


@event.listens_for(Revision.__table__, "after_create")
def _begin(_table: Any, connection: Connection, **_: Any) -> None:
    connection.execute(insert(Revision).values(id=1, number=0, changed_at=now(), venues=0, items=0))


APART = {Token, Idempotency, Change, ChangeItem, Proposal}
"""Tables that no reader sees: writing to these alone is no new revision."""

CURRENT = select(Revision.number, Revision.changed_at).limit(1)


def current_number(session: Session) -> int:
    """Read the number within a transaction, in which it is the next one that the transaction will have."""
    return session.scalar(select(Revision.number)) or 0


def current(engine: Engine) -> tuple[int, datetime]:
    """Read the revision and the moment it began, with one look at one row."""
    with engine.connect() as connection:
        row = connection.execute(CURRENT).one()
    return row.number, row.changed_at


def has_written(session: Session) -> bool:
    """Tell whether the transaction under way has written what may yet be taken back."""
    return bool(session.info.get("wrote"))


def _remember_flush(session: Session, _context: UOWTransaction) -> None:
    # A row counts as dirty as soon as a value is set, even to what it was.
    changed = (row for row in session.dirty if session.is_modified(row))
    for row in (*session.new, *changed, *session.deleted):
        session.info.setdefault("wrote", set()).add(type(row))
    if touch_several(session):
        session.info["several"] = True


def _remember_statement(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        # A statement on a bare table has no class: it may have written anything.
        written = state.bind_mapper.class_ if state.bind_mapper else None
        state.session.info.setdefault("wrote", set()).add(written)
        if written in {*SHOWN, None}:
            state.session.info["several"] = True


def _raise(session: Session) -> None:
    session.flush()
    if session.in_nested_transaction():
        return
    wrote = session.info.pop("wrote", None)
    if wrote and wrote - APART:
        raised: dict[str, Any] = {"number": Revision.number + 1, "changed_at": now()}
        if wrote & {Venue, VenueRank, None}:
            raised["venues"] = Revision.number + 1
        if session.info.pop("several", False):
            raised["items"] = Revision.number + 1
        session.connection().execute(update(Revision).values(raised))


def _forget(session: Session) -> None:
    session.info.pop("wrote", None)
    session.info.pop("several", None)


def watch(session_class: Any) -> None:
    """Raise the revision in every transaction of these sessions that writes."""
    event.listen(session_class, "before_flush", raise_versions)
    event.listen(session_class, "after_flush", _remember_flush)
    event.listen(session_class, "do_orm_execute", _remember_statement)
    event.listen(session_class, "before_commit", _raise)
    event.listen(session_class, "after_rollback", _forget)
