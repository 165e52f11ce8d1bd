"""An undo reaches the entry that the change was made to, whatever it is called now, and no other."""

import pytest
from sqlalchemy import text

from models import db
from tests.api.writing import PATH, pointers, revision, work

EDAS = f"{PATH}/zhao2025edas"
TALKS = "/api/v1/talks"


def revert(owner, number, **headers):
    return owner.post(f"/api/v1/changes/{number}/revert", **headers)


@pytest.mark.parametrize("name", ["education", "experience", "awards", "projects", "talks", "news"])
def test_the_number_of_an_entry_that_was_taken_away_is_never_given_again(owner, name):
    wanted = {
        "news": ("text",),
        "education": ("institution", "degree"),
        "experience": ("role", "organisation"),
    }
    path, entry = f"/api/v1/{name}", dict.fromkeys(wanted.get(name, ("title",)), "X")
    first = owner.post(path, entry).json["id"]
    owner.delete(f"{path}/{first}")
    second = owner.post(path, entry).json["id"]
    assert second > first
    assert owner.delete(f"{path}/{first}").status_code == 404
    assert owner.get(f"{path}/{second}").status_code == 200


def test_a_change_of_what_was_taken_away_does_not_change_another_entry(owner):
    first = owner.post(TALKS, {"title": "Old talk"}).json["id"]
    owner.patch(f"{TALKS}/{first}", {"date": "2026"})
    owner.delete(f"{TALKS}/{first}")
    second = owner.post(TALKS, {"title": "A quite different talk", "date": "2026"}).json["id"]
    answer = revert(owner, 2)
    assert (answer.status_code, pointers(answer)) == (409, [f"/talks/{first}"])
    assert owner.get(f"{TALKS}/{second}").json["date"] == "2026"


def test_a_change_of_a_work_does_not_change_a_later_one_of_its_key(owner):
    owner.patch(EDAS, {"pages": "1-20"})
    owner.delete(EDAS)
    owner.post(PATH, work(key="zhao2025edas", pages="1-20"))
    assert revert(owner, 1).status_code == 409
    assert revert(owner, 2).status_code == 409
    assert owner.get(EDAS).json["pages"] == "1-20"


def test_a_work_of_the_same_key_that_came_and_went_is_not_the_one_that_was_there(owner):
    owner.patch(EDAS, {"pages": "1-20"})
    owner.delete(EDAS)
    owner.post(PATH, work(key="zhao2025edas", pages="1-20"))
    owner.delete(EDAS)
    assert revert(owner, 4).status_code == 201
    assert revert(owner, 1).status_code == 409
    owner.delete(EDAS)
    assert revert(owner, 2).status_code == 201
    assert revert(owner, 1).status_code == 201
    assert owner.get(EDAS).json["title"].startswith("EDAS: Enabling")


def test_what_was_taken_away_and_brought_back_is_the_same_entry(owner):
    number = owner.post(TALKS, {"title": "A talk"}).json["id"]
    owner.patch(f"{TALKS}/{number}", {"date": "2026"})
    owner.delete(f"{TALKS}/{number}")
    assert revert(owner, 3).status_code == 201
    assert revert(owner, 2).status_code == 201
    assert owner.get(f"{TALKS}/{number}").json["date"] is None


def test_of_two_deletions_only_the_last_is_taken_back(owner):
    owner.delete(EDAS)
    revert(owner, 1)
    owner.patch(EDAS, {"pages": "1-20"})
    owner.delete(EDAS)
    assert (revert(owner, 1).status_code, revert(owner, 4).status_code) == (409, 201)
    assert owner.get(EDAS).json["pages"] == "1-20"


def test_a_number_that_an_older_database_gave_twice_is_no_fault_of_the_server(owner):
    number = owner.post(TALKS, {"title": "Old talk"}).json["id"]
    owner.delete(f"{TALKS}/{number}")
    db.session.execute(text("UPDATE sqlite_sequence SET seq = 0 WHERE name = 'talk'"))
    db.session.commit()
    assert owner.post(TALKS, {"title": "A quite different talk"}).json["id"] == number
    assert (revert(owner, 1).status_code, revert(owner, 2).status_code) == (409, 409)
    assert owner.get(f"{TALKS}/{number}").json["title"] == {"en": "A quite different talk"}


