"""If-Match (RFC 9110, 13.1.1): a write on top of what its writer has seen, and on nothing newer."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from flask import request
from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import PreconditionFailed

from models.revision import current_number
from models.writing import Change, ChangeItem

TAG = re.compile(r'"(\d{1,18})(?:-[0-9a-z-]*)?"')
WHOLE = ("load", "restore")
"""Changes that touch every entry, and name none."""


def refuse_outdated(session: Session, collection: str, key: str | None) -> None:
    """Raise 412 where an entry, or a collection where none is named, was written after the tag held."""
    touched = ChangeItem.collection == collection
    if key is not None:
        touched &= ChangeItem.key == key
    _refuse(session, lambda later: session.scalar(later.where(touched).limit(1)) is not None)


def refuse_outdated_any(session: Session, entries: Iterable[tuple[str, str]]) -> None:
    """Raise 412 where one of some entries, by collection and key, was written after the tag held."""

    def is_touched(later: Select[Any]) -> bool:
        rows = session.execute(later.with_only_columns(ChangeItem.collection, ChangeItem.key))
        return not set(entries).isdisjoint(map(tuple, rows))

    _refuse(session, is_touched)


def _refuse(session: Session, is_touched: Callable[[Select[Any]], bool]) -> None:
    """Raise 412 where the tag is of no state, all was replaced since, or what is asked of was touched.

    Every tag begins with the revision it is of; history knows what was written since.
    """
    held = request.headers.get("If-Match", "").strip()
    if held in ("", "*"):
        return
    seen = max((int(number) for number in TAG.findall(held)), default=-1)
    replaced = select(Change.id).where(Change.revision > seen, Change.action.in_(WHOLE))
    later = (
        select(Change.id).join(ChangeItem, ChangeItem.change_id == Change.id).where(Change.revision > seen)
    )
    if (
        not 0 <= seen <= current_number(session)
        or session.scalar(replaced.limit(1)) is not None
        or is_touched(later)
    ):
        raise PreconditionFailed(
            "This was changed after you read it. Read it again, then repeat your change."
        )
