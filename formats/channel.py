"""What a feed says of itself, beside its entries."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple


class Channel(NamedTuple):
    """A feed: its title, its owner, its own address, the page of the same, and when the data changed."""

    title: str
    owner: str
    address: str
    home: str
    changed_at: str
    """A point in time in UTC (RFC 3339), as items have it."""

    def updated_at(self, items: Iterable[Mapping[str, Any]]) -> str:
        """Tell when the newest of the items was changed; of none, when the data was."""
        return max((item["updated_at"] for item in items), default=self.changed_at)
