"""The command that serves, after it has brought the database up to date and filled it."""

import socket
from pathlib import Path

import click
from flask import current_app
from flask_migrate import upgrade

from cli.commands import Command
from models import db, overview, sqlite, tokens
from services import catalogue as catalogues
from services import loading, reading

DATA = Path(__file__).parent.parent / "data"
SECONDS_TO_STOP = 10
"""Time to end what was begun; without a limit, a worker that is told to stop while it starts would run on."""


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
    if not tokens.every(db.session()):
        click.echo("To write over HTTP, make a token: .venv/bin/flask token create me")
    # A worker that is forked with a connection believes that it holds the locks of it, and asks for none.
    db.session.remove()
    db.engine.dispose()
    server = Granian(
        "app:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=config["HOST"],
        port=config["PORT"],
        workers=config["WORKERS"],
        blocking_threads=config["THREADS"],
        workers_kill_timeout=SECONDS_TO_STOP,
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


def furnish() -> None:
    """Migrate the database, and fill it with the catalogue of `data/`."""
    upgrade()
    catalogues.load(db.session(), DATA)


def prepare() -> None:
    """Migrate the database, and fill it with the catalogue and the profile of `data/` while it is empty."""
    furnish()
    if overview.profile(db.session()) is None:
        text = (DATA / "profile.yaml").read_text(encoding="utf-8")
        loading.replace(db.session(), reading.read(text, current_app.config["DEFAULT_LANGUAGE"]))
