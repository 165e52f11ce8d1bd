"""The faults of a query in one shape: the parameter, what is wrong, and a hint at what would be right."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from schemas.likeness import FAR, Near, near

MOST = 100
"""Faults told of one query; who has more mends these first."""
HINTED = 10
"""Faults that are given a hint, which has to be looked for."""


class Misread(NamedTuple):
    """A value that cannot be read: what is wrong, and what could be written in its place."""

    detail: str
    value: str = ""
    near: Near = FAR


class Fault(dict[str, Any]):
    """A fault as the wire tells it; beside it, what the page needs to tell it in its own words."""

    def __init__(
        self, told: Mapping[str, Any], kind: str = "unreadable", value: str = "", offered: Iterable[str] = ()
    ) -> None:
        """Keep what is told; kind is unreadable, unknown, parameter, too_long or too_many."""
        super().__init__(told)
        self.kind, self.value, self.choices = kind, value, list(offered)

    def of(self, parameter: str) -> "Fault":
        """Name the parameter, before all else."""
        return Fault({"parameter": parameter, **self}, self.kind, self.value, self.choices)


def of_query(messages: Mapping[str, Any], known: Iterable[str]) -> list[Fault]:
    """List the faults that a schema found in a query string; known are the parameters there are."""
    names = list(known)
    found: list[Fault] = []
    for parameter, inner in messages.items():
        hinted = names if len(found) < HINTED else []
        found += [fault.of(parameter) for fault in _flat(parameter, inner, hinted)]
    return found[:MOST]


def unknown_values(unknown: Iterable[tuple[str, str, list[str]]]) -> list[Fault]:
    """Tell of values that nothing in the database answers to, each beside what could be meant."""
    return [
        _unknown_value(parameter, value, near(value, known) if place < HINTED else FAR)
        for place, (parameter, value, known) in enumerate(unknown)
    ]


def _unknown_value(parameter: str, value: str, offered: Near) -> Fault:
    detail = f"Nothing here is called {value!r}."
    told = {"parameter": parameter, "detail": detail, "hint": offered.hint}
    return Fault(told, "unknown", value, offered.choices)


def too_long(parameter: str, characters: int, words: int) -> Fault:
    """Tell of a search that is longer than what is answered."""
    detail = f"This is longer than {characters} characters or {words} words in all."
    told = {"parameter": parameter, "detail": detail, "hint": "Use fewer or shorter words."}
    return Fault(told, "too_long", str(characters))


def too_many(parameter: str, most: int) -> Fault:
    """Tell of more values than are looked up at once, at the parameter that has most of them."""
    detail = f"There are more than {most} values in all filters together."
    return Fault({"parameter": parameter, "detail": detail, "hint": "Ask for fewer."}, "too_many", str(most))


def _flat(parameter: str, messages: Any, known: list[str]) -> list[Fault]:
    if isinstance(messages, Misread):
        told = {"detail": messages.detail, "hint": messages.near.hint}
        return [Fault(told, "unreadable", messages.value, messages.near.choices)]
    if isinstance(messages, Mapping | list):
        parts = messages.values() if isinstance(messages, Mapping) else messages
        return [fault for inner in parts for fault in _flat(parameter, inner, known)]
    if messages == "Unknown field.":
        offered = near(parameter, known)
        told = {"detail": f"There is no parameter {parameter!r}.", "hint": offered.hint}
        return [Fault(told, "parameter", parameter, offered.choices)]
    return [Fault({"detail": str(messages), "hint": None})]
