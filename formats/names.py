"""Names of people: written as printed, put together from their parts, and taken apart."""

import re
from typing import NamedTuple

from formats.letters import EASTERN

IN_ONE_PIECE = re.compile(f"[{EASTERN}·]+")
"""Such names stand family first and without a space."""
EASTERN_LETTER = re.compile(f"[{EASTERN}]")
"""What scripts are written in that make no initials."""
TAKEN_APART = re.compile(r"(^|\s)and(\s|$)|[,;]|^others$", re.IGNORECASE)
"""What only the name of a group has."""
GROUPS = {
    "association", "centre", "center", "collaboration", "committee", "consortium", "foundation", "group",
    "initiative", "institute", "laboratory", "organization", "project", "society", "team", "university",
}  # fmt: skip
"""Words by which a group is told from a person."""
SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}


class Parts(NamedTuple):
    """A name in parts: `Ludwig`, `van`, `Beethoven`; `Sammy`, ``, `Davis`, `Jr.`."""

    given: str
    particle: str
    family: str
    suffix: str


def printed(family: str, given: str = "", suffix: str = "") -> str:
    """Put a name together as it is printed: `van Beethoven`, `Ludwig` is Ludwig van Beethoven."""
    if IN_ONE_PIECE.fullmatch(family) and IN_ONE_PIECE.fullmatch(given):
        return family + given + suffix
    return " ".join(part for part in (given, family, suffix) if part)


def inverted(text: str) -> str:
    """Print a name that is written as an index has it: `Last, First` or `Last, First, Jr`."""
    family, *more = (part.strip() for part in text.split(","))
    return printed(family, *more) if len(more) < 3 else text


def is_eastern(text: str) -> bool:
    """Tell whether a text holds Chinese, Japanese or Korean characters."""
    return bool(EASTERN_LETTER.search(text))


def is_group(text: str) -> bool:
    """Tell the name of a group, `The Tide Team`, from that of a person."""
    return bool(GROUPS & {word.strip(",.").lower() for word in text.split()})


def is_suffix(word: str) -> bool:
    """Tell what stands behind a family name, such as `Jr.` and `III`."""
    return word.strip(",.").lower() in SUFFIXES


def apart(name: str) -> Parts | None:
    """Take a printed name apart, BibTeX's way: a small word begins what is before the family name.

    None for one that has no parts: a group's, a single word, or one of a script without given names in front.
    """
    words = name.split(" ")
    if TAKEN_APART.search(name) or not all(words) or is_eastern(name) or is_group(name):
        return None
    suffix = words.pop() if len(words) > 2 and is_suffix(words[-1]) else ""
    if len(words) < 2:
        return None
    small = [number for number, word in enumerate(words[:-1]) if number and word[0].islower()]
    first = small[0] if small else len(words) - 1
    last = small[-1] + 1 if small else first
    return Parts(" ".join(words[:first]), " ".join(words[first:last]), " ".join(words[last:]), suffix)
