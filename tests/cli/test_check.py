"""The profile is checked at the command line: findings in text or JSON, and an exit status for scripts."""

import json

from models import db
from models.publication import Publication


def test_findings_are_told_with_what_to_do_and_the_exit_status_is_one(runner, app):
    done = runner.invoke(args=["check"])
    assert (done.exit_code, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("link  publications/")
    assert lines[1].startswith("    Give it one, such as `flask edit publications ")


def test_nothing_wrong_is_the_exit_status_zero(runner, app):
    done = runner.invoke(args=["check", "--kind", "rank", "--kind", "duplicate"])
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "Nothing looks wrong.\n")
    as_json = runner.invoke(args=["check", "--kind", "rank", "--format", "json"])
    assert (as_json.exit_code, json.loads(as_json.stdout)) == (0, [])


def test_the_advice_for_a_rank_is_a_command_that_ends_the_finding(runner, say, app):
    say("edit", "publications", "zhao2020coda", "--set", "rank=CCF-A")
    found = json.loads(runner.invoke(args=["check", "--kind", "rank", "--format", "json"]).stdout)
    assert [each["key"] for each in found] == ["zhao2020coda"]
    command = found[0]["advice"].split("`")[1].split()
    assert command[0] == "flask"
    say(*command[1:])
    assert runner.invoke(args=["check", "--kind", "rank"]).exit_code == 0
    assert db.session.query(Publication).filter_by(key="zhao2020coda").one().stated_rank is None


def test_a_kind_that_is_not_there_is_refused(refused):
    assert "'nothing' is not one of" in refused("check", "--kind", "nothing", code=2)
