"""A token remembers when it was last used, for reading too; who reads never waits for that."""

import sqlite3
import time
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import event

from models import db
from models.database import now
from models.writing import Token
from tests.api.writing import PATH, revision

HIDDEN = f"{PATH}?visibility=hidden"
XULLM = f"{PATH}/xullm"


def last_used():
    db.session.rollback()
    return db.session.query(Token).one().last_used_at


def used(ago):
    db.session.query(Token).one().last_used_at = ago and now() - timedelta(seconds=ago)
    db.session.commit()


@pytest.fixture
def hidden(owner):
    owner.patch(XULLM, {"visibility": "hidden"})
    used(None)
    return owner


@pytest.mark.parametrize("path", ["/api/v1/changes", "/api/v1/changes/1", HIDDEN, XULLM, f"{XULLM}.csv"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_reading_what_is_for_the_bearer_alone_is_a_use_and_no_new_revision(hidden, path, method):
    before, tag = revision(), hidden.client.get(PATH).headers["ETag"]
    assert hidden.send(method, path).status_code == 200
    assert now() - last_used() < timedelta(seconds=5)
    assert revision() == before
    assert hidden.client.get(PATH, headers={"If-None-Match": tag}).status_code == 304


def test_reading_what_everyone_may_read_is_no_use_of_a_token(hidden):
    assert hidden.get(PATH).status_code == hidden.get(f"{PATH}/zhao2025edas").status_code == 200
    assert last_used() is None


@pytest.mark.parametrize(("ago", "is_noted"), [(30, False), (90, True)])
def test_a_use_is_noted_once_a_minute(hidden, ago, is_noted):
    used(ago)
    before = last_used()
    hidden.get("/api/v1/changes")
    assert (last_used() != before) is is_noted


def test_who_reads_does_not_wait_for_who_writes(hidden, app):
    with closing(sqlite3.connect(db.engine.url.database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        began = time.perf_counter()
        assert hidden.get("/api/v1/changes").json["total"] == 1
        assert time.perf_counter() - began < app.config["BUSY_TIMEOUT_MS"] / 1000 / 2
        assert last_used() is None
        writer.execute("ROLLBACK")
    with db.engine.connect() as connection:
        patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    assert patience == app.config["BUSY_TIMEOUT_MS"]
    hidden.get("/api/v1/changes")
    assert last_used()


def test_who_reads_is_answered_though_nothing_can_be_stored(hidden):
    def refuse(connection, *_):
        connection.execute("PRAGMA query_only = ON")

    event.listen(db.engine, "checkout", refuse)
    assert hidden.get("/api/v1/changes").status_code == 200
    assert hidden.patch(XULLM, {"pages": "1-2"}).status_code == 507
    assert last_used() is None
