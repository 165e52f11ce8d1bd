"""Migrating and creating from the models give the same schema, and every migration can be undone."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from flask_migrate import check, downgrade, upgrade

from app import create_app
from models import db
from tests.conftest import ROOT, in_app


@pytest.fixture
def fresh(tmp_path):
    """An application on a file that is not there yet."""
    app = create_app({"DATABASE_URL": f"sqlite:///{tmp_path}/fresh.db"})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def schema(path):
    """Read all that a file's schema says, by name, with its spaces and quotes made even."""
    rows = sqlite3.connect(path).execute(
        "SELECT type, name, sql FROM sqlite_master WHERE name <> 'alembic_version'"
    )
    return {(kind, name): plain(sql) for kind, name, sql in rows if not name.startswith("sqlite_")}


def plain(sql):
    """Write SQL with even spaces, without needless quotes, its columns and constraints in one order."""
    text = re.sub(r"\s+", " ", sql or "").replace('"', "")
    text = re.sub(r"\s*([(),])\s*", r"\1", text)
    head, _, body = text.partition("(")
    parts = re.split(r",(?![^()]*\))", body.removesuffix(")"))
    return head, tuple(sorted(parts)) if head.startswith("CREATE TABLE") else body


def test_an_empty_file_migrated_has_the_schema_of_the_models(fresh, tmp_path):
    upgrade()
    migrated = schema(tmp_path / "fresh.db")
    other = create_app({"DATABASE_URL": f"sqlite:///{tmp_path}/made.db"})
    with other.app_context():
        db.create_all()
        db.engine.dispose()
    made = schema(tmp_path / "made.db")
    assert migrated.keys() == made.keys()
    for name in made:
        assert migrated[name] == made[name], name
    assert len([kind for kind, _ in made if kind == "table"]) > 15


def test_both_ways_begin_at_the_same_revision(fresh, tmp_path):
    upgrade()
    rows = "SELECT number, venues FROM revision"
    migrated = sqlite3.connect(tmp_path / "fresh.db").execute(rows).fetchall()
    other = create_app({"DATABASE_URL": f"sqlite:///{tmp_path}/made.db"})
    with other.app_context():
        db.create_all()
        db.engine.dispose()
    assert migrated == sqlite3.connect(tmp_path / "made.db").execute(rows).fetchall() == [(0, 0)]


def test_every_migration_is_undone_and_done_again(fresh, tmp_path):
    upgrade()
    first = schema(tmp_path / "fresh.db")
    downgrade(revision="base")
    assert schema(tmp_path / "fresh.db") == {}
    upgrade()
    assert schema(tmp_path / "fresh.db") == first


def test_a_migration_that_is_undone_leaves_what_was_before_it(fresh, tmp_path):
    upgrade(revision="0003")
    before = schema(tmp_path / "fresh.db")
    upgrade(revision="0004")
    assert schema(tmp_path / "fresh.db") != before
    downgrade(revision="0003")
    assert schema(tmp_path / "fresh.db") == before


@pytest.mark.parametrize("there_and_back", [False, True])
def test_tables_that_are_rebuilt_keep_what_they_hold_and_what_refers_to_it(filled, tmp_path, there_and_back):
    path = tmp_path / "vitrine.db"
    with in_app(filled, tmp_path):
        downgrade(revision="0004")
        add_award_and_change(path)
        before = contents(path)
        downgrade(revision="0003")
        assert contents(path) == before
        upgrade(revision="0004")
        assert contents(path) == before
        if there_and_back:
            downgrade(revision="0003")
            upgrade(revision="0004")
        entry = "(position, title, created_at, updated_at, version, links) VALUES (0, 'x', 0, 0, 1, '[]')"
        with closing(sqlite3.connect(path)) as connection:
            # History knows of talk 41, which was taken away.
            assert connection.execute(f"INSERT INTO talk {entry}").lastrowid == 42
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def add_award_and_change(path):
    """Let rows refer to a work, and history know of a talk that is no longer there."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO award (title, position, publication_id, created_at, updated_at, version) "
            "SELECT '{}', 9, id, '2026-01-01', '2026-01-01', 1 FROM publication LIMIT 1"
        )
        connection.execute(
            "INSERT INTO citation_count (publication_id, source, as_of, count) "
            "SELECT id, 'x', '2026', 5 FROM publication"
        )
        connection.execute("INSERT INTO change VALUES (1, 1, '2026-01-01', 'x', 'create', NULL)")
        connection.execute("INSERT INTO change_item VALUES (1, 1, 'talks', '41', NULL, '{}')")


def contents(path):
    """Read all rows of all tables."""
    with closing(sqlite3.connect(path)) as connection:
        names = [name for kind, name in schema(path) if kind == "table"]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}


def test_migrating_twice_is_migrating_once(fresh, tmp_path):
    upgrade()
    before = (tmp_path / "fresh.db").read_bytes()
    upgrade()
    assert (tmp_path / "fresh.db").read_bytes() == before


# SQLAlchemy cannot read that index back; that it is there is compared above.
@pytest.mark.filterwarnings("ignore:.*expression-based index '?ix_publication_default_order")
def test_the_models_hold_nothing_that_no_migration_knows(fresh):
    upgrade()
    check()


def test_migrating_says_no_word_that_worries(tmp_path):
    command = [sys.executable, "-W", "default", "-m", "flask", "--app", "app", "db", "upgrade"]
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path}/x.db", "PATH": ""}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert "Warning" not in done.stdout + done.stderr
    assert "ERROR" not in done.stdout + done.stderr
