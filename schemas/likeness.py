"""Which of the known words someone may have meant."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

# A slip of the fingers (`tcao`), and a part of a name or its words in another order (`cui`); both out of 1.
SCORERS = ((JaroWinkler.similarity, 1.0), (fuzz.WRatio, 0.0095))
LEAST = 0.75
LONGEST = 60
"""Characters beyond which nobody meant a word that is known, and looking for one would cost."""
FEW = 20


def closest(value: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Name the known words that look most like the given one, the closest first."""
    if len(value) > LONGEST:
        return []
    choices = {word: _plain(word) for word in known}
    scores: dict[str, float] = {}
    for scorer, weight in SCORERS:
        for _, score, word in process.extract(_plain(value), choices, scorer=scorer, limit=most):
            scores[word] = max(scores.get(word, 0), score * weight)
    ranked = sorted(scores, key=lambda word: -scores[word])
    return [word for word in ranked if scores[word] >= LEAST][:most]


class Near(NamedTuple):
    """What someone may have meant: told in words, and the values by themselves."""

    hint: str | None = None
    choices: Sequence[str] = ()


FAR = Near()
"""Nothing is known to be meant."""


def near(value: str, known: Iterable[str]) -> Near:
    """Name the closest words, or all of them where they are few."""
    words = list(dict.fromkeys(known))
    if found := closest(value, words):
        return Near(f"Did you mean {' or '.join(found)}?", found)
    few = words if len(words) <= FEW else []
    return Near(f"Choose one of {', '.join(few)}." if few else None, few)


def hint(value: str, known: Iterable[str]) -> str | None:
    """Hint at the closest words, or at all of them where they are few."""
    return near(value, known).hint


def _plain(word: str) -> str:
    return word.casefold().replace("-", " ")
