"""The body of a request as strict JSON: what cannot be stored, or is said twice, is refused at once."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

DEEPEST = 20
"""How many lists and objects may stand inside each other; no record needs more than seven."""

LARGEST = 2**63 - 1
"""The largest whole number that the database can hold."""


class Unreadable(ValueError):
    """A body that is not JSON as RFC 8259 has it; its text says why."""


def parse(body: bytes) -> Any:
    """Parse UTF-8 JSON; raise Unreadable with the first reason why it cannot be."""
    try:
        text = body.decode("utf-8-sig")
        value = json.loads(
            text, object_pairs_hook=_once, parse_constant=_refuse, parse_int=_whole, parse_float=_real
        )
    except UnicodeDecodeError:
        raise Unreadable("The body is not UTF-8.") from None
    except RecursionError:
        raise Unreadable(f"Lists and objects stand more than {DEEPEST} deep.") from None
    except json.JSONDecodeError as fault:
        where = f"line {fault.lineno}, column {fault.colno}"
        raise Unreadable(f"The body is not JSON: {fault.msg} ({where}).") from None
    for pointer, wrong in _wrong(value):
        raise Unreadable(f"{wrong} (at {pointer or 'the top'})")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise Unreadable(f"The key {shown(twice)} stands twice in one object.")
    return value


def _refuse(name: str) -> Any:
    raise Unreadable(f"{name} is no number in JSON.")


def _whole(digits: str) -> int:
    if len(digits) > 20 or abs(int(digits)) > LARGEST:
        raise Unreadable("A whole number is larger than 2^63 - 1.")
    return int(digits)


def _real(digits: str) -> int | float:
    number = float(digits)
    if math.isinf(number):
        raise Unreadable("A number is larger than any that can be kept.")
    # JSON has one kind of numbers: 2024.0 is 2024.
    return int(number) if number.is_integer() and abs(number) <= LARGEST else number


def shown(text: str, most: int = 60) -> str:
    """Quote a stranger's text so that it can be shown and sent: short, on one line, of whole characters."""
    part = text[:most].encode("utf-8", "replace").decode()
    plain = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in part
    )
    return f"'{plain}{'…' if len(text) > most else ''}'"


def _wrong(value: Any) -> Iterator[tuple[str, str]]:
    """Find what no field takes, without recursion: half characters, control characters, too deep a nest."""
    waiting: list[tuple[str, Any, int]] = [("", value, 0)]
    while waiting:
        pointer, part, depth = waiting.pop()
        if depth > DEEPEST:
            yield pointer[:60], f"Lists and objects stand more than {DEEPEST} deep."
        elif isinstance(part, str) and (wrong := misfit(part)):
            yield pointer, wrong
        elif isinstance(part, list):
            waiting += [(f"{pointer}/{place}", inner, depth + 1) for place, inner in enumerate(part)]
        elif isinstance(part, dict):
            for key, inner in part.items():
                if wrong := misfit(key):
                    yield pointer, wrong
                waiting.append((f"{pointer}/{key[:60]}", inner, depth + 1))


MISFIT = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def misfit(text: str) -> str | None:
    """Say what in a text cannot be stored or shown, or None."""
    found = MISFIT.search(text)
    if not found:
        return None
    if found[0] >= "\ud800":
        return "Half of a character stands here (a lone surrogate)."
    return f"A control character stands here (U+{ord(found[0]):04X})."
