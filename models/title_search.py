"""Finding, among many titles, those that may be one work's."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from rapidfuzz import fuzz, process

from models.titles import ALIKE, APART, LONGEST, beginning, letters, likeness, numbers, plain, weight

MOST = 20
"""Titles near one that are asked whether they are like it."""
FEW = 5
"""The same where each of very many titles is asked."""


class Titles:
    """Titles by number, among which those are found that may be one work's with another."""

    def __init__(self, titles: Iterable[tuple[int, str]] = ()) -> None:
        self.titles: dict[int, str] = {}
        self.weights: dict[int, str] = {}
        self.equal: dict[str, list[int]] = defaultdict(list)
        self.begun: dict[str, list[int]] = defaultdict(list)
        for number, title in titles:
            self.add(number, title)

    def add(self, number: int, title: str) -> None:
        """Know one title more."""
        text = plain(title)
        self.titles[number], self.weights[number] = title, weight(text)
        self.equal[letters(text)].append(number)
        for beginning_ in _beginnings(title):
            self.begun[beginning_].append(number)

    def like(self, title: str) -> list[tuple[int, int]]:
        """Find the numbers of titles that are like one, each with how much is alike, the likest first."""
        text = plain(title)
        near = process.extract(
            weight(text), self.weights, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST, processor=None
        )
        begun = (self.begun.get(known, [])[:MOST] for known in _beginnings(title))
        equal = self.equal.get(letters(text), [])[:MOST]
        numbers = dict.fromkeys(chain(equal, (number for *_, number in near), *begun))
        scored = ((number, likeness(title, self.titles[number])) for number in numbers)
        return sorted((each for each in scored if each[1]), key=lambda each: -each[1])


def _beginnings(title: str) -> set[str]:
    """Give what a title has in common with one that has another subtitle, or none."""
    return {beginning(title), letters(plain(title))[:LONGEST]} - {""}


def alike_titles(titles: Sequence[str], years: Sequence[int | None] = ()) -> Iterator[tuple[int, int]]:
    """Find the pairs of titles, by their places, that may be one work's.

    Of many that are equal each is paired with the first alone, and of many that begin alike, too. Where years
    are given, titles with slips are paired only within `APART` years, or where one has none.
    """
    equal: dict[str, list[int]] = defaultdict(list)
    begun: dict[str, list[int]] = defaultdict(list)
    weighed: dict[str, list[int]] = defaultdict(list)
    for place, title in enumerate(titles):
        equal[letters(plain(title))].append(place)
    equal.pop("", None)
    for first, *_ in equal.values():
        weighed[weight(plain(titles[first]))].append(first)
        for known in _beginnings(titles[first]):
            begun[known].append(first)
    groups = chain(equal.values(), begun.values(), weighed.values())
    pairs = {(first, other) for first, *others in groups for other in others}
    for one, other in _near(titles, years, weighed):
        first, second = weighed[one][0], weighed[other][0]
        pairs.add((min(first, second), max(first, second)))
    yield from sorted(pair for pair in pairs if likeness(titles[pair[0]], titles[pair[1]]))


class _Year(NamedTuple):
    """The texts of one year, the shortest first, and their lengths."""

    texts: list[str]
    lengths: list[int]

    def of_length(self, length: int, first: int = 0) -> list[str]:
        """Give those of a length that may be like one: their likeness is bounded by their lengths."""
        first = max(first, bisect_left(self.lengths, length * ALIKE / (200 - ALIKE)))
        return self.texts[first : bisect_right(self.lengths, length * (200 - ALIKE) / ALIKE)]


def _near(
    titles: Sequence[str], years: Sequence[int | None], weighed: dict[str, list[int]]
) -> Iterator[tuple[str, str]]:
    """Pair texts that share most of their letters, of those with the same numbers and of near years."""
    shelves: dict[tuple[str, ...], dict[int | None, list[str]]] = defaultdict(lambda: defaultdict(list))
    for text in sorted(weighed, key=len):
        place = weighed[text][0]
        shelves[tuple(numbers(plain(titles[place])))][years[place] if years else None].append(text)
    for shelf in shelves.values():
        by_year = {year: _Year(texts, [len(text) for text in texts]) for year, texts in shelf.items()}
        for year, own in by_year.items():
            later = range(year + 1, year + APART + 1) if year is not None else filter(None, by_year)
            others = [by_year[other] for other in later if other in by_year]
            for place, text in enumerate(own.texts, 1):
                asked = chain(
                    own.of_length(len(text), place), *(other.of_length(len(text)) for other in others)
                )
                near = process.extract(
                    text, list(asked), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=FEW, processor=None
                )
                yield from ((text, other) for other, *_ in near)
