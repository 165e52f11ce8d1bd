"""What the tests of commands share: a command run with what it is given, and what it says."""

import json

import pytest


@pytest.fixture
def say(runner):
    """Run a command that succeeds; a value for standard input is given as JSON. Give what it printed."""

    def run(*arguments, given=None):
        done = runner.invoke(args=arguments, input=given if given is None else json.dumps(given))
        assert done.exit_code == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def refused(runner):
    """Run a command that is refused, without a traceback and without a word on standard output."""

    def run(*arguments, given=None, code=1):
        done = runner.invoke(args=arguments, input=given if isinstance(given, str) else json.dumps(given))
        assert isinstance(done.exception, SystemExit), done.exception
        assert (done.exit_code, done.stdout) == (code, "")
        return done.stderr

    return run


@pytest.fixture
def live(app, tmp_path):
    return tmp_path / "vitrine.db"


@pytest.fixture
def copied(say, tmp_path):
    """A backup of the real profile."""
    file = tmp_path / "copies" / "backup.db"
    file.parent.mkdir()
    say("backup", str(file))
    return file
