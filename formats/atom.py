"""Atom (RFC 4287): publications as a feed, with Dublin Core for what Atom has no element for."""

from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from formats import json_ld, reference
from formats.channel import Channel
from formats.identifiers import address_of_doi
from formats.plain import fit, line
from formats.references.pieces import SAFE

NAMESPACES = {"xmlns": "http://www.w3.org/2005/Atom", "xmlns:dc": "http://purl.org/dc/elements/1.1/"}
HTML = {"type": "text/html"}


def write(items: Iterable[Mapping[str, Any]], channel: Channel) -> str:
    """Write publications as one Atom feed; its id is its address, and that of an entry its page's."""
    items = list(items)
    feed = Element("feed", NAMESPACES)
    _text(feed, "id", channel.address)
    _text(feed, "title", channel.title)
    _text(feed, "updated", channel.updated_at(items))
    _link(feed, "self", channel.address, type="application/atom+xml")
    _link(feed, "alternate", channel.home, **HTML)
    # A feed names somebody for the entries that name nobody (4.1.1).
    _text(SubElement(feed, "author"), "name", channel.owner)
    for item in items:
        _entry(feed, item)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, encoding="unicode")}\n'


def _entry(feed: Element, item: Mapping[str, Any]) -> None:
    entry = SubElement(feed, "entry")
    _text(entry, "id", item["url"])
    _text(entry, "title", item["title"])
    _text(entry, "updated", item["updated_at"])
    _text(entry, "published", item["created_at"])
    for author in item["authors"]:
        _text(SubElement(entry, "author"), "name", author["name"])
    _link(entry, "alternate", item["url"], **HTML)
    leading = [("DOI", address_of_doi(line(item["doi"])) or "")]
    leading += [(line(given["kind"]), line(given["url"])) for given in item["links"]]
    for title, url in leading:
        if SAFE.fullmatch(url):
            _link(entry, "related", url, title=title)
    for topic in item["topics"]:
        SubElement(entry, "category", term=line(topic["slug"]), label=line(topic["label"]))
    summary = SubElement(entry, "summary", type="text")
    summary.text = fit(item["abstract"] or "") or line(reference.write(item))
    for name, value in (
        ("dc:date", json_ld.date(item)),
        ("dc:source", item["venue"] and item["venue"]["name"]),
        ("dc:identifier", line(item["doi"]) and f"doi:{item['doi']}"),
    ):
        if line(value):
            _text(entry, name, value)


def _text(parent: Element, name: str, text: Any) -> None:
    SubElement(parent, name).text = line(text)


def _link(parent: Element, relation: str, url: str, **more: str) -> None:
    SubElement(parent, "link", {"rel": relation, "href": url, **more})
