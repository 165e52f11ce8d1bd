"""What all commands share: each tells in one sentence what is wrong with its files and its database."""

from typing import Any

import click
from sqlalchemy import inspect
from sqlalchemy.exc import OperationalError

from models import db
from models.revision import Revision


class Command(click.Command):
    """A command that tells in one sentence what is wrong with the files and the database it needs."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except OperationalError:
            raise click.ClickException(trouble()) from None
        except FileNotFoundError as fault:
            raise click.ClickException(f"{fault.filename} was not found.") from None
        except UnicodeDecodeError:
            raise click.ClickException("The file is not UTF-8 text.") from None


def trouble() -> str:
    """Say why the database does not answer."""
    try:
        if not inspect(db.engine).has_table(Revision.__tablename__):
            return "The database has no tables yet; run `flask db upgrade` first."
    except OperationalError:
        pass
    return (
        f"The database {db.engine.url.render_as_string()} cannot be opened, or another process has locked it."
    )
