"""All that is special to SQLite: its connections, its file, its troubles, and SQL of its own."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, Engine, String, bindparam, event, func
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement

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

READ_ONLY = "SQLITE_READONLY"
CANNOT_STORE = (READ_ONLY, "SQLITE_FULL", "SQLITE_IOERR")
"""Where a write fails until somebody mends the file or its disk, though reading goes on."""


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


def begin_writing(session: Session) -> None:
    """Begin the transaction of a write: what it reads stays true until it ends, since nobody else writes."""
    if session.get_bind().dialect.name != "sqlite":
        return
    try:
        _begin(session)
    except OperationalError as fault:
        if not _name(fault.orig).startswith(READ_ONLY):
            raise
        # The file may be well again. A connection that was opened while it could only be read can only read,
        # and so can a new one beside it. One in use comes back to this pool, where the next try finds it.
        session.rollback()
        session.get_bind().engine.pool.dispose()
        _begin(session)


def _begin(session: Session) -> None:
    session.rollback()
    connection = session.connection()
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    # Begun without a word where nothing can be written: this changes nothing, and is refused there.
    connection.exec_driver_sql("UPDATE revision SET number = number WHERE FALSE")


def begin_at_once(session: Session) -> bool:
    """Begin the transaction of a write that may be left out; tell whether nobody else was writing."""
    session.rollback()
    if session.get_bind().dialect.name != "sqlite":
        return True
    connection = session.connection()
    patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError:
        return False
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(patience or 0)}")
    return True


ONCE = {"sqlite_autoincrement": True}
"""Lets a table give no number twice; SQLite, unlike others, would give that of a deleted last row again."""


@contextmanager
def rebuilding(connection: Connection) -> Iterator[None]:
    """Let tables be rebuilt, all or none: what refers to a table stays when a new one takes its place."""
    if connection.dialect.name != "sqlite":
        yield
        return
    # With them, what refers to the old table would go with it; within a transaction they cannot be switched.
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.commit()
    try:
        connection.exec_driver_sql("BEGIN")
        yield
        connection.commit()
    finally:
        connection.rollback()
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.commit()


class Numbers(FunctionElement[int]):
    """The numbers of a JSON list as rows: one value however many, and a statement that never changes."""

    inherit_cache = True


@compiles(Numbers)
def _elsewhere(element: Numbers, compiler: Any, **more: Any) -> str:
    listed = compiler.process(element.clauses, **more)
    return f"(SELECT value::int FROM json_array_elements_text({listed}))"  # noqa: S608 - a bound parameter's name


@compiles(Numbers, "sqlite")
def _in_sqlite(element: Numbers, compiler: Any, **more: Any) -> str:
    listed = compiler.process(element.clauses, **more)
    return f"(SELECT value FROM json_each({listed}))"  # noqa: S608 - a bound parameter's name


def among(column: Any, name: str, **more: Any) -> ColumnElement[bool]:
    """Ask whether a column is one of the numbers in a parameter, whose value may be given at once."""
    found: ColumnElement[bool] = column.op("IN", is_comparison=True)(
        Numbers(bindparam(name, type_=JSON, **more))
    )
    return found


def trouble(fault: SQLAlchemyError) -> str | None:
    """Say what is wrong with the file, or None where the fault is not the file's."""
    return _told(getattr(fault, "orig", None))


def cannot_store(fault: SQLAlchemyError) -> bool:
    """Tell whether a write failed for what no later try mends."""
    return _name(getattr(fault, "orig", None)).startswith(CANNOT_STORE)


def trouble_of(fault: sqlite3.Error) -> str:
    """Say what is wrong with the file of a connection that is not SQLAlchemy's."""
    return _told(fault) or f"cannot be used ({fault})."


def _told(fault: BaseException | None) -> str | None:
    name = _name(fault)
    return next((told for begin, told in TROUBLES.items() if name.startswith(begin)), None)


def _name(fault: BaseException | None) -> str:
    return getattr(fault, "sqlite_errorname", "")


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


def file_of(engine: Engine) -> Path | None:
    """Name the file that an engine works on, which may not be there yet; None where it is no file."""
    if engine.dialect.name != "sqlite" or engine.url.database in (None, "", ":memory:"):
        return None
    return Path(engine.url.database)


def _folder(engine: Engine) -> int | None:
    """Open the folder of the file: it can be locked before the file is there, and keeps no trace of it."""
    if (file := file_of(engine)) is None:
        return None
    with suppress(OSError):
        return os.open(file.parent, os.O_RDONLY)
    return None


def _wait_for(folder: int) -> None:
    # Windows has no such lock, and some network file systems refuse it: start one at a time there.
    with suppress(ImportError, OSError):
        import fcntl

        fcntl.flock(folder, fcntl.LOCK_EX)


def behind(text: Any, mark: str) -> ColumnElement[str]:
    """Take what stands behind the first mark in a text."""
    return func.substr(text, func.instr(text, mark) + 1, type_=String)
