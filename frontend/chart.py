"""The chart of publications per year as geometry: counts in, bars with stacked rectangles out."""

from collections.abc import Iterable, Mapping
from typing import Any

HEIGHT = 72
HEADROOM = 16
MOST_YEARS = 16
TONES = {"A*": "1", "A": "1", "B": "2", "none": "none"}
LOWEST_TONE = "3"


def bars(counts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Draw one bar per year, oldest first, publications without a year last.

    Each count is {"year", "total", "ranks": {label: number}}; the year may be None, the label of the unranked
    is "none". A bar is {"value", "label", "total", "ranks": [(label, number)], "gap", "rects", "head"}:
    `value` is what the filter is given, a gap is a year between without a publication, rects are
    {"tone", "y", "height"} in a box HEADROOM + HEIGHT high, `head` is where the number stands on them.
    The older years of a long span share one bar, whose value is a range.
    """
    by_year = {count["year"]: count for count in counts}
    undated = by_year.pop(None, None)
    years = list(range(min(by_year), max(by_year) + 1)) if by_year else []
    folded = max(0, len(years) - MOST_YEARS + 1) if len(years) > MOST_YEARS else 0
    columns = [column(str(year), str(year), [by_year.get(year)]) for year in years[folded:]]
    if undated:
        columns.append(column("none", "none", [undated]))
    tallest = max((bar["total"] for bar in columns), default=0)
    if folded:
        last = years[folded - 1]
        columns.insert(0, column(f"..{last}", f"–{last}", [by_year.get(year) for year in years[:folded]]))
    return [{**bar, **stack(bar["ranks"], max(tallest, bar["total"]))} for bar in columns]


def column(value: str, label: str, counts: Iterable[Mapping[str, Any] | None]) -> dict[str, Any]:
    """Add up the counts that stand in one bar."""
    ranks: dict[str, int] = {}
    total = 0
    for count in counts:
        total += count["total"] if count else 0
        for rank, number in count["ranks"].items() if count else ():
            ranks[rank] = ranks.get(rank, 0) + number
    ordered = sorted(((rank, number) for rank, number in ranks.items() if number), key=best_first)
    return {"value": value, "label": label, "total": total, "ranks": ordered, "gap": not total}


def best_first(counted: tuple[str, int]) -> tuple[bool, str, bool]:
    """Order ranks as the list does: A* before A before B, the unranked last."""
    rank = counted[0]
    return rank == "none", rank.removesuffix("*"), not rank.endswith("*")


def stack(ranks: Iterable[tuple[str, int]], tallest: int) -> dict[str, Any]:
    """Lay rectangles on one another from the ground up, the best rank lowest, and find where they end."""
    rects = []
    ground = float(HEADROOM + HEIGHT)
    for rank, number in ranks:
        height = HEIGHT * number / tallest
        ground -= height
        rects.append({"tone": tone(rank), "y": round(ground, 1), "height": round(height, 1)})
    return {"rects": rects, "head": round(ground - 5, 1)}


def tone(rank: str) -> str:
    """Name the tone of a rank's label: "1" for the best class, then "2" and "3", "none" for the unranked."""
    return TONES.get(rank.rpartition("-")[2], LOWEST_TONE)
