"""The chart of publications per year as geometry: counts in, bars with stacked rectangles out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from models.listing import class_key

HEIGHT = 72
HEADROOM = 16
MOST_YEARS = 16
NOTHING: Mapping[str, Any] = {"total": 0, "ranks": {}}
TONES = {"A*": "1", "A": "1", "B": "2", "none": "none"}
LOWEST_TONE = "3"


def bars(counts: Iterable[Mapping[str, Any]], every: Iterable[int | None] = ()) -> list[dict[str, Any]]:
    """Draw one bar per year, oldest first, publications without a year last.

    A year named in `every` has its bar even when the filters leave it no publication.

    Each count is {"year", "total", "ranks": {label: number}}; the year may be None, the label of the unranked
    is "none". A bar is {"value", "label", "total", "ranks": [(label, number)], "gap", "rects", "head"}:
    `value` is what the filter is given, a gap is a year between without a publication, rects are
    {"tone", "y", "height"} in a box HEADROOM + HEIGHT high, `head` is where the number stands on them.
    The older years of a long span share one bar, whose value is a range.
    """
    by_year = dict.fromkeys(every, NOTHING) | {count["year"]: count for count in counts}
    undated = by_year.pop(None, None)
    years = range(min(by_year), max(by_year) + 1) if by_year else range(0)
    folded = len(years) - MOST_YEARS + 1 if len(years) > MOST_YEARS else 0
    found = [[by_year[year]] if year in by_year else [] for year in years]
    columns = [
        column(str(year), counted) for year, counted in zip(years[folded:], found[folded:], strict=True)
    ]
    if undated:
        columns.append(column("none", [undated]))
    tallest = max((bar["total"] for bar in columns), default=0)
    if folded:
        columns.insert(
            0, column(f"..{years[folded - 1]}", [count for counted in found[:folded] for count in counted])
        )
    return [{**bar, **stack(bar["ranks"], max(tallest, bar["total"]))} for bar in columns]


def column(value: str, counts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Add up the counts that stand in one bar."""
    ranks: Counter[str] = Counter()
    for count in counts:
        ranks.update(count["ranks"])
    return {
        "value": value,
        "label": value.replace("..", "–"),
        "total": sum(count["total"] for count in counts),
        "ranks": sorted(((rank, number) for rank, number in ranks.items() if number), key=best_first),
        "gap": not counts,
    }


def best_first(counted: tuple[str, int]) -> tuple[bool, str, str]:
    """Order ranks as the list does, the unranked last."""
    rank = counted[0]
    return rank == "none", class_key(rank), rank


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
