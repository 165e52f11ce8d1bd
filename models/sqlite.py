"""All that is special to SQLite: how a connection is set up."""

import sqlite3
from typing import Any

from sqlalchemy import Engine, event


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
