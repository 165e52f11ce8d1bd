"""The commands for the citation ledger: listed, pushed as a file, set by hand, or asked of a service."""

from collections.abc import Callable
from typing import BinaryIO

import click
from flask import current_app
from sqlalchemy import select

from cli.commands import Group
from cli.importing import progress, tell
from cli.writing import dry_run, write
from formats.records import Count
from models import db
from models.publication import Publication
from services.asking import Refused
from services.citations import ACTION, take
from services.citing import COUNTERS, Work, counts_by, counts_of
from services.editing import Edit
from services.ledger_list import listed
from services.readings import Reading, of_body, of_counts, of_object
from services.web import Unfetched

take_falls = click.option(
    "--take-falls", is_flag=True, help="Take counts that are less than the last of their source, too."
)


@click.group(cls=Group)
def citations() -> None:
    """List how often works are cited, or take counts in, as one change that can be undone whole.

    What is less than the source's last count is told and left out. A work that a file does not name stays
    as it was.

    \b
    Example: flask citations push gs_data.json
    """


@citations.command("list")
@click.option("--source", help="Only counts by this source.")
@click.option("--publication", help="Only counts of the publication of this key.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many.")
def list_(source: str | None, publication: str | None, limit: int) -> None:
    """List the counts, the newest day first: day, source, publication, count.

    \b
    Example: flask citations list --source google-scholar
    """
    asked = {"source": source, "publication": publication, "page": 1, "per_page": limit}
    try:
        rows, total = listed(db.session(), asked, hidden=True)
    except Refused as refused:
        told = (f"{fault['detail']} {fault['hint'] or ''}".rstrip() for fault in refused.faults)
        raise click.ClickException("\n".join(told)) from None
    for row in rows:
        click.echo(f"{row['as_of']}  {row['source']}  {row['publication']}  {row['count']}")
    if total > len(rows):
        click.echo(f"There are {total - len(rows):,} more; --limit shows them.", err=True)
    elif not rows:
        click.echo("Nothing was counted yet; `flask citations push` takes counts in.", err=True)


@citations.command()
@click.argument("file", type=click.File("rb"))
@click.option("--source", help="Who counted, where the file does not tell.  [default: google-scholar]")
@take_falls
@dry_run
def push(file: BinaryIO, source: str | None, take_falls: bool, dry_run: bool) -> None:
    """Take in the counts of FILE: a gs_data.json as it is, or an object with source, as_of and counts.

    \b
    Example: flask citations push --dry-run google-scholar-stats/gs_data.json
    """
    taken_in(lambda _: of_body(file.read(), source), take_falls, dry_run)


@citations.command("set")
@click.argument("key")
@click.argument("count", type=click.IntRange(0))
@click.option("--source", default="manual", show_default=True, help="Who counted.")
@click.option("--as-of", help="On which day, such as 2026-11-01.  [default: today]")
@take_falls
@dry_run
def set_(key: str, count: int, source: str, as_of: str | None, take_falls: bool, dry_run: bool) -> None:
    """Take in that the publication of KEY was cited COUNT times.

    \b
    Example: flask citations set zhao2025edas 12 --source google-scholar
    """
    said = {"source": source, "as_of": as_of, "counts": [{"publication": key, "count": count}]}

    def read(edit: Edit) -> Reading:
        edit.find("publications", key)
        return of_object(said)

    taken_in(read, take_falls, dry_run)


@citations.command()
@click.argument("service", type=click.Choice(list(COUNTERS)), metavar="SERVICE")
@click.argument("person", metavar="[ID]", required=False)
@take_falls
@dry_run
def fetch(service: str, person: str | None, take_falls: bool, dry_run: bool) -> None:
    """Ask SERVICE how often the works are cited, and take in what it counts today.

    SERVICE is openalex, crossref or semantic-scholar. Every public work that has a DOI or an arXiv identifier
    is asked for; with the ID of a person there, all works of that person are, and go by their titles, too.
    A service that fails changes nothing.

    \b
    Example: flask citations fetch openalex
    """
    found: list[tuple[str | None, Count]]
    try:
        if person:
            found = [(None, count) for count in counts_by(service, person, current_app.config, tell)]
        else:
            found = [*counts_of(service, public_works(), current_app.config, tell).items()]
    except Unfetched as told:
        raise click.ClickException(str(told)) from None
    taken_in(lambda _: of_counts(service, found), take_falls, dry_run)


def public_works() -> list[Work]:
    """List the works that others may be asked about."""
    columns = (getattr(Publication, name) for name in Work._fields)
    wanted = select(*columns).where(Publication.visibility == "public").order_by(Publication.key)
    return [Work(*row) for row in db.session.execute(wanted)]


def taken_in(read: Callable[[Edit], Reading], take_falls: bool, dry_run: bool) -> None:
    """Take a reading in, and tell what became of it."""

    def act(edit: Edit) -> None:
        reading = read(edit)
        with progress("Matching", len(reading.counts)) as bar:
            report = take(edit, reading, take_falls, lambda: bar.update(1))
        click.echo("\n".join(report.lines()))

    write(ACTION, act, dry_run)
