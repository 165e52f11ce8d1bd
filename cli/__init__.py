"""The commands, as thin as views; each file has those of one subject."""

from click import Command
from flask import Flask

from cli.checking import check
from cli.citations import citations
from cli.commands import trouble
from cli.copies import backup, restore
from cli.entries import add, edit, remove
from cli.exporting import export
from cli.history import changes, undo
from cli.importing import bring, fetch
from cli.inbox import inbox
from cli.profile import catalogue, dump, load, ranks
from cli.serving import prepare, start
from cli.tokens import token

__all__ = ["prepare", "register", "trouble"]

COMMANDS: tuple[Command, ...] = (
    *(start, load, dump, catalogue, ranks, token, add, edit, remove, changes, undo),
    *(bring, fetch, export, citations, inbox, check, backup, restore),
)


def register(app: Flask) -> None:
    """Add the commands to the app."""
    for command in COMMANDS:
        app.cli.add_command(command)
