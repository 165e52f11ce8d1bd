"""The history of changes: which there are, and how one is told."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from models.publication import Publication
from models.writing import Change, ChangeItem
from schemas.merging import difference


def touching(collection: str | None = None, key: str | None = None) -> ColumnElement[bool]:
    """Ask for the changes that touched a collection, an entry, or anything where neither is given."""
    touched: list[ColumnElement[bool]] = []
    if collection is not None:
        touched.append(ChangeItem.collection == collection)
    if key is not None:
        # A change that renamed a publication is one of both its names.
        touched.append(or_(ChangeItem.key == key, ChangeItem.before["key"].as_string() == key))
    return Change.items.any(and_(*touched)) if touched else Change.id > 0


def newest(condition: ColumnElement[bool], most: int, start: int = 0) -> Select[Change]:
    """Select some of the changes, the newest first."""
    return select(Change).where(condition).order_by(Change.id.desc()).limit(most).offset(start)


Record = dict[str, Any]


def _award_without(record: Record, hidden: set[str]) -> Record:
    return {**record, "publication": None if record["publication"] in hidden else record["publication"]}


def _reading_without(record: Record, hidden: set[str]) -> Record | None:
    counts = {key: count for key, count in record["counts"].items() if key not in hidden}
    return {**record, "counts": counts} if counts or record["totals"] else None


WITHOUT: dict[str, Callable[[Record, set[str]], Record | None]] = {
    "awards": _award_without,
    "citations": _reading_without,
}
"""What is told, by collection, of a record that names works, to who is not told of some of these."""


def without_hidden(session: Session, items: Iterable[ChangeItem]) -> list[ChangeItem]:
    """Give what was done to entries without the keys of hidden works, for who is not told of these.

    What was done to nothing but hidden works is left out.
    """
    hidden = set(session.scalars(select(Publication.key).where(Publication.visibility != "public")))
    told = []
    for item in items:
        without = WITHOUT.get(item.collection)
        sides = (item.before, item.after)
        before, after = (record and without(record, hidden) if without else record for record in sides)
        if before != after:
            told.append(ChangeItem(collection=item.collection, key=item.key, before=before, after=after))
    return told


def of_item(item: ChangeItem) -> dict[str, Any]:
    """Write what a change did, or would do, to one entry."""
    action = "created" if item.before is None else "deleted" if item.after is None else "updated"
    return {
        "collection": item.collection,
        "key": item.key,
        "action": action,
        "before": item.before,
        "after": item.after,
        "difference": difference(item.before, item.after),
    }


def of_change(change: Change) -> dict[str, Any]:
    """Write a change as history tells it."""
    return {
        "id": change.id,
        "revision": change.revision,
        "made_at": change.made_at.isoformat().replace("+00:00", "Z"),
        "actor": change.actor,
        "action": change.action,
        "reverts": change.reverts,
        "items": [of_item(item) for item in change.items],
    }
