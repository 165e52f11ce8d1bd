"""The command for the inbox: what waits there, and what is decided about it."""

import json
from typing import Any

import click
from flask import current_app

from cli.commands import Command
from cli.writing import dry_run, write
from models import db
from models.inbox import Proposal
from services.editing import Edit
from services.inbox import DECISIONS, decide, find, listed, of_proposal


@click.command(cls=Command)
@click.argument("decision", type=click.Choice(["list", *DECISIONS]), default="list", metavar="[DECISION]")
@click.argument("numbers", metavar="[ID…]", nargs=-1, type=click.IntRange(1, 2**31 - 1))
@click.option("--json", "as_json", is_flag=True, help="List whole, with every difference.")
@dry_run
def inbox(decision: str, numbers: tuple[int, ...], as_json: bool, dry_run: bool) -> None:
    """List what was found elsewhere and is not certain, or decide about it.

    DECISION is accept (add it as a new publication), merge (into the one that it is like) or reject (for
    good); without one, what waits is listed.

    \b
    Example: flask inbox merge 3 4
    """
    if decision == "list":
        show(as_json)
    elif not numbers:
        raise click.UsageError(f"Name what to {decision} by its number: flask inbox {decision} ID…")
    else:
        write(decision, lambda edit: edit.every(list(numbers), decided(edit, decision)), dry_run)


def decided(edit: Edit, decision: str) -> Any:
    """Give what decides about the proposal of a number."""

    def one(number: int, _pointer: str) -> None:
        decide(edit, find(edit.session, number), decision)

    return one


def show(as_json: bool) -> None:
    """List what waits."""
    edit = Edit(db.session(), current_app.config["DEFAULT_LANGUAGE"])
    waiting = list(db.session.scalars(listed()))
    if as_json:
        click.echo(json.dumps([of_proposal(edit, each) for each in waiting], ensure_ascii=False, indent=2))
    elif waiting:
        click.echo("\n".join(map(line, waiting)))
    else:
        click.echo("The inbox is empty.", err=True)


def line(proposal: Proposal) -> str:
    """Tell of a proposal on one line: its number, whence, what, and what it is like."""
    like = f" ({proposal.reason})" if proposal.reason else " (new)"
    return f"{proposal.id}  {proposal.source}  {proposal.record['title']}{like}"
