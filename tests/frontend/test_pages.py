"""The page is whole without a script: every section, every publication, the filter and its answers."""

import json
import re
from collections import Counter

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.frontend.reading import API, SECTIONS, attribute, grouped, keys, parse, texts, words

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


def listed(client, query=""):
    """What the API gives for the query of a page, all of it at once."""
    return client.get(f"{API}?per_page=1000{'&' if query else ''}{query}").json


def test_every_section_is_there_in_order_with_a_name(client):
    page = parse(client.get("/"))
    sections = page.css("main > section")
    assert [section.attributes["id"] for section in sections] == SECTIONS
    for section in sections[1:]:
        (title,) = section.css("h2:first-of-type")
        assert section.attributes["aria-labelledby"] == title.attributes["id"]
        assert words(title)


def test_the_contents_lead_to_every_section(client):
    page = parse(client.get("/"))
    assert [link.attributes["href"] for link in page.css("nav.contents a")] == [
        f"#{name}" for name in SECTIONS
    ]


def test_what_the_profile_holds_stands_on_the_page_in_its_order(client):
    page = parse(client.get("/?lang=zh"))
    for section in ("education", "awards", "projects", "courses", "students"):
        name = {"education": "institution", "students": "name"}.get(section, "title")
        given = [row[name] if isinstance(row[name], str) else row[name]["zh"] for row in PROFILE[section]]
        text = words(page.css_first(f"#{section}"))
        places = []
        for value in given:
            places.append(text.find(value, (places or [-1])[-1] + 1))
        assert -1 not in places, f"{section}: not all there, or out of order"


def test_all_publications_stand_in_the_order_of_the_api(client):
    given = [item["key"] for item in listed(client)["items"]]
    assert sorted(given) == sorted(work["key"] for work in WORKS)
    assert len(given) == 24
    assert keys(parse(client.get("/"))) == given


def test_each_year_is_a_group_with_its_count_the_undated_first(client):
    page = parse(client.get("/"))
    expected = Counter(str(work.get("year", "none")) for work in WORKS)
    groups = {group.attributes["data-group"]: group for group in page.css("#list > .group")}
    assert list(groups) == ["none", *sorted(expected.keys() - {"none"}, reverse=True)]
    for year, group in groups.items():
        assert len(group.css(".entry")) == expected[year]
        assert words(group.css_first("h3 .count")) == str(expected[year])
    assert words(page.css_first("#result")) == "24 publications"


def test_an_entry_shows_title_authors_marks_venue_year_and_rank(client):
    page = parse(client.get("/"))
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


def test_the_owner_is_no_link_and_each_co_author_leads_to_their_works(client):
    for person in parse(client.get("/")).css("#list .authors [data-text=name]"):
        expected = None if words(person) == "Han Zhao" else f"/?author={person.attributes['data-slug']}"
        assert person.attributes.get("href") == expected


def test_only_shown_parts_have_words_and_only_empty_parts_are_hidden(client):
    for slot in parse(client.get("/")).css("#list .entry [data-text]"):
        if slot.tag != "a":
            assert ("hidden" in slot.attributes) == (not words(slot)), slot.html


@pytest.mark.parametrize(("anchor", "section"), OLD_ANCHORS.items())
def test_an_anchor_of_the_old_page_stands_in_its_section(client, anchor, section):
    page = parse(client.get("/"))
    (found,) = page.css(f'[id="{anchor}"]')
    while found.tag != "section":
        found = found.parent
    assert found.attributes["id"] == section


@pytest.mark.parametrize("path", ["/", "/?lang=zh", "/publications/xullm"])
def test_what_the_source_had_commented_out_is_nowhere(client, path):
    text = client.get(path).text
    assert [phrase for phrase in COMMENTED_OUT if phrase in text] == []
    assert "<!--" not in text


