"""What each source counts: summed over the public works, and what it states itself of the owner."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from formats import scholar_stats
from models import ledger

STATED = tuple(scholar_stats.NAMES)
"""The figures that a source may state of the owner."""
HEADLINE = ("total", "h_index", "i10_index")


def summaries(session: Session) -> list[dict[str, Any]]:
    """Sum up the newest counts by source, each beside what the source states; sources in order."""
    return [summary for source in ledger.sources(session) if (summary := summary_of(session, source))]


def summary_of(session: Session, source: str) -> dict[str, Any] | None:
    """Sum up the newest counts of one source, or None where it counted no public work and states nothing."""
    rows = [row for row in ledger.newest(session, source) if row.visibility == "public"]
    said = ledger.stated(session, source)
    figures = {name: said[name] for name in STATED if name in said}
    days = [row.as_of for row in rows] or [each.as_of for each in figures.values()]
    years = said["per_year"].value if "per_year" in said else {}
    if not (days or years):
        return None
    numbers = sorted((row.times for row in rows), reverse=True)
    return {
        "source": source,
        "as_of": max(days or [said["per_year"].as_of]),
        "total": sum(numbers),
        "h_index": sum(number >= place for place, number in enumerate(numbers, 1)),
        "i10_index": sum(number >= 10 for number in numbers),
        "per_year": [{"year": int(year), "count": years[year]} for year in sorted(years)],
        "stated": _stated(figures) if figures else None,
    }


def _stated(figures: Mapping[str, ledger.Stated]) -> dict[str, Any]:
    values = {name: figures[name].value if name in figures else None for name in STATED}
    return {"as_of": max(each.as_of for each in figures.values()), **values}


def leading(found: list[dict[str, Any]], source: str) -> dict[str, Any] | None:
    """Choose the summary of a source, or of the one that counted last where that has none."""
    mine = [each for each in found if each["source"] == source]
    return max(mine or found, key=lambda each: (headline(each)["as_of"], each["total"]), default=None)


def headline(summary: dict[str, Any]) -> dict[str, Any]:
    """Give the numbers by which the owner is known: what the source states, else what is summed here."""
    stated = summary["stated"] or {}
    as_of = stated["as_of"] if stated.get("total") is not None else summary["as_of"]
    numbers = {name: summary[name] if stated.get(name) is None else stated[name] for name in HEADLINE}
    return {"source": summary["source"], "as_of": as_of, **numbers}
