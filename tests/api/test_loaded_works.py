"""What came in by a file stands: a write answers for what it changes, and for nothing that was there."""

import json

import pytest

from models import db
from models.publication import Publication
from services import loading, reading
from tests.api.test_history import changes, without_stamps
from tests.api.writing import PATH, Owner, pointers, token, work

OLD = f"{PATH}/old"
LOADED = {
    "profile": {"name": "Ada Lindqvist", "slug": "ada-lindqvist"},
    "publications": [
        {
            "key": "old",
            "title": "Old",
            "type": "article",
            "authors": [],
            "doi": "https://doi.org/none",
            "arxiv_id": "to come",
            "topics": [{"label": f"Topic {number}"} for number in range(101)],
        }
    ],
}
"""A work as files may hold it, and as no body may: no author, identifiers that are none, too many topics."""


@pytest.fixture
def owner(empty_app):
    loading.replace(db.session(), reading.read(json.dumps(LOADED), "en"))
    return Owner(empty_app.test_client(), token())


def test_a_patch_changes_what_it_names_and_judges_nothing_else(owner):
    before = owner.get(OLD).json
    changed = owner.patch(OLD, {"pages": "1-2"})
    assert changed.status_code == 200, changed.text
    assert without_stamps(changed.json) == without_stamps({**before, "pages": "1-2"})


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_what_was_read_is_sent_back_and_changes_nothing(owner, method):
    before = owner.get(OLD).json
    assert owner.send(method, OLD, before).json == before


@pytest.mark.parametrize(
    ("patch", "place"),
    [
        ({"doi": "https://doi.org/nothing"}, "/doi"),
        ({"doi": "10.1234/good", "arxiv_id": "x"}, "/arxiv_id"),
        ({"authors": [" "]}, "/authors/0"),
        ({"topics": [f"Topic {number}" for number in range(102)]}, "/topics"),
        ({"title": None}, "/title"),
        ({"selected": 0}, "/selected"),
        ({"selected": 0.0}, "/selected"),
    ],
)
def test_what_a_patch_changes_is_judged(owner, patch, place):
    answer = owner.patch(OLD, patch)
    assert (answer.status_code, pointers(answer)) == (422, [place])


def test_what_was_no_identifier_is_mended_and_comes_back_when_that_is_taken_back(owner):
    before = owner.get(OLD).json
    assert owner.patch(OLD, {"doi": "https://doi.org/10.1234/X"}).json["doi"] == "10.1234/x"
    number = changes(owner)[0]["id"]
    assert owner.post(f"/api/v1/changes/{number}/revert").status_code == 201
    assert without_stamps(owner.get(OLD).json) == without_stamps(before)


def test_what_was_deleted_comes_back_as_it_was(owner):
    before = owner.get(OLD).json
    assert owner.delete(OLD).status_code == 204
    number = changes(owner)[0]["id"]
    assert owner.post(f"/api/v1/changes/{number}/revert").status_code == 201
    assert without_stamps(owner.get(OLD).json) == without_stamps(before)


def test_a_new_work_is_judged_whole(owner):
    answer = owner.post(PATH, work(doi="https://doi.org/none", arxiv_id="to come"))
    assert (answer.status_code, set(pointers(answer))) == (422, {"/doi", "/arxiv_id"})
    merged = owner.post(f"{PATH}?upsert=true", work(key="old", doi="https://doi.org/none"))
    assert merged.status_code == 422
    assert db.session.query(Publication).count() == 1
