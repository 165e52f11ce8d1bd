"""A backup is whole whoever writes meanwhile; a restore is seen at once, and loses nothing of before."""

import json
import sqlite3
import stat
import threading
from contextlib import closing
from urllib.request import urlopen

import pytest
from flask_migrate import downgrade
from sqlalchemy import select

from bench.servers import vitrine
from models import db
from models.revision import current_number
from models.writing import Change
from tests.conftest import in_app
from tests.test_cli import flask, invoke

EDAS = "/api/v1/publications/zhao2025edas"
PAIR = [{"date": "2026", "text": "one"}, {"date": "2026", "text": "two"}]


def ask(path, statement):
    """Read all rows of a database file, as anybody could."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(statement).fetchall()


def title(client):
    return client.get(EDAS).json["title"]


def rename(say, text):
    say("edit", "publications", "zhao2025edas", "--set", f"title={text}")


@pytest.fixture
def writer(app, say):
    """A program that adds pairs of news for as long as it is asked; stopped, it tells what was stored."""
    secret = say("token", "create", "writer").strip()
    app.extensions["writes"].most = 0
    stop, stored = threading.Event(), []

    def work():
        client = app.test_client()
        while not stop.is_set():
            mark = str(len(stored))
            pair = [{**item, "text": mark} for item in PAIR]
            answer = client.post("/api/v1/news", json=pair, headers={"Authorization": f"Bearer {secret}"})
            assert answer.status_code == 201
            stored.append(mark)

    thread = threading.Thread(target=work)
    thread.start()

    def end():
        stop.set()
        thread.join()
        return stored

    end.stored = stored
    yield end
    end()


def test_a_backup_is_one_whole_file_for_its_owner_alone(say, client, copied, live):
    assert [path.name for path in copied.parent.iterdir()] == ["backup.db"]
    assert stat.S_IMODE(copied.stat().st_mode) == 0o600
    assert ask(copied, "PRAGMA integrity_check") == [("ok",)]
    assert [path.name for path in copied.parent.iterdir()] == ["backup.db"]
    for table in ("publication", "authorship", "venue", "revision"):
        rows = f"SELECT * FROM {table} ORDER BY 1, 2"
        assert ask(copied, rows) == ask(live, rows)


def test_a_backup_is_of_one_moment_while_others_write(say, writer, tmp_path):
    for number in range(4):
        file = tmp_path / f"{number}.backup"
        answered = len(writer.stored)
        say("backup", str(file))
        ((news,),) = ask(file, "SELECT count(*) FROM news")
        ((changes,),) = ask(file, "SELECT count(*) FROM change")
        ((last,),) = ask(file, "SELECT max(revision) FROM change")
        assert news == 2 * changes >= 2 * answered
        assert ask(file, "SELECT number FROM revision") == [(last,)] or not changes
        assert ask(file, "PRAGMA integrity_check") == [("ok",)]
    assert len(writer()) > 0


def test_a_backup_is_not_written_over_a_file_unless_that_is_asked(say, refused, copied):
    rename(say, "New")
    before = copied.read_bytes()
    assert f"{copied} is there already; --force writes over it." in refused("backup", str(copied))
    assert copied.read_bytes() == before
    say("backup", str(copied), "--force")
    assert ask(copied, "SELECT title FROM publication WHERE key = 'zhao2025edas'") == [("New",)]
    assert [path.name for path in copied.parent.iterdir()] == ["backup.db"]


def test_a_backup_is_never_written_over_the_database_itself(refused, live, client):
    assert "is the database itself" in refused("backup", str(live), "--force")
    assert "is the database itself" in refused("restore", str(live))
    assert client.get(EDAS).status_code == 200


def test_a_backup_into_a_folder_that_is_not_there_is_told(refused, tmp_path):
    assert f"The folder {tmp_path}/no is not there." in refused("backup", str(tmp_path / "no" / "x.db"))


def test_a_damaged_database_is_not_backed_up(refused, live, tmp_path):
    damage(live)
    assert "is damaged" in refused("backup", str(tmp_path / "x"))
    assert not (tmp_path / "x").exists()


def damage(path):
    """Make entries of an index wrong, which SQLite finds only when it looks."""
    db.session.remove()
    db.engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        roots = dict(connection.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'index'"))
        two = [root for name, root in roots.items() if name.startswith("ix_venue") and root][:2]
        swap = f"UPDATE sqlite_master SET rootpage = {sum(two)} - rootpage WHERE rootpage IN (?, ?)"
        connection.execute(swap, two)
        connection.commit()


def test_a_restore_is_seen_by_a_running_application_at_once(say, client, copied):
    first = title(client)
    rename(say, "New")
    seen = client.get(EDAS)
    assert seen.json["title"] == "New"
    say("restore", str(copied))
    assert title(client) == first
    again = client.get(EDAS, headers={"If-None-Match": seen.headers["ETag"]})
    assert (again.status_code, again.json["title"]) == (200, first)


def test_a_restore_is_seen_by_a_server_of_its_own_process_at_once(live, copied, say):
    rename(say, "New")
    with vitrine(live) as server:

        def told():
            with urlopen(server.address + EDAS) as answer:
                return json.load(answer)["title"]

        assert told() == "New"
        done = flask("restore", str(copied), DATABASE_URL=f"sqlite:///{live}")
        assert done.returncode == 0, done.stderr
        assert told().startswith("EDAS")


def test_the_revision_is_above_both_and_history_tells_of_the_restore(say, copied):
    for text in ("a", "b", "c"):
        rename(say, text)
    before = current_number(db.session)
    db.session.rollback()
    say("restore", str(copied))
    change = db.session.scalars(select(Change)).one()
    assert (change.action, change.actor, change.items) == ("restore", "command line", [])
    ((number, venues, items),) = db.session.connection().exec_driver_sql(
        "SELECT number, venues, items FROM revision"
    )
    assert (number, venues, items, change.revision) == (before + 1,) * 4


def test_the_revision_is_above_that_of_a_backup_that_counts_further(say, copied, live):
    with closing(sqlite3.connect(copied)) as connection:
        connection.execute("UPDATE revision SET number = 500")
        connection.commit()
    say("restore", str(copied))
    assert ask(live, "SELECT number FROM revision") == [(501,)]


def test_who_read_before_a_restore_does_not_write_over_it(say, client, copied):
    secret = say("token", "create", "me").strip()
    say("backup", str(copied), "--force")
    rename(say, "New")
    headers = {"Authorization": f"Bearer {secret}", "If-Match": client.get(EDAS).headers["ETag"]}
    say("restore", str(copied))
    assert client.patch(EDAS, json={"year": 2024}, headers=headers).status_code == 412


def test_the_database_of_before_is_kept_and_can_be_restored(say, client, copied, live):
    rename(say, "New")
    say("restore", str(copied))
    (kept,) = live.parent.glob("vitrine.db.before-restore-*")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    say("restore", str(kept))
    assert title(client) == "New"
    assert sorted(path.name for path in live.parent.iterdir() if path.name.startswith(".")) == []


def test_what_is_written_while_a_restore_begins_is_kept(say, copied, live, writer):
    """Every write that was answered is in the database of before, or on top of the restored one."""
    say("backup", str(copied), "--force")
    say("restore", str(copied))
    stored = writer()
    (kept,) = live.parent.glob("vitrine.db.before-restore-*")
    texts = "SELECT json_extract(text, '$.en') FROM news"
    found = {row[0] for path in (kept, live) for row in ask(path, texts)}
    assert stored
    assert set(stored) <= found
    assert ask(live, "PRAGMA integrity_check") == [("ok",)]


def test_a_token_that_was_revoked_stays_so(say, client, copied):
    secret = say("token", "create", "me").strip()
    say("backup", str(copied), "--force")
    say("token", "revoke", "me")
    say("restore", str(copied))
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.patch("/api/v1/profile", json={}, headers=headers).status_code == 401


def test_a_number_that_was_given_after_the_backup_is_not_given_again(say, client, copied):
    for _ in range(2):
        say("backup", str(copied), "--force")
        say("add", "talks", given={"title": "A talk"})
        (last,) = [item["id"] for item in client.get("/api/v1/talks").json["items"]]
        say("restore", str(copied))
        say("add", "talks", given={"title": "A quite different talk"})
        (item,) = client.get("/api/v1/talks").json["items"]
        assert item["id"] > last
        say("remove", "talks", str(item["id"]))


def test_a_backup_of_an_older_schema_is_brought_up_to_date(filled, tmp_path, say, client):
    (tmp_path / "old").mkdir()
    with in_app(filled, tmp_path / "old"):
        downgrade(revision="0002")
    old = tmp_path / "old" / "vitrine.db"
    version = "SELECT version_num FROM alembic_version"
    assert ask(old, version) == [("0002",)]
    rename(say, "New")
    say("restore", str(old))
    assert title(client).startswith("EDAS")
    rename(say, "Newer")
    assert ask(old, version) == [("0002",)]


def test_a_backup_with_pages_of_another_size_is_restored(say, client, copied):
    with closing(sqlite3.connect(copied)) as connection:
        connection.execute("PRAGMA page_size = 1024")
        connection.execute("VACUUM")
    rename(say, "New")
    say("restore", str(copied))
    assert title(client).startswith("EDAS")


def test_a_backup_is_restored_where_there_is_no_database(copied, tmp_path):
    new = tmp_path / "new" / "vitrine.db"
    new.parent.mkdir()
    done = invoke("restore", str(copied), DATABASE_URL=f"sqlite:///{new}")
    assert done.exit_code == 0, done.stderr
    assert ask(new, "SELECT count(*) FROM publication") == [(24,)]
    assert list(new.parent.glob("*before*")) == []


def test_a_database_that_cannot_be_read_is_set_aside(copied, tmp_path):
    broken = tmp_path / "broken" / "vitrine.db"
    broken.parent.mkdir()
    broken.write_text("This is no database. " * 100)
    done = invoke("restore", str(copied), DATABASE_URL=f"sqlite:///{broken}")
    assert done.exit_code == 0, done.stderr
    assert "start a server that has it open anew" in done.stderr
    assert ask(broken, "SELECT count(*) FROM publication") == [(24,)]
    (kept,) = broken.parent.glob("*before*")
    assert kept.read_text().startswith("This is no database.")


def test_a_damaged_database_is_kept_and_restored(copied, live, say, client):
    damage(live)
    say("restore", str(copied))
    assert ask(live, "PRAGMA integrity_check") == [("ok",)]
    assert len(list(live.parent.glob("*before*"))) == 1
