"""The tags of a publication's page that Google Scholar takes."""

from collections.abc import Mapping
from typing import Any

from formats.json_ld import date


def tags(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    """List the citation_ tags of a publication, each author on its own (Google Scholar, inclusion rules)."""
    venue = "citation_journal_title" if item["type"].startswith("article-") else "citation_conference_title"
    first, _, last = (item["pages"] or "").replace("–", "-").partition("-")
    pdf = next((link["url"] for link in item["links"] if link["kind"] == "pdf"), None)
    found = [
        ("citation_title", item["title"]),
        *(("citation_author", author["name"]) for author in item["authors"]),
        ("citation_publication_date", date(item, "/")),
        (venue, item["venue"] and item["venue"]["name"]),
        ("citation_volume", item["volume"]),
        ("citation_issue", item["issue"]),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        ("citation_doi", item["doi"]),
        ("citation_arxiv_id", item["arxiv_id"]),
        ("citation_pdf_url", pdf),
    ]
    return [(name, content) for name, content in found if content]