YEARS = st.sampled_from(
    ["2019", "2024", "2025", "1999", "none", "2020..2022", "2023..", "..2021", "2024..2024"]
)
TERMS = {
    "year": YEARS,
    "venue": st.sampled_from(["taco", "TACO", "tc", "atc", "none", "icdcs", "hpca"]),
    "rank": st.sampled_from(["CCF-A", "ccf-b", "none", "CORE-A*", "CCF-C"]),
    "status": st.sampled_from(["published", "preprint", "accepted"]),
    "type": st.sampled_from(["article", "paper-conference", "article-journal"]),
    "author": st.sampled_from(["quan-chen", "minyi-guo", "han-zhao", "zijun-li"]),
    "role": st.sampled_from(["first", "corresponding", "equal", "last"]),
    "selected": st.sampled_from(["true", "false"]),
    "q": st.sampled_from(
        ["gpu", "LLM serving", "zhao", "ｇｐｕ", "c++", "%", "_", "'", "e2bird", "  ", "效"]
    ),
}
PAIRS = st.sampled_from(sorted(TERMS)).flatmap(
    lambda name: st.tuples(st.just(name), st.one_of(TERMS[name], TERMS[name].map("!{}".format)))
)
ORDERS = st.sampled_from(
    ["-year", "year", "title", "-title", "venue", "rank", "-citations", "added", "rank,-year"]
)
GROUPINGS = st.sampled_from(["year", "venue", "rank", "status", "type", "selected", "none"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(PAIRS, max_size=4), order=ORDERS, grouping=GROUPINGS)
def test_the_form_is_answered_as_the_api_answers(client, pairs, order, grouping):
    query = [*pairs, ("sort", order)]
    given = client.get(API, query_string=[*query, ("per_page", "1000")]).json
    page = parse(client.get("/", query_string=[*query, ("group_by", grouping)], follow_redirects=True))
    shown = {
        group.attributes["data-group"]: [entry.attributes["data-key"] for entry in group.css(".entry")]
        for group in page.css("#list > .group")
    }
    expected = grouped(given["items"], grouping)
    assert shown == expected
    assert list(shown) == list(expected)
    assert int(re.match(r"\d+|No", words(page.css_first("#result")))[0].replace("No", "0")) == given["total"]


@pytest.mark.parametrize(
    ("written", "exact"),
    [
        ("venue=TACO", "venue=taco"),
        ("venue=!USENIX+ATC", "venue=!atc"),
        ("rank=ccf-a&q=gpu", "rank=CCF-A&q=gpu"),
        ("rank=core-a*", "rank=CORE-A*"),
        ("venue=NONE&rank=!None", "venue=none&rank=!none"),
    ],
)
def test_an_address_leads_to_its_exact_spelling(client, written, exact):
    answer = client.get(f"/?{written}")
    assert (answer.status_code, answer.location) == (302, f"/?{exact}")
    assert client.get(answer.location).status_code == 200


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(PAIRS, max_size=3))
def test_the_counts_beside_the_filters_are_those_of_the_api(client, pairs):
    facets = ["year", "rank", "venue", "status"]
    query = [*pairs, ("facets", ",".join(facets))]
    given = client.get(API, query_string=query).json["facets"]
    page = parse(client.get("/", query_string=pairs, follow_redirects=True))
    for facet in facets[1:]:
        shown = {
            toggle.css_first("input").attributes["value"]: int(words(toggle.css_first("[data-count]")))
            for toggle in page.css(f"[data-facet={facet}] .toggle")
        }
        assert {value: count for value, count in shown.items() if count} == {
            value["value"]: value["count"] for value in given[facet]
        }
    bars = {
        bar.attributes["value"]: int(words(bar.css_first("[data-count]"))) for bar in page.css("button.bar")
    }
    assert {year: count for year, count in bars.items() if count} == {
        value["value"]: value["count"] for value in given["year"]
    }


