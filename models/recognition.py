"""Recognising a venue in the text of a citation: one venue and why, or none and what it could have been."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from models.venue_index import NUMBERED, Found, Listed, VenueIndex, essence
from models.venue_text import (
    BESIDE,
    CONFERENCE,
    FOR_CONFERENCE,
    JOURNAL,
    LONGEST,
    NOT_OUT,
    Taken,
    clean,
    squeeze,
    take_apart,
)
from models.venue_traps import CLUES, CONTAINERS, NEAR, PRESENTED, SHARED, SPELT

MOST_OF_A_PLACE = 5
"""Words beside a short name that may be where and when a conference was; more are a title."""

KEY = re.compile(r"((?:conf|journals)/[\w-]+)(?:/\S*)?", re.ASCII)


class Recognition(NamedTuple):
    """What a text names: a venue or None, the year or None, the reason, and what else it could be."""

    venue: Listed | None
    year: int | None
    reason: str
    candidates: tuple[Listed, ...] = ()
    note: str | None = None


REASONS = {
    "key": "The DBLP key is the venue's.",
    "acronym": "It is the venue's short name.",
    "name": "It is the venue's name.",
    "alias": "It is another name of the venue.",
    "loose": "It is the venue's name, but for sponsors and small words.",
    "issue": "The issue of the journal is that of the conference.",
    "container": "The journal prints the papers of conferences, and the text does not name the issue.",
}
"""Why a text names a venue."""

NOTES = {
    "empty": "There is no text.",
    "too long": f"The text is longer than {LONGEST} characters, which no venue's name is.",
    "unknown": "No venue of the catalogue is surely called that.",
    "several": "Several venues are called that: say which.",
    "shared": "Venues outside the catalogue are called that, too: write the name in full.",
    "disagree": "The parts of the text do not name one venue.",
    "beside": "A workshop, demo, companion volume or the like is not the venue beside which it appeared.",
    "not out": "What is submitted or under review has not appeared there.",
    "kind": "The text reads as the other kind of venue than that of this name: write the name in full.",
}
"""Why a text names none."""


class Recogniser:
    """Asks an index of venues for any number of texts."""

    def __init__(self, venues: Iterable[Listed]) -> None:
        self.index = VenueIndex(venues)
        self.venues = self.index.venues

    def recognise(self, text: str, kind: str | None = None, dblp_key: str | None = None) -> Recognition:
        """Tell which venue a text names, and of which year; a kind or a key of DBLP that is known helps.

        `kind` is `journal` or `conference`. The reason is one of REASONS where there is a venue, else one of
        NOTES. What is unsure is none, with the candidates.
        """
        plain = clean(text)
        key = KEY.fullmatch((dblp_key or "").strip()) or KEY.fullmatch(plain)
        of_key = self.index.of_key(key[1]) if key else set()
        taken = take_apart("" if KEY.fullmatch(plain) else plain)
        if len(of_key) == 1:
            return self._one(next(iter(of_key)), taken.year, "key", taken)
        if len(text) > LONGEST:
            return self._none("too long", None, ())
        if not taken.whole:
            return self._none("several" if of_key else "unknown" if key else "empty", taken.year, of_key)
        found = self._found(taken)
        year = taken.year or next((each.year for each in found if each.year), None)
        if NOT_OUT.search(plain):
            return self._none("not out", year, _all_of(found) or self.index.mentioned(plain))
        if not found:
            return self._missed(plain, year)
        return self._weighed(found, plain, taken, kind or taken.kind, year)

    def _found(self, taken: Taken) -> list[Found]:
        """Find what the whole text names, or else what its parts and brackets name."""
        index = self.index
        whole = self._first(taken.whole)
        if whole:
            return [whole]
        named = self._first(taken.unbracketed)
        parts: list[Found | None] = [named] if named else [index.part(text) for text in taken.parts]
        if not named and _heads(taken.parts, parts):
            parts = []
        return [piece for piece in (*parts, *map(index.bracket, taken.brackets)) if piece]

    def _first(self, texts: Iterable[str]) -> Found | None:
        index = self.index
        found = (index.called(text) or index.loosely(text) or index.glued(text) for text in texts)
        return next((each for each in found if each), None)

    def _missed(self, plain: str, year: int | None) -> Recognition:
        """Say what a text that names nothing may have to do with, and whether it is something beside that."""
        rest, beside = BESIDE.subn(" ", plain)
        candidates = self.index.mentioned(plain) | (
            _all_of(self._found(take_apart(rest))) if beside else set()
        )
        shortened = re.search(r"\w{2}W\b", plain) is not None
        return self._none("beside" if candidates and (beside or shortened) else "unknown", year, candidates)

    def _weighed(
        self, found: list[Found], plain: str, taken: Taken, kind: str | None, year: int | None
    ) -> Recognition:
        """Choose among what the parts of a text may name, and look for what speaks against it."""
        chosen, reason = self._agreed(found)
        if not chosen:
            return self._none("disagree", year, _all_of(found))
        chosen = self._narrowed(chosen, plain, kind)
        if self._is_beside(plain, chosen):
            return self._none("beside", year, chosen)
        if len(chosen) > 1:
            return self._none("several", year, chosen)
        number = next(iter(chosen))
        venue = self.venues[number]
        near = self.index.keys.get(NEAR.get(venue.dblp_key or "", ""))
        if near is not None and self._is_unlike(venue, plain, kind):
            return self._none("kind", year, {number, near})
        if taken.kind == CONFERENCE and venue.kind == JOURNAL and not FOR_CONFERENCE.search(_said(venue)):
            return self._none("kind", year, chosen)
        if reason in ("acronym", "alias") and (doubt := self._doubt(number, taken)):
            return self._none(doubt, year, chosen)
        return self._one(number, year, reason, taken)

    def _agreed(self, found: list[Found]) -> tuple[set[int], str]:
        """Intersect what the parts name: a container goes with its issue, a journal with its conference."""
        chosen, reason = set(found[0].venues), found[0].reason
        for each in found[1:]:
            both = chosen & each.venues
            if not both:
                both, reason = self._related(chosen, each.venues) or (set(), reason)
            if not both:
                return set(), reason
            chosen = both
        return chosen, reason

    def _related(self, some: Iterable[int], others: Iterable[int]) -> tuple[set[int], str] | None:
        by_key = {self.venues[number].dblp_key or "": number for number in (*some, *others)}
        for key, number in by_key.items():
            if issues := {by_key[each] for each in CONTAINERS.get(key, {}).values() if each in by_key}:
                return issues, "issue"
            if PRESENTED.get(key, set()) & by_key.keys():
                return {number}, "name"
        return None

    def _narrowed(self, chosen: set[int], plain: str, kind: str | None) -> set[int]:
        """Keep the venues that the words or the kind of a text speak for."""
        if len(chosen) < 2:
            return chosen
        said = plain.lower()
        clues = {number: CLUES.get(self.venues[number].dblp_key or "", ()) for number in chosen}
        clued = {number for number in chosen if any(clue in said for clue in clues[number])}
        if len(clued) == 1:
            return clued
        fitting = {number for number in chosen if self.venues[number].kind == kind}
        spelt = SPELT & {squeeze(self.venues[number].acronym or "") for number in chosen}
        return fitting if fitting and (len(fitting) > 1 or not spelt) else chosen

    def _is_beside(self, text: str, chosen: Iterable[int]) -> bool:
        """Tell whether a word sets a text beside the venues, which none of their names has."""
        said = " ".join(_said(self.venues[number]) for number in chosen).lower()
        return any(found[0].lower().rstrip("s") not in said for found in BESIDE.finditer(text))

    def _is_unlike(self, venue: Listed, plain: str, kind: str | None) -> bool:
        """Tell whether a text speaks for the other kind: IEEE Micro in capitals may be either."""
        return kind != venue.kind if kind else venue.kind == "journal" and "MICRO" in plain

    def _doubt(self, number: int, taken: Taken) -> str | None:
        """Say what speaks against a short name: a spelt-out name of something else, or owners elsewhere."""
        pieces = [*taken.parts, *taken.brackets]
        spelt = [piece for piece in pieces if _spells(piece)]
        if any(not self.index.is_like(piece, number) for piece in spelt):
            return "disagree"
        shared = SHARED & {squeeze(NUMBERED.sub("", piece)) for piece in (*pieces, taken.whole[-1])}
        return "shared" if shared and not spelt else None

    def _one(self, number: int, year: int | None, reason: str, taken: Taken) -> Recognition:
        venue = self.venues[number]
        issues = CONTAINERS.get(venue.dblp_key or "", {})
        members = {self.index.keys[key] for key in issues.values() if key in self.index.keys}
        if not members:
            return Recognition(venue, year, reason)
        said = {word.lower() for each in (*taken.brackets, *taken.parts) for word in re.findall(r"\w+", each)}
        named = {self.index.keys.get(issues[word]) for word in said & issues.keys()} & members
        if len(named) == 1:
            return Recognition(self.venues[named.pop() or 0], year, "issue")
        return Recognition(venue, year, "container", self._listed(members), REASONS["container"])

    def _none(self, reason: str, year: int | None, candidates: Iterable[int]) -> Recognition:
        return Recognition(None, year, reason, self._listed(candidates), NOTES[reason])

    def _listed(self, numbers: Iterable[int]) -> tuple[Listed, ...]:
        return tuple(self.venues[number] for number in sorted(set(numbers)))


def _spells(piece: str) -> bool:
    """Tell whether a piece of text spells a venue's name out."""
    left, types = essence(piece)
    return bool(types or {"journal", "transactions"} & set(left)) and len(left) > 1


def _heads(texts: list[str], found: list[Found | None]) -> bool:
    """Tell whether short names stand before many words of no venue, at the head of a paper's title."""
    rest = [text for text, piece in zip(texts, found, strict=True) if not piece and not _spells(text)]
    return sum(len(text.split()) for text in rest) > MOST_OF_A_PLACE


def _said(venue: Listed) -> str:
    return " ".join(name for name, _ in venue.names())


def _all_of(found: Iterable[Found]) -> set[int]:
    return {number for each in found for number in each.venues}
