"""Every error is a problem detail, with the right status, and tells nothing of our insides."""

import re
import sqlite3
from contextlib import ExitStack, suppress

import pytest
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from app import create_app
from models import db
from tests.api.conftest import LIST
from tests.conftest import ROOT, open_app

INSIDES = re.compile(
    r"Traceback|sqlite|SQL|\bSELECT\b|\.py\b|/home|/tmp|line \d+, in |werkzeug|flask|OperationalError|"
    + re.escape(str(ROOT)),
    re.IGNORECASE,
)


def told(answer, status):
    """Check the shape of a problem and give it."""
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    problem = answer.json
    assert set(problem) - {"errors"} == {"type", "title", "status", "detail", "instance", "request_id"}
    assert problem["request_id"] == answer.headers["X-Request-ID"]
    assert problem["status"] == status
    assert problem["detail"].strip()
    assert not INSIDES.search(answer.text), answer.text
    return problem


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "publications/nothing",
        "publications/nothing.csv",
        "publications.docx",
        "publications/zhao2025edas.docx",
        "people/nobody",
        "venues/nowhere",
        "education/999",
        "awards/0",
        "awards/first",
        "awards/-1",
        "awards/١",
        "awards/１",
        "awards/99999999999999999999",
        f"awards/{2**63}",
        "publications/%00",
        "publications/%ED%A0%80",
        "publications/..%2f..%2fetc%2fpasswd",
        "venues/%27%3B--",
        "people/" + "x" * 5000,
    ],
)
def test_what_is_not_there_is_404(reader, path):
    problem = told(reader.get(f"/api/v1/{path}"), 404)
    assert problem["title"] == "Not Found"
    assert problem["instance"].startswith("/api/v1/")


@pytest.mark.parametrize("number", ["999", str(2**31), "9" * 18, "9" * 19, "٣"])
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_number_that_nothing_has_is_404_however_it_is_asked(owner, method, number):
    told(owner.send(method, f"/api/v1/awards/{number}", {"title": "X"}), 404)


def test_a_missing_publication_names_those_like_it(reader):
    assert "zhao2025edas" in told(reader.get(f"{LIST}/zhao2025eda"), 404)["detail"]


WRITTEN = {
    "": set(),
    "publications": {"POST"},
    "publications/zhao2025edas": {"PUT", "PATCH", "DELETE"},
    "publications.csv": set(),
    "profile": {"PATCH"},
    "venues/taco": set(),
    "people/han-zhao": set(),
    "metrics": set(),
    "awards": {"POST"},
    "awards/1": {"PUT", "PATCH", "DELETE"},
    "changes": set(),
}
"""Paths, and how each may be written."""


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", WRITTEN)
def test_what_cannot_be_done_is_405_and_tells_what_can(reader, method, path):
    answer = reader.open(f"/api/v1/{path}", method=method)
    told(answer, 401 if method in WRITTEN[path] else 405)
    if method not in WRITTEN[path]:
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"} | WRITTEN[path]


@pytest.mark.parametrize(
    "accepted", ["text/html", "image/png", "application/json;q=0", "text/csv;q=0, text/plain"]
)
def test_a_kind_that_we_do_not_have_is_406(reader, accepted):
    problem = told(reader.get(LIST, headers={"Accept": accepted}), 406)
    assert "application/json" in problem["detail"]


@pytest.mark.parametrize(
    "accepted", ["", "*/*", "application/*", "application/json", "text/html, */*;q=0.1", None]
)
def test_json_is_what_comes_when_it_may(reader, accepted):
    headers = {} if accepted is None else {"Accept": accepted}
    assert reader.get(LIST, headers=headers).content_type == "application/json"


def test_bad_input_is_400_with_a_list_of_faults(reader):
    problem = told(reader.get(f"{LIST}?year=x"), 400)
    assert [set(fault) for fault in problem["errors"]] == [{"parameter", "detail", "hint"}]


def test_a_store_without_tables_is_503(tmp_path):
    client = create_app({"DATABASE_URL": f"sqlite:///{tmp_path}/empty.db"}).test_client()
    for path in (LIST, "/api/v1/profile", "/api/v1/", "/api/v1/venues/taco"):
        answer = client.get(path)
        told(answer, 503)
        assert int(answer.headers["Retry-After"]) > 0


