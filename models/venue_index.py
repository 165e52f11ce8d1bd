"""The venues of a catalogue by all that they are called, and what a piece of text finds among them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.venue_text import GLUED_YEAR, TYPES, full_year, spellings, squeeze, words
from models.venue_traps import (
    ALTERNATES,
    CARRIERS,
    COUNTED,
    LIKE_WORDS,
    OF_ACM,
    SHARED,
    SPELLINGS,
    SPONSORS,
    WORDS,
)

NUMBERED = re.compile(r"\s\d{1,4}$")
TOKEN = re.compile(r"[^\W_][\w&+/-]*")


class Listed(NamedTuple):
    """A venue as the catalogue lists it."""

    slug: str
    acronym: str | None
    name: str
    kind: str
    publisher: str | None
    dblp_key: str | None
    aliases: Sequence[str]

    def names(self) -> list[tuple[str, str]]:
        """List all that the venue is called, each with what it is."""
        named = [
            (self.acronym, "acronym"),
            (self.name, "name"),
            *((alias, "alias") for alias in self.aliases),
        ]
        return [(text, what) for text, what in named if text]


class Found(NamedTuple):
    """The venues that a text may name, by number; what of theirs it fits; a year that is glued to it."""

    venues: frozenset[int]
    reason: str
    year: int | None = None


class VenueIndex:
    """All venues by what they are called, squeezed or in words, and by their DBLP key."""

    def __init__(self, venues: Iterable[Listed]) -> None:
        self.venues = list(venues)
        self.keys = {venue.dblp_key or venue.name: number for number, venue in enumerate(self.venues)}
        self.exact: dict[str, dict[int, str]] = {}
        self.loose: dict[tuple[str, ...], set[tuple[int, frozenset[str]]]] = defaultdict(set)
        for number, venue in enumerate(self.venues):
            for text, what in venue.names():
                self.exact.setdefault(squeeze(text), {}).setdefault(number, what)
                left, types = essence(text)
                if len(left) > 1:
                    self.loose[left].add((number, types))
        self.exact.pop("", None)
        for text, key in SPELLINGS.items():
            if key in self.keys:
                self.exact[squeeze(text)] = {self.keys[key]: "alias"}
        self.held_by = [
            sponsors(" ".join((venue.publisher or "", *(text for text, _ in venue.names()))))
            for venue in self.venues
        ]
        self.types = [
            frozenset(word for text, _ in venue.names() for word in essence(text)[1]) for venue in self.venues
        ]

    def of_key(self, prefix: str) -> set[int]:
        """Find the venues whose papers bear a prefix of DBLP's."""
        keys = (ALTERNATES.get(prefix, prefix), *CARRIERS.get(prefix, ()))
        return {self.keys[key] for key in keys if key in self.keys}

    def called(self, text: str) -> Found | None:
        """Find what a text names to the letter, but for case, marks and a number behind it."""
        for each in (text, NUMBERED.sub("", text)):
            if known := self.exact.get(squeeze(each)):
                return Found(frozenset(known), min(known.values()))
        return None

    def loosely(self, text: str) -> Found | None:
        """Find a name that differs in small words, but neither in its type nor against its sponsors."""
        text = NUMBERED.sub("", text)
        left, types = essence(text)
        held_by = sponsors(text)
        if len(left) == 1:
            return self._dressed(text, types, held_by) if types or held_by else None
        fitting = {
            number
            for number, of_name in self.loose.get(left, ())
            if self._is_of_type(number, types, of_name, len(left)) and self._may_hold(held_by, number)
        }
        return Found(frozenset(fitting), "loose") if fitting else None

    def _is_of_type(self, number: int, types: frozenset[str], of_name: frozenset[str], length: int) -> bool:
        if types == of_name:
            return True
        if (types and of_name) or length < 3:
            return False
        return not types or ("workshop" not in types and self.venues[number].kind == "conference")

    def _may_hold(self, held_by: set[str], number: int) -> bool:
        return not held_by or not self.held_by[number] or bool(held_by & self.held_by[number])

    def _dressed(self, text: str, types: frozenset[str], held_by: set[str]) -> Found | None:
        """Find a short name between its sponsors and its type, which must be those of the venue."""
        bare = [word for word in text.split() if not set(words(word)) <= SPONSORS | TYPES]
        found = self.short(bare[0]) if len(bare) == 1 else None
        if (
            found is None
            or squeeze(bare[0]) in SHARED
            or (squeeze(bare[0]) in WORDS and not bare[0].isupper())
        ):
            return None
        fitting = {
            number
            for number in found.venues
            if types <= self.types[number] and (not held_by or held_by & self.held_by[number])
        }
        return Found(frozenset(fitting), found.reason) if fitting else None

    def short(self, text: str) -> Found | None:
        """Find a short name: written as it is listed, in upper case, or long enough to be no word."""
        known = self.exact.get(squeeze(text), {})
        fitting = {
            number: what
            for number, what in known.items()
            if text.isupper()
            or len(text) > 4
            or text in (self.venues[number].acronym, *self.venues[number].aliases)
        }
        return Found(frozenset(fitting), min(fitting.values())) if fitting else None

    def glued(self, text: str) -> Found | None:
        """Find a short name with two digits behind it: a year, unless the conference counts its editions."""
        match = GLUED_YEAR.fullmatch(text)
        found = self.short(match["name"]) if match else None
        if not match or not found:
            return None
        counts = match["mark"] and squeeze(match["name"]) in COUNTED
        return found._replace(year=None if counts else full_year(match["year"]))

    def part(self, text: str) -> Found | None:
        """Find what a part of a longer text names, where a word or the title of a topic names nothing."""
        short = NUMBERED.sub("", text)
        if squeeze(short) in WORDS or _is_word(short) or (len(short.split()) < 3 and self._is_topic(short)):
            return None
        if " " not in short:
            return self._word(short)
        return next(
            (found for each in spellings(text) if (found := self.called(each) or self.loosely(each))), None
        )

    def bracket(self, text: str) -> Found | None:
        """Find what stands in brackets, where a word counts in upper case only."""
        short = NUMBERED.sub("", text)
        if _is_word(short):
            return None
        return self._word(short) if " " not in short else self.called(text) or self.loosely(text)

    def _word(self, text: str) -> Found | None:
        return self.short(text) or self.glued(text)

    def _is_topic(self, text: str) -> bool:
        """Tell whether a text is a journal's full name, in so few words that papers are about it, too."""
        known = self.exact.get(squeeze(text), {})
        return bool(known) and all(what == "name" for what in known.values())

    def mentioned(self, text: str) -> set[int]:
        """Find the venues whose short name stands anywhere in a text: what it may have to do with."""
        tokens = {token for each in TOKEN.findall(text) for token in (each, *re.split(r"[-/+]", each))}
        tokens |= {token[:-1] for token in tokens if token.endswith("W")}
        return {
            number
            for token in tokens
            if sum(letter.isupper() for letter in token) > 1
            for number in self.exact.get(re.sub(r"(?:19|20)?\d\d$", "", squeeze(token)), ())
        }

    def is_like(self, text: str, number: int) -> bool:
        """Tell whether half the words of a spelt-out name stand, perhaps shortened, in a venue's names."""
        said = {word[:4] for name, _ in self.venues[number].names() for word in words(name)}
        left = [word for word in essence(text)[0] if word.isalpha()]
        return 2 * sum(word[:4] in said for word in left) >= len(left)


def _is_word(text: str) -> bool:
    """Tell whether a text is a word of the language rather than a short name in capitals."""
    return not text.isupper() and squeeze(text) in WORDS | LIKE_WORDS


def essence(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Give the words of a name without sponsors and types, and its types apart."""
    written = words(text)
    left = tuple(word for word in written if word not in TYPES and word not in SPONSORS)
    return left, frozenset(word for word in written if word in TYPES)


def sponsors(text: str) -> set[str]:
    """Give who holds what a text names; the interest groups of ACM are ACM."""
    return {"acm" if word in OF_ACM else word for word in words(text) if word in SPONSORS}
