"""Taking counts into the ledger: each in its place, and none that is less than the last, unless meant so."""

from collections.abc import Callable
from typing import Any

from models import ledger as stored
from models.database import AnyRow
from models.ledger import Stated
from schemas.citation_figures import MOST_YEARS
from services.citation_reports import Outcome, Report
from services.cited_works import Works
from services.editing import Edit
from services.ledger import put_count, put_figures, rewriting
from services.readings import Given, Reading
from services.records import Record

ACTION = "count"
"""The action under which history keeps a reading."""
MOVING = ("total_5y", "h_index_5y", "i10_index_5y")
"""Figures of the last five years: they fall with every new year, and that is no fault of the source."""
TWICE = "This is the same work as another entry here, which has as many or more."


def take(
    edit: Edit, reading: Reading, take_falls: bool = False, tell: Callable[[], None] = lambda: None
) -> Report:
    """Take what one source said on one day into a change, and report on each count.

    What was handed in twice for one work counts once, by the larger number. `tell` is called
    after every count.
    """
    taking = Taking(edit, reading, take_falls)
    with rewriting(edit, reading.source, reading.as_of):
        for given in reading.counts:
            taking.match(given)
            tell()
        taking.put_counts()
        taking.put_totals()
    return Report(reading.source, reading.as_of, taking.outcomes, reading.problems)


class Taking:
    """One reading on its way into the ledger."""

    def __init__(self, edit: Edit, reading: Reading, take_falls: bool) -> None:
        self.edit, self.reading, self.take_falls = edit, reading, take_falls
        session, source = edit.session, reading.source
        self.works = Works(session, stored.newest(session, source), edit.names.hidden)
        self.last = {row.id: row for row in stored.newest(session, source, reading.as_of)}
        self.matched: dict[int, tuple[AnyRow, Given]] = {}
        self.outcomes: list[Outcome] = []

    def match(self, given: Given) -> None:
        """Find the work of a count, and keep the larger of two counts of one work."""
        work, told = self.works.find(given)
        if work is None:
            self._tell("unmatched", given, None, None, told)
            return
        _, other = self.matched.get(work.id, (None, None))
        if other is None or other.times < given.times:
            self.matched[work.id] = (work, given)
        if other:
            self._tell("unmatched", min(given, other, key=_count), work, None, TWICE)

    def put_counts(self) -> None:
        """Store the count of every work that was found, unless it fell."""
        source, as_of = self.reading.source, self.reading.as_of
        for work, given in self.matched.values():
            last = self.last.get(work.id)
            said = {"count": given.times, "source_id": given.source_id or (last.source_id if last else None)}
            there = last and {"count": last.times, "source_id": last.source_id}
            stands = Stated(there, last.as_of) if last else None
            result, detail = _became(said, stands, as_of), None
            if last and given.times < last.times and not self.take_falls:
                result, detail = "fell", _fallen(last.times, last.as_of)
            else:
                put_count(self.edit.session, work.id, source, as_of, said)
            self._tell(result, given, work, last.times if last else None, detail)

    def _tell(
        self, result: str, given: Given, work: AnyRow | None, last: int | None, detail: str | None
    ) -> None:
        name = given.title or given.publication or given.doi or given.arxiv_id or "A work without a name"
        key = work.key if work else None
        self.outcomes.append(Outcome(result, key, None, name[:200], given.times, last, detail))

    def put_totals(self) -> None:
        """Store what the source says of the owner as a whole, but for the figures that fell."""
        source, as_of = self.reading.source, self.reading.as_of
        last = stored.stated(self.edit.session, source, as_of)
        said: Record = {}
        for figure, value in self.reading.totals.items():
            value = _with_earlier_years(value, last.get(figure))
            if isinstance(value, str) or self._takes(figure, value, last.get(figure)):
                said[figure] = value
        put_figures(self.edit.session, source, as_of, said)

    def _takes(self, figure: str, value: Any, before: Stated | None) -> bool:
        """Tell of a figure, and whether it is taken.

        Of citations per year the sum is compared, for a source may mend in which year a work was cited.
        """
        number, last = _sum(value), _sum(before.value) if before else None
        result, detail = _became(value, before, self.reading.as_of), None
        taken = self.take_falls or before is None or self._moved(figure, before, number)
        if before and last is not None and number < last and not taken:
            result, detail = "fell", _fallen(last, before.as_of)
        self.outcomes.append(Outcome(result, None, figure, None, number, last, detail))
        return result != "fell"

    def _moved(self, figure: str, before: Stated, number: int) -> bool:
        """Tell whether a figure of five years is less because another year began; never to nothing at all."""
        return figure in MOVING and number > 0 and before.as_of[:4] < self.reading.as_of[:4]


def _became(said: Any, before: Stated | None, as_of: str) -> str:
    """Tell what becomes of a place in the ledger, which is of one day."""
    if before is None or before.as_of != as_of:
        return "created"
    return "unchanged" if before.value == said else "updated"


def _with_earlier_years(value: Any, before: Stated | None) -> Any:
    """Keep the years before those of a source that tells only the last ones, as far as there is room."""
    if not isinstance(value, dict) or not value or before is None:
        return value
    earlier = {year: before.value[year] for year in before.value if year < min(value)}
    return dict([*earlier.items(), *value.items()][-MOST_YEARS:])


def _count(given: Given) -> int:
    return given.times


def _sum(value: Any) -> int:
    return sum(value.values()) if isinstance(value, dict) else int(value)


def _fallen(last: int, as_of: str) -> str:
    return f"The same source counted {last:,} on {as_of}; falls=take, or --take-falls, takes less."
