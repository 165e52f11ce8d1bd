"""Which edition of a rank scheme was in force in a year."""

import re
from collections.abc import Iterable

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
ALWAYS = 0
"""The year of an edition whose name has none: it was in force at all times, until one with a year came."""


def year_of(edition: str) -> int:
    """Read the year that an edition is named by, `2022` or `ICORE2026`."""
    found = YEAR.search(edition)
    return int(found[1]) if found else ALWAYS


def from_years(editions: Iterable[str]) -> list[tuple[int, str]]:
    """List editions with the year from which each is in force, the oldest first."""
    by_year = {year_of(edition): edition for edition in sorted(set(editions))}
    return sorted(by_year.items())


def in_force(editions: Iterable[str], year: int) -> str | None:
    """Tell the newest edition of no later year, before all that are known the oldest, or None of none."""
    listed = from_years(editions)
    if not listed:
        return None
    return next((edition for since, edition in reversed(listed) if since <= year), listed[0][1])
