"""Finding, among many titles, those that may be one work's."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from rapidfuzz import fuzz, process

from models.titles import ALIKE, LONGEST, beginning, letters, likeness, plain, weight

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


def alike_titles(titles: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Find the pairs of titles, by their places, that may be one work's.

    Of many that are equal each is paired with the first alone, and of many that begin alike, too.
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
    pairs |= set(_near({text: places[0] for text, places in weighed.items()}))
    yield from sorted(pair for pair in pairs if likeness(titles[pair[0]], titles[pair[1]]))


def _near(places: dict[str, int]) -> Iterator[tuple[int, int]]:
    """Pair texts that share most of their letters, by their places."""
    texts = sorted(places, key=len)
    lengths = [len(text) for text in texts]
    for number, text in enumerate(texts):
        # The likeness of two texts is bounded by their lengths, so only those of nearly one length are asked.
        end = bisect_right(lengths, len(text) * (200 - ALIKE) / ALIKE)
        others = texts[number + 1 : end]
        near = process.extract(text, others, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=FEW, processor=None)
        for other, *_ in near:
            yield min(places[text], places[other]), max(places[text], places[other])
