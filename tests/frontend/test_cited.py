"""The page tells how often the owner and each work are cited, and who counted when, in one quiet line."""

import pytest

from tests.frontend.reading import parse, words


@pytest.fixture
def client(build, empty_app):
    """A site with two works that were counted by two sources, the leading one of which is set."""
    empty_app.config["CITATION_SOURCE"] = "google-scholar"
    for key, scholar, openalex in (("fern", 1200, 800), ("moss", 1, None)):
        counts = [{"source": "google-scholar", "as_of": "2026-10-01", "count": scholar}]
        if openalex:
            counts.append({"source": "openalex", "as_of": "2026-11-01", "count": openalex})
        build.publication(key=key, citations=counts)
    build.publication(
        key="new", citations=[{"source": "openalex", "as_of": "2026-11-02", "count": 2}], title="New"
    )
    build.publication(
        key="secret",
        visibility="hidden",
        citations=[{"source": "google-scholar", "as_of": "2026-11-03", "count": 9000}],
    )
    return empty_app.test_client()


def lines(page):
    return [words(line) for line in page.css("#publications > p.legend")]


@pytest.mark.parametrize(
    ("lang", "line", "title"),
    [
        ("en", "Citations 1,201 h-index 1 Google Scholar, 2026-10-01", "Google Scholar, 2026-10-01"),
        ("zh", "总被引 1,201 次 h 指数 1 谷歌学术，2026-10-01", "谷歌学术，2026-10-01"),
    ],
)
def test_one_line_tells_of_the_owner_and_a_title_of_each_work(client, lang, line, title):
    page = parse(client.get(f"/?lang={lang}"))
    assert lines(page)[0] == line
    shown = page.css_first("#pub-fern .citations").attributes
    assert shown["title"] == title


def test_the_leading_source_is_told_of_a_work_and_another_only_where_it_counted_none(client):
    told = {
        item["key"]: (item["citations"]["source"], item["citations"]["count"])
        for item in client.get("/api/v1/publications?sort=-citations").json["items"]
    }
    assert list(told.items()) == [
        ("fern", ("google-scholar", 1200)),
        ("new", ("openalex", 2)),
        ("moss", ("google-scholar", 1)),
    ]


def test_where_nobody_counted_there_is_no_line(reader):
    assert len(lines(parse(reader.get("/")))) == 1
