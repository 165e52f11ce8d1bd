"""The commands that copy the whole database: backup, and restore in the place of the present one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from alembic import command
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import URL, Engine, create_engine, inspect
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from cli.commands import Command
from cli.writing import ACTOR
from models import copies, db, sqlite
from models.copies import Unfit


@click.command(cls=Command)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over FILE.")
def backup(file: Path, force: bool) -> None:
    """Write a copy of the whole database to FILE, as it is at one moment, while others may write.

    The copy is one SQLite file, with tokens and history; only its owner may read it.

    \b
    Example: flask backup ~/vitrine-$(date +%F).db
    """
    with told():
        copies.back_up(database(), file.absolute(), patience(), force)
    click.echo(f"The database is copied to {file}.")


@click.command(cls=Command)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Put the backup in FILE in the place of the present database, which is kept beside it.

    FILE is checked first, and brought to the present schema if it is older. A running server shows it with
    its next answer. Tokens are those of the backup; one that was revoked since stays so.

    \b
    Example: flask restore ~/vitrine-2026-05-01.db
    """
    live = database()
    kept = copies.kept_name(live)
    with (
        told(),
        sqlite.alone(db.engine),
        TemporaryDirectory(prefix=f".{live.name}.", dir=live.parent) as folder,
    ):
        engine = checked(file, Path(folder) / "copy.db", live)
        if copies.set_aside(live, kept):
            click.echo(f"{live} cannot be read; start a server that has it open anew.", err=True)
        with engine.connect() as copied:
            copies.put_back(copied, live, kept, ACTOR, patience())
    if kept.exists():
        click.echo(f"The database of before is kept in {kept}.")
    click.echo(f"The database is now that of {file}.")


def checked(file: Path, copy: Path, live: Path) -> Engine:
    """Copy a backup and bring the copy up to date, or raise Unfit where it is none."""
    if file.exists() and live.exists() and file.samefile(live):
        raise Unfit(f"{file} is the database itself.")
    copies.copy(file.absolute(), copy, patience())
    copies.refuse_damaged(copy, file)
    engine = create_engine(URL.create("sqlite", database=str(copy)), poolclass=NullPool)
    sqlite.set_up(engine, current_app.config["BUSY_TIMEOUT_MS"])
    migrate(engine, file)
    with engine.connect() as connection:
        copies.refuse_foreign(connection, file)
    return engine


def migrate(engine: Engine, file: Path) -> None:
    """Bring the database of an engine to the present schema, or raise Unfit where none leads there."""
    settings = current_app.extensions["migrate"].migrate.get_config()
    known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
    with engine.connect() as connection:
        there = inspect(connection).has_table("alembic_version")
        select = "SELECT version_num FROM alembic_version"
        versions = set(connection.exec_driver_sql(select).scalars()) if there else set()
    if not versions:
        raise Unfit(f"{file} is no database of Vitrine: it does not tell the version of its schema.")
    if newer := versions - known:
        raise Unfit(
            f"{file} has the schema {min(newer)}, which is newer than this Vitrine; upgrade it first."
        )
    settings.attributes["engine"] = engine
    try:
        command.upgrade(settings, "head")
    except DatabaseError:
        raise Unfit(f"{file} is no database of Vitrine: its tables are not those of its version.") from None


def database() -> Path:
    """Name the file of the database, or say that it is none."""
    file = sqlite.file_of(db.engine)
    if file is None:
        shown = db.engine.url.render_as_string()
        raise click.ClickException(
            f"Only a SQLite file is copied, not {shown}; use the tools of that database."
        )
    return file


def patience() -> float:
    """Tell for how many seconds a lock is waited for."""
    return float(current_app.config["BUSY_TIMEOUT_MS"]) / 1000


@contextmanager
def told() -> Iterator[None]:
    """Tell in one sentence why a file cannot be used."""
    try:
        yield
    except Unfit as fault:
        raise click.ClickException(str(fault)) from None
    except PermissionError as fault:
        raise click.ClickException(f"{fault.filename} cannot be written or read by you.") from None
