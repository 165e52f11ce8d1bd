"""The commands for tokens, with which programs write over HTTP: made, listed and revoked here alone."""

from datetime import datetime, timedelta
from typing import Any

import click

from cli.commands import Group
from cli.writing import ACTOR
from models import db, tokens
from models.database import now
from models.sqlite import begin_writing
from models.writing import Token
from schemas.likeness import closest, hint
from schemas.scopes import SCOPES, WRITE

LONGEST_NAME = 100
NEVER = "never"


@click.group(cls=Group)
def token() -> None:
    """Make, list and revoke the tokens that programs write with.

    \b
    Example: flask token create me
    """


@token.command()
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, help="What it may do; may be repeated.  [default: write]")
@click.option("--days", type=click.IntRange(1, 36_500), help="Days after which it expires; without, never.")
def create(name: str, scopes: tuple[str, ...], days: int | None) -> None:
    """Make a token of NAME and write its secret, which is told this once, to standard output.

    A scope is write, write:COLLECTION, or admin, which may read the history and take changes back, too. NAME
    is the actor that history tells of.

    \b
    Example: TOKEN=$(flask token create me)
    """
    refuse_name(name)
    refuse_scopes(scopes)
    session = db.session()
    begin_writing(session)
    if tokens.named(session, name):
        raise click.ClickException(
            f"There is a token {name!r} already, and history tells of it; name another."
        )
    reach = list(dict.fromkeys(scopes)) or [WRITE]
    expires_at = now() + timedelta(days=days) if days else None
    secret = tokens.make(session, name, reach, expires_at)
    session.commit()
    ends = f"It expires on {expires_at:%Y-%m-%d}" if expires_at else "It does not expire"
    told = [
        f"The token {name!r} has the scope {', '.join(reach)}. {ends}; `flask token revoke` ends it at once.",
        "Its secret is told this once. Send it with each request: Authorization: Bearer SECRET",
    ]
    click.echo("\n".join(told), err=True)
    click.echo(secret)


def refuse_name(name: str) -> None:
    """Refuse a name that history could not show, or that it has for someone else."""
    if not (0 < len(name) <= LONGEST_NAME and name.isprintable() and name == name.strip()):
        raise click.ClickException(f"A name has 1 to {LONGEST_NAME} printable characters.")
    if name == ACTOR:
        raise click.ClickException(f"History has the name {name!r} for these commands; choose another.")


def refuse_scopes(scopes: tuple[str, ...]) -> None:
    """Refuse the first scope that there is not."""
    for scope in scopes:
        if scope not in SCOPES:
            raise click.ClickException(f"There is no scope {scope!r}. {hint(scope, SCOPES)}")


@token.command("list")
def list_() -> None:
    """List the tokens: name, scopes, when made, when they expire, when last used, and whether they are good.

    \b
    Example: flask token list
    """
    rows = [row_of(token) for token in tokens.every(db.session())]
    if not rows:
        click.echo("There are no tokens; `flask token create NAME` makes one.", err=True)
        return
    table = [("name", "scopes", "created", "expires", "last used", "state"), *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def row_of(token: Token) -> tuple[str, ...]:
    """Tell of a token, without anything of its secret."""
    moments: tuple[Any, ...] = (token.created_at, token.expires_at, token.last_used_at)
    return (token.name, " ".join(token.scopes), *map(moment, moments), state(token))


def moment(when: datetime | None) -> str:
    """Write a moment."""
    return f"{when:%Y-%m-%d %H:%M}" if when else NEVER


def state(token: Token) -> str:
    """Say whether a token is good."""
    if token.revoked_at:
        return "revoked"
    return "expired" if token.expires_at and token.expires_at <= now() else "good"


@token.command()
@click.argument("name")
def revoke(name: str) -> None:
    """End the token of NAME at once; what it wrote stays.

    \b
    Example: flask token revoke me
    """
    session = db.session()
    begin_writing(session)
    found = tokens.named(session, name)
    if found is None:
        near = closest(name, [token.name for token in tokens.every(session)])
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        raise click.ClickException(f"There is no token {name!r}.{meant}")
    before = found.revoked_at
    if before is None:
        found.revoked_at = now()
    session.commit()
    click.echo(f"The token {name!r} was revoked before." if before else f"The token {name!r} is revoked.")
