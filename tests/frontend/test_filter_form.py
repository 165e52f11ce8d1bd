"""The filter without a script: a plain form that the server answers as the API answers the same query."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.frontend.reading import API, attribute, grouped, keys, parse, texts, words


def listed(reader, query=""):
    """What the API gives for the query of a page, all of it at once."""
    return reader.get(f"{API}?per_page=1000{'&' if query else ''}{query}").json


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


@given(pairs=st.lists(PAIRS, max_size=4), order=ORDERS, grouping=GROUPINGS)
def test_the_form_is_answered_as_the_api_answers(reader, pairs, order, grouping):
    query = [*pairs, ("sort", order)]
    given = reader.get(API, query_string=[*query, ("per_page", "1000")]).json
    page = parse(reader.get("/", query_string=[*query, ("group_by", grouping)], follow_redirects=True))
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
def test_an_address_leads_to_its_exact_spelling(reader, written, exact):
    answer = reader.get(f"/?{written}")
    assert (answer.status_code, answer.location) == (302, f"/?{exact}")
    assert reader.get(answer.location).status_code == 200


@pytest.mark.parametrize("query", ["q=!", "q=+!+", "q=", "venue=!", "rank=+", "year=!&q=!"])
def test_what_says_nothing_is_answered_as_if_it_were_not_there(reader, query):
    assert reader.get(f"/?{query}").text == reader.get("/").text


@given(pairs=st.lists(PAIRS, max_size=3))
def test_the_counts_beside_the_filters_are_those_of_the_api(reader, pairs):
    facets = ["year", "rank", "venue", "status"]
    query = [*pairs, ("facets", ",".join(facets))]
    given = reader.get(API, query_string=query).json["facets"]
    page = parse(reader.get("/", query_string=pairs, follow_redirects=True))
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


def test_the_form_comes_back_with_what_was_asked_for(reader):
    page = parse(
        reader.get("/?year=2024&rank=CCF-A&author=quan-chen&q=gpu&sort=title&group_by=venue&role=first")
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
def test_the_list_is_grouped_by_the_first_key_asked_for_in_words(reader, asked, groups):
    page = parse(reader.get(f"/?group_by={asked}"))
    assert sorted(texts(page, "#list > .group > h3")) == sorted(groups)
    (chosen,) = page.css("select[name=group_by] option[selected]")
    assert chosen.attributes["value"] == asked.partition("&")[0].partition(",")[0]


def test_each_chip_takes_one_filter_back_and_clear_takes_all(reader):
    page = parse(reader.get("/?year=2024&year=2025&rank=!CCF-B&q=gpu"))
    chips = {words(chip.css_first("[data-text]")): chip.attributes["href"] for chip in page.css("#chips a")}
    assert chips == {
        "2024": "/?year=2025&rank=!CCF-B&q=gpu",
        "2025": "/?year=2024&rank=!CCF-B&q=gpu",
        "not CCF-B": "/?year=2024&year=2025&q=gpu",
        "“gpu”": "/?year=2024&year=2025&rank=!CCF-B",
    }
    assert attribute(page, "#clear", "href") == "/"


@pytest.mark.parametrize(
    ("asked", "chip"),
    [
        ("author=han-zhao", "Han Zhao"),
        ("author=!quan-chen", "非 Quan Chen"),
        ("type=paper-conference", "会议论文"),
        ("status=preprint", "预印本"),
        ("role=first", "第一作者"),
        ("selected=false", "非代表作"),
        ("year=2020..2022", "2020–2022"),
        ("venue=none", "无刊会"),
    ],
)
def test_a_chip_names_its_filter_in_words(reader, asked, chip):
    page = parse(reader.get(f"/?lang=zh&{asked}"))
    assert texts(page, "#chips [data-text]") == [chip]


def test_a_chip_names_a_topic_by_its_label(build, empty_app):
    build.publication(topics=["GPU computing"])
    page = parse(empty_app.test_client().get("/?topic=gpu-computing"))
    assert texts(page, "#chips [data-text]") == ["GPU computing"]


def test_an_empty_result_offers_to_drop_each_filter_the_most_helpful_first(reader):
    page = parse(reader.get("/?year=2019&status=preprint&lang=en"))
    assert keys(page) == []
    assert "hidden" not in page.css_first("#empty").attributes
    assert {words(link): link.attributes["href"] for link in page.css("#drops a")} == {
        "Drop 2019 (5 publications)": "/?status=preprint&lang=en",
        "Drop Preprint (1 publication)": "/?year=2019&lang=en",
    }
    assert texts(page, "#drops a")[0] == "Drop 2019 (5 publications)"
    assert words(page.css_first("#result")) == "No publications"


def test_where_no_single_filter_is_to_blame_all_can_be_dropped(reader):
    page = parse(reader.get("/?year=2019&status=preprint&rank=CCF-B&lang=en"))
    assert {words(link): link.attributes["href"] for link in page.css("#drops a")} == {
        "Clear all filters": "/?lang=en"
    }


def test_the_owner_is_never_among_the_co_authors(reader):
    for path in ("/", "/?year=2019&status=preprint"):
        assert parse(reader.get(path)).css('[name=author] option[value="han-zhao"]') == []


def test_a_long_list_is_turned_page_by_page(reader):
    first, second = (parse(reader.get(f"/?per_page=10&page={number}")) for number in (1, 2))
    given = [item["key"] for item in listed(reader)["items"]]
    assert keys(first) == given[:10]
    assert keys(second) == given[10:20]
    assert attribute(first, "nav.pages [rel=next]", "href") == "/?page=2&per_page=10"
    assert attribute(second, "nav.pages [rel=prev]", "href") == "/?per_page=10"
