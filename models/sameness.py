"""Titles that may be one work's, and names that may be one person's; told by their letters alone."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from rapidfuzz import fuzz, process

from models.folding import fold

ALIKE = 92
"""Hundredths of likeness from which two titles are taken for one with a slip."""
SHORT = 16
"""Letters below which titles must be equal to be alike."""
LONGEST = 200
"""Letters of a title that are compared."""
MOST = 5
"""Titles that are told to be like one."""
NEAR = 3
"""Years that two versions of one work may lie apart."""

NUMBERS = re.compile(r"\d+|\b[ivx]+\b")


def letters(text: str) -> str:
    """Give the letters and digits of a text, folded."""
    return re.sub(r"[\W_]+", "", fold(text))


def alike_titles(titles: Sequence[str], years: Sequence[int | None] = ()) -> Iterator[tuple[int, int]]:
    """Find the pairs of titles, by their places, that are equal but for marks or alike but for a slip.

    Of many equal titles each is paired with the first alone. `Part 1` and `Part 2` are not alike. Where
    years are given, titles are alike only within `NEAR` years of each other, or where one has none.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for place, title in enumerate(titles):
        groups[letters(title)[:LONGEST]].append(place)
    groups.pop("", None)
    for places in groups.values():
        yield from ((places[0], other) for other in places[1:])
    shelves: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for text, places in groups.items():
        if len(text) >= SHORT:
            shelves[_numbers(titles[places[0]])].append(text)
    for texts in shelves.values():
        year_of = {text: years[groups[text][0]] if years else None for text in texts}
        for one, other in _alike(texts, year_of):
            first, second = groups[one][0], groups[other][0]
            yield min(first, second), max(first, second)


class _Year(NamedTuple):
    """The texts of one year, the shortest first, and their lengths."""

    texts: list[str]
    lengths: list[int]

    def near(self, length: int) -> list[str]:
        """Give those that are not too short or too long: likeness is bounded by the lengths."""
        first = bisect_left(self.lengths, length * ALIKE / (200 - ALIKE))
        return self.texts[first : bisect_right(self.lengths, length * (200 - ALIKE) / ALIKE)]


def _alike(texts: Iterable[str], year_of: Mapping[str, int | None]) -> Iterator[tuple[str, str]]:
    """Find the pairs of texts that are alike and of near years."""
    by_year: dict[int | None, list[str]] = defaultdict(list)
    for text in sorted(texts, key=len):
        by_year[year_of[text]].append(text)
    shelf = {year: _Year(found, [len(text) for text in found]) for year, found in by_year.items()}
    for year, own in shelf.items():
        later = range(year + 1, year + NEAR + 1) if year is not None else filter(None, shelf)
        others = [shelf[other] for other in later if other in shelf]
        for place, text in enumerate(own.texts):
            end = bisect_right(own.lengths, len(text) * (200 - ALIKE) / ALIKE)
            choices = chain(own.texts[place + 1 : end], *(other.near(len(text)) for other in others))
            for found, _, _ in process.extract(
                text, list(choices), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST, processor=None
            ):
                yield text, found


def _numbers(title: str) -> tuple[str, ...]:
    return tuple(NUMBERS.findall(fold(title)))


def name_parts(name: str) -> list[str]:
    """Split a name into its folded parts: `Zhao, H.` is `zhao` and `h`; a hyphen joins."""
    plain = re.sub(r"(?<=\w)[-‐‑'’](?=\w)", "", fold(name))
    return [part for part in re.split(r"[\W_]+", plain) if part]


def name_forms(name: str) -> set[str]:
    """Give what a name is compared by: its letters in order, and its parts in any order."""
    parts = name_parts(name)
    plain = "".join(parts)
    is_long = len(plain) > 3 or not plain.isascii()
    return {plain, " ".join(sorted(parts))} if len(plain) > 1 and is_long else set()


def shortened(names: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Find pairs of a name with initials and a full one that it may be short for: `H. Zhao`, `Han Zhao`.

    The surname stands first or last. An initial that fits several full names is paired with each.
    """
    parts = {number: name_parts(name) for number, name in names.items()}
    full: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, each in parts.items():
        if len(each) > 1 and len(each[0]) > 1 and len(each[-1]) > 1:
            full[each[-1], each[0][0]].append(number)
            full[each[0], each[-1][0]].append(number)
    for number, each in parts.items():
        long = [part for part in each if len(part) > 1]
        initials = [part for part in each if len(part) == 1]
        if len(long) == 1 and initials:
            yield from ((number, other) for other in full[long[0], initials[0]] if other != number)


def without_middle(names: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Find pairs of names of which one has initials in the middle that the other lacks."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, name in names.items():
        parts = name_parts(name)
        long = tuple(part for part in parts if len(part) > 1)
        if len(long) == 2 and parts[0] == long[0] and parts[-1] == long[1]:
            groups[long].append(number)
    for members in groups.values():
        plain = [number for number in members if len(name_parts(names[number])) == 2]
        yield from ((number, plain[0]) for number in members if plain and number not in plain)
