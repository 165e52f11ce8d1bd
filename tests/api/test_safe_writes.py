"""Writes that are tried first, sent twice or come too late: dry runs, repeated keys, outdated tags."""

from datetime import timedelta

import pytest

from models import db
from models.database import now
from models.writing import Change, Idempotency
from tests.api.writing import PATH, Owner, revision, token, work

EDAS = f"{PATH}/zhao2025edas"

TRIES = [
    ("POST", PATH, work()),
    ("PATCH", EDAS, {"pages": "1-2"}),
    ("PUT", EDAS, work()),
    ("DELETE", EDAS, None),
    ("POST", "/api/v1/news", {"text": "News"}),
    ("PATCH", "/api/v1/profile", {"headline": "X"}),
    ("DELETE", "/api/v1/projects/1", None),
]


@pytest.mark.parametrize(("method", "path", "body"), TRIES)
def test_a_dry_run_tells_what_would_change_and_stores_nothing(owner, method, path, body):
    before = revision()
    tried = owner.send(method, f"{path}?dry_run=true", body)
    assert (tried.status_code, tried.json["dry_run"], revision()) == (200, True, before)
    assert db.session.query(Change).count() == 0
    assert owner.send(method, path, body).status_code in (200, 201, 204)
    done = owner.get("/api/v1/changes").json["items"][0]["items"]
    assert tried.json["changes"] == done


def test_a_dry_run_refuses_what_a_write_would(owner):
    assert owner.post(f"{PATH}?dry_run=true", {}).status_code == 422
    assert owner.post(f"{PATH}?dry_run=true", work(key="zhao2025edas")).status_code == 409
    assert owner.post(f"{PATH}?dry_run=maybe", work()).status_code == 400


def test_what_was_only_tried_is_not_taken_for_what_is_stored(owner):
    """A venue that is made has the number that one of a dry run had for a moment."""
    assert owner.post(f"{PATH}?dry_run=true", work(venue="Tried Workshop")).status_code == 200
    added = owner.post(PATH, work(venue="Stored Workshop"))
    assert added.json["venue"]["name"] == "Stored Workshop"
    assert owner.get(f"{PATH}/{added.json['key']}").json == added.json


@pytest.mark.parametrize("query", ["dry_run", "dry_run=", "dry_run=&dry_run=", "dry_run=true&dry_run=false"])
def test_a_dry_run_that_does_not_say_so_is_refused_and_not_done(owner, query):
    assert owner.delete(f"{EDAS}?{query}").status_code == 400
    assert owner.get(EDAS).status_code == 200


def test_what_is_said_not_to_be_a_dry_run_is_stored(owner):
    added = owner.post(f"{PATH}?dry_run=false&upsert=false", work())
    assert (added.status_code, added.json["key"]) == (201, "zhao2026new")
    assert owner.get(PATH).json["total"] == 25


def test_a_repeated_key_is_given_the_first_answer_and_writes_once(owner):
    first = owner.post(PATH, work(), Idempotency_Key="one")
    again = owner.post(PATH, work(), Idempotency_Key="one")
    assert (again.status_code, again.data) == (201, first.data)
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert owner.get(PATH).json["total"] == 25


def test_a_repeated_key_is_told_again_where_a_renamed_work_is(owner):
    first = owner.patch(EDAS, {"key": "edas"}, Idempotency_Key="one")
    again = owner.patch(EDAS, {"key": "edas"}, Idempotency_Key="one")
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.headers["Content-Location"] == first.headers["Content-Location"]
    assert first.headers["Content-Location"].endswith("/publications/edas")


def test_a_repeated_key_with_another_request_is_refused(owner):
    owner.post(PATH, work(), Idempotency_Key="one")
    assert owner.post(PATH, work(title="Other"), Idempotency_Key="one").status_code == 422
    assert owner.patch(EDAS, work(), Idempotency_Key="one").status_code == 422


