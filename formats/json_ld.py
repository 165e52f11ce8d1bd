"""JSON-LD in the words of schema.org: the owner as a Person, a publication as a ScholarlyArticle."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import orjson

from formats.identifiers import address_of_arxiv, address_of_doi
from formats.plain import whole

Item = Mapping[str, Any]
CONTEXT = "https://schema.org"


def write(items: Iterable[Item], _keys: Collection[str] | None = None) -> str:
    """Write publications as one graph that can be put into a page as it is."""
    graph = [{key: value for key, value in article(item).items() if key != "@context"} for item in items]
    text = orjson.dumps({"@context": CONTEXT, "@graph": graph}).decode()
    # Inside a script element `</script>` would end it, wherever it stands.
    return text.replace("<", r"\u003c") + "\n"


def person(profile: Item, site: str, lang: str) -> dict[str, Any]:
    """Describe the owner as a Person."""

    def text(value: Item | None) -> Any:
        return (value.get(lang) or next(iter(value.values()))) if value else None

    described = {
        "@context": CONTEXT,
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
    """Describe a publication as a ScholarlyArticle."""
    described = {
        "@context": CONTEXT,
        "@type": "ScholarlyArticle",
        "@id": item["url"],
        "url": item["url"],
        "headline": whole(item["title"]),
        "name": whole(item["title"]),
        "author": [{"@type": "Person", "name": whole(author["name"])} for author in item["authors"]],
        "datePublished": date(item),
        "isPartOf": item["venue"] and part_of(item["venue"]),
        "pagination": item["pages"] and whole(item["pages"]),
        "abstract": item["abstract"] and whole(item["abstract"]),
        "keywords": [whole(topic["label"]) for topic in item["topics"]],
        "identifier": address_of_doi(item["doi"] and whole(item["doi"])),
        "sameAs": address_of_arxiv(item["arxiv_id"] and whole(item["arxiv_id"])),
        "creativeWorkStatus": item["status"].capitalize(),
    }
    return {key: value for key, value in described.items() if value}


def part_of(venue: Item) -> dict[str, str]:
    """Describe a venue: a journal is a Periodical, what a conference brings out is a series."""
    kind = "Periodical" if venue["kind"] == "journal" else "CreativeWorkSeries"
    return {"@type": kind, "name": whole(venue["name"])}


def date(item: Item, joint: str = "-") -> str | None:
    """Write when a work came out, as far as it is known."""
    if not item["year"]:
        return None
    return f"{item['year']:04}{joint}{item['month']:02}" if item["month"] else f"{item['year']:04}"
