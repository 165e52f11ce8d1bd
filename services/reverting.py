"""Taking a change back: as a new change, and only where nothing of it was changed since."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.writing import Change, ChangeItem
from schemas.body_faults import fault
from schemas.merging import escape
from services import ledger
from services.afterwards import Afterwards
from services.editing import Edit, Overtaken, Refusal
from services.inbox import reopen
from services.records import MODELS, Record, record_of


def revert(edit: Edit, change: Change) -> None:
    """Take back all that a change did, the last step first; raise Overtaken where it no longer stands."""
    since = Afterwards(edit.session, change.id)
    if not change.items:
        told = (
            f"Change {change.id} replaced the whole profile and keeps no records; restore a backup instead."
        )
        raise Overtaken([fault("", told)])
    if since.is_loaded_anew:
        told = f"After change {change.id} the whole profile was replaced, so nothing of it can be taken back."
        raise Overtaken([fault("", told)])
    edit.every(list(reversed(change.items)), lambda item, _: _take_back(edit, item, since))
    reopen(edit.session, change, since)


def entries_of(session: Session, change: Change) -> Iterator[tuple[str, str]]:
    """Name the entries that a change touched, by collection and by what each is called now."""
    since = Afterwards(session, change.id)
    for item in change.items:
        name = since.standing(item.collection, item.key).name if item.after else item.key
        yield item.collection, name


def _take_back(edit: Edit, item: ChangeItem, since: Afterwards) -> None:
    try:
        _undo(edit, item, since)
    except Refusal as refused:
        # Nobody sent a body that could be mended: what stands in the way came later.
        raise Overtaken([{**fault, "hint": None} for fault in refused.faults]) from None


def _undo(edit: Edit, item: ChangeItem, since: Afterwards) -> None:
    if item.collection == ledger.COLLECTION:
        ledger.take_back(edit, item, since)
    elif item.after and item.before:
        _put_back(edit, item, since, item.before, item.after)
    elif item.before:
        _bring_back(edit, item, since, item.before)
    elif item.after:
        entry = _standing(edit, item, since)
        _refuse_changed(item, _named_now(item, since, item.after), record_of(item.collection, entry))
        edit.delete(item.collection, entry)


def _bring_back(edit: Edit, item: ChangeItem, since: Afterwards, before: Record) -> None:
    """Add a deleted entry again, under its old number."""
    number = None if item.collection == "publications" else int(item.key)
    if since.came_back(item.collection, item.key):
        raise _refused(item, "This was brought back since")
    if number and edit.session.get(MODELS[item.collection], number):
        # Only in a database that is older than the rule that a number is given once.
        raise _refused(item, "Another entry has this number")
    edit.bring_back(item.collection, _named_now(item, since, before), _at(item), number)


def _put_back(edit: Edit, item: ChangeItem, since: Afterwards, before: Record, after: Record) -> None:
    """Give back the values that the change took; what it left alone stays as it is now."""
    entry = _standing(edit, item, since)
    stands = record_of(item.collection, entry)
    changed = {key for key in after if key != "position" and before.get(key) != after[key]}
    _refuse_changed(item, _named_now(item, since, {key: after[key] for key in changed}), stands)
    given_back = {key: before.get(key) for key in (*changed, *({"position"} & before.keys()))}
    edit.give_back(item.collection, entry, _named_now(item, since, given_back), _at(item))


def _standing(edit: Edit, item: ChangeItem, since: Afterwards) -> Any:
    """Find the entry that the change made or changed, whatever it is called now."""
    now = since.standing(item.collection, item.key)
    if not now.is_there:
        raise _refused(item, "This was taken away since")
    return edit.find(item.collection, now.name)


def _named_now(item: ChangeItem, since: Afterwards, record: Record) -> Record:
    """Call the work that an award names what it is called now."""
    if item.collection != "awards" or not record.get("publication"):
        return record
    now = since.standing("publications", record["publication"])
    if not now.is_there:
        raise _refused(item, "The work that it named was taken away since", "/publication")
    return {**record, "publication": now.name}


def _at(item: ChangeItem) -> str:
    return f"/{item.collection}/{escape(item.key)}"


def _refused(item: ChangeItem, why: str, at: str = "") -> Overtaken:
    return Overtaken([fault(_at(item) + at, f"{why}, so change {item.change_id} cannot be taken back.")])


def _refuse_changed(item: ChangeItem, then: Record, stands: Record) -> None:
    told = f"This was changed again after change {item.change_id}; take the later change back first."
    faults = [
        fault(f"{_at(item)}/{escape(key)}", told)
        for key in then
        if key != "position" and stands.get(key) != then[key]
    ]
    if faults:
        raise Overtaken(faults)


def last_change(session: Session) -> Change | None:
    """Find the change that plain undo takes back."""
    rows = session.execute(select(Change.id, Change.reverts).order_by(Change.id.desc()))
    number = last_standing((row.id, row.reverts) for row in rows)
    return session.get(Change, number) if number else None


def last_standing(newest_first: Iterable[tuple[int, int | None]]) -> int | None:
    """Find the newest change that stands, or the one that brought it back last, among ids with `reverts`.

    An undo is no such change. It may itself be undone, and then the change that it undid stands again.
    """
    undone_by: dict[int, int] = {}
    brought_back_by: dict[int, int] = {}
    for number, reverts in newest_first:
        if number in undone_by:
            if reverts is not None:
                brought_back_by.setdefault(reverts, undone_by[number])
        elif reverts is None:
            return brought_back_by.get(number, number)
        else:
            undone_by.setdefault(reverts, brought_back_by.get(number, number))
    return None
