"""All that a text holds, in the making: what every reader puts its drafts into, and what bounds them."""

import sys
from collections.abc import Callable
from functools import wraps

from formats import clean
from formats.drafts import MOST_PROBLEMS, Draft
from formats.records import Found, Problem, Record

MOST_RECORDS = 200_000
"""Entries of one text that are looked at."""


class Unreadable(ValueError):
    """A text that is not of its format at all; its text is one sentence."""


class Finds:
    """All that a text holds, in the making, and counted: neither records nor problems grow without end."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        self.entries = 0
        self.keys: set[str] = set()

    def tell(self, line: int | None, detail: str) -> None:
        """Tell of something that was not understood."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(line, detail))
        elif len(self.problems) == MOST_PROBLEMS:
            self.problems.append(Problem(None, "There is more that was not understood."))

    def add(self, draft: Draft, *needs: str) -> bool:
        """Take a draft with what it needs, else a title, and its problems; tell whether more may come."""
        self.entries += 1
        if self.entries > MOST_RECORDS:
            self.tell(draft.line, f"Only the first {MOST_RECORDS:,} entries were looked at.")
            return False
        lacking = [key for key in needs or ("title",) if key not in draft.fields]
        if not lacking:
            self._name(draft)
            self.records.append(Record(draft.collection, draft.known(), draft.line))
        elif draft.fields or not draft.problems:  # What is no entry at all was told of before.
            draft.tell(f"it was left out, because it has no {lacking[0]}.")
        for problem in draft.problems:
            self.tell(*problem)
        return True

    def _name(self, draft: Draft) -> None:
        """Take its key from a draft if another had it before: it can be the key of one alone."""
        if (key := draft.fields.get("key")) in self.keys:
            draft.tell("another entry has this key; it was taken without one.")
            del draft.fields["key"]
        elif key:
            self.keys.add(key)

    def found(self) -> Found:
        """Give all that was found, and what is told in the order of its lines."""
        return Found(self.records, sorted(self.problems, key=lambda problem: problem.line or sys.maxsize))


def fitting(text: str) -> str:
    """Give back a text that is no longer than what is read; raise Unreadable."""
    if len(text) > clean.LARGEST:
        raise Unreadable(f"The text is longer than {clean.LARGEST:,} characters.")
    return text


def reading(fill: Callable[[str, Finds], None]) -> Callable[[str], Found]:
    """Make a reader of what puts the entries of a text into finds, and may raise Unreadable."""

    @wraps(fill)
    def read(text: str) -> Found:
        finds = Finds()
        try:
            fill(fitting(text), finds)
        except Unreadable as wrong:
            finds.tell(None, str(wrong))
        return finds.found()

    return read
