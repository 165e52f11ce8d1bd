"""Badges show the numbers of the API, whatever filter is asked for, and are kept like all answers."""

from xml.etree import ElementTree

import pytest

from tests.frontend.reading import API

TEXT = "{http://www.w3.org/2000/svg}text"


def shown(answer):
    return [node.text for node in ElementTree.fromstring(answer.text).iter(TEXT)]


@pytest.mark.parametrize(
    "query", ["", "year=2024", "rank=CCF-A&year=2020..", "venue=!taco", "q=serverless", "year=1999"]
)
def test_a_badge_shows_how_many_the_list_has(reader, query):
    answer = reader.get(f"/badges/publications.svg?{query}")
    assert (answer.status_code, answer.content_type) == (200, "image/svg+xml; charset=utf-8")
    assert shown(answer) == ["publications", str(reader.get(f"{API}?{query}").json["total"])]


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("lang=zh", "论文"),
        ("label=CCF-A+papers&rank=CCF-A", "CCF-A papers"),
        ("label=%3Cscript%3Ealert(1)%3C/script%3E", "<script>alert(1)</script>"),
        ("label=%00%1B", None),
        ("label=", "publications"),
        (f"label={'x' * 500}", "x" * 60),
    ],
)
def test_a_badge_has_the_label_that_is_asked_for(reader, query, label):
    answer = reader.get(f"/badges/publications.svg?{query}")
    assert shown(answer)[:-1] == [label] * bool(label)
    assert "<script" not in answer.text


@pytest.mark.parametrize("query", ["year=x", "yaer=2024", "venue=nowhere", "visibility=hidden"])
def test_a_query_that_cannot_be_answered_is_told_on_the_badge(reader, query):
    answer = reader.get(f"/badges/publications.svg?{query}")
    assert (answer.status_code, shown(answer)) == (400, ["publications", "bad query"])


@pytest.fixture
def cited(build, empty_app):
    """A site whose works were counted by two sources, one of them later."""
    for old, new in ((9000, 3000), (9, 2), (50, 0)):
        build.publication(
            citations=[
                {"source": "openalex", "as_of": "2025-01-01", "count": old},
                {"source": "scholar", "as_of": "2026-01-01", "count": new},
            ]
        )
    build.publication(
        visibility="hidden", citations=[{"source": "scholar", "as_of": "2026-01-01", "count": 7}]
    )
    return empty_app.test_client()


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("citations.svg", ["citations", "3,002"]),
        ("h-index.svg", ["h-index", "2"]),
        ("i10-index.svg", ["i10-index", "1"]),
        ("citations.svg?source=openalex&label=OpenAlex", ["OpenAlex", "9,059"]),
        ("h-index.svg?lang=zh", ["h 指数", "2"]),
        ("citations.svg?source=nobody", ["citations", "unknown"]),
    ],
)
def test_a_badge_shows_what_the_newest_source_counts_or_the_one_named(cited, path, texts):
    assert shown(cited.get(f"/badges/{path}")) == texts


def test_what_nobody_counted_is_unknown(reader):
    assert shown(reader.get("/badges/citations.svg")) == ["citations", "unknown"]


def test_citations_have_no_filters(reader):
    assert reader.get("/badges/citations.svg?year=2024").status_code == 400


@pytest.mark.parametrize("name", ["nothing", "publications.png", ""])
def test_there_are_no_other_badges(reader, name):
    assert reader.get(f"/badges/{name}.svg").status_code == 404


def test_a_badge_is_new_when_the_data_is(build, empty_app):
    client, path = empty_app.test_client(), "/badges/publications.svg"
    build.publication()
    first = client.get(path)
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    build.publication()
    second = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (second.status_code, shown(second)) == (200, ["publications", "2"])
