"""The page is whole without a script: every section, every publication, the old page's anchors."""

import json
from collections import Counter

import pytest
import yaml

from tests.conftest import ROOT
from tests.frontend.reading import API, SECTIONS, keys, parse, texts, words

PROFILE = yaml.safe_load((ROOT / "data" / "profile.yaml").read_text(encoding="utf-8"))
WORKS = PROFILE["publications"]
OLD_ANCHORS = {
    "about-me": "about",
    "-fblw": "publications",
    "-xl": "education",
    "-ryjx": "awards",
    "-kyxm": "projects",
    "-kc": "courses",
    "-cdkc": "courses",
    "-xszd": "students",
}
# What the source keeps inside comments; none of it was ever published.
COMMENTED_OUT = [
    "Ningxin Zheng, Minyi Guo. Boosting",
    "Boosting Embodied AI Agents",
    "王仰麟",
    "彭建",
    "Billie Turner",
    "生态学报",
    "-xsjz",
    "太湖流域",
    "景观与区域生态学",
]


def listed(reader, query=""):
    """What the API gives for the query of a page, all of it at once."""
    return reader.get(f"{API}?per_page=1000{'&' if query else ''}{query}").json


def test_every_section_is_there_in_order_with_a_name(reader):
    page = parse(reader.get("/"))
    sections = page.css("main > section")
    assert [section.attributes["id"] for section in sections] == SECTIONS
    for section in sections[1:]:
        (title,) = section.css("h2:first-of-type")
        assert section.attributes["aria-labelledby"] == title.attributes["id"]
        assert words(title)


def test_the_contents_lead_to_every_section(reader):
    page = parse(reader.get("/"))
    assert [link.attributes["href"] for link in page.css("nav.contents a")] == [
        f"#{name}" for name in SECTIONS
    ]


def test_what_the_profile_holds_stands_on_the_page_in_its_order(reader):
    page = parse(reader.get("/?lang=zh"))
    for section in ("education", "awards", "projects", "courses", "students"):
        name = {"education": "institution", "students": "name"}.get(section, "title")
        given = [row[name] if isinstance(row[name], str) else row[name]["zh"] for row in PROFILE[section]]
        text = words(page.css_first(f"#{section}"))
        places = []
        for value in given:
            places.append(text.find(value, (places or [-1])[-1] + 1))
        assert -1 not in places, f"{section}: not all there, or out of order"


def test_all_publications_stand_in_the_order_of_the_api(reader):
    given = [item["key"] for item in listed(reader)["items"]]
    assert sorted(given) == sorted(work["key"] for work in WORKS)
    assert len(given) == 24
    assert keys(parse(reader.get("/"))) == given


def test_each_year_is_a_group_with_its_count_the_undated_first(reader):
    page = parse(reader.get("/"))
    expected = Counter(str(work.get("year", "none")) for work in WORKS)
    groups = {group.attributes["data-group"]: group for group in page.css("#list > .group")}
    assert list(groups) == ["none", *sorted(expected.keys() - {"none"}, reverse=True)]
    for year, group in groups.items():
        assert len(group.css(".entry")) == expected[year]
        assert words(group.css_first("h3 .count")) == str(expected[year])
    assert words(page.css_first("#result")) == "24 publications"


def test_an_entry_shows_title_authors_marks_venue_year_and_rank(reader):
    page = parse(reader.get("/"))
    for work in WORKS:
        entry = page.css_first(f'.entry[data-key="{work["key"]}"]')
        assert words(entry.css_first("h4")) == work["title"]
        assert texts(entry, ".authors [data-text=name]") == [author["name"] for author in work["authors"]]
        marks = [
            "*" * a.get("corresponding", False) + "†" * a.get("equal_contribution", False)
            for a in work["authors"]
        ]
        assert [words(mark) for mark in entry.css(".authors sup")] == marks
        assert words(entry.css_first(".year")) == str(work.get("year", ""))
        assert words(entry.css_first(".rank")) == work.get("rank", "")
        assert words(entry.css_first(".venue")).lower() == work.get("venue", "")


def test_the_owner_is_no_link_and_each_co_author_leads_to_their_works(reader):
    for person in parse(reader.get("/")).css("#list .authors [data-text=name]"):
        expected = None if words(person) == "Han Zhao" else f"/?author={person.attributes['data-slug']}"
        assert person.attributes.get("href") == expected


def test_only_shown_parts_have_words_and_only_empty_parts_are_hidden(reader):
    for slot in parse(reader.get("/")).css("#list .entry [data-text]"):
        if slot.tag != "a":
            assert ("hidden" in slot.attributes) == (not words(slot)), slot.html


@pytest.mark.parametrize(("anchor", "section"), OLD_ANCHORS.items())
def test_an_anchor_of_the_old_page_stands_in_its_section(reader, anchor, section):
    page = parse(reader.get("/"))
    (found,) = page.css(f'[id="{anchor}"]')
    while found.tag != "section":
        found = found.parent
    assert found.attributes["id"] == section


@pytest.mark.parametrize("path", ["/", "/?lang=zh", "/publications/xullm"])
def test_what_the_source_had_commented_out_is_nowhere(reader, path):
    text = reader.get(path).text
    assert [phrase for phrase in COMMENTED_OUT if phrase in text] == []
    assert "<!--" not in text


def test_the_words_of_the_script_are_those_of_the_page(reader):
    for lang in ("en", "zh"):
        page = parse(reader.get(f"/?lang={lang}"))
        strings = json.loads((ROOT / "frontend" / "locales" / f"{lang}.json").read_text(encoding="utf-8"))
        assert json.loads(page.css_first("#words").text()) == strings["script"]
