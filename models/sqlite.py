"""All that is special to SQLite: how a connection is set up, and how many numbers are sent as one value."""

import sqlite3
from typing import Any

from sqlalchemy import JSON, ColumnElement, Engine, bindparam, event
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement


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
    if session.get_bind().dialect.name == "sqlite":
        session.rollback()
        session.connection().exec_driver_sql("BEGIN IMMEDIATE")


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
