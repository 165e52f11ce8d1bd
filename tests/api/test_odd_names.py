"""Odd names, places and addresses: what has no letters, what no address could carry, what is no key."""

import json

import pytest

from tests.api.test_errors import told
from tests.api.writing import PATH, revision, send, work

LINK = {"kind": "code", "url": "https://example.org/x", "label": {"en": "Code"}}


@pytest.fixture
def owner(daring):
    return daring


NO_NAME = [("authors", ["🙂", "…"]), ("venue", "🙂"), ("venue", "…"), ("venue", "none"), ("topics", ["🙂"])]


@pytest.mark.parametrize(("key", "value"), NO_NAME)
def test_what_has_no_letters_in_its_name_has_a_slug_of_its_own(owner, key, value):
    added = owner.post(PATH, work(title=f"Nameless {key} {value}", **{key: value}))
    assert added.status_code == 201, added.text
    named = added.json[key] if isinstance(added.json[key], list) else [added.json[key]]
    assert len({each["slug"] for each in named}) == len(named)


ODD_SLUGS = [
    ({"authors": [{"name": "X", "slug": "a/b"}]}, "/authors/0/slug"),
    ({"topics": ["A", {"label": "X", "slug": "none"}]}, "/topics/1/slug"),
    ({"topics": ["A", "a"]}, "/topics/1"),
    ({"venue": {"slug": "A B", "name": "Nowhere Yet"}}, "/venue"),
    ({"venue": {}}, "/venue"),
    ({"venue": {"name": None, "kind": "journal"}}, "/venue"),
    ({"venue": " "}, "/venue"),
    ({"authors": ["Han Zhao", ""]}, "/authors/1"),
    ({"links": [LINK] * 101}, "/links"),
    ({"authors": ["Han Zhao"] * 5001}, "/authors"),
    ({"links": [{**LINK, "url": "https://" + "x" * 2000}]}, "/links/0/url"),
    ({"links": [{**LINK, "url": "/\\elsewhere.example/x"}]}, "/links/0/url"),
    ({"note": "x" * 100_001}, "/note"),
]


@pytest.mark.parametrize(("facts", "pointer"), ODD_SLUGS, ids=[pointer for _, pointer in ODD_SLUGS])
def test_what_no_address_or_page_could_carry_is_refused_where_it_stands(owner, facts, pointer):
    problem = told(owner.post(PATH, work(title=f"Odd {pointer}", **facts)), 422)
    assert [fault["pointer"] for fault in problem["errors"]] == [pointer]


def test_a_list_is_too_long_before_anything_in_it_is_looked_at(owner):
    problem = told(owner.post(PATH, work(links=[{}] * 50_000)), 422)
    assert [fault["pointer"] for fault in problem["errors"]] == ["/links"]


PATHS = ["%00", "%ED%A0%80", "%0a", "..%2f..", "x" * 5000, "%F0%9F%99%82", "zhao2025edas.csv", "'--", "*"]


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("key", PATHS)
def test_an_odd_key_is_404(owner, key, method):
    before = revision()
    problem = told(send(owner, "{}", f"{PATH}/{key}", method=method), 404)
    assert problem["instance"].startswith(PATH)
    assert revision() == before


@pytest.mark.parametrize(
    "query",
    ["dry_run=%00", "dry_run=1", "upsert=maybe", "x=1", "dry_run=true&dry_run=false", "dry_run[]=true"],
)
def test_an_odd_query_is_400_and_stores_nothing(owner, query):
    before = revision()
    assert told(send(owner, json.dumps(work()), f"{PATH}?{query}"), 400)["errors"]
    assert revision() == before


CHANGES = ["page=0", "page=99999999999999", "per_page=1001", "page=x", "collection=x", "x=1", "page=1&page=2"]


@pytest.mark.parametrize("query", CHANGES)
def test_odd_pages_of_history_are_400(owner, query):
    assert told(owner.get(f"/api/v1/changes?{query}"), 400)["errors"]


def test_new_people_of_one_change_have_a_slug_each_however_they_are_named(owner):
    names = [
        {"name": "!"},
        {"name": "?"},
        {"name": "Ada X", "slug": "ada-y"},
        {"name": "ada y"},
        {"name": "!"},
    ]
    answer = owner.patch("/api/v1/publications/zhao2025edas", {"authors": names})
    assert answer.status_code == 200, answer.text
    one, other, ada, again, last = (author["slug"] for author in answer.json["authors"])
    assert one != other
    assert (ada, again, last) == ("ada-y", "ada-y", one)