def test_a_store_that_cannot_be_opened_is_503(tmp_path):
    client = create_app({"DATABASE_URL": f"sqlite:///{tmp_path}/no/such/folder/x.db"}).test_client()
    answer = client.get(f"{LIST}?venue=taco&year=x")
    told(answer, 503)
    assert "Retry-After" in answer.headers


def test_a_locked_store_is_503_and_answers_when_it_is_free(filled, tmp_path):
    import shutil

    path = tmp_path / "vitrine.db"
    shutil.copy(filled, path)
    app = create_app({"DATABASE_URL": f"sqlite:///{path}", "BUSY_TIMEOUT_MS": "50"})
    lock = sqlite3.connect(path)
    lock.execute("PRAGMA locking_mode = EXCLUSIVE")
    lock.execute("BEGIN EXCLUSIVE")
    try:
        answer = app.test_client().get(LIST)
        told(answer, 503)
        assert "Retry-After" in answer.headers
    finally:
        lock.close()
    assert app.test_client().get(LIST).status_code == 200
    with app.app_context():
        db.engine.dispose()


def test_every_thread_that_may_be_set_has_a_connection(filled, tmp_path):
    app = open_app(filled, tmp_path, THREADS="64", BUSY_TIMEOUT_MS="0")
    with app.app_context(), ExitStack() as held:
        for _ in range(64):
            held.enter_context(db.engine.connect())
        assert app.test_client().get(LIST).status_code == 200
        assert app.test_client().get("/").status_code == 200
    with app.app_context():
        db.engine.dispose()


def test_more_readers_than_connections_are_asked_to_come_again(filled, tmp_path):
    app = open_app(filled, tmp_path, THREADS="1", BUSY_TIMEOUT_MS="0")
    with app.app_context(), ExitStack() as held:
        with suppress(NoConnectionFree):
            while True:
                held.enter_context(db.engine.connect())
        answer = app.test_client().get(LIST)
        told(answer, 503)
        page = app.test_client().get("/")
        assert page.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert int(page.headers["Retry-After"]) > 0
    assert app.test_client().get(LIST).status_code == 200
    with app.app_context():
        db.engine.dispose()


def test_a_file_that_is_no_database_is_an_error_without_words_of_the_driver(tmp_path):
    path = tmp_path / "vitrine.db"
    path.write_text("This is no database. " * 100)
    answer = create_app({"DATABASE_URL": f"sqlite:///{path}"}).test_client().get(LIST)
    told(answer, answer.status_code)
    assert answer.status_code in (500, 503)


def test_what_nobody_foresaw_is_500_and_stays_in_the_log(app, client, monkeypatch, caplog):
    def fail(*_args, **_more):
        raise RuntimeError("secret at /home/owner with SELECT")

    monkeypatch.setattr("api.publications.envelope", fail)
    answer = client.get(f"{LIST}?sort=title")
    told(answer, 500)
    assert "secret" not in answer.text
    # The kind of the fault and the line of our code, by the number of the request; not its words.
    [line] = caplog.messages
    assert re.fullmatch(r"Unforeseen: RuntimeError < api\.publications:\d+", line)
    monkeypatch.undo()
    assert client.get(f"{LIST}?sort=title").status_code == 200


def test_an_error_of_the_database_is_not_logged_with_its_data(app, client, monkeypatch, caplog):
    from sqlalchemy.exc import IntegrityError

    def fail(*_args, **_more):
        raise IntegrityError("INSERT", {"name": "secret"}, Exception("secret"))

    monkeypatch.setattr("api.publications.envelope", fail)
    told(client.get(LIST), 500)
    assert "secret" not in caplog.text


def test_an_error_is_the_same_by_head_without_its_body(reader):
    for path in ("/api/v1/nothing", f"{LIST}?year=x"):
        asked, headed = reader.get(path), reader.head(path)
        assert (headed.status_code, headed.data) == (asked.status_code, b"")
        assert headed.content_type == asked.content_type
