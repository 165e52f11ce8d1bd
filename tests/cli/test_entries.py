"""Entries are added, changed and removed at the command line: all or nothing, and history tells of it."""

import json

import pytest
from sqlalchemy import select

from models import db
from models.publication import Publication
from models.revision import current_number
from models.writing import Change

PAPER = {"title": "On the Engine", "authors": ["Ada Lindqvist"], "year": 2026, "venue": "ASPLOS"}
NEWS = {"date": "2026-05", "text": "A paper is accepted."}


def state(client):
    """Read what readers are told, and the number of the revision."""
    parts = ("publications", "news", "profile")
    return [client.get(f"/api/v1/{part}").json for part in parts], current_number(db.session)


def titles(client):
    return [item["title"] for item in client.get("/api/v1/publications?sort=owner").json["items"]]


def test_an_entry_from_standard_input_is_at_the_top_at_once(say, client):
    client.get("/api/v1/publications")
    told = say("add", "publications", given=PAPER)
    assert told.startswith("publications/lindqvist2026engine added.\n")
    assert titles(client)[0] == "On the Engine"


def test_a_list_from_a_file_is_added_in_its_order_as_one_change(say, client, tmp_path):
    file = tmp_path / "papers.json"
    file.write_text(json.dumps([PAPER, {**PAPER, "title": "On Engines, Again"}]), encoding="utf-8")
    say("add", "publications", str(file))
    assert titles(client)[:2] == ["On the Engine", "On Engines, Again"]
    change = db.session.scalars(select(Change)).one()
    assert (change.actor, change.action, len(change.items)) == ("command line", "create", 2)


def test_every_fault_is_told_on_a_line_of_its_own_and_nothing_is_stored(refused, client):
    before = state(client)
    told = refused("add", "publications", given=[PAPER, {"titel": "x", "authors": []}, {"title": 3}])
    lines = told.removeprefix("Error: ").splitlines()
    assert "/1/titel: There is no key 'titel'. Did you mean title?" in lines
    assert all(line.startswith(("/1/", "/2/")) for line in lines)
    assert {line.split(":")[0] for line in lines} >= {"/1/title", "/1/authors", "/2/title", "/2/authors"}
    assert state(client) == before
    assert db.session.scalar(select(Change)) is None


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "The body is not JSON"),
        ('{"title": NaN}', "NaN is no number"),
        ('{"title": "a", "title": "b"}', "stands twice"),
        ("[]", "The list holds no entries."),
        ("3", "An object with keys stands here."),
        (PAPER | {"key": "zhao2025edas"}, "This is 'zhao2025edas' already"),
    ],
)
def test_what_cannot_be_added_is_told_in_one_sentence(refused, client, given, told):
    before = state(client)
    stderr = refused("add", "publications", given=given)
    assert told in stderr
    assert len(stderr.splitlines()) == 1
    assert state(client) == before


def test_upsert_merges_a_publication_into_the_one_that_it_is(say, client):
    count = len(titles(client))
    known = client.get("/api/v1/publications/zhao2025edas").json
    body = {"title": known["title"], "year": known["year"], "authors": known["authors"], "note": "Best paper"}
    assert "publications/zhao2025edas changed." in say("add", "publications", "--upsert", given=[body])
    assert client.get("/api/v1/publications/zhao2025edas").json["note"] == {"en": "Best paper"}
    assert len(titles(client)) == count
    assert say("add", "publications", "--upsert", given=body) == "Nothing changed.\n"


def test_upsert_is_for_publications_alone(refused):
    assert "--upsert is for them" in refused("add", "news", "--upsert", given=NEWS, code=2)


def test_a_dry_run_tells_each_field_and_stores_nothing(say, client):
    before = state(client)
    told = say("add", "publications", "--dry-run", given=PAPER).splitlines()
    assert told[0] == "publications/lindqvist2026engine would be added:"
    assert '  + /title "On the Engine"' in told
    assert told[-1] == "Nothing was stored: this was a dry run."
    changed = say("edit", "publications", "zhao2025edas", "--set", "year=2024", "--dry-run").splitlines()
    assert changed[:3] == ["publications/zhao2025edas would be changed:", "  - /year 2025", "  + /year 2024"]
    assert "would be removed" in say("remove", "publications", "zhao2025edas", "--dry-run")
    assert state(client) == before
    assert db.session.scalar(select(Change)) is None


