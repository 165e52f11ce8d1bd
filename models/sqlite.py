"""All that is special to SQLite: its connections, its file, its troubles, and many numbers in one value."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Engine, event, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

TROUBLES = {
    "SQLITE_NOTADB": "is no SQLite database.",
    "SQLITE_CORRUPT": "is damaged; put a backup in its place.",
    "SQLITE_READONLY": "cannot be written to; look who may write to the file and its folder.",
    "SQLITE_CANTOPEN": "cannot be opened; look whether its folder is there and who may write to it.",
    "SQLITE_FULL": "cannot grow: the disk is full.",
    "SQLITE_IOERR": "cannot be read or written; look whether the disk is full or broken.",
    "SQLITE_BUSY": "is locked by another process; try again when that is done.",
}
"""What is wrong with a file, by how the name of SQLite's error begins."""


def set_up(engine: Engine, busy_timeout_ms: int) -> None:
    """Give every SQLite connection of an engine write-ahead logging, foreign keys and patience."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        cursor = connection.cursor()
        # The timeout comes first: switching the journal mode may itself meet a lock.
        cursor.execute(f"PRAGMA busy_timeout = {int(busy_timeout_ms)}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()


def among(session: Session, column: Any, numbers: Sequence[int]) -> ColumnElement[bool]:
    """Ask whether a column is one of some numbers, of which a statement's own parameters may be too few."""
    if session.get_bind().dialect.name != "sqlite":
        return column.in_(numbers)
    return column.in_(select(func.json_each(orjson.dumps(numbers).decode()).table_valued("value").c.value))


def trouble(fault: DBAPIError) -> str | None:
    """Say what is wrong with the file, or None where the fault is not the file's."""
    name = getattr(fault.orig, "sqlite_errorname", "")
    return next((told for begin, told in TROUBLES.items() if name.startswith(begin)), None)


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Work on a file while others who ask for the same wait."""
    folder = _folder(engine)
    try:
        if folder is not None:
            _wait_for(folder)
        yield
    finally:
        if folder is not None:
            os.close(folder)


def _folder(engine: Engine) -> int | None:
    """Open the folder of the file: it can be locked before the file is there, and keeps no trace of it."""
    if engine.dialect.name != "sqlite" or engine.url.database in (None, "", ":memory:"):
        return None
    with suppress(OSError):
        return os.open(Path(engine.url.database).parent, os.O_RDONLY)
    return None


def _wait_for(folder: int) -> None:
    # Windows has no such lock, and some network file systems refuse it: start one at a time there.
    with suppress(ImportError, OSError):
        import fcntl

        fcntl.flock(folder, fcntl.LOCK_EX)
