"""The commands, as thin as views."""

import socket
import sys
from pathlib import Path
from typing import Any, TextIO

import click
from flask import Flask, current_app
from flask_migrate import upgrade
from sqlalchemy import inspect
from sqlalchemy.exc import DatabaseError, OperationalError

from models import db, overview, sqlite
from models.revision import Revision
from services import catalogue as catalogues
from services import dumping, loading, reading

DATA = Path(__file__).parent / "data"


class Command(click.Command):
    """A command that tells in one sentence what is wrong with the files and the database it needs."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except DatabaseError as fault:
            told = trouble(fault)
            if told is None:
                raise
            raise click.ClickException(told) from None
        except reading.ProfileFault as fault:
            raise click.ClickException(str(fault)) from None
        except FileNotFoundError as fault:
            raise click.ClickException(f"{fault.filename} was not found.") from None
        except UnicodeDecodeError:
            raise click.ClickException("The file is not UTF-8 text.") from None


def trouble(fault: DatabaseError) -> str | None:
    """Say why the database does not answer, or None where the fault is ours."""
    name = f"The database {db.engine.url.render_as_string()}"
    if told := sqlite.trouble(fault):
        return f"{name} {told}"
    if not isinstance(fault, OperationalError):
        return None
    try:
        if not inspect(db.engine).has_table(Revision.__tablename__):
            return f"{name} has no tables yet; run `flask db upgrade` first."
    except OperationalError:
        pass
    return f"{name} does not answer."


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
def load(file: TextIO) -> None:
    """Load a whole profile from FILE (JSON or YAML; - is standard input) in the place of the present one.

    \b
    Example: flask load data/profile.yaml
    """
    data = reading.read(file.read(), current_app.config["DEFAULT_LANGUAGE"])
    done = loading.replace(db.session(), data)
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


@click.command(cls=Command)
def start() -> None:
    """Bring the database up to date, load the profile if there is none, and serve.

    \b
    Example: PORT=8080 flask start
    """
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    config = current_app.config
    refuse_taken_port(config["HOST"], config["PORT"])
    # Of two first starts on one file, the second finds it filled.
    with sqlite.alone(db.engine):
        prepare()
    click.echo(f"Vitrine is at {config['SITE_URL']}/ (press Ctrl+C to stop).")
    server = Granian(
        "app:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=config["HOST"],
        port=config["PORT"],
        workers=config["WORKERS"],
        blocking_threads=config["THREADS"],
        websockets=False,
        log_level=LogLevels.warning,
    )
    server.serve()


def refuse_taken_port(host: str, port: int) -> None:
    """Stop when someone listens there already: the server itself would share the port without a word."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as fault:
        reason = fault.strerror or "it cannot be used"
        raise click.ClickException(
            f"{host}:{port} cannot be listened on ({reason}); set HOST or PORT."
        ) from None


def prepare() -> None:
    """Migrate the database, and fill it with the catalogue and the profile of `data/` while it is empty."""
    upgrade()
    catalogues.load(db.session(), DATA)
    if overview.profile(db.session()) is None:
        text = (DATA / "profile.yaml").read_text(encoding="utf-8")
        loading.replace(db.session(), reading.read(text, current_app.config["DEFAULT_LANGUAGE"]))


def register(app: Flask) -> None:
    """Add the commands to the app."""
    for command in (catalogue, load, dump, start):
        app.cli.add_command(command)
