"""Feeds of any filter: they name themselves and their page, know their owner, and are kept."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from models import db
from tests.api.conftest import LIST

A = "{http://www.w3.org/2005/Atom}"
SITE = "https://example.org"


def feed_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.text)


def links(feed):
    return {link.get("rel"): link.get("href") for link in feed.findall(f"{A}link")}


@pytest.mark.parametrize(
    ("asked", "self", "home", "title"),
    [
        ("", "", "", "Han Zhao: publications"),
        ("?year=2024", "?year=2024", "?year=2024", "Han Zhao: publications (year=2024)"),
        (
            "?fields=key&year=2024&facets=year",
            "?year=2024",
            "?year=2024",
            "Han Zhao: publications (year=2024)",
        ),
        ("?lang=zh", "?lang=zh", "?lang=zh", "Han Zhao：论文"),
        ("?q=gpu+cloud", "?q=gpu+cloud", "?q=gpu+cloud", "Han Zhao: publications (q=gpu cloud)"),
    ],
)
def test_a_feed_names_itself_and_the_page_of_the_same(reader, asked, self, home, title):
    feed = feed_of(reader, f"{LIST}.atom{asked}")
    assert links(feed) == {"self": f"{SITE}{LIST}.atom{self}", "alternate": f"{SITE}/{home}"}
    assert (feed.findtext(f"{A}id"), feed.findtext(f"{A}title")) == (f"{SITE}{LIST}.atom{self}", title)
    told = reader.get(f"{LIST}.feed.json{asked}").json
    assert (told["feed_url"], told["home_page_url"]) == (f"{SITE}{LIST}.feed.json{self}", f"{SITE}/{home}")
    assert told["title"] == title


@pytest.mark.parametrize("query", ["", "year=2024", "venue=taco&sort=title", "year=1999"])
def test_feeds_and_linked_data_hold_what_the_list_holds_in_its_order(reader, query):
    urls = [item["url"] for item in reader.get(f"{LIST}?{query}").json["items"]]
    assert [node.text for node in feed_of(reader, f"{LIST}.atom?{query}").iter(f"{A}id")][1:] == urls
    assert [item["id"] for item in reader.get(f"{LIST}.feed.json?{query}").json["items"]] == urls
    assert [node["@id"] for node in reader.get(f"{LIST}.jsonld?{query}").json["@graph"]] == urls


def test_the_feed_of_one_publication_is_its_own(reader):
    feed = feed_of(reader, f"{LIST}/zhao2025edas.atom?lang=zh")
    page = f"{SITE}/publications/zhao2025edas"
    assert links(feed) == {"self": f"{SITE}{LIST}/zhao2025edas.atom?lang=zh", "alternate": page}
    assert feed.findtext(f"{A}title").startswith("EDAS: ")
    assert [entry.findtext(f"{A}id") for entry in feed.findall(f"{A}entry")] == [page]


def test_an_entry_keeps_its_id_and_is_newer_when_it_is_changed(build, built):
    old = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
    work = build.publication(key="a", title="Before", created_at=old, updated_at=old)
    first = feed_of(built, f"{LIST}.atom").find(f"{A}entry")
    work.title = "After"
    db.session.commit()
    feed = feed_of(built, f"{LIST}.atom")
    second = feed.find(f"{A}entry")
    assert second.findtext(f"{A}id") == first.findtext(f"{A}id") == f"{SITE}/publications/a"
    assert second.findtext(f"{A}title") == "After"
    assert first.findtext(f"{A}updated") == "2020-01-02T03:04:05Z" < second.findtext(f"{A}updated")
    assert feed.findtext(f"{A}updated") == second.findtext(f"{A}updated")
    assert second.findtext(f"{A}published") == first.findtext(f"{A}published")


def test_a_feed_of_nothing_is_as_old_as_the_data(built):
    changed_at = built.get("/api/v1/").json["changed_at"]
    feed = feed_of(built, f"{LIST}.atom?year=1999")
    assert feed.findtext(f"{A}updated") == changed_at
    assert feed.findtext(f"{A}author/{A}name") == "Vitrine"


@pytest.mark.parametrize(
    "path", [f"{LIST}.atom?year=2024", f"{LIST}/zhao2025edas.feed.json", f"{LIST}.jsonld"]
)
def test_who_holds_a_feed_is_told_so(reader, path):
    first = reader.get(path, headers={"Accept-Encoding": "br"})
    assert first.headers["Content-Encoding"] == "br"
    again = reader.get(path, headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_browser_that_wants_a_page_is_not_given_a_feed(reader):
    wanted = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert reader.get(LIST, headers={"Accept": wanted}).content_type == "application/json"
    wanted = "application/atom+xml;q=0.9, application/json;q=0.5"
    assert reader.get(LIST, headers={"Accept": wanted}).content_type.startswith("application/atom+xml")
