"""One publication as a plain reference: authors, title, where, when."""

from collections.abc import Mapping
from typing import Any


def write(item: Mapping[str, Any]) -> str:
    """Write a publication as one line of text."""
    authors = ", ".join(author["name"] for author in item["authors"])
    parts = [authors, item["title"], _place(item)]
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


def _place(item: Mapping[str, Any]) -> str:
    venue = item["venue"]["name"] if item["venue"] else ("arXiv" if item["arxiv_id"] else None)
    volume = f"{item['volume']}({item['issue']})" if item["volume"] and item["issue"] else item["volume"]
    pages = item["pages"] and f"pp. {item['pages']}"
    year = item["year"] and str(item["year"])
    status = None if item["status"] == "published" else item["status"].capitalize()
    doi = item["doi"] and f"https://doi.org/{item['doi']}"
    return ", ".join(part for part in (venue, volume, pages, year, status, doi) if part)
