"""Publications as lines: CSV for spreadsheets, and NDJSON, one object a line."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import orjson

Item = Mapping[str, Any]


def _names(item: Item, mark: str | None = None) -> str:
    return "; ".join(author["name"] for author in item["authors"] if mark is None or author[mark])


def _part(item: Item, key: str, part: str) -> Any:
    return item[key][part] if item[key] else None


COLUMNS: dict[str, Callable[[Item], Any]] = {
    "key": lambda item: item["key"],
    "title": lambda item: item["title"],
    "authors": _names,
    "corresponding": lambda item: _names(item, "corresponding"),
    "equal_contribution": lambda item: _names(item, "equal_contribution"),
    "type": lambda item: item["type"],
    "status": lambda item: item["status"],
    "year": lambda item: item["year"],
    "month": lambda item: item["month"],
    "venue": lambda item: _part(item, "venue", "acronym") or _part(item, "venue", "name"),
    "venue_name": lambda item: _part(item, "venue", "name"),
    "rank": lambda item: _part(item, "rank", "label"),
    "rank_source": lambda item: _part(item, "rank", "source"),
    "volume": lambda item: item["volume"],
    "issue": lambda item: item["issue"],
    "pages": lambda item: item["pages"],
    "doi": lambda item: item["doi"],
    "arxiv_id": lambda item: item["arxiv_id"],
    "citations": lambda item: _part(item, "citations", "count"),
    "selected": lambda item: str(item["selected"]).lower(),
    "url": lambda item: item["url"],
}


def _harmless(value: Any) -> Any:
    """Put a quote before what a spreadsheet would run as a formula (OWASP, CSV injection)."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def write_csv(items: Iterable[Item]) -> str:
    """Write publications as CSV (RFC 4180) with a header row."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    rows.writerows([_harmless(read(item)) for read in COLUMNS.values()] for item in items)
    return text.getvalue()


def write_ndjson(items: Iterable[Item]) -> str:
    """Write publications as one JSON object a line."""
    return b"".join(orjson.dumps(item) + b"\n" for item in items).decode()
