"""Reading a whole profile from one file, JSON or YAML, and checking it as a whole."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from marshmallow import ValidationError

from formats import document
from models.folding import slug
from models.sections import SECTIONS
from schemas.profile_parts import ProfileFile
from schemas.text import default_language
from services.naming import no_slug


class ProfileFault(Exception):
    """A file that is not a profile; its text says where and why, one fault a line."""


def read(text: str, language: str) -> dict[str, Any]:
    """Read a profile from JSON or YAML, plain strings in a language; raise ProfileFault with every fault."""
    try:
        data, twice = document.read(text)
    except document.Unreadable as fault:
        raise ProfileFault(f"The file is neither JSON nor YAML: {fault}") from None
    if twice:
        raise ProfileFault("\n".join(f"{place}: This key stands here more than once." for place in twice))
    if not isinstance(data, dict):
        raise ProfileFault("The file holds no profile: an object with the key `profile` stands at its top.")
    token = default_language.set(language)
    try:
        loaded: dict[str, Any] = ProfileFile().load(data)
    except ValidationError as faults:
        raise ProfileFault("\n".join(_faults(faults.normalized_messages()))) from None
    finally:
        default_language.reset(token)
    if wrong := [*repeated(loaded), *dangling(loaded), *unreachable(loaded)]:
        raise ProfileFault("\n".join(wrong))
    return loaded


# What may stand only once among the entries of a section; what is not known may be so of many.
ONCE = {
    "publications": (("key",), ("doi",), ("arxiv_id",)),
    "people": (("slug",),),
    "venues": (("slug",),),
    "citation_counts": (("publication", "source", "as_of"),),
    "citation_totals": (("source", "as_of"),),
    **dict.fromkeys(SECTIONS, (("id",),)),
}


def repeated(loaded: dict[str, Any]) -> Iterator[str]:
    """Tell of every value that stands twice where it may stand once."""
    for section, keys in ONCE.items():
        for names in keys:
            yield from _repeated(f"/{section}", loaded[section], names)
    for place, venue in enumerate(loaded["venues"]):
        yield from _repeated(f"/venues/{place}/ranks", venue["ranks"], ("scheme", "edition"))
    for place, work in enumerate(loaded["publications"]):
        topics = [{"slug": topic["slug"] or slug(topic["label"])} for topic in work["topics"]]
        yield from _repeated(f"/publications/{place}/topics", topics, ("slug",))


def _repeated(place: str, items: Iterable[dict[str, Any]], names: tuple[str, ...]) -> Iterator[str]:
    values = Counter(tuple(item[name] for name in names) for item in items)
    for value, times in values.items():
        if times > 1 and None not in value:
            yield f"{place}: {times} entries have the {', '.join(names)} {', '.join(map(repr, value))}."


def dangling(loaded: dict[str, Any]) -> Iterator[str]:
    """Tell of every entry that names a publication which the file does not hold."""
    known = {None, *(item["key"] for item in loaded["publications"])}
    for section in ("awards", "citation_counts"):
        for place, item in enumerate(loaded[section]):
            if item["publication"] not in known:
                yield f"/{section}/{place}/publication: no publication has the key {item['publication']!r}."


def unreachable(loaded: dict[str, Any]) -> Iterator[str]:
    """Tell of every slug that could not stand in an address as it is."""
    for place, given in _slugs(loaded):
        if wrong := no_slug(given):
            yield f"{place}: {wrong}"


def _slugs(loaded: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    yield "/profile/slug", loaded["profile"]["slug"]
    for section, key in (("people", "slug"), ("venues", "slug"), ("students", "person")):
        for place, item in enumerate(loaded[section]):
            yield f"/{section}/{place}/{key}", item[key]
    for place, work in enumerate(loaded["publications"]):
        for part in ("authors", "topics"):
            for inner, item in enumerate(work[part]):
                yield f"/publications/{place}/{part}/{inner}/slug", item["slug"]


def _faults(messages: Any, path: str = "") -> list[str]:
    if isinstance(messages, dict):
        return [
            line for key, inner in messages.items() for line in _faults(inner, document.pointer(path, key))
        ]
    return [f"{path}: {message}" for message in messages]
