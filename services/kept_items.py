"""Items of the list as JSON, each kept for as long as its version and what it shares with others stand."""

from typing import Any

import orjson

Key = tuple[int, int, str | None, str]
"""An item's id, its version, the language it is written in, and of when its rank is."""


class Shelf:
    """The items of one state of what they share; a shelf of an older state is no longer read."""

    def __init__(self, since: int) -> None:
        """Begin with nothing; since is the revision that the state began with."""
        self.since = since
        self.items: dict[Key, orjson.Fragment] = {}
        self.size = 0

    def put(self, key: Key, item: Any) -> orjson.Fragment:
        """Write an item and keep it."""
        text = orjson.dumps(item)
        self.items[key] = orjson.Fragment(text)
        self.size += len(text)
        return self.items[key]


class KeptItems:
    """The shelf in use: a new one when several items changed at once, or when it holds too much."""

    def __init__(self, most: int) -> None:
        """Keep about as many bytes as given."""
        self.most = most
        self.current = Shelf(-1)

    def shelf(self, since: int) -> Shelf:
        """Give the shelf of a state."""
        if self.current.since != since or self.current.size > self.most:
            self.current = Shelf(since)
        return self.current
