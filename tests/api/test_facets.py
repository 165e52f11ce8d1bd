"""Lists and facets agree with an independent count, for random filters over random data."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete

from models import db
from models.publication import Authorship, CitationCount, Publication, Topic
from models.venue import Venue
from schemas.vocabulary import FACETS
from tests.api import counting
from tests.api.conftest import LIST
from tests.builders import Builder

OWNER = "Ada Lindqvist"
VENUES = {
    "taco": [("CCF", "2026", "A"), ("CCF", "2019", "B"), ("CORE", "2023", "A*")],
    "icdcs": [("CCF", "2026", "B"), ("CORE", "2023", "A")],
    "wosc": [],
    "apsys": [("CORE", "2023", "B")],
}
PEOPLE = [OWNER, "Bo Chen", "Li Na", "Weihao Cui"]
WORDS = ["gpu", "c++", "100%", "调度", "a_b"]
RANKS = ["CCF-A", "CCF-B", "CORE-A*", "CORE-A", "CORE-B"]

authors = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.fixed_dictionaries({"corresponding": st.booleans(), "equal_contribution": st.booleans()}),
    ),
    max_size=4,
    unique_by=lambda author: author[0],
)
publications = st.fixed_dictionaries(
    {
        "title": st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
        "year": st.none() | st.integers(2019, 2022),
        "venue": st.none() | st.sampled_from(sorted(VENUES)),
        "stated_rank": st.none() | st.sampled_from(RANKS),
        "status": st.sampled_from(["published", "accepted", "preprint"]),
        "type": st.sampled_from(["article", "article-journal", "paper-conference"]),
        "selected": st.booleans(),
        "visibility": st.sampled_from(["public", "public", "public", "hidden"]),
        "abstract": st.none() | st.sampled_from(WORDS),
        "authors": authors,
        "topics": st.lists(st.sampled_from(["Edge", "LLM", "GPU"]), unique=True, max_size=2),
    }
)
VALUES = {
    "year": ["2019", "2020", "2022", "1999", "none", "2020..2021", "2021..", "..2019"],
    "venue": [*VENUES, "none"],
    "rank": [*RANKS, "none"],
    "status": ["published", "accepted", "preprint"],
    "type": ["article", "article-journal", "paper-conference", "thesis"],
    "author": ["ada-lindqvist", "bo-chen", "li-na", "weihao-cui"],
    "role": ["first", "last", "corresponding", "equal"],
    "topic": ["edge", "llm", "gpu"],
    "selected": ["true", "false"],
    "q": [*WORDS, "gpu 调度", "bo", "taco", "llm", "li cui"],
}
terms = st.sampled_from(sorted(VALUES)).flatmap(
    lambda name: st.tuples(
        st.just(name),
        st.tuples(st.sampled_from(["", "", "!"]), st.sampled_from(VALUES[name])).map("".join),
    )
)
queries = st.lists(terms, max_size=5)
NAMES = st.permutations(["year", "venue", "rank", "status"])


@pytest.fixture(scope="module")
def made(shelf):
    """Fill a list anew with given publications; a public one holds every name that is asked for."""
    with shelf.app_context():
        build = Builder()
        venues = {name: build.venue(name, ranks).id for name, ranks in VENUES.items()}
        for person in PEOPLE:
            build.person(person)
        db.session.commit()

    def fill(wanted):
        with shelf.app_context():
            for model in (CitationCount, Topic, Authorship, Publication):
                db.session.execute(delete(model))
            db.session.commit()
            known = {"authors": PEOPLE, "topics": ["Edge", "LLM", "GPU"], "stated_rank": "CORE-B"}
            build.publication(title="known", venue=db.session.get(Venue, venues["wosc"]), **known)
            for facts in wanted:
                venue = facts["venue"] and db.session.get(Venue, venues[facts["venue"]])
                build.publication(**{**facts, "venue": venue})

    return fill


@given(st.lists(publications, max_size=12), st.lists(queries, min_size=1, max_size=6))
def test_lists_and_facets_agree_with_an_independent_count(shelf, made, wanted, asked):
    made(wanted)
    client = shelf.test_client()
    items = client.get(f"{LIST}?per_page=1000").json["items"]
    assert len(items) == 1 + sum(facts["visibility"] == "public" for facts in wanted)
    for query in asked:
        answer = client.get(f"{LIST}?{urlencode(query)}&per_page=1000&facets={','.join(FACETS)}").json
        assert answer["items"] == counting.kept(items, query)
        assert answer["total"] == len(answer["items"])
        for name in FACETS:
            counted = {value["value"]: value["count"] for value in answer["facets"][name]}
            assert counted == counting.facet(items, query, name), name


@given(
    st.lists(publications, min_size=1, max_size=10),
    queries,
    st.permutations(["year", "venue", "rank", "status"]),
)
def test_groups_agree_with_an_independent_count(shelf, made, wanted, query, names):
    made(wanted)
    client = shelf.test_client()
    outer, inner = names[:2]
    items = client.get(f"{LIST}?per_page=1000&{urlencode(query)}").json["items"]
    groups = client.get(f"{LIST}?{urlencode(query)}&group_by={outer},{inner}").json["groups"]
    expected = {}
    for item in items:
        pair = (counting.value_of(item, outer)[0], counting.value_of(item, inner)[0])
        expected[pair] = expected.get(pair, 0) + 1
    told = {(one["value"], two["value"]): two["count"] for one in groups for two in one["groups"]}
    assert told == expected


@given(st.lists(publications, max_size=12))
def test_the_numbers_of_the_metrics_are_those_of_the_list(shelf, made, wanted):
    made(wanted)
    client = shelf.test_client()
    items = client.get(f"{LIST}?per_page=1000").json["items"]
    metrics = client.get("/api/v1/metrics").json
    assert metrics["publications"] == len(items)
    for name in ("year", "venue", "rank", "status", "type", "role"):
        told = {count["value"]: count["count"] for count in metrics[f"per_{name}"]}
        assert told == counting.facet(items, [], name)
    with_owner = [item for item in items if "ada-lindqvist" in counting.value_of(item, "author")]
    shared = counting.facet(with_owner, [], "author")
    shared.pop("ada-lindqvist", None)
    assert {person["slug"]: person["count"] for person in metrics["co_authors"]} == shared
    people = {person["slug"]: person for person in client.get("/api/v1/people").json["items"]}
    assert {
        slug: person["shared_publications"] for slug, person in people.items() if slug in shared
    } == shared


def test_facets_stand_in_their_order(build, ask):
    a, b = build.venue("Zeta", [("CCF", "2026", "B")]), build.venue("beta", [("CCF", "2026", "A")])
    c = build.venue("alpha", [("CORE", "2023", "A*")])
    for venue, year, rank in [
        (a, 2020, None),
        (a, None, None),
        (b, 2024, None),
        (c, 2022, "CORE-A*"),
        (None, 2022, "CCF-C"),
    ]:
        build.publication(venue=venue, year=year, stated_rank=rank)
    build.publication(venue=None, year=1999)
    build.publication(venue=None, year=1999)
    facets = ask("facets=year,venue,rank")["facets"]
    values = {name: [value["value"] for value in facets[name]] for name in facets}
    assert values["year"] == ["2024", "2022", "2020", "1999", "none"]
    assert values["rank"] == ["CCF-A", "CCF-B", "CCF-C", "CORE-A*", "none"]
    assert values["venue"] == ["none", "zeta", "alpha", "beta"]
