"""An undo with If-Match is done on top of what was read of each entry of the change, and of nothing newer."""

import pytest

from tests.api.test_undoing import EDAS, revert
from tests.api.writing import PATH, revision, work

POTAMOI = f"{PATH}/feng2024potamoi"


def tag_of(owner, path):
    return owner.get(path).headers["ETag"]


LATER = {
    "changed": lambda owner: owner.patch(EDAS, {"note": "Later"}),
    "renamed": lambda owner: owner.patch(EDAS, {"key": "edas"}),
    "taken away": lambda owner: owner.delete(EDAS),
}


@pytest.mark.parametrize("later", LATER.values(), ids=list(LATER))
@pytest.mark.parametrize("query", ["", "?dry_run=true"])
def test_an_undo_on_top_of_an_older_state_is_refused(owner, later, query):
    owner.patch(EDAS, {"pages": "1-20"})
    tag = tag_of(owner, "/api/v1/changes/1")
    later(owner)
    before = revision()
    assert owner.post(f"/api/v1/changes/1/revert{query}", If_Match=tag).status_code == 412
    assert revision() == before


def test_an_undo_on_top_of_what_was_read_is_done(owner):
    changed = owner.patch(EDAS, {"pages": "1-20"})
    owner.patch(POTAMOI, {"note": "Elsewhere"})
    assert revert(owner, 1, If_Match=changed.headers["ETag"]).status_code == 201
    assert owner.get(EDAS).json["pages"] is None
    assert revert(owner, 2, If_Match="*").status_code == 201


def test_one_entry_that_was_changed_since_outdates_the_undo_of_all(owner):
    owner.post(PATH, [work(title="One"), work(title="Two")])
    tag = tag_of(owner, PATH)
    owner.patch(f"{PATH}/zhao2026two", {"note": "Later"})
    assert revert(owner, 1, If_Match=tag).status_code == 412
    assert revert(owner, 2, If_Match=tag_of(owner, PATH)).status_code == 201
    assert revert(owner, 1, If_Match=tag).status_code == 412
    assert revert(owner, 1, If_Match=tag_of(owner, PATH)).status_code == 201


def test_an_entry_is_watched_under_the_name_that_it_has_now(owner):
    owner.patch(EDAS, {"pages": "1-20"})
    owner.patch(EDAS, {"key": "edas"})
    tag = tag_of(owner, PATH)
    owner.post(PATH, work(key="zhao2025edas"))
    assert revert(owner, 1, If_Match=tag).status_code == 201
    owner.patch(f"{PATH}/edas", {"pages": "1-21"})
    tag = tag_of(owner, PATH)
    owner.patch(f"{PATH}/edas", {"note": "Later"})
    assert revert(owner, 5, If_Match=tag).status_code == 412


def test_what_was_taken_away_and_is_there_again_outdates_its_undo(owner):
    owner.delete(EDAS)
    tag = tag_of(owner, PATH)
    owner.post(PATH, work(key="zhao2025edas"))
    assert revert(owner, 1, If_Match=tag).status_code == 412


@pytest.mark.parametrize("tag", ['"9999"', '"nonsense"'])
def test_a_tag_of_no_state_undoes_nothing(owner, tag):
    owner.patch(EDAS, {"pages": "1-20"})
    assert revert(owner, 1, If_Match=tag).status_code == 412
    assert owner.get(EDAS).json["pages"] == "1-20"
