"""The same publications as one flat table, which Datasette can serve."""

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench import data

TABLE = "publications"
INDEXED = ("year", "venue", "rank")


def flatten(database: Path, flat: Path) -> Path:
    """Copy what the API answers into one table, in the default order, with the indexes that filters like."""
    with data.opened(database) as app:
        answer = app.test_client().get("/api/v1/publications?per_page=1000").json
    rows = [flat_row(item) for item in answer["items"]]
    names = list(rows[0])
    connection = sqlite3.connect(flat)
    with connection:
        connection.execute(f"CREATE TABLE {TABLE} (id INTEGER PRIMARY KEY, {', '.join(names)})")
        connection.executemany(
            f"INSERT INTO {TABLE} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            [list(row.values()) for row in rows],
        )
        for name in INDEXED:
            connection.execute(f"CREATE INDEX {TABLE}_{name} ON {TABLE} ({name})")
    connection.close()
    return flat


def flat_row(item: Mapping[str, Any]) -> dict[str, Any]:
    """Flatten an item: what filters look at becomes a column, a list becomes JSON."""
    venue, rank = item["venue"] or {}, item["rank"] or {}
    named = {"venue": venue.get("slug"), "venue_name": venue.get("name"), "rank": rank.get("label")}
    return {
        key: json.dumps(value) if isinstance(value, list | dict) else value
        for key, value in {**item, **named}.items()
    }
