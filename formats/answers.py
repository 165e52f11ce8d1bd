"""JSON answers of services: loaded within limits, looked into without trust, taken out of their envelopes."""

import json
from collections.abc import Callable
from typing import Any

from formats import clean
from formats.drafts import Draft, shown
from formats.finds import Finds, Unreadable, fitting
from formats.records import Count


def load(text: str) -> Any:
    """Load JSON, or raise Unreadable; what JSON does not know (NaN) is None."""
    try:
        return json.loads(fitting(text).removeprefix("\ufeff"), parse_constant=lambda _: None)
    except json.JSONDecodeError as wrong:
        raise Unreadable(
            f"This is no JSON: it breaks in line {wrong.lineno}, column {wrong.colno}."
        ) from None
    except (ValueError, RecursionError):
        raise Unreadable("This JSON has a number too long, or is nested too deep, to be read.") from None


def at(value: Any, *path: str | int) -> Any:
    """Look along a path of keys and places; None where there is nothing, or something else."""
    for step in path:
        if isinstance(step, str):
            value = value.get(step) if isinstance(value, dict) else None
        else:
            value = value[step] if isinstance(value, list) and step < len(value) else None
    return value


def each(value: Any, *path: str | int) -> list[Any]:
    """Look along a path for a list; an empty one where there is none."""
    found = at(value, *path)
    return found if isinstance(found, list) else []


def works(value: Any, envelopes: tuple[tuple[str, ...], ...]) -> list[Any]:
    """Take the works out of an envelope that holds them, of a list, or the one that stands alone."""
    if isinstance(value, list):
        return value
    for path in envelopes:
        held = at(value, *path)
        if held is not None:
            return held if isinstance(held, list) else [held]
    return [value]


def read(
    text: str, finds: Finds, envelopes: tuple[tuple[str, ...], ...], fill: Callable[[Draft, Any], None]
) -> None:
    """Read every work of an answer as a publication that `fill` fills; raise Unreadable."""
    for place, work in enumerate(works(load(text), envelopes), 1):
        draft = Draft("publications", f"Work {place}")
        if isinstance(work, dict):
            fill(draft, work)
        else:
            draft.tell(f"{shown(work)} stands where a work should.")
        if not finds.add(draft):
            return


def counts(
    text: str, envelopes: tuple[tuple[str, ...], ...], key: str, write: Callable[[Any, int], Count]
) -> list[Count]:
    """Read how often each work is cited, as far as a key says it; raise Unreadable where no works are."""
    answer = load(text)
    held = works(answer, envelopes)
    if held and held[0] is answer and at(answer, key) is None:
        raise Unreadable("This JSON holds no works.")
    found = ((work, number_of_times(at(work, key))) for work in held)
    return [write(work, count) for work, count in found if count is not None]


def number_of_times(value: Any) -> int | None:
    """Read how often something was cited, or None."""
    return clean.number(value, 0, 2**31)


def put_date(draft: Draft, year: Any, date: Any) -> None:
    """Take a date as far as it agrees with the year; 1 January stands where only the year is known."""
    exact, known = clean.date(date), clean.known_date(year)
    if exact and (known is None or exact[0] == known[0]):
        known = (exact[0], None if exact[1:] == (1, 1) else exact[1], None)
    draft.date(known, year if year is not None else date)


def looks(text: str, *marks: str) -> bool:
    """Tell whether a text begins as JSON does and has all of some keys near its beginning."""
    head = text[:100_000].removeprefix("\ufeff").lstrip()
    return head[:1] in ("{", "[") and all(f'"{mark}"' in head for mark in marks)
