"""The one of several that a format has room for: a work's address, and its note in one language."""

from collections.abc import Mapping
from typing import Any


def address(item: Mapping[str, Any]) -> str | None:
    """Choose the one address that a reference gives: the publisher's, a PDF, or the first there is."""
    links = [link for link in item.get("links") or () if link["url"].startswith(("http://", "https://"))]
    order = {"publisher": 0, "pdf": 1}
    return min(links, key=lambda link: order.get(link["kind"], 2))["url"] if links else None


def note(item: Mapping[str, Any]) -> str | None:
    """Write the note in one language: English where there is some, else the first."""
    said = item.get("note")
    return said.get("en") or next(iter(said.values()), None) if isinstance(said, Mapping) else said