def test_the_form_comes_back_with_what_was_asked_for(client):
    page = parse(
        client.get("/?year=2024&rank=CCF-A&author=quan-chen&q=gpu&sort=title&group_by=venue&role=first")
    )
    assert [box.attributes["value"] for box in page.css("#filter input:checked")] == ["CCF-A"]
    selected = [option.attributes["value"] for option in page.css("#filter option[selected]")]
    assert selected == ["quan-chen", "title", "venue"]
    assert attribute(page, "#filter [name=q]", "value") == "gpu"
    assert [bar.attributes["value"] for bar in page.css("button.bar[aria-pressed=true]")] == ["2024"]
    carried = {
        (field.attributes["name"], field.attributes["value"]) for field in page.css("#filter [type=hidden]")
    }
    assert carried == {("year", "2024"), ("role", "first")}


@pytest.mark.parametrize(
    ("asked", "groups"),
    [
        ("status&lang=en", ["Preprint 5", "Published 19"]),
        ("status,year&lang=zh", ["预印本 5", "已发表 19"]),
        ("type&lang=zh", ["预印本 5", "会议论文 9", "期刊论文 10"]),
        ("selected&lang=en", ["Not selected 24"]),
    ],
)
def test_the_list_is_grouped_by_the_first_key_asked_for_in_words(client, asked, groups):
    page = parse(client.get(f"/?group_by={asked}"))
    assert sorted(texts(page, "#list > .group > h3")) == sorted(groups)
    (chosen,) = page.css("select[name=group_by] option[selected]")
    assert chosen.attributes["value"] == asked.partition("&")[0].partition(",")[0]


def test_each_chip_takes_one_filter_back_and_clear_takes_all(client):
    page = parse(client.get("/?year=2024&year=2025&rank=!CCF-B&q=gpu"))
    chips = {words(chip.css_first("[data-text]")): chip.attributes["href"] for chip in page.css("#chips a")}
    assert chips == {
        "2024": "/?year=2025&rank=!CCF-B&q=gpu",
        "2025": "/?year=2024&rank=!CCF-B&q=gpu",
        "not CCF-B": "/?year=2024&year=2025&q=gpu",
        "“gpu”": "/?year=2024&year=2025&rank=!CCF-B",
    }
    assert attribute(page, "#clear", "href") == "/"


def test_an_empty_result_offers_to_drop_each_filter_the_most_helpful_first(client):
    page = parse(client.get("/?year=2019&status=preprint&lang=en"))
    assert keys(page) == []
    assert "hidden" not in page.css_first("#empty").attributes
    assert {words(link): link.attributes["href"] for link in page.css("#drops a")} == {
        "Drop 2019 (5 publications)": "/?status=preprint&lang=en",
        "Drop Preprint (1 publication)": "/?year=2019&lang=en",
    }
    assert texts(page, "#drops a")[0] == "Drop 2019 (5 publications)"
    assert words(page.css_first("#result")) == "No publications"


def test_where_no_single_filter_is_to_blame_all_can_be_dropped(client):
    page = parse(client.get("/?year=2019&status=preprint&rank=CCF-B&lang=en"))
    assert {words(link): link.attributes["href"] for link in page.css("#drops a")} == {
        "Clear all filters": "/?lang=en"
    }


def test_the_owner_is_never_among_the_co_authors(client):
    for path in ("/", "/?year=2019&status=preprint"):
        assert parse(client.get(path)).css('[name=author] option[value="han-zhao"]') == []


def test_a_long_list_is_turned_page_by_page(client):
    first, second = (parse(client.get(f"/?per_page=10&page={number}")) for number in (1, 2))
    given = [item["key"] for item in listed(client)["items"]]
    assert keys(first) == given[:10]
    assert keys(second) == given[10:20]
    assert attribute(first, "nav.pages [rel=next]", "href") == "/?page=2&per_page=10"
    assert attribute(second, "nav.pages [rel=prev]", "href") == "/?per_page=10"


def test_the_words_of_the_script_are_those_of_the_page(client):
    for lang in ("en", "zh"):
        page = parse(client.get(f"/?lang={lang}"))
        strings = json.loads((ROOT / "frontend" / "locales" / f"{lang}.json").read_text(encoding="utf-8"))
        assert json.loads(page.css_first("#words").text()) == strings["script"]
