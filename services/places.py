"""Places in the owner's order: counted from 1 by people, kept as numbers with room at the top."""

from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session


def top(session: Session, model: type[Any]) -> int:
    """Give the number of a new first place, so that nothing else has to move."""
    first = session.scalar(select(func.min(model.position)))
    return 1 if first is None else first - 1


def place(session: Session, entry: Any) -> int:
    """Count an entry's place, from 1."""
    model = type(entry)
    before = (model.position < entry.position) | ((model.position == entry.position) & (model.id < entry.id))
    return 1 + (session.scalar(select(func.count()).where(before)) or 0)


def move(session: Session, entry: Any, wanted: int) -> None:
    """Put an entry at a place, from 1; one beyond the last is the last."""
    model = type(entry)
    others = session.scalars(
        select(model.position).where(model.id != entry.id).order_by(model.position, model.id)
    ).all()
    if wanted <= 1 or not others:
        entry.position = others[0] - 1 if others else 1
    elif wanted > len(others):
        entry.position = others[-1] + 1
    else:
        _make_room(session, entry, others[wanted - 1])


def _make_room(session: Session, entry: Any, at: int) -> None:
    """Move all that stand at a number or after it by one; entries of one number stay together."""
    model = type(entry)
    behind = update(model).where(model.position >= at, model.id != entry.id)
    session.execute(behind.values(position=model.position + 1))
    entry.position = at
