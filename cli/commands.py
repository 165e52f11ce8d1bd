"""What all commands share: each tells in one sentence what is wrong with its files and its database."""

from typing import Any

import click
from sqlalchemy import inspect
from sqlalchemy.exc import DatabaseError, OperationalError

from models import db, sqlite
from models.revision import Revision
from services import reading


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


class Group(click.Group):
    """A group whose commands tell of trouble as all of ours do."""

    command_class = Command


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
