"""What is written is written down: who, when, before and after; and can be taken back as a new change."""

import pytest

from models import db
from models.revision import Revision
from models.writing import Change
from tests.api.writing import PATH, pointers, revision, work

EDAS = f"{PATH}/zhao2025edas"


def changes(owner, query=""):
    return owner.get(f"/api/v1/changes?{query}").json["items"]


def test_a_change_tells_who_when_and_what(owner):
    owner.patch(EDAS, {"pages": "1-20"})
    change = changes(owner)[0]
    assert (change["actor"], change["action"], change["revision"]) == ("test", "update", revision())
    item = change["items"][0]
    assert (item["collection"], item["key"], item["action"]) == ("publications", "zhao2025edas", "updated")
    assert item["difference"] == [{"pointer": "/pages", "before": None, "after": "1-20"}]
    assert owner.get(f"/api/v1/changes/{change['id']}").json == change


def test_what_changed_nothing_is_no_change(owner):
    owner.patch(EDAS, {"pages": "1-20"})
    owner.patch(EDAS, {"pages": "1-20"})
    assert len(changes(owner)) == 1


def test_a_list_is_one_change(owner):
    owner.post(PATH, [work(title="One"), work(title="Two")])
    assert [[item["key"] for item in change["items"]] for change in changes(owner)] == [
        ["zhao2026one", "zhao2026two"]
    ]


def test_changes_are_found_by_their_entry(owner):
    owner.patch(EDAS, {"pages": "1-20"})
    owner.post(PATH, work())
    owner.patch("/api/v1/profile", {"headline": "X"})
    assert len(changes(owner)) == 3
    assert [change["action"] for change in changes(owner, "collection=publications")] == ["create", "update"]
    assert len(changes(owner, "collection=publications&key=zhao2025edas")) == 1
    assert owner.get("/api/v1/changes?collection=nothing").status_code == 400


def test_the_pages_of_changes_keep_what_was_asked(owner):
    for number in range(3):
        owner.patch(EDAS, {"pages": f"1-{number + 2}"})
        owner.patch("/api/v1/profile", {"headline": f"{number}"})
    first = owner.get("/api/v1/changes?collection=publications&key=zhao2025edas&per_page=1").json
    second = owner.get(first["links"]["next"].removeprefix("https://example.org")).json
    assert [change["id"] for change in (*first["items"], *second["items"])] == [5, 3]
    assert (second["page"], second["total"]) == (2, 3)


STEPS = {
    "added": lambda owner: owner.post(PATH, work(venue="A New Place", topics=["Care"])),
    "changed": lambda owner: owner.patch(
        EDAS, {"authors": ["Quan Chen"], "note": {"zh": "慢"}, "rank": "CCF-C", "venue": None, "key": "edas"}
    ),
    "deleted": lambda owner: owner.delete(EDAS),
    "moved": lambda owner: owner.patch(EDAS, {"position": 9}),
    "several": lambda owner: owner.post(
        f"{PATH}?upsert=true", [work(), work(title="Renamed", key="zhao2025edas")]
    ),
    "a section": lambda owner: owner.patch("/api/v1/projects/1", {"title": "X"}),
    "a section's entry deleted": lambda owner: owner.delete("/api/v1/projects/3"),
    "the profile": lambda owner: owner.patch("/api/v1/profile", {"bio": "Words", "links": []}),
}
SEEN = ("publications?sort=owner&per_page=1000", "projects", "profile", "education", "students")


def seen(owner):
    """Read all that readers see, without moments and versions, which go on."""
    return [without_stamps(owner.client.get(f"/api/v1/{path}").json) for path in SEEN]


def without_stamps(value):
    if isinstance(value, dict):
        return {
            k: without_stamps(v) for k, v in value.items() if k not in ("created_at", "updated_at", "version")
        }
    return [without_stamps(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("step", STEPS.values(), ids=list(STEPS))
def test_a_change_that_is_taken_back_leaves_what_was_before_it(owner, step):
    before = seen(owner)
    assert step(owner).status_code < 300
    assert seen(owner) != before
    number = changes(owner)[0]["id"]
    answer = owner.post(f"/api/v1/changes/{number}/revert")
    assert answer.status_code == 201, answer.text
    assert (answer.json["reverts"], answer.json["action"]) == (number, "revert")
    assert seen(owner) == before


@pytest.mark.parametrize("step", STEPS.values(), ids=list(STEPS))
def test_taking_back_can_be_taken_back(owner, step):
    step(owner)
    after = seen(owner)
    number = changes(owner)[0]["id"]
    second = owner.post(f"/api/v1/changes/{number}/revert").json["id"]
    assert owner.post(f"/api/v1/changes/{second}/revert").status_code == 201
    assert seen(owner) == after


def test_what_was_changed_since_is_not_overwritten(owner):
    owner.patch(EDAS, {"pages": "1-20"})
    owner.patch(EDAS, {"pages": "1-21"})
    first = changes(owner)[1]["id"]
    answer = owner.post(f"/api/v1/changes/{first}/revert")
    assert (answer.status_code, pointers(answer)) == (409, ["/publications/zhao2025edas/pages"])
    assert owner.get(EDAS).json["pages"] == "1-21"


def test_what_another_change_wrote_stays_when_one_is_taken_back(owner):
    owner.patch(EDAS, {"pages": "1-20"})
    owner.patch(EDAS, {"note": "Kept"})
    owner.post(f"/api/v1/changes/{changes(owner)[1]['id']}/revert")
    item = owner.get(EDAS).json
    assert (item["pages"], item["note"]) == (None, {"en": "Kept"})


def test_a_change_is_taken_back_once(owner):
    owner.patch(EDAS, {"pages": "1-20"})
    number = changes(owner)[0]["id"]
    owner.post(f"/api/v1/changes/{number}/revert")
    assert owner.post(f"/api/v1/changes/{number}/revert").status_code == 409


def test_a_deleted_entry_whose_key_is_taken_does_not_come_back(owner):
    owner.delete(EDAS)
    number = changes(owner)[0]["id"]
    owner.post(PATH, work(key="zhao2025edas"))
    assert owner.post(f"/api/v1/changes/{number}/revert").status_code == 409


def test_a_dry_run_of_taking_back_tells_and_stores_nothing(owner):
    owner.delete(EDAS)
    number, before = changes(owner)[0]["id"], revision()
    told = owner.post(f"/api/v1/changes/{number}/revert?dry_run=true").json
    assert told["changes"][0]["action"] == "created"
    assert revision() == before


def test_there_is_no_change_without_its_revision_and_none_that_two_share(owner):
    for number in range(5):
        owner.patch(EDAS, {"pages": f"1-{number + 2}"})
    numbers = [row.revision for row in db.session.query(Change).order_by(Change.id)]
    last = db.session.query(Revision.number).scalar()
    assert numbers == list(range(last - 4, last + 1))


def test_a_change_that_is_not_there_is_not_found(owner):
    assert owner.get("/api/v1/changes/99").status_code == 404
    assert owner.post("/api/v1/changes/99/revert").status_code == 404
