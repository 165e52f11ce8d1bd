"""The commands for single entries: add, edit and remove, over the same code as writing by HTTP."""

import json
from typing import Any

import click
from sqlalchemy import select

from cli.commands import Command
from cli.writing import dry_run, write
from models.publication import Publication
from schemas.bodies import BODIES
from schemas.body_faults import fault
from schemas.json_body import Unreadable, parse
from schemas.likeness import closest
from services.editing import Edit, Invalid, Missing
from services.records import MODELS

LONGEST_NUMBER = 18
"""Digits of a number that the database can surely hold."""

collection = click.argument("collection", type=click.Choice(list(MODELS)), metavar="COLLECTION")
FILE = click.File("rb")


@click.command(cls=Command)
@collection
@click.argument("file", type=FILE, default="-")
@click.option("--upsert", is_flag=True, help="Merge each publication into the one that it is already.")
@dry_run
def add(collection: str, file: Any, upsert: bool, dry_run: bool) -> None:
    """Add the entry, or each of a list of entries, that FILE holds as JSON (- is standard input).

    COLLECTION is publications or a section: education, experience, awards, projects, courses, students,
    service, talks or news. All is added, or nothing.

    \b
    Example: echo '{"date": "2026-05", "text": "A paper is accepted."}' | flask add news
    """
    if upsert and collection != "publications":
        raise click.UsageError("Only publications are known by more than a number: --upsert is for them.")

    def act(edit: Edit) -> None:
        several = isinstance(body, list)
        if upsert:
            edit.every(body, edit.upsert) if several else edit.upsert(body)
        else:
            edit.create_all(collection, body) if several else edit.create(collection, body)

    body = read(file)
    write("create", act, dry_run)


@click.command(cls=Command)
@click.argument("collection", type=click.Choice(list(BODIES)), metavar="COLLECTION")
@click.argument("key", required=False)
@click.argument("file", required=False)
@click.option("--set", "values", multiple=True, metavar="KEY=VALUE", help="Set one key; may be repeated.")
@dry_run
@click.pass_context
def edit(
    context: click.Context,
    collection: str,
    key: str | None,
    file: str | None,
    values: tuple[str, ...],
    dry_run: bool,
) -> None:
    """Change the entry of KEY by the merge patch (RFC 7396) in FILE, or by --set.

    A value of --set is JSON if it can be read so, and else text: write 'volume="7"' for a text of digits;
    null empties a key. The profile is one, so it has no KEY: flask edit profile [FILE].

    \b
    Example: flask edit publications zhao2025edas --set note="Best paper" --set selected=true
    """
    if collection == "profile":
        if file is not None:
            raise click.UsageError("There is one profile, so it has no key: flask edit profile [FILE].")
        key, file = None, key
    elif key is None:
        raise click.UsageError(f"Name the entry: flask edit {collection} KEY.")
    if values and file is not None:
        raise click.UsageError("Give a FILE or --set, not both.")
    patch = patch_of(values) if values else read(FILE.convert(file or "-", None, context))
    write("update", lambda edit: edit.patch(collection, find(edit, collection, key), patch), dry_run)


@click.command(cls=Command)
@collection
@click.argument("key")
@dry_run
def remove(collection: str, key: str, dry_run: bool) -> None:
    """Take the entry of KEY away: the key of a publication, or the id of another entry.

    \b
    Example: flask remove news 3
    """
    write("delete", lambda edit: edit.delete(collection, find(edit, collection, key)), dry_run)


def read(file: Any) -> Any:
    """Read a file as strict JSON."""
    if file.isatty():
        click.echo("Type JSON, and end it with Ctrl+D.", err=True)
    try:
        body = parse(file.read())
    except Unreadable as told:
        raise click.ClickException(str(told)) from None
    if body == []:
        raise click.ClickException("The list holds no entries.")
    return body


def patch_of(values: tuple[str, ...]) -> Any:
    """Make a patch of KEY=VALUE pairs."""
    patch: dict[str, Any] = {}
    for pair in values:
        key, equals, text = pair.partition("=")
        if not (key and equals):
            raise click.UsageError(f"--set takes KEY=VALUE, not {pair!r}.")
        if key in patch:
            raise click.UsageError(f"--set is given twice for {key!r}.")
        patch[key] = value_of(text)
    try:
        # A terminal may send what is no text: the same rules hold for it as for a file.
        return parse(json.dumps(patch).encode())
    except Unreadable as told:
        raise click.ClickException(str(told)) from None


def value_of(text: str) -> Any:
    """Read a value as JSON if it is, and else as the text it is."""
    try:
        return parse(text.encode("utf-8", "surrogatepass"))
    except Unreadable:
        return text


def find(edit: Edit, collection: str, key: str | None) -> Any:
    """Find an entry, or raise Missing with the closest keys that there are."""
    numbered = collection not in ("publications", "profile")
    if numbered and not (key and key.isascii() and key.isdigit() and len(key) <= LONGEST_NUMBER):
        raise Invalid([fault("", f"The entries of {collection} are found by their numbers, not by {key!r}.")])
    try:
        return edit.find(collection, key)
    except Missing as missing:
        known = edit.session.scalars(select(Publication.key)) if collection == "publications" else ()
        near = closest(str(key), known)
        raise Missing(f"{missing} Did you mean {' or '.join(near)}?" if near else str(missing)) from None