def test_a_dry_run_finds_the_same_faults(refused):
    assert "There is no key 'titel'" in refused("add", "publications", "--dry-run", given={"titel": "x"})


def test_an_entry_is_changed_by_a_merge_patch(say, client):
    say("edit", "publications", "zhao2025edas", given={"note": {"zh": "最佳论文"}, "pages": None})
    item = client.get("/api/v1/publications/zhao2025edas").json
    assert (item["note"], item["pages"]) == ({"zh": "最佳论文"}, None)


def test_values_that_are_set_are_json_or_else_text(say, client):
    where = ("edit", "publications", "zhao2025edas")
    say(*where, "--set", "selected=true", "--set", "note=a = b", "--set", 'volume="7"', "--set", "issue=NaN")
    item = client.get("/api/v1/publications/zhao2025edas").json
    assert item["selected"] is True
    assert (item["note"], item["volume"], item["issue"]) == ({"en": "a = b"}, "7", "NaN")
    say(*where, "--set", "note=null")
    assert client.get("/api/v1/publications/zhao2025edas").json["note"] is None


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["publications", "zhao2025edas", "--set", "note"], "--set takes KEY=VALUE, not 'note'."),
        (["publications", "zhao2025edas", "--set", "a=1", "--set", "a=2"], "twice for 'a'"),
        (["publications", "zhao2025edas", "-", "--set", "a=1"], "FILE or --set"),
        (["publications"], "flask edit publications KEY"),
        (["profile", "me", "-"], "flask edit profile [FILE]"),
        (["publication", "x"], "is not one of"),
    ],
)
def test_a_command_that_is_not_clear_says_what_would_be(refused, arguments, told):
    assert told in refused("edit", *arguments, given={}, code=2)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["publications", "zhao2025eda", "--set", "a=1"], "Did you mean zhao2025edas"),
        (["news", "nine", "--set", "a=1"], "by their numbers, not by 'nine'"),
        (["news", "9" * 30, "--set", "a=1"], "by their numbers"),
        (["news", "99", "--set", "a=1"], "There is no '99' in news."),
        (["publications", "zhao2025edas", "--set", "note=\udc80"], "Half of a character"),
        (
            ["publications", "zhao2025edas", "--set", "yaer=2024"],
            "/yaer: There is no key 'yaer'. Did you mean year",
        ),
    ],
)
def test_what_cannot_be_changed_is_told_in_one_sentence(refused, client, arguments, told):
    before = state(client)
    stderr = refused("edit", *arguments)
    assert told in stderr
    assert len(stderr.splitlines()) == 1
    assert state(client) == before


def test_the_profile_is_changed_without_a_key(say, client, tmp_path):
    say("edit", "profile", "--set", "bio=Hello.")
    assert client.get("/api/v1/profile?lang=en").json["bio"]["markdown"] == "Hello."
    file = tmp_path / "patch.json"
    file.write_text('{"bio": "Goodbye."}', encoding="utf-8")
    assert say("edit", "profile", str(file)).startswith("profile changed.\n")
    assert client.get("/api/v1/profile?lang=en").json["bio"]["markdown"] == "Goodbye."


def test_a_patch_that_changes_nothing_is_no_change(say, client):
    before = state(client)
    assert say("edit", "publications", "zhao2025edas", "--set", "year=2025") == "Nothing changed.\n"
    assert state(client) == before


def test_an_entry_is_removed(say, client):
    say("add", "news", given=[NEWS, NEWS])
    assert say("remove", "news", "1").startswith("news/1 removed.\n")
    assert [item["id"] for item in client.get("/api/v1/news").json["items"]] == [2]
    say("remove", "publications", "zhao2025edas")
    assert db.session.scalar(select(Publication).where(Publication.key == "zhao2025edas")) is None
