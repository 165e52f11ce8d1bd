"""The commands for the profile as a whole and for venues and ranks: load, dump, catalogue, ranks."""

import sys
from pathlib import Path
from typing import TextIO

import click
from flask import current_app

from cli.commands import Command
from cli.writing import ACTOR
from models import db
from services import catalogue as catalogues
from services import dumping, loading, reading
from services import ranks as own_ranks

DATA = Path(__file__).parent.parent / "data"


@click.command(cls=Command)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=DATA)
def catalogue(folder: Path) -> None:
    """Load the venue catalogue of FOLDER: venues.csv and venue_ranks.csv.

    \b
    Example: flask catalogue data
    """
    try:
        done = catalogues.load(db.session(), folder)
    except KeyError as column:
        raise click.ClickException(f"The catalogue in {folder} has no column {column}.") from None
    click.echo(
        f"{done['venues']} venues and {done['ranks']} ranks read: "
        f"{done['added']} added, {done['changed']} changed."
    )


@click.command(cls=Command)
@click.argument("file", type=click.File(encoding="utf-8"))
def ranks(file: TextIO) -> None:
    """Load the ranks of a scheme of your own from FILE: CSV with the columns venue, scheme, edition, rank.

    A venue goes by slug, acronym, name, alias or DBLP key. The newest edition of a scheme is the current one.
    The setting RANK_SCHEME chooses the scheme that is shown first.

    \b
    Example: flask ranks our-ranks.csv
    """
    try:
        done = own_ranks.load(db.session(), file.read())
    except own_ranks.Faulty as refused:
        told = [f"{file.name}:{problem.line}: {problem.detail}" for problem in refused.problems]
        raise click.ClickException("\n".join(told)) from None
    click.echo(f"{done['ranks']} ranks read: {done['added']} added, {done['changed']} changed.")


@click.command(cls=Command)
@click.argument("file", type=click.File(encoding="utf-8"))
def load(file: TextIO) -> None:
    """Load a whole profile from FILE (JSON or YAML; - is standard input) in the place of the present one.

    \b
    Example: flask load data/profile.yaml
    """
    data = reading.read(file.read(), current_app.config["DEFAULT_LANGUAGE"])
    done = loading.replace(db.session(), data, ACTOR)
    counted = ", ".join(f"{number} {name}" for name, number in done.items() if number)
    click.echo(f"Loaded {counted or 'a profile without entries'}.")


@click.command(cls=Command)
@click.option("--format", "form", type=click.Choice(["json", "yaml"]), default="json", show_default=True)
def dump(form: str) -> None:
    """Write the whole profile to standard output.

    \b
    Example: flask dump --format yaml > profile.yaml
    """
    try:
        whole = dumping.collect(
            db.session(), current_app.config["SITE_URL"], current_app.config["RANK_SCHEME"]
        )
    except dumping.NoProfile:
        raise click.ClickException("There is no profile to dump; load one with `flask load FILE`.") from None
    sys.stdout.buffer.write(dumping.write(whole, form).encode())
