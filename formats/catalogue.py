"""The venue catalogue's two CSV files, read into facts."""

import csv
import io
from typing import Any


def read_venues(text: str) -> list[dict[str, Any]]:
    """Read one venue a row; empty cells are null, aliases a list."""
    rows = csv.DictReader(io.StringIO(text))
    return [
        {
            **{key: row[key] or None for key in ("acronym", "name", "kind", "publisher", "area", "dblp_key")},
            "aliases": [alias for alias in row["aliases"].split(";") if alias],
        }
        for row in rows
    ]


def read_ranks(text: str) -> list[dict[str, Any]]:
    """Read one rank a row: whose, by which scheme and edition."""
    rows = csv.DictReader(io.StringIO(text))
    return [{key: value or None for key, value in row.items()} for row in rows]
