"""How every command writes: all of it in one transaction, or nothing and every fault on a line of its own."""

import json
from collections.abc import Callable, Iterable
from typing import Any

import click
from flask import current_app

from models import db
from models.sqlite import begin_writing
from models.writing import Change
from schemas.json_body import Unreadable
from services.editing import Edit, Missing, Refusal
from services.history import of_item

ACTOR = "command line"
"""Who history says it was."""

VERBS = {"created": ("added", "would be added"), "updated": ("changed", "would be changed")}
VERBS["deleted"] = ("removed", "would be removed")

dry_run = click.option("--dry-run", is_flag=True, help="Tell what would change, and store nothing.")


def write(action: str, act: Callable[[Edit], Any], dry: bool = False, reverts: int | None = None) -> None:
    """Let an act happen in a transaction of its own, and tell what it did when it is on disk."""
    session = db.session()
    try:
        begin_writing(session)
        edit = Edit(session, current_app.config["DEFAULT_LANGUAGE"])
        act(edit)
        session.flush()
        told = [line for item in edit.items for line in lines(of_item(item), dry)]
        change = None if dry else edit.close(ACTOR, action, reverts)
        told.append(ending(change, bool(edit.items), dry))
        if not dry:
            session.commit()
    except Refusal as refused:
        raise click.ClickException("\n".join(map(fault_line, refused.faults))) from None
    except (Missing, Unreadable) as refused:
        raise click.ClickException(str(refused)) from None
    finally:
        # After a commit there is nothing left to take back.
        session.rollback()
    click.echo("\n".join(told))


def ending(change: Change | None, changed: bool, dry: bool) -> str:
    """Say how it ended."""
    if not changed:
        return "Nothing changes." if dry else "Nothing changed."
    if change is None:
        return "Nothing was stored: this was a dry run."
    return f"This is change {change.id}; `flask undo {change.id}` takes it back."


def fault_line(fault: dict[str, Any]) -> str:
    """Write a fault on one line: where, what and what would be right."""
    where = f"{fault['pointer']}: " if fault["pointer"] else ""
    hint = f" {fault['hint']}" if fault["hint"] else ""
    return f"{where}{fault['detail']}{hint}"


def lines(item: dict[str, Any], whole: bool) -> Iterable[str]:
    """Tell what is done to an entry, with each field before and after where the whole is wanted."""
    yield f"{name_of(item)} {VERBS[item['action']][whole]}{':' if whole else '.'}"
    if not whole:
        return
    for differing in fields(item):
        for sign, value in (("-", differing["before"]), ("+", differing["after"])):
            if value is not None:
                yield f"  {sign} {differing['pointer']} {json.dumps(value, ensure_ascii=False)}"


def fields(item: dict[str, Any]) -> list[dict[str, Any]]:
    """List the fields that differ; of an entry that comes or goes, those that say something."""
    if item["action"] == "updated":
        listed: list[dict[str, Any]] = item["difference"]
        return listed
    side = "after" if item["action"] == "created" else "before"
    nothing = {"before": None, "after": None}
    said = {key: value for key, value in item[side].items() if value not in (None, [], {}, "")}
    return [{"pointer": f"/{key}", **nothing, side: value} for key, value in said.items()]


def name_of(item: dict[str, Any]) -> str:
    """Name an entry, as its address does."""
    return "profile" if item["collection"] == "profile" else f"{item['collection']}/{item['key']}"
