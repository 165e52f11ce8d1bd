"""What the tests of failure share: a database for a live server, with a token to write to it."""

import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app import create_app
from models import db
from tests.api.writing import token


class Store(NamedTuple):
    """A database file, and the secret of a token that may do everything."""

    path: Path
    secret: str


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Store:
    """A copy of the real profile."""
    return make_store(filled, tmp_path)


def make_store(source: Path, folder: Path) -> Store:
    """Copy a database file into a folder, and make a token in it."""
    path = folder / "vitrine.db"
    shutil.copy(source, path)
    app = create_app({"DATABASE_URL": f"sqlite:///{path}"})
    with app.app_context():
        secret = token()
        db.session.remove()
        db.engine.dispose()
    return Store(path, secret)


def look(store: Store, statement: str) -> list[tuple[Any, ...]]:
    """Read from the file, as anybody could."""
    with closing(sqlite3.connect(store.path)) as connection:
        return connection.execute(statement).fetchall()


@pytest.fixture
def tell(is_long: bool, capfd: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Tell at once how far a long run is, also from a test that runs beside others."""

    def tell(text: str) -> None:
        if is_long:
            with capfd.disabled():
                print(f"\n{text}", file=sys.stderr, flush=True)

    return tell
