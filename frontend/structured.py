"""What machines read in a page: JSON-LD (schema.org) and the tags that Google Scholar takes."""

from collections.abc import Mapping
from typing import Any

Item = Mapping[str, Any]


def person(profile: Item, site: str, lang: str) -> dict[str, Any]:
    """Describe the owner as a schema.org Person."""

    def text(value: Item | None) -> Any:
        return (value.get(lang) or next(iter(value.values()))) if value else None

    described = {
        "@context": "https://schema.org",
        "@type": "Person",
        "@id": f"{site}/#person",
        "name": text(profile["name"]),
        "url": f"{site}/",
        "jobTitle": text(profile["headline"]),
        "affiliation": [
            {"@type": "Organization", "name": text(place["name"]), "url": place["url"]}
            for place in profile["affiliations"]
        ],
        "sameAs": [link["url"] for link in profile["links"] if link["url"].startswith("http")],
        "knowsAbout": [text(interest) for interest in profile["interests"]["current"]],
    }
    return {key: value for key, value in described.items() if value}


def article(item: Item) -> dict[str, Any]:
    """Describe a publication as a schema.org ScholarlyArticle."""
    described = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "@id": item["url"],
        "url": item["url"],
        "headline": item["title"],
        "name": item["title"],
        "author": [{"@type": "Person", "name": author["name"]} for author in item["authors"]],
        "datePublished": date(item),
        "isPartOf": item["venue"] and part_of(item["venue"]),
        "abstract": item["abstract"],
        "identifier": item["doi"] and f"https://doi.org/{item['doi']}",
        "creativeWorkStatus": item["status"].capitalize(),
    }
    return {key: value for key, value in described.items() if value}


def part_of(venue: Item) -> dict[str, str]:
    """Describe a venue: a journal is a Periodical, what a conference brings out is a series."""
    kind = "Periodical" if venue["kind"] == "journal" else "CreativeWorkSeries"
    return {"@type": kind, "name": venue["name"]}


def date(item: Item, joint: str = "-") -> str | None:
    """Write when a work came out, as far as it is known."""
    if not item["year"]:
        return None
    return f"{item['year']}{joint}{item['month']:02}" if item["month"] else str(item["year"])


def highwire(item: Item) -> list[tuple[str, str]]:
    """List the citation_ tags of a publication, each author on its own (Google Scholar, inclusion rules)."""
    venue = "citation_journal_title" if item["type"].startswith("article-") else "citation_conference_title"
    first, _, last = (item["pages"] or "").replace("–", "-").partition("-")
    pdf = next((link["url"] for link in item["links"] if link["kind"] == "pdf"), None)
    tags = [
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
    return [(name, content) for name, content in tags if content]
