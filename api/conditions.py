"""If-Match (RFC 9110, 13.1.1): a write on top of what its writer has seen, and on nothing newer."""

import re

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import PreconditionFailed

from models.revision import current_number
from models.writing import Change, ChangeItem

TAG = re.compile(r'"(\d{1,18})(?:-[0-9a-z-]*)?"')
WHOLE = ("load", "restore")
"""Changes that touch every entry, and name none."""


def refuse_outdated(session: Session, collection: str, key: str | None) -> None:
    """Raise 412 where an entry, or a collection where none is named, was written after the tag that is held.

    Every tag begins with the revision it is of; history knows what was written since.
    """
    held = request.headers.get("If-Match", "").strip()
    if held in ("", "*"):
        return
    revisions = [int(number) for number in TAG.findall(held)]
    seen = max(revisions, default=-1)
    touched = ChangeItem.collection == collection
    if key is not None:
        touched &= ChangeItem.key == key
    later = select(Change.id).where(
        Change.revision > seen, Change.action.in_(WHOLE) | Change.items.any(touched)
    )
    if not 0 <= seen <= current_number(session) or session.scalar(later.limit(1)):
        raise PreconditionFailed(
            "This was changed after you read it. Read it again, then repeat your change."
        )
