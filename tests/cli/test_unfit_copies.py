"""What is no backup is told and changes nothing."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from app import create_app
from tests.cli.test_copies import EDAS, damage


def no_database(path):
    path.write_text("This is no database. " * 100)


def empty(path):
    path.write_bytes(b"")


def foreign(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE publication (id INTEGER)")


def with_statement(statement):
    def change(path):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(statement)
            connection.commit()

    return change


def cut(path):
    path.write_bytes(path.read_bytes()[:-20_000])


UNFIT = {
    "no database": (no_database, "is no SQLite database"),
    "an empty file": (empty, "is no database of Vitrine"),
    "another database": (foreign, "is no database of Vitrine"),
    "a newer one": (
        with_statement("UPDATE alembic_version SET version_num = '9999'"),
        "newer than this Vitrine",
    ),
    "one without a table": (with_statement("DROP TABLE news"), "it has no table news"),
    "one without a column": (
        with_statement("ALTER TABLE news DROP COLUMN date"),
        "it has no column news.date",
    ),
    "one of a false version": (
        with_statement("UPDATE alembic_version SET version_num = '0002'"),
        "its tables are not those of its version",
    ),
    "a damaged one": (damage, "is damaged"),
    "a part of one": (cut, "is damaged"),
    "none": (lambda path: path.unlink(), "was not found"),
}


@pytest.mark.parametrize(("spoil", "told"), UNFIT.values(), ids=list(UNFIT))
def test_a_file_that_is_no_backup_is_told_and_changes_nothing(refused, live, copied, client, spoil, told):
    if spoil in (foreign, no_database, empty):
        copied.unlink()
    before = client.get(EDAS).headers["ETag"]
    spoil(copied)
    stderr = refused("restore", str(copied))
    assert told in stderr
    assert len(stderr.splitlines()) == 1
    assert client.get(EDAS).headers["ETag"] == before
    assert [path.name for path in live.parent.iterdir() if "before" in path.name or path.name[0] == "."] == []


def test_a_locked_database_is_told_and_stays_as_it_was(app, refused, copied, live, client):
    before = client.get(EDAS).headers["ETag"]
    app.config["BUSY_TIMEOUT_MS"] = 200
    with closing(sqlite3.connect(live, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "locked by another process" in refused("restore", str(copied))
    assert client.get(EDAS).headers["ETag"] == before
    assert list(live.parent.glob("*before*")) == []


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_only_a_file_of_sqlite_is_copied(command, tmp_path, filled):
    shutil.copy(filled, tmp_path / "x.db")
    app = create_app({"DATABASE_URL": "sqlite://"})
    with app.app_context():
        done = app.test_cli_runner().invoke(args=[command, str(tmp_path / "x.db")])
    told = "Only a SQLite file is copied, not sqlite://; use the tools of that database."
    assert (done.exit_code, done.stderr) == (1, f"Error: {told}\n")
