"""Places in the owner's order: counted from 1 by people, kept as numbers with room at the top."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select, tuple_, update
from sqlalchemy.orm import Session

from models.publication import OWNERS_ORDER, Publication

Placed = tuple[Any, int]
"""An entry and the place that is wanted for it."""


def order(model: type[Any]) -> tuple[Any, ...]:
    """Give the columns by which readers find a collection in the owner's order."""
    return OWNERS_ORDER if model is Publication else (model.position, model.id)


def top(session: Session, model: type[Any]) -> int:
    """Give the number of a new first place, so that nothing else has to move."""
    first = session.scalar(select(func.min(model.position)))
    return 1 if first is None else first - 1


def place(session: Session, entry: Any) -> int:
    """Count an entry's place, from 1."""
    columns = order(type(entry))
    before = tuple_(*columns) < tuple_(*(getattr(entry, column.key) for column in columns))
    return 1 + (session.scalar(select(func.count()).where(before)) or 0)


def move(session: Session, entry: Any, wanted: int) -> None:
    """Put an entry that is there at a place, from 1; one beyond the last is the last."""
    numbers = _numbers(session, type(entry), [(entry, wanted)])
    entry.position = numbers.pop(entry.id)
    _write(session, type(entry), numbers)


def put(session: Session, placed: Iterable[Placed]) -> None:
    """Put new entries at places, from 1, when all are made; of two for one place the later stands before."""
    by_model: dict[type[Any], list[Placed]] = {}
    for entry, wanted in placed:
        by_model.setdefault(type(entry), []).append((entry, wanted))
    for model, some in by_model.items():
        _write(session, model, _numbers(session, model, some))


def _numbers(session: Session, model: type[Any], placed: list[Placed]) -> dict[int, int]:
    """Find the numbers of those that are placed, and of as few others as have to make room, by id."""
    ids = [entry.id for entry, _ in placed]
    others = session.execute(
        select(model.id, model.position).where(model.id.not_in(ids)).order_by(*order(model))
    ).all()
    line: list[tuple[int, int | None]] = [(row.id, row.position) for row in others]
    behind = (others[-1].position if others else 0) + len(placed) + 1
    for entry, wanted in sorted(placed, key=lambda pair: pair[1]):
        line.insert(wanted - 1, (entry.id, None))
    numbers = {}
    # From the last to the first, since there is room at the top; equal numbers part where they meet.
    for id, number in reversed(line):
        if number is None or number >= behind:
            numbers[id] = number = behind - 1
        behind = number
    return numbers


def _write(session: Session, model: type[Any], numbers: dict[int, int]) -> None:
    """Write numbers down; an entry that only makes room is not changed by it, and keeps its version."""
    if not numbers:
        return
    session.flush()
    session.execute(update(model), [{"id": id, "position": number} for id, number in numbers.items()])
    for entry in session.identity_map.values():
        if isinstance(entry, model) and entry.id in numbers:
            session.expire(entry, ["position"])
