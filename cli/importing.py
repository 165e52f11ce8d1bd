"""The command that brings other people's formats in."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from cli.commands import Command
from cli.writing import dry_run, write
from formats.readers import READERS
from schemas.vocabulary import SIMILAR
from services import gathering
from services.editing import Edit
from services.filling import IMPORT
from services.importing import Report, bring_in

FEW = 20
"""Records below which no progress is shown."""

VERBS = {"created": "added", "updated": "changed", "unchanged": "unchanged", "skipped": "skipped"}
VERBS["proposed"] = "laid into the inbox"


@click.command("import", cls=Command)
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILE|FOLDER…"
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
@dry_run
def bring(paths: tuple[Path, ...], form: str | None, similar: str, dry_run: bool) -> None:
    """Bring in what files and folders of other formats hold, as one change that can be undone whole.

    A work that is there already is filled and never written over: what you wrote yourself stays.

    \b
    Example: flask import --dry-run publications.bib ~/homepage
    """
    try:
        files = gathering.texts(paths)
    except gathering.Unreadable as told:
        raise click.ClickException(str(told)) from None
    with progress("Reading", len(files)) as bar:
        found = gathering.sources(files, form, lambda: bar.update(1))

    def act(edit: Edit) -> None:
        records = sum(len(source.found.records) for source in found)
        with progress("Matching", records) as bar:
            report = bring_in(edit, found, similar, lambda: bar.update(1))
        click.echo("\n".join(lines(report)))

    write(IMPORT, act, dry_run)


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
    counts = report.document()
    told = [f"{counts[result]} {verb}" for result, verb in VERBS.items() if counts[result]]
    yield f"{', '.join(told) or 'Nothing was found'}."


def place(file: str, line: int | None) -> str:
    """Write where something stands, as compilers do."""
    return f"{file}:{line}: " if line else f"{file}: "
