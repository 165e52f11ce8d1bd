"""The values that stand in the filter: all there are, whatever the filters in force leave of them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

Values = Iterable[Mapping[str, Any]]


def completed(found: Values, every: Values, chosen: Collection[str]) -> list[dict[str, Any]]:
    """Give each value of the whole list its count in the filtered one, 0 where the filters leave none.

    The order is that of the whole list, "none" last: nothing changes its place as filters come and go.
    """
    counts = {value["value"]: value["count"] for value in found}
    return [
        {**value, "count": counts.get(value["value"], 0), "selected": value["value"] in chosen}
        for value in sorted(every, key=lambda value: value["value"] == "none")
    ]
