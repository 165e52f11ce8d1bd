"""Publications as lines: CSV for spreadsheets, and NDJSON, one object a line."""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

import orjson

Item = Mapping[str, Any]


def _plain(item: Item, key: str) -> Any:
    return item[key]


SIGN = r"[=+\-@＝＋－＠]"
FORMULA = re.compile(rf"[\s\ufeff\u200b]*{SIGN}|[\t\r\n]")
"""How what a spreadsheet takes for a formula begins: OWASP's list, also in full width and behind blanks."""
INNER = re.compile(rf"([;\t\r\n])(?=(?:[^\S\t\r\n]|[\ufeff\u200b])*{SIGN})")
"""Where one begins within a text, for a spreadsheet that takes a cell apart at semicolons, tabs or lines."""


def _harmless(value: Any) -> Any:
    """Put a quote before what a spreadsheet would run as a formula (OWASP, CSV injection)."""
    if not isinstance(value, str):
        return value
    inside = INNER.sub(r"\1'", value)
    return f"'{inside}" if FORMULA.match(value) else inside


def _joined(parts: Iterable[str]) -> str:
    """Join parts in one cell, which some spreadsheets take apart at every semicolon."""
    return "; ".join(map(_harmless, parts))


def _names(item: Item, key: str, mark: str | None = None) -> str:
    return _joined(author["name"] for author in item[key] if mark is None or author[mark])


def _part(*parts: str) -> Callable[[Item, str], Any]:
    """Read the first of some parts that is there, of an object that may be null."""
    return lambda item, key: (
        next((item[key][part] for part in parts if item[key][part]), None) if item[key] else None
    )


def _each(part: str) -> Callable[[Item, str], str]:
    """Read one part of every object in a list."""
    return lambda item, key: _joined(_text(entry[part]) for entry in item[key])


def _text(text: Any) -> str:
    """Write a text in all the languages it has."""
    return " / ".join(text.values()) if isinstance(text, Mapping) else text or ""


class Column(NamedTuple):
    """A column of the table: its name, the item's key it tells of, and what reads it."""

    name: str
    key: str
    read: Callable[[Item, str], Any] = _plain


COLUMNS = (
    Column("key", "key"),
    Column("title", "title"),
    Column("authors", "authors", _names),
    Column("corresponding", "authors", lambda item, key: _names(item, key, "corresponding")),
    Column("equal_contribution", "authors", lambda item, key: _names(item, key, "equal_contribution")),
    Column("type", "type"),
    Column("status", "status"),
    Column("year", "year"),
    Column("month", "month"),
    Column("venue", "venue", _part("acronym", "name")),
    Column("venue_name", "venue", _part("name")),
    Column("rank", "rank", _part("label")),
    Column("rank_source", "rank", _part("source")),
    Column(
        "ranks",
        "ranks",
        lambda item, key: _joined(f"{rank['label']} {rank['edition']}" for rank in item[key]),
    ),
    Column("volume", "volume"),
    Column("issue", "issue"),
    Column("pages", "pages"),
    Column("doi", "doi"),
    Column("arxiv_id", "arxiv_id"),
    Column("citations", "citations", lambda item, key: item[key] and item[key]["count"]),
    Column("citations_source", "citations", _part("source")),
    Column("citations_as_of", "citations", _part("as_of")),
    Column("selected", "selected", lambda item, key: str(item[key]).lower()),
    Column("topics", "topics", _each("label")),
    Column("awards", "awards", _each("title")),
    Column("note", "note", lambda item, key: _text(item[key])),
    Column("links", "links", _each("url")),
    Column("abstract", "abstract"),
    Column("url", "url"),
    Column("created_at", "created_at"),
    Column("updated_at", "updated_at"),
    Column("version", "version"),
)


def write_csv(items: Iterable[Item], keys: Collection[str] | None = None) -> str:
    """Write publications as CSV (RFC 4180) with a header row: all columns, or those of some keys."""
    columns = [column for column in COLUMNS if not keys or column.key in keys]
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(column.name for column in columns)
    rows.writerows([_harmless(column.read(item, column.key)) for column in columns] for item in items)
    return text.getvalue()


def write_ndjson(items: Iterable[Item], keys: Collection[str] | None = None) -> str:
    """Write publications as one JSON object a line: whole, or some keys."""
    kept = ({key: item[key] for key in keys if key in item} if keys else item for item in items)
    return b"".join(orjson.dumps(item) + b"\n" for item in kept).decode()
