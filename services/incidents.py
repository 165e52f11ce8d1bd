"""What may be told of a fault: its kind and its place, or what ails the store; never its words."""

from traceback import walk_tb

from sqlalchemy.exc import SQLAlchemyError

from models import sqlite

OURS = {"api", "app", "cli", "formats", "frontend", "models", "schemas", "services"}


def described(error: BaseException) -> str:
    """Name an error's kind and the lines of our code that it came through, the innermost first.

    Its words are left out, as they may hold what was sent, SQL, or where a file lies.
    """
    frames = [(frame.f_globals.get("__name__", ""), line) for frame, line in walk_tb(error.__traceback__)]
    ours = [f"{name}:{line}" for name, line in reversed(frames) if name.partition(".")[0] in OURS]
    return " < ".join([type(error).__name__, *ours])


def ailing(error: SQLAlchemyError) -> str:
    """Say in a sentence why the store did not answer."""
    return f"The database {sqlite.trouble(error) or f'does not answer ({type(error).__name__}).'}"
