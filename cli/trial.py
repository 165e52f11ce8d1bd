"""A copy of the database in which a command tries what it would do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import current_app
from sqlalchemy import URL, create_engine
from sqlalchemy.pool import NullPool

from cli.copies import patience, told
from models import copies, db, sqlite


@contextmanager
def thrown_away() -> Iterator[None]:
    """Let the session work on a copy of the database, a new one where there is none, and throw it away."""
    live, file = db.engine, sqlite.file_of(db.engine)
    engines: Any = db.engines  # Where the session and the migrations look for theirs.
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        if file is not None and file.exists():
            with told():
                copies.copy(file, copy, patience())
        engine = create_engine(URL.create("sqlite", database=str(copy)), poolclass=NullPool)
        sqlite.set_up(engine, current_app.config["BUSY_TIMEOUT_MS"])
        db.session.remove()
        engines[None] = engine
        try:
            yield
        finally:
            db.session.remove()
            engines[None] = live
