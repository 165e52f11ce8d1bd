"""Names of authors as they are printed, taken apart so that styles can turn them round and shorten them."""

from typing import NamedTuple

from formats.names import apart, is_group, is_suffix
from formats.plain import line

PRINTED = {"jr": "Jr.", "sr": "Sr."}
"""How a suffix is printed; a number, in capitals."""


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


def parse(text: str) -> Name:
    """Take a name apart: `Ludwig van Beethoven`, `Beethoven, Ludwig van`, `Martin King Jr.`, `李雷`."""
    text = line(text)
    if is_group(text):
        return Name(text)
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    suffix = pieces.pop() if len(pieces) > 1 and is_suffix(pieces[-1]) else ""
    if len(pieces) > 1:
        return Name(pieces[0], " ".join(pieces[1:]), _suffix(suffix))
    parts = apart("".join(pieces))
    if parts is None:
        return Name("".join(pieces), "", _suffix(suffix))
    family = " ".join(filter(None, (parts.particle, parts.family)))
    return Name(family, parts.given, _suffix(suffix or parts.suffix))


def _suffix(word: str) -> str:
    bare = word.strip(",.").lower()
    return PRINTED.get(bare, bare.upper())
