"""History is listed at the command line, and the last change, or any other, is taken back there."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import db
from models.writing import Change
from services.reverting import last_standing

EDAS = "/api/v1/publications/zhao2025edas"


def rename(say, title):
    say("edit", "publications", "zhao2025edas", "--set", f"title={title}")


def test_changes_are_listed_newest_first_on_a_line_each(say):
    say("add", "news", given=[{"date": "2026", "text": f"{number}"} for number in range(5)])
    rename(say, "New")
    say("undo")
    lines = say("changes").splitlines()
    assert [line.split()[0] for line in lines] == ["3", "2", "1"]
    assert "command line  revert  publications/zhao2025edas (takes back 2)" in lines[0]
    assert lines[2].endswith("create  news/1, news/2, news/3 and 2 more")


def test_changes_are_narrowed_to_a_collection_a_key_and_a_number(say, runner):
    rename(say, "New")
    say("add", "news", given={"date": "2026", "text": "x"})
    rename(say, "Newer")
    assert [line[0] for line in say("changes", "--collection", "news").splitlines()] == ["2"]
    assert [line[0] for line in say("changes", "--key", "zhao2025edas").splitlines()] == ["3", "1"]
    assert [line[0] for line in say("changes", "--limit", "1").splitlines()] == ["3"]
    both = ("--collection", "publications", "--key", "zhao2025edas")
    assert [line[0] for line in say("changes", *both).splitlines()] == ["3", "1"]
    none = runner.invoke(args=["changes", "--key", "nobody"])
    assert (none.exit_code, none.stdout, none.stderr) == (0, "", "There are no such changes.\n")


def test_changes_as_json_are_those_of_the_api(say, client):
    rename(say, "New")
    secret = say("token", "create", "me", "--scope", "admin").strip()
    told = client.get("/api/v1/changes", headers={"Authorization": f"Bearer {secret}"}).json["items"]
    assert json.loads(say("changes", "--json")) == told
    assert told[0]["items"][0]["difference"][0]["after"] == "New"


def test_undo_takes_back_one_change_after_another(say, refused, client):
    first = client.get(EDAS).json["title"]
    rename(say, "New")
    rename(say, "Newer")
    say("undo")
    assert client.get(EDAS).json["title"] == "New"
    say("undo")
    assert client.get(EDAS).json["title"] == first
    assert refused("undo") == "Error: There is no change to take back.\n"


def test_a_change_whose_undo_was_undone_stands_again_and_is_the_next_to_be_taken_back(say, refused, client):
    first = client.get(EDAS).json["title"]
    rename(say, "New")
    rename(say, "Newer")
    say("undo")
    say("undo", "3")
    assert client.get(EDAS).json["title"] == "Newer"
    say("undo")
    assert client.get(EDAS).json["title"] == "New"
    say("undo", "5")
    say("undo", "6")
    say("undo", "7")
    assert client.get(EDAS).json["title"] == "Newer"
    for title in ("New", first):
        say("undo")
        assert client.get(EDAS).json["title"] == title
    assert refused("undo") == "Error: There is no change to take back.\n"


def test_an_entry_that_came_back_under_another_number_is_taken_away_again(say, refused, client):
    texts = lambda: [item["text"]["en"] for item in client.get("/api/v1/news").json["items"]]  # noqa: E731
    say("add", "news", given={"text": "First"})
    say("undo")
    say("add", "news", given={"text": "Second"})
    say("undo", "2")
    assert sorted(texts()) == ["First", "Second"]
    say("undo")
    assert texts() == ["First"]
    say("undo")
    assert texts() == []
    assert refused("undo") == "Error: There is no change to take back.\n"


@given(st.lists(st.integers(0, 9), max_size=12))
def test_plain_undo_goes_back_through_what_stands_whatever_was_undone(steps):
    """A plain walk tells the same: a change stands where no undo that stands takes it back."""
    made = {}
    for number, step in enumerate(steps, 1):
        made[number] = (step - 1) % len(made) + 1 if step and made else None

    def stands(number):
        return not any(stands(undo) for undo, reverts in made.items() if reverts == number)

    standing = [number for number, reverts in made.items() if reverts is None and stands(number)]
    found = last_standing(reversed(made.items()))
    if found is None:
        assert standing == []
        return
    chain = [found]
    while made[chain[-1]]:
        chain.append(made[chain[-1]])
    assert (stands(found), chain[-1], len(chain) % 2) == (True, standing[-1], 1)


def test_undo_brings_back_what_was_removed(say, client):
    before = client.get("/api/v1/publications?sort=owner&fields=key").json
    say("remove", "publications", "zhao2025edas")
    assert client.get(EDAS).status_code == 404
    say("undo")
    assert client.get("/api/v1/publications?sort=owner&fields=key").json == before


def test_undo_takes_back_the_change_that_is_named(say, client):
    rename(say, "New")
    say("edit", "publications", "zhao2025edas", "--set", 'volume="7"')
    say("undo", "1")
    item = client.get(EDAS).json
    assert (item["title"] != "New", item["volume"]) == (True, "7")


def test_a_dry_undo_tells_and_takes_nothing_back(say, client):
    rename(say, "New")
    told = say("undo", "--dry-run")
    assert '  - /title "New"' in told.splitlines()
    assert client.get(EDAS).json["title"] == "New"
    assert db.session.query(Change).count() == 1


def test_what_was_changed_since_is_not_taken_back(say, refused, client):
    rename(say, "New")
    rename(say, "Newer")
    told = refused("undo", "1")
    assert "/publications/zhao2025edas/title: This was changed again after change 1" in told
    assert client.get(EDAS).json["title"] == "Newer"


@pytest.mark.parametrize("number", ["7", "2147483647"])
def test_a_change_that_is_not_there_is_told(refused, number):
    assert refused("undo", number) == f"Error: There is no change {number}.\n"


def test_a_load_is_told_in_history_and_not_taken_back(say, refused):
    rename(say, "New")
    say("load", "data/profile.yaml")
    assert say("changes", "--limit", "1").endswith("command line  load  the whole profile\n")
    assert "Change 2 replaced the whole profile" in refused("undo")


def test_who_read_before_a_load_does_not_write_over_it(say, client):
    secret = say("token", "create", "me").strip()
    headers = {"Authorization": f"Bearer {secret}", "If-Match": client.get(EDAS).headers["ETag"]}
    say("load", "data/profile.yaml")
    assert client.patch(EDAS, json={"year": 2024}, headers=headers).status_code == 412
    headers["If-Match"] = client.get(EDAS).headers["ETag"]
    assert client.patch(EDAS, json={"year": 2024}, headers=headers).status_code == 200


def test_a_new_database_begins_without_history(runner):
    assert runner.invoke(args=["changes"]).stdout == ""
