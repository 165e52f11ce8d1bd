"""Every command has help with an example, works on the database of the settings, fails with one sentence."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys

import pytest
import yaml
from sqlalchemy import event

from app import create_app
from bench.servers import free_port, vitrine
from cli import serving
from models import db
from models.publication import Publication
from tests.conftest import ROOT

COMMANDS = ["start", "load", "dump", "catalogue", "ranks", "token", "add", "edit", "remove", "changes"]
COMMANDS += ["undo", "import", "fetch", "export", "citations", "inbox", "check", "backup", "restore"]


def invoke(*arguments, **settings):
    """Run a command on an application of its own in this process, which takes no second to start."""
    app = create_app(settings)
    with app.app_context():
        done = app.test_cli_runner().invoke(args=arguments)
        db.session.remove()
        db.engine.dispose()
    return done


def flask(*arguments, given=None, **settings):
    """Run a command as a person would, in a process of its own."""
    asked = [sys.executable, "-m", "flask", "--app", "app", *arguments]
    environment = {"PATH": "", **settings}
    return subprocess.run(
        asked, cwd=ROOT, env=environment, input=given, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def store(filled, tmp_path):
    """The settings of a database with the real profile."""
    path = tmp_path / "vitrine.db"
    shutil.copy(filled, path)
    return {"DATABASE_URL": f"sqlite:///{path}"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(runner, command):
    told = runner.invoke(args=[command, "--help"])
    assert told.exit_code == 0
    assert "Example: " in told.output
    assert f"flask {command}" in told.output


def test_every_command_of_ours_is_tested_here(app):
    ours = {
        name
        for name, command in app.cli.commands.items()
        if getattr(command.callback, "__module__", "").split(".")[0] == "cli"
    }
    assert ours == set(COMMANDS)


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_what_is_dumped_is_loaded_and_dumped_the_same(runner, tmp_path, form):
    dumped = runner.invoke(args=["dump", "--format", form])
    assert (dumped.exit_code, dumped.stderr) == (0, "")
    file = tmp_path / f"profile.{form}"
    file.write_text(dumped.stdout, encoding="utf-8")
    loaded = runner.invoke(args=["load", str(file)])
    assert loaded.exit_code == 0, loaded.stderr
    assert loaded.stdout.startswith("Loaded 24 publications, ")
    assert runner.invoke(args=["dump", "--format", form]).stdout == dumped.stdout


def test_a_dump_is_utf_8_whatever_the_terminal_speaks(store):
    dumped = flask("dump", **store, PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert dumped.returncode == 0
    assert "上海" in dumped.stdout
    assert json.loads(dumped.stdout)["profile"]["slug"] == "han-zhao"


def test_a_profile_is_loaded_from_standard_input(runner):
    done = runner.invoke(args=["load", "-"], input="profile: {name: Ada, slug: ada}\npublications: []\n")
    assert done.exit_code == 0
    assert db.session.query(Publication).count() == 0


def test_the_profile_that_comes_along_is_loaded(runner):
    done = runner.invoke(args=["load", "data/profile.yaml"])
    assert (done.exit_code, done.output.startswith("Loaded 24 publications")) == (0, True)


def test_the_catalogue_tells_what_it_did(runner):
    done = runner.invoke(args=["catalogue"])
    assert done.output == "745 venues and 2246 ranks read: 0 added, 0 changed.\n"


FAILURES = {
    "a file that is not there": (["load", "nowhere.yaml"], "nowhere.yaml"),
    "a folder for a file": (["load", "data"], "data"),
    "a folder that is not there": (["catalogue", "nowhere"], "nowhere"),
    "a folder without a catalogue": (["catalogue", "docs"], "venues.csv"),
    "an unknown format": (["dump", "--format", "xml"], "xml"),
    "an unknown command": (["loda"], "loda"),
    "an argument too many": (["dump", "x"], "x"),
}


@pytest.mark.parametrize(("arguments", "told"), FAILURES.values(), ids=list(FAILURES))
def test_a_failure_is_told_in_one_sentence(runner, arguments, told):
    done = runner.invoke(args=arguments)
    assert done.exit_code != 0
    assert done.stdout == ""
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("Error: ")
    assert told in last


WITHOUT_VENUE = "{key: a, title: A, type: article, authors: [], venue: x}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("profile: {name: Ada}", "/profile/slug"),
        ("{]", "neither JSON nor YAML"),
        ("", "no profile"),
        (f"profile: {{name: Ada, slug: ada}}\npublications:\n- {WITHOUT_VENUE}", "'x'"),
    ],
)
def test_a_bad_file_is_told_and_changes_nothing(runner, text, told):
    before = runner.invoke(args=["dump"]).stdout
    done = runner.invoke(args=["load", "-"], input=text)
    assert isinstance(done.exception, SystemExit)
    assert done.exit_code != 0
    assert told in done.stderr
    assert runner.invoke(args=["dump"]).stdout == before


def test_a_file_that_is_no_text_is_told(runner, tmp_path):
    file = tmp_path / "x.yaml"
    file.write_bytes(b"\xff\xfe\x00profile")
    done = runner.invoke(args=["load", str(file)])
    assert (done.exit_code, done.stderr) == (1, "Error: The file is not UTF-8 text.\n")


@pytest.mark.parametrize("arguments", [["dump"], ["load", "data/profile.yaml"]])
def test_a_database_without_tables_is_told(tmp_path, arguments):
    done = invoke(*arguments, DATABASE_URL=f"sqlite:///{tmp_path}/empty.db")
    assert isinstance(done.exception, SystemExit)
    assert "flask db upgrade" in done.stderr


def test_a_database_that_cannot_be_opened_is_told(tmp_path):
    done = invoke("catalogue", DATABASE_URL=f"sqlite:///{tmp_path}/no/folder/x.db")
    assert isinstance(done.exception, SystemExit)
    assert done.stderr.strip().splitlines()[-1].startswith("Error: ")


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "x.db").write_text("This is no database. " * 100)
    settings = {"PORT": str(free_port()), "DATABASE_URL": f"sqlite:///{tmp_path}/x.db"}
    told = f"Error: The database sqlite:///{tmp_path}/x.db is no SQLite database.\n"
    for command in ("start", "dump", "catalogue"):
        done = invoke(command, **settings)
        assert (done.exit_code, done.stderr) == (1, told)
    done = flask("db", "upgrade", **settings)
    assert (done.returncode, done.stderr) == (1, told)


@pytest.mark.skipif(os.geteuid() == 0, reason="The superuser may write to every folder.")
def test_a_folder_that_cannot_be_written_to_is_told(tmp_path):
    tmp_path.chmod(0o500)
    done = flask("start", PORT=str(free_port()), DATABASE_URL=f"sqlite:///{tmp_path}/x.db")
    assert done.returncode != 0
    assert re.fullmatch(r"Error: The database \S+ cannot be opened; .*\n", done.stderr)


@pytest.mark.parametrize(
    ("limit", "told"),
    [("max_page_count = 1", "the disk is full"), ("query_only = ON", "cannot be written to")],
)
@pytest.mark.parametrize("command", ["load", "start"])
def test_a_full_disk_and_a_file_for_reading_only_are_told_and_change_nothing(
    empty_app, tmp_path, limit, told, command, monkeypatch
):
    works = [
        {"key": f"a{number}", "title": "A", "type": "article", "authors": [], "abstract": "x" * 20_000}
        for number in range(20)
    ]
    (tmp_path / "a.json").write_text(
        json.dumps({"profile": {"name": "A", "slug": "a"}, "publications": works})
    )
    monkeypatch.setitem(empty_app.config, "PORT", free_port())
    db.engine.dispose()
    event.listen(db.engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {limit}"))
    arguments = [command, f"{tmp_path}/a.json"] if command == "load" else [command]
    done = empty_app.test_cli_runner().invoke(args=arguments)
    assert (done.exit_code, isinstance(done.exception, SystemExit)) == (1, True)
    assert re.fullmatch(rf"Error: The database \S+ [^.]*{told}[^.]*\.\n", done.stderr)
    db.session.rollback()
    assert db.session.query(Publication).count() == 0


def test_a_fault_of_the_profile_that_comes_along_is_told_by_the_start(empty_app, tmp_path, monkeypatch):
    shutil.copytree("data", tmp_path / "data")
    (tmp_path / "data" / "profile.yaml").write_text("profile: {name: Ada}", encoding="utf-8")
    monkeypatch.setattr(serving, "DATA", tmp_path / "data")
    monkeypatch.setitem(empty_app.config, "PORT", free_port())
    done = empty_app.test_cli_runner().invoke(args=["start"])
    assert (done.exit_code, done.stderr.startswith("Error: /profile/slug: ")) == (1, True)


def test_two_first_starts_on_one_file_both_serve(tmp_path):
    command = [sys.executable, "-m", "flask", "--app", "app", "start"]
    told = {"cwd": ROOT, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    ports = [free_port(), free_port()]
    settings = {"PATH": "", "DATABASE_URL": f"sqlite:///{tmp_path}/new.db"}
    begun = [subprocess.Popen(command, env={**settings, "PORT": str(port)}, **told) for port in ports]
    first_lines = [process.stdout.readline() for process in begun]
    for process in begun:
        process.terminate()
    ends = [process.communicate(timeout=30)[1] for process in begun]
    assert [line[:13] for line in first_lines] == ["Vitrine is at"] * 2, ends
    assert len(json.loads(invoke("dump", **settings).stdout)["publications"]) == 24
    assert {file.name for file in tmp_path.iterdir()} <= {"new.db", "new.db-wal", "new.db-shm"}


def test_upgrade_loads_no_profile_and_without_one_a_dump_says_what_to_do(tmp_path):
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path}/new.db"}
    assert flask("db", "upgrade", **settings).returncode == 0
    done = invoke("dump", **settings)
    assert isinstance(done.exception, SystemExit)
    assert "There is no profile to dump" in done.stderr
    assert "flask load" in done.stderr


def test_a_taken_port_stops_the_start(store):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = invoke("start", PORT=str(taken.getsockname()[1]), **store)
    assert isinstance(done.exception, SystemExit)
    assert "cannot be listened on" in done.stderr.strip().splitlines()[-1]


def test_a_second_start_leaves_the_profile_alone(runner, tmp_path):
    """What the owner has changed is not overwritten by what comes along."""
    runner.invoke(args=["load", "-"], input="profile: {name: Ada, slug: ada}")
    with vitrine(tmp_path / "vitrine.db"):
        pass
    dumped = runner.invoke(args=["dump", "--format", "yaml"]).stdout
    assert yaml.safe_load(dumped)["profile"]["slug"] == "ada"
