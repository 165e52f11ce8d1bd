"""The commands for history: what was changed by whom, and taking it back."""

import json

import click

from cli.commands import Command
from cli.writing import dry_run, name_of, write
from models import db
from models.writing import Change
from schemas.vocabulary import COLLECTIONS
from services.editing import Edit, Missing
from services.history import newest, of_change, of_item, touching
from services.reverting import last_change, revert

NAMED = 3
"""Entries of one change that are named on its line."""


@click.command(cls=Command)
@click.option("--collection", type=click.Choice(COLLECTIONS), help="Only changes of this collection.")
@click.option("--key", help="Only changes of the entry of this key or number.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="Whole, with each entry before and after.")
def changes(collection: str | None, key: str | None, limit: int, as_json: bool) -> None:
    """List the changes, the newest first.

    \b
    Example: flask changes --collection publications --key zhao2025edas
    """
    found = list(db.session.scalars(newest(touching(collection, key), limit)))
    if as_json:
        click.echo(json.dumps([of_change(change) for change in found], ensure_ascii=False, indent=2))
    elif found:
        click.echo("\n".join(map(line, found)))
    else:
        click.echo("There are no such changes.", err=True)


def line(change: Change) -> str:
    """Tell of a change on one line: its number, when, who, what, and of which entries."""
    names = [name_of(of_item(item)) for item in change.items]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    entries = ", ".join(names[:NAMED]) + more if names else "the whole profile"
    taken_back = f" (takes back {change.reverts})" if change.reverts else ""
    made_at = f"{change.made_at:%Y-%m-%d %H:%M:%S} UTC"
    return f"{change.id}  {made_at}  {change.actor}  {change.action}  {entries}{taken_back}"


@click.command(cls=Command)
@click.argument("number", metavar="[ID]", type=click.IntRange(1, 2**31 - 1), required=False)
@dry_run
def undo(number: int | None, dry_run: bool) -> None:
    """Take back the change of ID, or the last one that stands, as a new change.

    A change that was taken back does not stand; it does again when its undo is taken back. So `flask undo`,
    again and again, goes back step by step, and never forth.

    \b
    Example: flask undo
    """
    change = db.session.get(Change, number) if number else last_change(db.session())
    if change is None:
        missing = f"There is no change {number}." if number else "There is no change to take back."
        raise click.ClickException(missing)
    chosen = change.id

    def act(edit: Edit) -> None:
        change = edit.session.get(Change, chosen)
        if change is None:
            raise Missing(f"There is no change {chosen}.")
        revert(edit, change)

    write("revert", act, dry_run, reverts=chosen)
