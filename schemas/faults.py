"""The faults of a query in one shape: the parameter, what is wrong, and a hint at what would be right."""

from collections.abc import Iterable, Mapping
from typing import Any

from schemas.likeness import hint

Fault = dict[str, Any]


def of_query(messages: Mapping[str, Any], known: Iterable[str]) -> list[Fault]:
    """List the faults that a schema found in a query string; known are the parameters there are."""
    names = list(known)
    return [
        {"parameter": parameter, **fault}
        for parameter, inner in messages.items()
        for fault in _flat(parameter, inner, names)
    ]


def unknown_value(parameter: str, value: str, known: list[str]) -> Fault:
    """Tell of a value that nothing in the database answers to; known is what could be meant."""
    detail = f"Nothing here is called {value!r}."
    return {"parameter": parameter, "detail": detail, "hint": hint(value, known)}


def too_long(parameter: str, characters: int, words: int) -> Fault:
    """Tell of a search that is longer than what is answered."""
    detail = f"This is longer than {characters} characters or {words} words in all."
    return {"parameter": parameter, "detail": detail, "hint": "Use fewer or shorter words."}


def _flat(parameter: str, messages: Any, known: list[str]) -> list[Fault]:
    if isinstance(messages, Mapping) and "detail" in messages:
        return [dict(messages)]
    if isinstance(messages, Mapping | list):
        parts = messages.values() if isinstance(messages, Mapping) else messages
        return [fault for inner in parts for fault in _flat(parameter, inner, known)]
    if messages == "Unknown field.":
        return [{"detail": f"There is no parameter {parameter!r}.", "hint": hint(parameter, known)}]
    return [{"detail": str(messages), "hint": None}]
