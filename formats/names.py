"""Names of people: written as printed, put together from their parts, and taken apart."""

import re
from typing import NamedTuple

from formats.letters import EASTERN

# Such names stand family first and without a space.
IN_ONE_PIECE = re.compile(f"[{EASTERN}·]+")
TAKEN_APART = re.compile(r"(^|\s)and(\s|$)|[,;]|^others$", re.IGNORECASE)
"""What only the name of a group has."""


class Parts(NamedTuple):
    """A name in parts: `Ludwig`, `van`, `Beethoven`."""

    given: str
    particle: str
    family: str


def printed(family: str, given: str = "", suffix: str = "") -> str:
    """Put a name together as it is printed: `van Beethoven`, `Ludwig` is Ludwig van Beethoven."""
    if IN_ONE_PIECE.fullmatch(family) and IN_ONE_PIECE.fullmatch(given):
        return family + given + suffix
    return " ".join(part for part in (given, family, suffix) if part)


def inverted(text: str) -> str:
    """Print a name that is written as an index has it: `Last, First` or `Last, First, Jr`."""
    family, *more = (part.strip() for part in text.split(","))
    return printed(family, *more) if len(more) < 3 else text


def apart(name: str) -> Parts | None:
    """Take a printed name apart, BibTeX's way; None for one that has no parts, such as a group's."""
    words = name.split(" ")
    if len(words) < 2 or TAKEN_APART.search(name) or not all(words):
        return None
    small = [number for number, word in enumerate(words[:-1]) if number and word[0].islower()]
    first = small[0] if small else len(words) - 1
    last = small[-1] + 1 if small else first
    return Parts(" ".join(words[:first]), " ".join(words[first:last]), " ".join(words[last:]))
