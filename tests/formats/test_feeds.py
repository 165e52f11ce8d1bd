"""Feeds and linked data, read by parsers that know nothing of us, hold what was written, whatever it is."""

import json
import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from formats import atom, json_feed, json_ld
from formats.channel import Channel
from tests.formats.hostile import ITEMS, TEXT, clean

A, DC = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/elements/1.1/}"
HERE, HOME = "https://example.org/publications.atom?q=a&year=2024", "https://example.org/?q=a&year=2024"
CHANNEL = Channel("Ada: publications", "Ada", HERE, HOME, "2026-01-02T03:04:05Z")
SEVERAL = st.lists(ITEMS, max_size=4, unique_by=lambda item: item["key"])


def years(items):
    """When each work came out, to the month where that is known, worked out again."""
    return [
        "-".join(part for part in (str(item["year"] or ""), item["month"] and f"{item['month']:02}") if part)
        if item["year"]
        else None
        for item in items
    ]


def names(items):
    return [[clean(author["name"]) for author in item["authors"]] for item in items]


def titles(items):
    return [clean(item["title"]) for item in items]


def whole(text):
    """A text without halves of characters."""
    return "".join(character for character in text if not "\ud800" <= character <= "\udfff")


def of(node, tag):
    """The texts of a node's children of a name."""
    return [child.text or "" for child in node.iter(tag) if child is not node]


@given(SEVERAL, TEXT)
def test_atom_holds_titles_authors_and_dates(items, title):
    feed = ElementTree.fromstring(atom.write(items, CHANNEL._replace(title=title)))
    entries = feed.findall(f"{A}entry")
    assert feed.findtext(f"{A}title") == clean(title)
    assert [entry.findtext(f"{A}title") for entry in entries] == titles(items)
    assert [of(entry, f"{A}name") for entry in entries] == names(items)
    assert [entry.findtext(f"{DC}date") for entry in entries] == years(items)
    assert [entry.findtext(f"{A}updated") for entry in entries] == [item["updated_at"] for item in items]
    assert [entry.findtext(f"{A}published") for entry in entries] == [item["created_at"] for item in items]


@given(SEVERAL)
def test_atom_is_as_rfc_4287_wants_it(items):
    feed = ElementTree.fromstring(atom.write(items, CHANNEL))
    assert [node.tag for node in feed][:3] == [f"{A}id", f"{A}title", f"{A}updated"]
    assert feed.findtext(f"{A}updated") == max(
        (item["updated_at"] for item in items), default="2026-01-02T03:04:05Z"
    )
    assert feed.findtext(f"{A}author/{A}name") == "Ada"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{A}link")}
    assert links == {"self": HERE, "alternate": HOME}
    assert feed.findtext(f"{A}id") == HERE
    for entry, item in zip(feed.findall(f"{A}entry"), items, strict=True):
        for needed in ("id", "title", "updated", "summary"):
            assert len(entry.findall(f"{A}{needed}")) == 1
        assert entry.findtext(f"{A}id") == item["url"]
        hrefs = [(link.get("rel"), link.get("href")) for link in entry.findall(f"{A}link")]
        assert hrefs[0] == ("alternate", item["url"])
        assert all(re.match("https?://", href) for _, href in hrefs)
        assert entry.findtext(f"{A}summary") or not item["title"].strip()
    allowed = {"feed", "id", "title", "updated", "published", "author", "name", "link", "entry", "category"}
    assert {node.tag for node in feed.iter()} <= {
        *(A + tag for tag in (*allowed, "summary")),
        *(DC + tag for tag in ("date", "source", "identifier")),
    }


@given(SEVERAL)
def test_json_feed_holds_titles_authors_and_dates(items):
    feed = json.loads(json_feed.write(items, CHANNEL))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["feed_url"], feed["home_page_url"]) == (HERE, HOME)
    assert [entry.get("title", "") for entry in feed["items"]] == titles(items)
    assert [[each["name"] for each in entry.get("authors", [])] for entry in feed["items"]] == names(items)
    assert [entry["_publication"]["date"] for entry in feed["items"]] == years(items)
    assert [entry["date_modified"] for entry in feed["items"]] == [item["updated_at"] for item in items]
    assert [entry["id"] for entry in feed["items"]] == [item["url"] for item in items]
    for entry in feed["items"]:
        assert re.match("https?://", entry.get("external_url", "https://"))


@given(SEVERAL)
def test_json_ld_holds_titles_authors_and_dates(items):
    text = json_ld.write(items)
    assert "<" not in text
    graph = json.loads(text)["@graph"]
    assert json.loads(text)["@context"] == "https://schema.org"
    assert {node["@type"] for node in graph} <= {"ScholarlyArticle"}
    assert [node.get("name", "") for node in graph] == [whole(item["title"]) for item in items]
    assert [[each["name"] for each in node.get("author", [])] for node in graph] == [
        [whole(author["name"]) for author in item["authors"]] for item in items
    ]
    assert [node.get("datePublished") for node in graph] == years(items)
    assert [node["@id"] for node in graph] == [item["url"] for item in items]


def test_an_abstract_keeps_its_paragraphs_and_loses_what_is_no_text():
    item = {
        "key": "a", "title": "A", "type": "book", "status": "published", "year": 2024, "month": 5,
        "venue": None, "authors": [], "links": [], "topics": [], "url": "https://example.org/publications/a",
        "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z", "volume": None,
        "issue": None, "pages": None, "doi": "10.1234/a b", "arxiv_id": None,
        "abstract": "One\x00.\r\n\r\nTwo ]]> <b>three</b>.",
    }  # fmt: skip
    entry = ElementTree.fromstring(atom.write([item], CHANNEL)).find(f"{A}entry")
    assert entry.findtext(f"{A}summary") == "One.\n\nTwo ]]> <b>three</b>."
    assert entry.findtext(f"{DC}identifier") == "doi:10.1234/a b"
    assert entry.findall(f"{A}link")[1].get("href") == "https://doi.org/10.1234/a%20b"
    assert json_ld.article(item)["identifier"] == "https://doi.org/10.1234/a%20b"
    (fed,) = json.loads(json_feed.write([item], CHANNEL))["items"]
    assert fed["content_text"] == "One.\n\nTwo ]]> <b>three</b>."
    assert fed["summary"] == "A. 2024, https://doi.org/10.1234/a b."
