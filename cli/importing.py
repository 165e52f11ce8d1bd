"""The commands that bring publications in: from files of other formats, and from services that know them."""

import sys
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click
from flask import current_app
from sqlalchemy import inspect

from cli import trial
from cli.commands import Command
from cli.serving import furnish
from cli.writing import dry_run, write
from formats.readers import READERS
from models import db, overview, sqlite
from models.profile import Profile
from schemas.vocabulary import SIMILAR
from services import fetching, gathering, web
from services.editing import Edit
from services.filling import IMPORT
from services.import_reports import Report
from services.importing import Source, begin, bring_in, owner_in
from services.sources import SOURCES

FEW = 20
"""Records below which no progress is shown."""

VERBS = {"created": "added", "updated": "changed", "unchanged": "unchanged", "skipped": "skipped"}
VERBS["proposed"] = "laid into the inbox"


@click.command("import", cls=Command)
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, allow_dash=True, path_type=Path),
    metavar="FILE|FOLDER|-…",
)
@click.option(
    "--format", "form", type=click.Choice(list(READERS)), help="The format, if its text does not tell."
)
@click.option(
    "--similar",
    type=click.Choice(SIMILAR),
    default="skip",
    show_default=True,
    help="What to do with a work that may be there already, such as the published version of a preprint.",
)
@click.option("--owner", help="Whose profile it is, for a database that has none and files that do not tell.")
@dry_run
def bring(paths: tuple[Path, ...], form: str | None, similar: str, owner: str | None, dry_run: bool) -> None:
    """Bring in what files, folders and standard input (-) hold in other formats, as one change.

    It can be undone whole. A work that is there already is filled and never written over: what you wrote
    yourself stays. A database that is new is made and given the venue catalogue first, so this is how a
    homepage moves in; a dry run leaves no trace of it.

    \b
    Example: flask import --dry-run publications.bib ~/homepage
    """
    try:
        files = gathering.gather(paths, sys.stdin.buffer)
    except gathering.Unreadable as told:
        raise click.ClickException(str(told)) from None
    with progress("Reading", sum(len(each.texts) for each in files)) as bar:
        found = gathering.sources(files, form, lambda: bar.update(1))

    is_new = not has_profile()
    name = owner_in(found, owner)
    if is_new and not name:
        raise click.ClickException("There is no profile yet: say whose it is with --owner NAME.")
    records = sum(len(source.found.records) for source in found)

    def act(edit: Edit) -> None:
        if name and records and overview.profile(edit.session) is None:
            begin(edit.session, name, edit.language)
        with progress("Matching", records) as bar:
            report = bring_in(edit, found, similar, lambda: bar.update(1))
        click.echo("\n".join(lines(report)))

    with trial.thrown_away() if is_new and dry_run else nullcontext():
        if is_new:
            with sqlite.alone(db.engine):
                furnish()
        write(IMPORT, act, dry_run)


@click.command(cls=Command)
@click.argument("service", type=click.Choice(list(SOURCES)), metavar="SERVICE")
@click.argument("identifier", metavar="ID")
@click.option("--add", "add_new", is_flag=True, help="Add what is new at once; else it waits in the inbox.")
@dry_run
def fetch(service: str, identifier: str, add_new: bool, dry_run: bool) -> None:
    """Fetch the publications of a person, or one publication, from a service that knows them.

    SERVICE is orcid, dblp, openalex or semantic-scholar with the ID of a person there, or crossref with a
    DOI. What is surely there already is filled; what is new or only similar waits in the inbox (`flask
    inbox`).

    \b
    Example: flask fetch orcid 0000-0002-1825-0097
    """
    try:
        found = fetching.fetch(service, identifier, current_app.config, tell)
    except web.Unfetched as told:
        raise click.ClickException(str(told)) from None

    def act(edit: Edit) -> None:
        source = Source(f"{service}:{identifier}", found)
        report = bring_in(edit, [source], "inbox", new_ones_wait=not add_new)
        click.echo("\n".join(lines(report)))

    write(IMPORT, act, dry_run)


def has_profile() -> bool:
    """Tell whether the database has tables, and a profile in them; one that is not there is not made."""
    file = sqlite.file_of(db.engine)
    if file is not None and not (file.exists() and file.stat().st_size):
        return False
    if not inspect(db.engine).has_table(Profile.__tablename__):
        return False
    return overview.profile(db.session()) is not None


def tell(number: int) -> None:
    """Show how many were found so far, on standard error, where someone looks."""
    if sys.stderr.isatty():
        click.echo(f"\r{number} found", nl=False, err=True)


def progress(what: str, number: int) -> Any:
    """Show how far something is, on standard error, where it is long and someone looks."""
    hidden = number < FEW or not sys.stderr.isatty()
    return click.progressbar(length=number, label=what, file=sys.stderr, hidden=hidden)


def lines(report: Report) -> Iterable[str]:
    """Tell of the records that were skipped or told about, of every problem, and of how many there were."""
    for outcome in report.outcomes:
        if outcome.result in ("skipped", "proposed") or outcome.detail:
            yield f"{place(outcome.file, outcome.line)}{outcome.title}: {outcome.result}. {outcome.detail}"
    for problem in report.problems:
        yield f"{place(problem['file'], problem['line'])}{problem['detail']}"
    counts = report.counts()
    told = [f"{counts[result]} {verb}" for result, verb in VERBS.items() if counts[result]]
    yield f"{', '.join(told) or 'Nothing was found'}."


def place(file: str, line: int | None) -> str:
    """Write where something stands, as compilers do."""
    return f"{file}:{line}: " if line else f"{file}: "
