"""A file of ranks of the owner's own: CSV with the columns venue, scheme, edition and rank."""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

COLUMNS = ("venue", "scheme", "edition", "rank")
LIMITS = {"venue": 500, "scheme": 40, "edition": 40, "rank": 20}
"""Characters that each cell may have, as the database has room for."""
MOST_ROWS = 100_000


class Row(NamedTuple):
    """One rank, and the line on which it stands."""

    line: int
    venue: str
    scheme: str
    edition: str
    rank: str


class Problem(NamedTuple):
    """What is wrong on a line."""

    line: int
    detail: str


def read(text: str) -> tuple[list[Row], list[Problem]]:
    """Read all rows that are whole, and tell every one that is not; `,`, `;` or tabs part the cells."""
    text = text.removeprefix("\ufeff")
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[Row] = []
    problems: list[Problem] = []
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        if missing := [name for name in COLUMNS if name not in names]:
            return [], [Problem(1, f"There is no column {' and no column '.join(missing)}.")]
        places = [names.index(name) for name in COLUMNS]
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(rows) >= MOST_ROWS:
                problems.append(Problem(reader.line_num, f"There are more than {MOST_ROWS} ranks."))
                break
            values = [cells[place].strip() if place < len(cells) else "" for place in places]
            told = list(_wrong(values))
            problems += [Problem(reader.line_num, detail) for detail in told]
            if not told:
                rows.append(Row(reader.line_num, *values))
    except csv.Error as fault:
        problems.append(Problem(reader.line_num, f"This is no CSV: {fault}."))
    return rows, problems


def _wrong(values: list[str]) -> Iterator[str]:
    for name, value in zip(COLUMNS, values, strict=True):
        if not value:
            yield f"The {name} is missing."
        elif len(value) > LIMITS[name]:
            yield f"The {name} is longer than {LIMITS[name]} characters."
