"""Pages that browser tests begin with."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from app import create_app
from bench.servers import vitrine
from models import db, tokens
from tests.browser.editing import Site
from tests.browser.visiting import settle


@pytest.fixture
def home(page, site):
    """The profile's page, taken over by its script, at a size that shows the whole instrument."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site}/")
    settle(page)
    return page


@pytest.fixture
def blank(page):
    """A page of no site, for documents that are only parsed."""
    page.route("http://blank.invalid/", lambda route: route.fulfill(body="<p>word", content_type="text/html"))
    page.goto("http://blank.invalid/")
    return page


TOKENS = {"admin": ["admin"], "narrow": ["write:publications"], "other": ["write"], "news": ["write:news"]}


@pytest.fixture(scope="session")
def writable(filled, tmp_path_factory):
    """A live site that may be written to, with its database file, and that file as it was."""
    folder = tmp_path_factory.mktemp("writable")
    before, path = folder / "before.db", folder / "vitrine.db"
    shutil.copy(filled, before)
    app = create_app({"DATABASE_URL": f"sqlite:///{before}"})
    with app.app_context():
        made = {name: tokens.make(db.session(), name, scopes, None) for name, scopes in TOKENS.items()}
        db.session.commit()
        db.session.remove()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    shutil.copy(before, path)
    with vitrine(path, MAX_WRITES_PER_MINUTE="0") as server:
        yield Site(server.address, made), path, before


@pytest.fixture
def own(writable):
    """The site that may be written to, as it was before any test."""
    site, path, before = writable
    with closing(sqlite3.connect(before)) as source, closing(sqlite3.connect(path)) as target:
        # No revision comes twice: server and browser keep what they were answered for one.
        source.execute(
            "UPDATE revision SET number = number + 1000, items = number + 1000, venues = number + 1000"
        )
        source.commit()
        source.backup(target)
    return site