def test_a_key_is_its_tokens_own(owner):
    owner.post(PATH, work(), Idempotency_Key="one")
    other = Owner(owner.client, token(name="other"))
    assert other.post(PATH, work(title="Other"), Idempotency_Key="one").status_code == 201


def test_a_refused_request_leaves_its_key_free(owner):
    assert owner.post(PATH, {}, Idempotency_Key="one").status_code == 422
    assert owner.post(PATH, work(), Idempotency_Key="one").status_code == 201


def test_a_deletion_can_be_sent_twice(owner):
    assert [owner.delete(EDAS, Idempotency_Key="one").status_code for _ in range(2)] == [204, 204]


def test_a_key_is_remembered_for_a_day(owner):
    owner.post(PATH, work(), Idempotency_Key="one")
    kept = db.session.query(Idempotency).one()
    kept.created_at = now() - timedelta(hours=23, minutes=59)
    db.session.commit()
    assert owner.post(PATH, work(), Idempotency_Key="one").status_code == 201
    kept.created_at = now() - timedelta(hours=24, minutes=1)
    db.session.commit()
    assert owner.post(PATH, work(), Idempotency_Key="one").status_code == 409


@pytest.mark.parametrize("key", ["x" * 255, "!", "a key of mine", "~"])
def test_a_key_of_printable_characters_is_taken(owner, key):
    assert [owner.post(PATH, work(), Idempotency_Key=key).status_code for _ in range(2)] == [201, 201]


@pytest.mark.parametrize("key", ["x" * 256, "", "a\tb", " a", "a ", "é"])
def test_a_key_that_cannot_be_kept_is_refused(owner, key):
    assert owner.post(PATH, work(), Idempotency_Key=key).status_code == 400


def test_a_write_on_top_of_what_was_read_goes_in(owner):
    tag = owner.get(EDAS).headers["ETag"]
    changed = owner.patch(EDAS, {"pages": "1-2"}, If_Match=tag)
    assert changed.status_code == 200
    assert owner.patch(EDAS, {"pages": "1-3"}, If_Match=changed.headers["ETag"]).status_code == 200


@pytest.mark.parametrize("method", ["PATCH", "PUT", "DELETE"])
def test_a_write_on_top_of_something_older_is_refused(owner, method):
    tag = owner.get(EDAS).headers["ETag"]
    owner.patch(EDAS, {"pages": "1-2"})
    answer = owner.send(method, EDAS, {"pages": "1-3"} if method == "PATCH" else work(), If_Match=tag)
    assert answer.status_code == 412
    assert owner.get(EDAS).json["pages"] == "1-2"


def test_what_was_written_elsewhere_does_not_outdate_an_entry(owner):
    tag = owner.get(EDAS).headers["ETag"]
    owner.patch("/api/v1/profile", {"headline": "X"})
    owner.patch(f"{PATH}/feng2024potamoi", {"pages": "1-2"})
    assert owner.patch(EDAS, {"pages": "1-3"}, If_Match=tag).status_code == 200


@pytest.mark.parametrize("tag", ['"9999"', '"nonsense"', "W/junk"])
def test_a_tag_of_no_state_is_refused(owner, tag):
    assert owner.patch(EDAS, {"pages": "1-3"}, If_Match=tag).status_code == 412


def test_any_state_will_do_for_a_star(owner):
    assert owner.patch(EDAS, {"pages": "1-3"}, If_Match="*").status_code == 200


def test_the_log_tells_of_what_was_stored_and_of_nothing_else(owner, caplog):
    owner.post("/api/v1/news?dry_run=true", {"text": "Secret."})
    owner.post("/api/v1/news", {})
    assert caplog.text == ""
    owner.post("/api/v1/news", {"text": "Secret."})
    number = owner.get("/api/v1/changes").json["items"][0]["id"]
    (line,) = caplog.messages
    assert line.startswith(f"Change {number}: create by ")
    assert "Secret" not in caplog.text
