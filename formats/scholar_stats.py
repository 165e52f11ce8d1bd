"""`gs_data.json` and its badge, as the pages of the acad-homepage theme and shields.io read them."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

NAMES = {
    "total": "citedby",
    "total_5y": "citedby5y",
    "h_index": "hindex",
    "h_index_5y": "hindex5y",
    "i10_index": "i10index",
    "i10_index_5y": "i10index5y",
}
"""The figures, each with its name there."""
NUMBER = re.compile("[0-9]+")


def write(owner: Mapping[str, Any], figures: Mapping[str, Any], works: Iterable[Mapping[str, Any]]) -> str:
    """Write the whole file; integers of any size stay exact.

    `owner` has name, affiliation, interests and homepage, `figures` the source's figures by their names here
    and `updated`, and each of `works` id, title, year and count.
    """
    organization = figures.get("organization") or ""
    known = {name: figures[figure] for figure, name in NAMES.items() if figures.get(figure) is not None}
    return _json(
        {
            "container_type": "Author",
            "filled": ["basics", "publications", "indices", "counts"],
            **({"scholar_id": figures["scholar_id"]} if figures.get("scholar_id") else {}),
            **owner,
            **({"organization": int(organization)} if NUMBER.fullmatch(organization) else {}),
            "citedby": 0,
            **known,
            "cites_per_year": figures.get("per_year") or {},
            **({"updated": f"{figures['updated']} 00:00:00.000000"} if figures.get("updated") else {}),
            "publications": {work["id"]: _work(work) for work in works},
        }
    )


def write_badge(total: int) -> str:
    """Write what shields.io makes a badge of (its endpoint's schema, version 1)."""
    return _json({"schemaVersion": 1, "label": "citations", "message": str(total)})


def _work(work: Mapping[str, Any]) -> dict[str, Any]:
    year = {"pub_year": str(work["year"])} if work["year"] else {}
    return {
        "container_type": "Publication",
        "source": "AUTHOR_PUBLICATION_ENTRY",
        "bib": {"title": work["title"], **year},
        "filled": False,
        "author_pub_id": work["id"],
        "num_citations": work["count"],
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