def test_nothing_is_taken_back_from_before_a_whole_profile_was_loaded(owner, runner):
    for body in ({"title": "A", "date": "2026"}, {"title": "B"}):
        owner.post(TALKS, body)
    owner.patch(f"{TALKS}/1", {"date": "2027"})
    owner.patch(EDAS, {"pages": "1-2"})
    owner.delete(f"{TALKS}/2")
    profile = runner.invoke(args=["dump"]).stdout
    assert runner.invoke(args=["load", "-"], input=profile).exit_code == 0
    before = revision()
    for number in range(1, 6):
        answer = revert(owner, number)
        assert (answer.status_code, pointers(answer)) == (409, [""])
        assert "replaced" in answer.json["errors"][0]["detail"]
    assert revision() == before
    owner.patch(EDAS, {"pages": "1-3"})
    assert revert(owner, 7).status_code == 201
    assert owner.get(EDAS).json["pages"] == "1-2"


def test_a_refused_undo_speaks_of_the_change_and_not_of_a_body(owner):
    owner.delete(EDAS)
    owner.post(PATH, work(title="EDAS: Enabling Fast Data Loading for GPU Serverless Computing", year=2025))
    taken = revert(owner, 1)
    assert (taken.status_code, taken.json["detail"]) == (409, "This change can no longer be taken back.")
    assert "upsert" not in taken.text
    owner.patch(f"{PATH}/feng2024potamoi", {"pages": "1-2"})
    owner.patch(f"{PATH}/feng2024potamoi", {"pages": "1-3"})
    again = revert(owner, 3)
    assert (again.status_code, again.json["detail"]) == (409, taken.json["detail"])
    whole = owner.post(PATH, work(key="feng2024potamoi"))
    assert (whole.status_code, whole.json["detail"]) == (409, "The body collides with what is there.")


def test_a_change_of_a_work_that_was_renamed_since_is_taken_back(owner):
    owner.patch(EDAS, {"pages": "1-20"})
    owner.patch(EDAS, {"key": "edas"})
    owner.patch(f"{PATH}/edas", {"key": "fast-loading", "note": "Kept"})
    assert revert(owner, 1).status_code == 201
    item = owner.get(f"{PATH}/fast-loading").json
    assert (item["pages"], item["note"]) == (None, {"en": "Kept"})


def test_a_work_that_was_added_and_renamed_is_taken_away_under_its_new_name_alone(owner):
    owner.post(PATH, work(key="first"))
    owner.patch(f"{PATH}/first", {"key": "second"})
    owner.post(PATH, work(key="first", title="Another"))
    answer = revert(owner, 1)
    assert (answer.status_code, pointers(answer)) == (409, ["/publications/first/key"])
    assert revert(owner, 2).status_code == 409
    assert {owner.get(f"{PATH}/{key}").json["title"] for key in ("first", "second")} == {
        "A New Work",
        "Another",
    }


AWARD = "/api/v1/awards/{}"
STEPS = {
    "named another work": lambda owner, award: owner.patch(award, {"publication": "feng2024potamoi"}),
    "named no work": lambda owner, award: owner.patch(award, {"publication": None}),
    "was taken away": lambda owner, award: owner.delete(award),
    "was replaced": lambda owner, award: owner.put(award, {"title": "Another"}),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=list(STEPS))
@pytest.mark.parametrize("renamed", ["zhao2025edas", "feng2024potamoi"])
def test_an_award_names_its_work_again_whatever_a_work_is_called_now(owner, step, renamed):
    award = AWARD.format(
        owner.post("/api/v1/awards", {"title": "Best Paper", "publication": "zhao2025edas"}).json["id"]
    )
    assert step(owner, award).status_code < 300
    owner.patch(f"{PATH}/{renamed}", {"key": "renamed"})
    assert revert(owner, 2).status_code == 201
    named = owner.get(award).json["publication"]
    assert named == ("renamed" if renamed == "zhao2025edas" else "zhao2025edas")


def test_an_award_whose_work_was_taken_away_since_is_not_given_to_another_of_its_key(owner):
    award = AWARD.format(
        owner.post("/api/v1/awards", {"title": "Best Paper", "publication": "zhao2025edas"}).json["id"]
    )
    owner.patch(award, {"publication": None})
    owner.delete(EDAS)
    owner.post(PATH, work(key="zhao2025edas"))
    answer = revert(owner, 2)
    assert (answer.status_code, pointers(answer)) == (409, [award.removeprefix("/api/v1") + "/publication"])
    assert owner.get(award).json["publication"] is None
