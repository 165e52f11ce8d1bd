"""A venue or a person that only one change named goes with what named them, and comes back with its undo."""

import pytest
from sqlalchemy import select

from models import db
from models.person import Person
from models.venue import Venue
from tests.api.test_history import changes
from tests.api.writing import PATH, Owner, token

HERE = f"{PATH}/here"
MISTYPED = {"acronym": "TACOO", "name": "Transactions on Mistakes", "kind": "journal"}


@pytest.fixture
def owner(build, empty_app):
    """An owner with one work, by two people at a venue of the catalogue."""
    taco = build.venue("TACO", [("CCF", "2026", "A")])
    build.publication(key="here", title="Here", venue=taco, authors=["Ada Lindqvist", "Bo Chen"])
    return Owner(empty_app.test_client(), token())


def stored():
    """List all venues and people by their slugs."""
    db.session.rollback()
    return [set(db.session.scalars(select(model.slug))) for model in (Venue, Person)]


def undo(owner):
    return owner.post(f"/api/v1/changes/{changes(owner)[0]['id']}/revert").status_code


def test_what_a_change_made_goes_with_its_undo_and_comes_back_with_that_of_the_undo(owner):
    before = stored()
    said = owner.patch(HERE, {"venue": MISTYPED, "authors": ["Bo Chenn"]}).json
    assert stored() == [{"taco", "tacoo"}, {"ada-lindqvist", "bo-chenn"}]
    assert undo(owner) == 201
    assert stored() == before
    assert owner.client.get("/api/v1/venues/tacoo").status_code == 404
    assert undo(owner) == 201
    again = owner.get(HERE).json
    assert [again[key] for key in ("venue", "authors")] == [said[key] for key in ("venue", "authors")]


def test_what_is_corrected_leaves_nothing_behind(owner):
    owner.patch(HERE, {"venue": MISTYPED})
    owner.patch(HERE, {"venue": "TACO"})
    assert stored()[0] == {"taco"}
    assert undo(owner) == 201
    assert owner.get(HERE).json["venue"] == {"slug": "tacoo", **MISTYPED}


def test_what_was_deleted_comes_back_whole_though_it_went_in_two_steps(owner):
    owner.post(PATH, [{"title": f"Work {word}", "authors": ["Li Na"], "venue": MISTYPED} for word in "ab"])
    works = [item["key"] for item in owner.get(f"{PATH}?venue=tacoo").json["items"]]
    whole = [owner.get(f"{PATH}/{key}").json for key in works]
    for key in works:
        assert "tacoo" in stored()[0]
        owner.delete(f"{PATH}/{key}")
    assert stored() == [{"taco"}, {"ada-lindqvist", "bo-chen"}]
    first, last = (change["id"] for change in reversed(changes(owner)[:2]))
    for number in (first, last):
        assert owner.post(f"/api/v1/changes/{number}/revert").status_code == 201
    for item in whole:
        again = owner.get(f"{PATH}/{item['key']}").json
        assert [again[key] for key in ("venue", "authors")] == [item[key] for key in ("venue", "authors")]


def test_who_is_named_elsewhere_stays(owner):
    owner.post("/api/v1/students", {"name": "Bo Chen", "degree": "phd"})
    owner.delete(HERE)
    assert stored() == [{"taco"}, {"ada-lindqvist", "bo-chen"}]
    owner.delete("/api/v1/students/1")
    assert stored()[1] == {"ada-lindqvist"}


@pytest.mark.parametrize(
    "known",
    [
        {"relation": "collaborator"},
        {"homepage": "https://bo.example"},
        {"variants": ["B. Chen"]},
        {"name": "Chen Bo"},
    ],
)
def test_a_person_of_whom_more_is_known_stays(owner, known):
    person = db.session.scalar(select(Person).where(Person.slug == "bo-chen"))
    for key, value in known.items():
        setattr(person, key, value)
    db.session.commit()
    owner.delete(HERE)
    assert "bo-chen" in stored()[1]


@pytest.mark.parametrize("known", [{"publisher": "ACM"}, {"aliases": ["T"]}, {"kind": "workshop"}])
def test_a_venue_of_which_more_is_known_stays(owner, build, known):
    build.publication(key="there", title="There", venue=build.venue("PLACE", **known))
    owner.delete(f"{PATH}/there")
    assert "place" in stored()[0]


def test_a_dry_run_takes_nothing_away(owner):
    owner.patch(HERE, {"venue": MISTYPED})
    before = stored()
    assert owner.delete(f"{HERE}?dry_run=true").status_code == 200
    assert stored() == before
