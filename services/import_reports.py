"""What an import tells: what became of every record, and what could not be understood."""

from collections import Counter
from typing import Any, NamedTuple

from formats import clean
from formats.records import Record as Brought
from schemas.vocabulary import RESULTS
from services.bringing import Put


class Outcome(NamedTuple):
    """What became of one record; `key` is None where it was skipped."""

    result: str
    collection: str
    key: str | None
    title: str
    file: str
    line: int | None
    detail: str | None = None


class Report:
    """What became of every record, and what could not be understood, as far as an import has come."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self.problems: list[dict[str, Any]] = []

    def note(self, file: str, line: int | None, detail: str) -> None:
        """Note what could not be understood or stored."""
        # A file may hold what a terminal obeys, and a reader repeats what it did not understand.
        self.problems.append({"file": file, "line": line, "detail": clean.line(detail) or ""})

    def add(self, file: str, brought: Brought, put: Put) -> None:
        """Take down what became of a record."""
        title, line = _title_of(brought), brought.line
        self.outcomes.append(Outcome(put.result, brought.collection, put.key, title, file, line, put.detail))

    def counts(self) -> dict[str, int]:
        """Count the records by what became of them."""
        found = Counter(outcome.result for outcome in self.outcomes)
        return {result: found[result] for result in RESULTS}

    def document(self) -> dict[str, Any]:
        """Write it as the API gives it."""
        return {
            **self.counts(),
            "items": [outcome._asdict() for outcome in self.outcomes],
            "problems": self.problems,
        }


def _title_of(brought: Brought) -> str:
    """Name a record to people: by its title, or by what comes nearest."""
    for key in ("title", "name", "degree", "role", "text"):
        value = brought.fields.get(key)
        if value:
            return str(value if not isinstance(value, dict) else next(iter(value.values())))[:200]
    return brought.collection
