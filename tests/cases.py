"""The cases that Python and JavaScript both run, and a way to put their items into a database."""

import json
from pathlib import Path
from typing import Any

from models import db
from services import loading, reading

SHARED = Path(__file__).parent / "shared"
OWNER = {"name": "Ada Lindqvist", "slug": "ada-lindqvist"}


def shared(name: str) -> Any:
    """Read a file of shared cases."""
    return json.loads((SHARED / f"{name}-cases.json").read_text(encoding="utf-8"))


def load_items(items: list[dict[str, Any]]) -> None:
    """Load items as the API gives them, in their order; their venues and ranks become the catalogue."""
    venues = {item["venue"]["slug"]: {"kind": "journal", **item["venue"]} for item in items if item["venue"]}
    for item in items:
        if item["venue"]:
            ranks = with_current(item["ranks"])
            known = venues[item["venue"]["slug"]].setdefault("ranks", ranks)
            assert known == ranks, f"{item['venue']['slug']} is ranked in two ways"
    counts = [{"publication": item["key"], **item["citations"]} for item in items if item.get("citations")]
    whole = {"profile": OWNER, "publications": items, "venues": [*venues.values()], "citation_counts": counts}
    loading.replace(db.session(), reading.read(json.dumps(whole), "en"))


def with_current(ranks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Mark the newest edition of each scheme, which stands first."""
    newest = {rank["scheme"]: rank["edition"] for rank in reversed(ranks)}
    return [{**rank, "current": rank["edition"] == newest[rank["scheme"]]} for rank in ranks]
