"""What an import adds to an entry that is there: it fills gaps, and the owner's own words stay."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.folding import fold
from models.writing import Change, ChangeItem
from services.records import Record

IMPORT = "import"
"""The action under which history keeps an import."""
NOTHING: tuple[Any, ...] = (None, "", [], {}, False)


class Filling(NamedTuple):
    """A merge patch, and the keys of which the import says something else than what stands and stays."""

    patch: Record
    kept: list[str]


def filling(stands: Record, brought: Mapping[str, Any], free: Collection[str]) -> Filling:
    """Compare a record with what an import brings: `free` keys may be overwritten, all others only filled."""
    patch: Record = {}
    kept: list[str] = []
    for key, value in brought.items():
        now = stands.get(key)
        wanted = ADDED_TO.get(key, _whole)(now, value, key in free)
        if wanted is None:
            kept.append(key)
        elif wanted != now and not _says_nothing(value):
            patch[key] = wanted
    return Filling(patch, kept)


def _says_nothing(value: Any) -> bool:
    return value in NOTHING or (isinstance(value, dict) and not any(value.values()))


def _whole(now: Any, value: Any, free: bool) -> Any:
    """Give the value that a key has after all; None where two contradict each other and the first stays."""
    if _says_nothing(value) or value == now:
        return value
    if _says_nothing(now) or free:
        return value
    if isinstance(now, dict) and isinstance(value, dict) and now.keys().isdisjoint(value):
        return {**now, **value}
    return None


def _links(now: list[Record], more: list[Record], _free: bool) -> list[Record]:
    known = {link["url"] for link in now}
    return [*now, *(link for link in more if link["url"] not in known)]


def _topics(now: list[Record], more: list[Record], _free: bool) -> list[Record]:
    known = {fold(topic["label"]) for topic in now}
    return [*now, *(topic for topic in more if fold(topic["label"]) not in known)]


def _authors(now: list[Record], more: list[Record], free: bool) -> list[Record] | None:
    """Add marks to the same people; other people take their place only where they may.

    Sources cut lists and given names short: what names fewer people, or says less of as many, takes no place.
    """
    mine, others = ([fold(author["name"]) for author in authors] for authors in (now, more))
    if mine != others:
        says_more = (len(others), len("".join(others))) > (len(mine), len("".join(mine)))
        return more if free and says_more else None
    marks = ("corresponding", "equal_contribution")
    return [
        {**author, **{mark: author[mark] or other[mark] for mark in marks}}
        for author, other in zip(now, more, strict=True)
    ]


ADDED_TO: dict[str, Callable[[Any, Any, bool], Any]] = {
    "links": _links,
    "topics": _topics,
    "authors": _authors,
}
"""Lists that grow, each with what makes one list of two."""


def free_keys(session: Session, collection: str, key: str) -> set[str]:
    """Name the keys of an entry that an import wrote last, so that the next import may write them anew."""
    steps = session.execute(
        select(Change.action, ChangeItem.before, ChangeItem.after)
        .join(ChangeItem, ChangeItem.change_id == Change.id)
        .where(ChangeItem.collection == collection, ChangeItem.key == key)
        .order_by(Change.id, ChangeItem.position)
    )
    wrote: dict[str, str] = {}
    for action, before, after in steps:
        changed = [name for name in after or {} if (before or {}).get(name) != after[name]]
        wrote |= dict.fromkeys(changed, action)
    return {name for name, action in wrote.items() if action == IMPORT}
