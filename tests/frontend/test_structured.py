"""What machines read: JSON-LD, OpenGraph, canonical and other-language addresses, site map, robots."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from tests.frontend.reading import API, attribute, json_in, parse

SITE = "https://example.org"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PATHS = {
    "/": "/",
    "/?lang=zh": "/?lang=zh",
    "/?year=2024&rank=CCF-A&lang=zh": "/?lang=zh",
    "/?sort=title": "/",
    "/?year=abc": "/",
    "/publications/xullm": "/publications/xullm",
}


def test_the_owner_is_described_as_a_person(reader):
    assert json_in(parse(reader.get("/")), 'script[type="application/ld+json"]') == {
        "@context": "https://schema.org",
        "@type": "Person",
        "@id": f"{SITE}/#person",
        "name": "Han Zhao",
        "url": f"{SITE}/",
        "jobTitle": "Assistant professor at Shanghai Jiao Tong University",
        "affiliation": [
            {
                "@type": "Organization",
                "name": "Computer Science and Engineering Department",
                "url": "https://www.cs.sjtu.edu.cn/",
            },
            {
                "@type": "Organization",
                "name": "Shanghai Jiao Tong University",
                "url": "https://www.sjtu.edu.cn/",
            },
        ],
        "knowsAbout": [
            "Cloud computing and deep learning systems",
            "LLM inference and training systems",
            "Serverless architectures for diverse applications",
            "Advanced resource management in datacenters",
        ],
    }


def test_the_owner_is_described_in_the_language_of_the_page(reader):
    described = json_in(parse(reader.get("/?lang=zh")), 'script[type="application/ld+json"]')
    assert described["jobTitle"] == "上海交通大学助理教授"
    assert described["affiliation"][1]["name"] == "上海交通大学"


def test_every_publication_is_described_as_a_scholarly_article(reader):
    for item in reader.get(f"{API}?per_page=1000").json["items"]:
        page = parse(reader.get(f"/publications/{item['key']}"))
        described = json_in(page, 'script[type="application/ld+json"]')
        assert described["@type"] == "ScholarlyArticle"
        assert described["headline"] == item["title"]
        assert described["url"] == item["url"] == f"{SITE}/publications/{item['key']}"
        assert [author["name"] for author in described["author"]] == [
            author["name"] for author in item["authors"]
        ]
        assert described.get("datePublished") == (str(item["year"]) if item["year"] else None)
        assert described.get("isPartOf", {}).get("name") == (item["venue"] and item["venue"]["name"])
        assert described["creativeWorkStatus"] == item["status"].capitalize()


def test_a_filtered_page_names_the_other_languages_of_the_address_to_keep_and_switches_to_its_own(reader):
    page = parse(reader.get("/?year=2024&lang=zh"))
    named = {link.attributes["href"] for link in page.css("link[rel=alternate][hreflang]")}
    assert named == {f"{SITE}/?lang=en", f"{SITE}/?lang=zh", f"{SITE}/"}
    assert attribute(page, "link[rel=canonical]", "href") in named
    assert attribute(page, ".switches a", "href") == "/?year=2024&lang=en"


@pytest.mark.parametrize(
    ("path", "feeds"),
    [
        ("/", ["publications.atom", "publications.feed.json"]),
        ("/?year=2024&lang=zh", [f"publications.{kind}?year=2024&lang=zh" for kind in ("atom", "feed.json")]),
        ("/publications/xullm", ["publications.atom"]),
    ],
)
def test_a_page_names_the_feeds_of_what_it_shows(reader, path, feeds):
    named = parse(reader.get(path)).css("link[rel=alternate][type]")
    assert [link.attributes["href"] for link in named] == [f"{SITE}/api/v1/{feed}" for feed in feeds]
    for link in named:
        answer = reader.get(link.attributes["href"].removeprefix(SITE))
        assert answer.content_type.partition(";")[0] == link.attributes["type"]


@pytest.mark.parametrize(
    ("kind", "described"), [("journal", "Periodical"), ("conference", "CreativeWorkSeries")]
)
def test_a_work_is_part_of_what_its_venue_is(build, empty_app, kind, described):
    venue = build.venue("TACO", kind=kind)
    build.publication(key="work", venue=venue)
    page = parse(empty_app.test_client().get("/publications/work"))
    part = json_in(page, 'script[type="application/ld+json"]')["isPartOf"]
    assert part == {"@type": described, "name": venue.name}


@pytest.mark.parametrize(("path", "canonical"), PATHS.items())
def test_the_address_to_keep_is_named_and_filters_are_no_part_of_it(reader, path, canonical):
    page = parse(reader.get(path))
    assert attribute(page, "link[rel=canonical]", "href") == SITE + canonical
    assert attribute(page, 'meta[property="og:url"]', "content") == SITE + canonical


@pytest.mark.parametrize("path", ["/", "/publications/xullm"])
def test_each_language_names_the_other_and_the_address_to_keep_is_its_own(reader, path):
    for lang in ("en", "zh"):
        page = parse(reader.get(f"{path}?lang={lang}"))
        named = {
            link.attributes["hreflang"]: link.attributes["href"]
            for link in page.css("link[rel=alternate][hreflang]")
        }
        assert named == {
            "en": f"{SITE}{path}?lang=en",
            "zh": f"{SITE}{path}?lang=zh",
            "x-default": f"{SITE}{path}",
        }
        assert attribute(page, "link[rel=canonical]", "href") == f"{SITE}{path}?lang={lang}"


@pytest.mark.parametrize(
    ("path", "kind", "title"),
    [
        ("/", "profile", "Han Zhao"),
        ("/publications/xullm", "article", "LLM-Mesh: Enabling Elastic Sharing for Serverless LLM Inference"),
    ],
)
def test_what_is_shared_shows_a_title_and_a_description(reader, path, kind, title):
    page = parse(reader.get(path))
    assert attribute(page, 'meta[property="og:type"]', "content") == kind
    assert attribute(page, 'meta[property="og:title"]', "content") == title
    assert attribute(page, 'meta[property="og:description"]', "content")
    assert attribute(page, "meta[name=description]", "content")
    assert title in page.css_first("title").text()


def test_a_page_that_is_not_there_has_no_address_to_keep(reader):
    assert parse(reader.get("/nothing")).css("link[rel=canonical], link[hreflang]") == []


def test_the_site_map_lists_the_page_and_every_publication(reader):
    tree = ElementTree.fromstring(reader.get("/sitemap.xml").data)
    addresses = [node.text for node in tree.iter(f"{SITEMAP}loc")]
    items = reader.get(f"{API}?per_page=1000").json["items"]
    assert addresses == [f"{SITE}/", *(item["url"] for item in items)]
    for address in addresses:
        assert reader.get(urlsplit(address).path).status_code == 200
    changed = [node.text for node in tree.iter(f"{SITEMAP}lastmod")]
    assert changed == [item["updated_at"][:10] for item in items]


def test_robots_are_let_in_and_shown_the_site_map(reader):
    answer = reader.get("/robots.txt")
    lines = answer.text.splitlines()
    assert answer.content_type == "text/plain; charset=utf-8"
    assert "User-agent: *" in lines
    assert "Disallow: /" not in lines
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
