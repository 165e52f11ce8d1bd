"""JSON Feed 1.1 (jsonfeed.org): publications as a feed that programs read without XML."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from formats import json_ld, reference
from formats.channel import Channel
from formats.identifiers import address_of_doi
from formats.plain import fit, line
from formats.references.pieces import SAFE

VERSION = "https://jsonfeed.org/version/1.1"


def write(items: Iterable[Mapping[str, Any]], channel: Channel) -> str:
    """Write publications as one JSON Feed."""
    feed = {
        "version": VERSION,
        "title": line(channel.title),
        "home_page_url": channel.home,
        "feed_url": channel.address,
        "authors": [{"name": line(channel.owner)}],
        "items": [_item(item) for item in items],
    }
    return f"{orjson.dumps(feed).decode()}\n"


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    """Write a publication; `_publication` is an extension, which holds what the feed has no key for."""
    leading = (line(given["url"]) for given in item["links"])
    citation = line(reference.write(item))
    written = {
        "id": item["url"],
        "url": item["url"],
        "external_url": address_of_doi(line(item["doi"])) or next(filter(SAFE.fullmatch, leading), None),
        "title": line(item["title"]),
        "content_text": fit(item["abstract"] or "") or citation,
        "summary": citation,
        "date_published": item["created_at"],
        "date_modified": item["updated_at"],
        "authors": [{"name": line(author["name"])} for author in item["authors"]],
        "tags": [line(topic["label"]) for topic in item["topics"]],
        "_publication": {
            "date": json_ld.date(item),
            "type": item["type"],
            "status": item["status"],
            "venue": line(item["venue"] and item["venue"]["name"]) or None,
            "doi": line(item["doi"]) or None,
            "arxiv_id": line(item["arxiv_id"]) or None,
        },
    }
    return {key: value for key, value in written.items() if value}
