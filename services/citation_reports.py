"""What became of the counts of one reading: a line for each, bounded, what matters most first."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from schemas.vocabulary import COUNTED

MOST_TOLD = 1000
"""Lines of one report, and problems; those that say the least are left out of a longer one."""
WEIGHT = ("fell", "unmatched", "updated", "created", "unchanged")
"""What became of counts, that first which matters most."""


class Outcome(NamedTuple):
    """What became of one count of a work, or of one figure; `last` is what the source counted before."""

    result: str
    publication: str | None
    figure: str | None
    title: str | None
    count: int  # type: ignore[assignment]
    last: int | None
    detail: str | None = None


class Report(NamedTuple):
    """What became of all that a source said on one day."""

    source: str
    as_of: str
    outcomes: list[Outcome]
    problems: list[str]

    def counts(self) -> dict[str, int]:
        """Count the outcomes by what became of them."""
        found = Counter(outcome.result for outcome in self.outcomes)
        return {result: found[result] for result in COUNTED}

    def told(self) -> list[Outcome]:
        """Pick the lines to tell."""
        return sorted(self.outcomes, key=lambda each: WEIGHT.index(each.result))[:MOST_TOLD]

    def rest(self) -> list[str]:
        """Tell of the problems, and of how many lines there is no room for."""
        more = len(self.outcomes) - MOST_TOLD
        told = [f"{more:,} more are counted and not told one by one."] if more > 0 else []
        return [*self.problems[:MOST_TOLD], *told]

    def document(self) -> dict[str, Any]:
        """Write it as the API gives it."""
        items = [outcome._asdict() for outcome in self.told()]
        named = {"source": self.source, "as_of": self.as_of}
        return {**named, **self.counts(), "items": items, "problems": self.rest()}

    def lines(self) -> Iterator[str]:
        """Write it for people: what was not simply taken in, and how many there were of each."""
        for each in self.told():
            if each.detail:
                name = each.title or each.publication or each.figure
                yield f"{name}: {each.count:,} {each.result}. {each.detail}"
        yield from self.rest()
        counts = [f"{number:,} {result}" for result, number in self.counts().items() if number]
        yield f"{self.source}, {self.as_of}: {', '.join(counts) or 'nothing was counted'}."
