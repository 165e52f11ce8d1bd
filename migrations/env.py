"""How Alembic reaches the database and the models of the running application."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from click import ClickException
from flask import current_app
from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from models import sqlite

migrate = current_app.extensions["migrate"]
database = migrate.db


def render_item(kind: str, value: Any, autogen_context: Any) -> Any:
    """Write our own column types as what they are in SQL, so that old migrations need none of our code."""
    if kind == "type" and type(value).__module__.startswith("models"):
        return f"sa.{value.impl_instance!r}"
    return False


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Tell in one sentence what is wrong with the file; `flask db` would show a traceback."""
    try:
        yield
    except DatabaseError as fault:
        if (trouble := sqlite.trouble(fault)) is None:
            raise
        raise ClickException(f"The database {engine.url.render_as_string()} {trouble}") from None


def run() -> None:
    """Run the migrations in one transaction; SQLite tables are altered by copying (batch mode).

    They run on the application's database, or on the one whose engine is given.
    """
    engine = context.config.attributes.get("engine", database.engine)
    with told(engine), engine.connect() as connection, sqlite.rebuilding(connection):
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_item=render_item,
            **migrate.configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
