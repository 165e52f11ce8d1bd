"""Tokens are made, listed and revoked at the command line; a secret is told once, on standard output."""

import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import update

from bench.servers import free_port, wait_for
from models import db, tokens
from models.database import now
from models.writing import Token
from tests.conftest import ROOT


def bears(client, secret):
    """Ask, as the bearer of a secret, to change the profile by nothing; give the status."""
    headers = {"Authorization": f"Bearer {secret}"}
    return client.patch("/api/v1/profile", json={}, headers=headers).status_code


def test_the_secret_alone_stands_on_standard_output_and_writes(runner, client):
    made = runner.invoke(args=["token", "create", "me"])
    assert made.exit_code == 0
    secret = made.stdout.removesuffix("\n")
    assert secret.startswith("vit_")
    assert secret.split() == [secret]
    assert secret not in made.stderr
    assert "'me'" in made.stderr
    assert bears(client, secret) == 200


def test_without_a_scope_a_token_may_write_and_does_not_expire(say, app):
    say("token", "create", "me")
    made = tokens.named(db.session, "me")
    assert (made.scopes, made.expires_at) == (["write"], None)


def test_a_token_has_the_scopes_and_days_that_are_asked(say, app):
    say("token", "create", "me", "--scope", "write:news", "--scope", "admin", "--days", "30")
    made = tokens.named(db.session, "me")
    assert made.scopes == ["write:news", "admin"]
    assert abs(made.expires_at - now() - timedelta(days=30)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["me", "--scope", "wirte"], "There is no scope 'wirte'. Did you mean write"),
        (["taken"], "There is a token 'taken' already"),
        (["command line"], "choose another"),
        ([""], "1 to 100 printable characters"),
        (["x" * 101], "1 to 100 printable characters"),
        (["a\nb"], "1 to 100 printable characters"),
        ([" me"], "1 to 100 printable characters"),
    ],
)
def test_a_token_that_cannot_be_is_told_in_one_sentence_and_not_made(say, refused, app, arguments, told):
    say("token", "create", "taken")
    stderr = refused("token", "create", *arguments)
    assert told in stderr
    assert len(stderr.splitlines()) == 1
    assert [token.name for token in tokens.every(db.session)] == ["taken"]


def test_the_list_tells_all_of_a_token_but_its_secret(say, app):
    secret = say("token", "create", "me", "--scope", "write:news").strip()
    say("token", "create", "old", "--days", "1")
    say("token", "create", "gone")
    say("token", "revoke", "gone")
    db.session.execute(update(Token).where(Token.name == "old").values(expires_at=now()))
    db.session.commit()
    listed = say("token", "list")
    head, *rows = listed.splitlines()
    assert head.split("  ")[0] == "name"
    assert [(row.split()[0], row.split()[-1]) for row in rows] == [
        ("me", "good"),
        ("old", "expired"),
        ("gone", "revoked"),
    ]
    assert "write:news" in rows[0]
    for kept in (secret, secret.removeprefix("vit_"), tokens.hashed(secret)):
        assert kept not in listed


def test_without_tokens_the_list_says_how_to_make_one(runner):
    listed = runner.invoke(args=["token", "list"])
    assert (listed.exit_code, listed.stdout) == (0, "")
    assert "flask token create" in listed.stderr


def test_a_revoked_token_writes_no_more(say, client):
    secret = say("token", "create", "me").strip()
    assert say("token", "revoke", "me") == "The token 'me' is revoked.\n"
    assert bears(client, secret) == 401
    assert say("token", "revoke", "me") == "The token 'me' was revoked before.\n"


def test_revoking_a_token_that_is_not_there_names_the_closest(say, refused):
    say("token", "create", "laptop")
    assert refused("token", "revoke", "labtop") == "Error: There is no token 'labtop'. Did you mean laptop?\n"


@pytest.mark.parametrize("command", ["create", "list", "revoke"])
def test_every_command_for_tokens_has_help_with_an_example(say, command):
    assert f"flask token {command}" in say("token", command, "--help").partition("Example:")[2]


def lines_of_start(path):
    """Start a server on a database file, and give what it says until it serves."""
    command, port = [sys.executable, "-m", "flask", "--app", "app", "start"], free_port()
    settings = {"PATH": "", "DATABASE_URL": f"sqlite:///{path}", "PORT": str(port)}
    said = path.with_suffix(".said")
    with (
        said.open("w") as output,
        subprocess.Popen(command, cwd=ROOT, env=settings, stdout=output) as process,
    ):
        wait_for(port, process)
        process.terminate()
    return said.read_text().splitlines()


def test_a_start_says_how_to_make_a_token_until_there_is_one(say, tmp_path):
    first, *others = lines_of_start(tmp_path / "vitrine.db")
    assert first.startswith("Vitrine is at ")
    assert others == ["To write over HTTP, make a token: .venv/bin/flask token create me"]
    say("token", "create", "me")
    assert len(lines_of_start(tmp_path / "vitrine.db")) == 1
