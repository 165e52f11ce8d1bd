"""The citation data of `google-scholar-stats/` in five dialects: counts by title, and totals."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from formats.records import Problem
from formats.scholar_stats import NAMES

PATHS = ("gs_data.json", "gs_data_shieldsio.json")
LONGEST = 20_000_000
MOST = 50_000
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
COUNTS = ("num_citations", "citations", "cited_by", "citedby")


class Count(NamedTuple):
    """How often a publication was cited, as of a day, and the id that it has at the source."""

    title: str
    year: int | None
    count: int  # type: ignore[assignment]
    as_of: str | None
    scholar_id: str | None


class Counts(NamedTuple):
    """All counts of a file, the totals by name, whose they are, and what was not understood."""

    publications: list[Count]
    totals: dict[str, Any]
    scholar_id: str | None
    as_of: str | None
    problems: list[Problem]


def find(files: Mapping[str, str]) -> str | None:
    """Name the file of citation data, the one with publications before the badge's."""
    named = (path for name in PATHS for path in sorted(files) if path.rsplit("/", 1)[-1] == name)
    return next(named, None)


def read(text: str) -> Counts:
    """Read the counts; integers stay exact, whatever their size."""
    try:
        data = json.loads(text[:LONGEST], parse_constant=lambda _: None, parse_int=_exact)
    except (ValueError, RecursionError) as fault:
        return Counts(
            [],
            {},
            None,
            None,
            [Problem(getattr(fault, "lineno", None), f"This is no JSON: {str(fault)[:200]}")],
        )
    if not isinstance(data, dict):
        return Counts([], {}, None, None, [Problem(None, "The citation data is no object.")])
    day = DAY.match(str(data.get("updated", "")))
    as_of = day[0] if day else None
    owner = data.get("scholar_id") if isinstance(data.get("scholar_id"), str) else None
    problems: list[Problem] = []
    found = list(_publications(data.get("publications"), as_of, owner, problems))
    return Counts(found, _totals(data), owner, as_of, problems)


def _exact(digits: str) -> int | None:
    """Read an integer of any size that a file has a use for."""
    return int(digits) if len(digits) < 100 else None


def _totals(data: Mapping[str, Any]) -> dict[str, Any]:
    """Read the author's own figures, or the one that a badge shows."""
    totals = {key: data[key] for key in NAMES.values() if _is_count(data.get(key))}
    years = data.get("cites_per_year")
    if isinstance(years, dict):
        totals["cites_per_year"] = {str(year): count for year, count in years.items() if _is_count(count)}
    if isinstance(data.get("organization"), int):
        totals["organization"] = data["organization"]
    message = data.get("message")
    if "schemaVersion" in data and isinstance(message, str) and re.fullmatch(r"\d{1,12}", message):
        totals["citedby"] = int(message)
    return totals


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _publications(
    found: Any, as_of: str | None, owner: str | None, problems: list[Problem]
) -> Iterator[Count]:
    """Read publications by id or in a list; a broken one hides no other."""
    if found is None:
        return
    pairs = (
        list(found.items())
        if isinstance(found, dict)
        else [("", item) for item in found]
        if isinstance(found, list)
        else None
    )
    if pairs is None:
        problems.append(Problem(None, "The publications are neither an object nor a list."))
        return
    if len(pairs) > MOST:
        problems.append(Problem(None, f"Only the first {MOST:,} publications were read."))
    for place, (key, item) in enumerate(pairs[:MOST]):
        count = _count(str(key), item, as_of, owner)
        if count is None:
            problems.append(
                Problem(None, f"Publication {str(key)[:60] or place + 1} has no title or no count.")
            )
        else:
            yield count


def _count(key: str, item: Any, as_of: str | None, owner: str | None) -> Count | None:
    if not isinstance(item, dict):
        return None
    bib = item["bib"] if isinstance(item.get("bib"), dict) else item
    title = bib.get("title")
    number = next((item[name] for name in COUNTS if _is_count(item.get(name))), None)
    if not isinstance(title, str) or not title.strip() or number is None:
        return None
    year: Any = bib.get("pub_year", bib.get("year"))
    is_year = re.fullmatch(r"[12]\d{3}", str(year)) and not isinstance(year, bool)
    own = item.get("author_pub_id")
    name = own if isinstance(own, str) and own else key
    scholar = f"{owner}:{name}" if name and owner and ":" not in name else name or None
    return Count(" ".join(title.split()), int(year) if is_year else None, number, as_of, scholar)
