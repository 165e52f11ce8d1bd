"""The order of the list is total, and paging cuts it without losing or repeating anything."""

import itertools
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.api.conftest import LIST
from tests.builders import Builder

COUNT = {"source": "google-scholar", "as_of": "2026-11-01"}


@pytest.fixture(scope="module")
def client(shelf):
    """A program that talks to a list in which every sort key has gaps and ties."""
    with shelf.app_context():
        build = Builder()
        venues = [
            build.venue("Zeta", [("CCF", "2026", "C")]),
            build.venue("alpha", [("CCF", "2026", "A"), ("CORE", "2023", "A*")]),
            build.venue("Ångström", [("CCF", "2026", "B")]),
            None,
        ]
        years, counts, titles = [2024, None, 2019], [5, 0, None, 40], ["Same", "same", "Étude", "zeal", "Ábc"]
        for number in range(30):
            citations = [{**COUNT, "count": counts[number % 4]}] if counts[number % 4] is not None else []
            build.publication(
                key=f"w{number * 7 % 30:02}",
                title=titles[number % 5],
                year=years[number % 3],
                venue=venues[number // 2 % 4],
                stated_rank="CORE-A*" if number == 6 else None,
                citations=citations,
                position=number // 3,
                created_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
    return shelf.test_client()


def items(client, query=""):
    return client.get(f"{LIST}?per_page=1000&{query}").json["items"]


FOLDED = {"Same": "same", "Étude": "etude", "Ábc": "abc", "Zeta": "zeta", "Ångström": "angstrom"}
CLASSES = ["A*", "A", "B", "C"]


def last_when_null(value, descending):
    """Sort a null after everything in both directions."""
    return (value is None, _turn(value, descending) if value is not None else 0)


def _turn(value, descending):
    if isinstance(value, str):
        return (*(-ord(character) for character in value), 1) if descending else value
    return -value if descending else value


VALUES = {
    "year": lambda item, down: _turn(item["year"] or 99999, down),
    "title": lambda item, down: _turn(FOLDED.get(item["title"], item["title"]), down),
    "venue": lambda item, down: last_when_null(
        item["venue"] and FOLDED.get(item["venue"]["acronym"], item["venue"]["acronym"]), down
    ),
    "rank": lambda item, down: last_when_null(item["rank"] and CLASSES.index(item["rank"]["class"]), down),
    "citations": lambda item, down: last_when_null(item["citations"] and item["citations"]["count"], down),
    "added": lambda item, down: 0,
}


@pytest.mark.parametrize("descending", [False, True], ids=["up", "down"])
@pytest.mark.parametrize("key", VALUES)
def test_the_order_is_the_key_then_the_owners_then_title_then_key(client, key, descending):
    made = {f"w{number * 7 % 30:02}": number // 3 for number in range(30)}
    expected = sorted(
        items(client),
        key=lambda item: (
            VALUES[key](item, descending),
            made[item["key"]],
            FOLDED.get(item["title"], item["title"]),
            item["key"],
        ),
    )
    sorted_by_us = items(client, f"sort={'-' if descending else ''}{key}")
    assert [item["key"] for item in sorted_by_us] == [item["key"] for item in expected]


def test_added_is_the_moment_of_entry(build, keys):
    for day in (2, 1, 3):
        build.publication(key=f"day{day}", created_at=datetime(2026, 1, day, tzinfo=UTC))
    assert keys("sort=added") == ["day1", "day2", "day3"]
    assert keys("sort=-added") == ["day3", "day2", "day1"]


def test_the_newest_count_of_citations_decides(build, keys):
    old, new = {"source": "a", "as_of": "2025-01-01"}, {"source": "b", "as_of": "2026-01-01"}
    build.publication(key="fallen", citations=[{**old, "count": 90}, {**new, "count": 1}])
    build.publication(key="risen", citations=[{**old, "count": 2}, {**new, "count": 3}])
    assert keys("sort=-citations") == ["risen", "fallen"]


def test_several_sort_keys_are_applied_in_turn(client):
    ordered = items(client, "sort=rank,-year,title")
    expected = sorted(
        items(client),
        key=lambda item: (
            VALUES["rank"](item, False),
            VALUES["year"](item, True),
            VALUES["title"](item, False),
        ),
    )
    assert [item["key"][0] for item in ordered] == [item["key"][0] for item in expected]
    ranks = [item["rank"] and item["rank"]["class"] for item in ordered]
    assert [rank for rank, _ in itertools.groupby(ranks)] == ["A*", "A", "B", "C", None]


@pytest.mark.parametrize(
    "sort", ["-year", "year", "title", "-venue", "rank", "-citations", "added", "rank,venue"]
)
@pytest.mark.parametrize("per_page", [1, 7, 30])
def test_pages_put_together_are_the_whole_list(client, sort, per_page):
    whole = [item["key"] for item in items(client, f"sort={sort}")]
    assert len(set(whole)) == 30
    answer = client.get(f"{LIST}?sort={sort}&per_page={per_page}")
    walked = []
    while answer:
        walked += [item["key"] for item in answer.json["items"]]
        following = answer.json["links"]["next"]
        answer = following and client.get(following.removeprefix("https://example.org"))
    assert walked == whole


def test_the_envelope_tells_where_in_the_list_a_page_stands(client):
    answer = client.get(f"{LIST}?per_page=8&page=2&year=none&year=2024").json
    assert {key: answer[key] for key in ("total", "page", "per_page", "pages")} == {
        "total": 20,
        "page": 2,
        "per_page": 8,
        "pages": 3,
    }
    assert len(answer["items"]) == 8
    assert query_of(answer["links"]["next"]) == {"year": ["none", "2024"], "page": ["3"], "per_page": ["8"]}
    assert query_of(answer["links"]["prev"]) == {"year": ["none", "2024"], "per_page": ["8"]}
    assert query_of(answer["links"]["self"]) == {"year": ["none", "2024"], "page": ["2"], "per_page": ["8"]}


def query_of(address):
    assert address.startswith(f"https://example.org{LIST}")
    return parse_qs(urlsplit(address).query)


def test_link_headers_say_what_the_links_of_the_body_say(client):
    answer = client.get(f"{LIST}?per_page=8&page=2")
    links = answer.json["links"]
    assert answer.headers["Link"] == f'<{links["next"]}>; rel="next", <{links["prev"]}>; rel="prev"'


def test_the_ends_of_the_list_have_no_neighbour(client):
    assert client.get(f"{LIST}?per_page=8").json["links"]["prev"] is None
    assert client.get(f"{LIST}?per_page=8&page=4").json["links"]["next"] is None
    assert "Link" not in client.get(LIST).headers


@pytest.mark.parametrize("page", [5, 1000, 10**9])
def test_a_page_past_the_end_is_empty_and_leads_back_to_the_last(client, page):
    answer = client.get(f"{LIST}?per_page=8&page={page}").json
    assert (answer["items"], answer["total"], answer["pages"], answer["page"]) == ([], 30, 4, page)
    assert answer["links"]["next"] is None
    assert query_of(answer["links"]["prev"])["page"] == ["4"]


@pytest.mark.parametrize("per_page", [1, 100, 1000])
def test_every_size_of_page_up_to_a_thousand_is_answered(client, per_page):
    assert len(client.get(f"{LIST}?per_page={per_page}").json["items"]) == min(per_page, 30)


def test_a_link_keeps_the_whole_query(client):
    query = (
        "year=!2019&q=same+%22x%22&q=!%E8%B0%83&sort=title&lang=zh&fields=key,title&facets=year&per_page=1"
    )
    answer = client.get(f"{LIST}?{query}").json
    assert query_of(answer["links"]["self"]) == parse_qs(query)


def test_downloads_are_linked_with_the_filter_and_without_the_page(client):
    links = client.get(f"{LIST}?year=2024&per_page=2&page=2&facets=year&fields=key&sort=title").json["links"]
    assert links["csv"] == f"https://example.org{LIST}.csv?year=2024&sort=title"
    assert links["ndjson"] == f"https://example.org{LIST}.ndjson?year=2024&sort=title"


def test_an_empty_list_is_one_empty_page(build, ask):
    answer = ask()
    assert (answer["items"], answer["total"], answer["pages"]) == ([], 0, 1)
