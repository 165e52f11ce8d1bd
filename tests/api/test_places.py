"""Entries stand where they were put: each at a place of its own, however many come at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import db
from models.publication import Publication
from models.sections import News
from services.places import place
from tests.api.test_undoing import revert
from tests.api.writing import PATH, Owner, token, work
from tests.conftest import in_app

NEWS = "/api/v1/news"
OWNERS_ORDER = f"{PATH}?sort=owner&per_page=1000"


def texts(owner):
    return [item["text"]["en"] for item in owner.get(f"{NEWS}?per_page=1000").json["items"]]


def news(*named):
    """Make a list of news; each is a text, or a text and its place."""
    pairs = [(each, None) if isinstance(each, str) else each for each in named]
    return [{"text": text, **({"position": place} if place else {})} for text, place in pairs]


def positions(model):
    return list(db.session.scalars(db.select(model.position)))


LISTS = {
    "the first at the top": ([("n1", 1), "n2", "n3"], ["n1", "n2", "n3"]),
    "the last at the top": (["n1", "n2", ("n3", 1)], ["n3", "n1", "n2"]),
    "each at its place": ([("n1", 3), ("n2", 1), ("n3", 2)], ["n2", "n3", "n1"]),
    "far from each other": ([("n1", 2), ("n2", 4), "n3"], ["n3", "n1", "old1", "n2", "old2"]),
    "behind all": ([("n1", 99), "n2"], ["n2", "old1", "old2", "old3", "n1"]),
    "two at one place": ([("n1", 2), ("n2", 2), "n3"], ["n3", "n2", "n1"]),
}


@pytest.mark.parametrize(("given", "order"), LISTS.values(), ids=list(LISTS))
@pytest.mark.parametrize("query", ["", "?dry_run=true"])
def test_a_list_with_places_stands_as_it_says(owner, given, order, query):
    owner.post(NEWS, news("old1", "old2", "old3"))
    owner.post(NEWS + query, news(*given))
    assert texts(owner)[: len(order)] == (order if not query else ["old1", "old2", "old3"][: len(order)])
    assert len(set(positions(News))) == len(positions(News))


def test_a_list_of_works_with_places_stands_as_it_says(owner):
    parts = [work(title="One", position=1), work(title="Two"), work(title="Three", position=3)]
    for path in (PATH, f"{PATH}?upsert=true"):
        added = owner.post(path, parts).json
        listed = [item["title"] for item in owner.get(OWNERS_ORDER).json["items"]]
        assert listed[:3] == ["One", "Two", "Three"]
        assert owner.get(f"{PATH}/zhao2026one").json["version"] == 1
        for key in ("zhao2026one", "zhao2026two", "zhao2026three"):
            owner.delete(f"{PATH}/{key}")
    assert [each["result"] for each in added] == ["created"] * 3


def test_what_a_list_answers_is_what_is_read_then(owner):
    for added in owner.post(NEWS, news(("n1", 2), "n2")).json:
        assert owner.get(f"{NEWS}/{added['id']}").json == added


def test_a_list_that_was_put_in_places_is_taken_back(owner):
    owner.post(NEWS, news("old1", "old2"))
    before = texts(owner)
    owner.post(NEWS, news(("n1", 2), "n2", ("n3", 1)))
    assert revert(owner, 2).status_code == 201
    assert texts(owner) == before
    assert revert(owner, 3).status_code == 201
    assert texts(owner) == ["n3", "n1", "n2", *before]


@pytest.mark.parametrize("wanted", range(1, 8))
def test_entries_that_share_a_place_are_moved_to_where_it_is_said(owner, wanted):
    """A database of before may hold such: six pieces of news, four of which share a place."""
    for item in owner.get(NEWS).json["items"]:
        owner.delete(f"{NEWS}/{item['id']}")
    owner.post(NEWS, news("a", "b", "c", "d", "e", "f"))
    db.session.execute(db.text("UPDATE news SET position = 5 WHERE position BETWEEN -4 AND -1"))
    db.session.execute(
        db.text("UPDATE news SET position = 5 WHERE id IN (SELECT id FROM news LIMIT 4 OFFSET 1)")
    )
    db.session.commit()
    order = texts(owner)
    moved = owner.get(NEWS).json["items"][0]
    owner.patch(f"{NEWS}/{moved['id']}", {"position": wanted})
    expected = order[1:]
    expected.insert(wanted - 1, order[0])
    assert texts(owner) == expected


def test_works_that_share_a_place_are_counted_as_they_are_listed(owner):
    db.session.execute(db.text("UPDATE publication SET position = 7"))
    db.session.commit()
    order = [item["key"] for item in owner.get(OWNERS_ORDER).json["items"]]
    counted = {work.key: place(db.session(), work) for work in db.session.scalars(db.select(Publication))}
    assert sorted(counted, key=counted.get) == order
    assert sorted(counted.values()) == list(range(1, len(order) + 1))
    owner.patch(f"{PATH}/{order[-1]}", {"position": 3})
    moved = [*order[:2], order[-1], *order[2:-1]]
    assert [item["key"] for item in owner.get(OWNERS_ORDER).json["items"]] == moved


@pytest.fixture(scope="module")
def shelf_owner(bare, tmp_path_factory):
    with in_app(bare, tmp_path_factory.mktemp("places"), MAX_WRITES_PER_MINUTE="0") as app:
        yield Owner(app.test_client(), token())


@pytest.mark.hypothesis
def test_any_list_with_places_of_its_own_stands_as_a_plain_list_would(shelf_owner):
    owner = shelf_owner

    @given(st.integers(0, 3), st.lists(st.none() | st.integers(1, 9), min_size=1, max_size=6))
    def stands(old, places):
        for item in owner.get(NEWS).json["items"]:
            owner.delete(f"{NEWS}/{item['id']}")
        there = [f"old{number}" for number in range(old)]
        if there:
            owner.post(NEWS, news(*there))
        named = [(f"n{number}", wanted) for number, wanted in enumerate(places)]
        owner.post(NEWS, news(*named))
        expected = [text for text, wanted in named if not wanted] + there
        for text, wanted in sorted((pair for pair in named if pair[1]), key=lambda pair: pair[1]):
            expected.insert(wanted - 1, text)
        assert texts(owner) == expected

    stands()
