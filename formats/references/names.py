"""Names of authors as they are printed, taken apart so that styles can turn them round and shorten them."""

import re
from typing import NamedTuple

from formats.letters import EASTERN
from formats.plain import line

PARTICLES = {
    "af", "al", "av", "bin", "da", "dal", "de", "degli", "dei", "del", "della", "den", "der", "des", "di",
    "do", "dos", "du", "el", "ibn", "la", "le", "ten", "ter", "van", "von", "zu", "zum", "zur",
}  # fmt: skip
"""Small words that begin a family name."""
SUFFIXES = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}
GROUPS = {
    "association", "centre", "center", "collaboration", "committee", "consortium", "foundation", "group",
    "initiative", "institute", "laboratory", "organization", "project", "society", "team", "university",
}  # fmt: skip
"""Words by which a group is told from a person."""
EASTERN_LETTER = re.compile(f"[{EASTERN}]")
"""Characters of scripts in which the family name stands first and no initials are made."""


class Name(NamedTuple):
    """A name: of a group, or in a script without initials, all of it is `family`."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def printed(self) -> str:
        """The name in the order of speech."""
        return " ".join(filter(None, (self.given, self.family, self.suffix)))

    def initials(self, dot: str = ".", hyphen: str = "-") -> str:
        """Shorten the given names: `Jean-Paul T` becomes `J.-P. T.`."""
        words = self.given.replace("\u2010", "-").replace(".-", "-").replace(".", " ").split()
        letters = [[_first(part) for part in word.split("-") if _first(part)] for word in words]
        return " ".join(hyphen.join(f"{letter}{dot}" for letter in word) for word in letters if word)


def _first(part: str) -> str:
    return next((letter.upper() for letter in part if letter.isalpha()), "")


def is_eastern(text: str) -> bool:
    """Tell whether a text holds Chinese, Japanese or Korean characters."""
    return bool(EASTERN_LETTER.search(text))


def parse(text: str) -> Name:
    """Take a name apart: `Ludwig van Beethoven`, `Beethoven, Ludwig van`, `Martin King Jr.`, `李雷`."""
    words = line(text).split(" ")
    if is_eastern(text) or GROUPS & {word.strip(",.").lower() for word in words}:
        return Name(" ".join(words))
    suffix = SUFFIXES.get(words[-1].strip(",.").lower(), "") if len(words) > 2 else ""
    rest = " ".join(words[:-1] if suffix else words).strip(", ")
    before, comma, after = rest.partition(",")
    if comma and before.strip() and after.strip():
        return Name(before.strip(), after.strip(" ,"), suffix)
    words = rest.split(" ")
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return Name(" ".join(words[start:]), " ".join(words[:start]), suffix)
