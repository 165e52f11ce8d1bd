"""What every reader gives: records as the API takes them, where each stood, and what was not understood."""

from typing import Any, NamedTuple


class Record(NamedTuple):
    """One entry: its collection, the keys that its POST takes as far as they are known, and its first line.

    A publication's `venue` is the text that stood there, for the catalogue to recognise.
    """

    collection: str
    fields: dict[str, Any]
    line: int | None = None


class Problem(NamedTuple):
    """What was not understood, and the line it stands on, from 1."""

    line: int | None
    detail: str


class Found(NamedTuple):
    """All that a text holds, in its order."""

    records: list[Record]
    problems: list[Problem]


class Count(NamedTuple):
    """How often a source says that a work is cited, what the work is known by, and the years it tells apart.

    `by_year` has pairs of a year and how often the work was cited in it; it may not reach back to the first.
    """

    times: int
    title: str | None
    year: int | None
    doi: str | None
    arxiv_id: str | None
    by_year: tuple[tuple[int, int], ...] = ()
