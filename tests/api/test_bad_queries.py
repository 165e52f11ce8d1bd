"""What cannot be read is refused, all of it at once, and the closest right value is named."""

import pytest

from tests.api.conftest import LIST
from tests.builders import Builder


@pytest.fixture(scope="module")
def refused(shelf):
    """Ask a list of one publication something that must be refused; give the faults told."""
    with shelf.app_context():
        build = Builder()
        taco = build.venue("TACO", [("CCF", "2026", "A")], aliases=["ACM TACO"])
        build.publication(
            key="tiles", venue=taco, topics=["Compilers"], authors=["Weihao Cui", "Ada Lindqvist"]
        )
    client = shelf.test_client()

    def refused(query, path=LIST):
        answer = client.get(f"{path}?{query}")
        assert (answer.status_code, answer.content_type) == (400, "application/problem+json"), answer.text
        return answer.json["errors"]

    return refused


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("year=2o24", "2024"),
        ("year=abc", "2024, 2024..2025, 2024.., ..2024 or none"),
        ("year=20245", "2024"),
        ("year=2025..2020", "2020..2025"),
        ("year=1999-2004", "1999..2000"),
        ("year=!2019a", "2019"),
        ("year=!!2019", "2019"),
        ("year=٢٠٢٤", "none"),
        ("year=2024%0A", "2024"),
        ("venue=tcao", "TACO"),
        ("venue=acm+tacco", "ACM TACO"),
        ("venue=!tako", "TACO"),
        ("rank=CCF-AA", "CCF-A"),
        ("rank=A", "CCF-A"),
        ("rank=ccfa", "CCF-A"),
        ("status=publishd", "published"),
        ("status=PUBLISHED", "published"),
        ("status=none", "published, accepted, preprint"),
        ("type=article-jornal", "article-journal"),
        ("type=journal-article", "article-journal"),
        ("author=weiho-cui", "weihao-cui"),
        ("author=cui", "weihao-cui"),
        ("author=Ada-Lindqvist", "ada-lindqvist"),
        ("role=frist", "first"),
        ("topic=compliers", "compilers"),
        ("selected=yes", "true, false"),
        ("selected=True", "true"),
        ("sort=yaer", "year"),
        ("sort=%2Byear", "year"),
        ("sort=--year", "year"),
        ("fields=titel", "title"),
        ("facets=ranks", "rank"),
        ("group_by=author", "year, venue, rank"),
        ("group_by=yera", "year"),
        ("lang=de", "en"),
        ("page=0", "1"),
        ("page=-1", "1"),
        ("page=1.5", "1"),
        ("page=two", "1"),
        ("page=99999999999999999999", "1000000000"),
        ("page=9223372036854775808", "1000000000"),
        ("per_page=0", "1"),
        ("per_page=1001", "1000"),
        ("per_page=18446744073709551616", "1000"),
        ("per_page=%EF%BC%91", "1"),
        ("yaer=2024", "year"),
        ("Year=2024", "year"),
        ("foo=1", "year, venue, rank"),
    ],
)
def test_a_bad_value_is_told_with_the_closest_good_one(refused, query, hint):
    (fault,) = refused(query)
    assert fault["parameter"] == query.partition("=")[0]
    assert fault["detail"]
    assert hint in fault["hint"]


def test_all_faults_are_told_at_once_those_of_the_database_too(refused):
    query = (
        "year=abc&year=2024&year=x&venue=tcao&venue=taco&author=nobody&rank=CCF-X&status=draft&sort=size,age"
    )
    told = refused(query + "&page=0&per_page=0&foo=1&bar=2&q=" + "x" * 201)
    parameters = sorted(fault["parameter"] for fault in told)
    expected = "author bar foo page per_page q rank sort sort status venue year year"
    assert parameters == expected.split()


@pytest.mark.parametrize(
    ("query", "value"), [("venue=taco&venue=tcao&venue=atc", "tcao"), ("year=2024&year=x", "'x'")]
)
def test_a_fault_names_the_value_that_is_wrong(refused, query, value):
    told = refused(query)
    assert any(value in fault["detail"] for fault in told)
    assert not any("'taco'" in fault["detail"] or "'2024'" in fault["detail"] for fault in told)


@pytest.mark.parametrize(
    "path",
    ["profile", "metrics", "people", "people/ada-lindqvist", "venues", "venues/taco", "education", "awards/1",
     "publications/tiles", "publications/tiles.csv", "publications.csv", ""],
)  # fmt: skip
def test_no_path_ignores_a_parameter_that_it_does_not_know(refused, path):
    assert [fault["parameter"] for fault in refused("colour=red", f"/api/v1/{path}")] == ["colour"]


@pytest.mark.parametrize(
    "query",
    [
        "page=1&page=2",
        "per_page=1&per_page=2",
        "sort=year&sort=title",
        "fields=key&fields=title",
        "facets=year&facets=rank",
        "group_by=year&group_by=rank",
        "lang=en&lang=zh",
    ],
)
def test_a_parameter_of_one_value_is_not_given_two(refused, query):
    (fault,) = refused(query)
    assert fault["parameter"] == query.partition("=")[0]
    assert "2" in fault["detail"]


@pytest.mark.parametrize(
    "query", ["page=", "sort=", "lang=", "year=&year=", "page=&page=1", "page=1&page=1", "q="]
)
def test_an_empty_value_is_no_value(shelf, refused, query):
    client = shelf.test_client()
    assert client.get(f"{LIST}?{query}").json["items"] == client.get(LIST).json["items"]


@pytest.mark.parametrize(
    "query", ["fields=key,key", "facets=year,year", "sort=year,-year", "group_by=year,year"]
)
def test_a_word_said_twice_is_heard_once(shelf, refused, query):
    assert shelf.test_client().get(f"{LIST}?{query}").status_code == 200


def test_the_longest_search_is_a_setting(shelf, refused):
    assert shelf.test_client().get(f"{LIST}?q={'x' * 200}").status_code == 200
    (fault,) = refused("q=" + "x" * 201)
    assert "200" in fault["detail"]
    assert refused(f"q={'x' * 150}&q={'y' * 150}")[0]["parameter"] == "q"
    assert refused("q=" + "x" * 10_000)[0]["parameter"] == "q"


def test_a_search_that_is_too_long_is_refused_for_downloads_too(refused):
    assert refused("q=" + "x" * 201, f"{LIST}.csv")[0]["parameter"] == "q"


def test_the_page_tells_all_faults_at_once_too(reader):
    answer = reader.get(f"/?year=abc&venue=tcao&q={'x' * 201}")
    assert answer.status_code == 400
    for told in ("abc", "tcao", "TACO", "200 characters"):
        assert told in answer.text
