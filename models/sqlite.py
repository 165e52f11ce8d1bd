"""All that is special to SQLite: how a connection is set up, numbers sent in one value, a text cut."""

import sqlite3
from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Engine, String, event, func, select
from sqlalchemy.orm import Session


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


def behind(text: Any, mark: str) -> ColumnElement[str]:
    """Take what stands behind the first mark in a text."""
    return func.substr(text, func.instr(text, mark) + 1, type_=String)
