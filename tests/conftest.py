"""What the tests share: an application on a database file of its own, and a real server for real browsers."""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from flask_migrate import upgrade
from hypothesis import HealthCheck, settings
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.routing import Rule

from app import create_app
from bench.servers import vitrine
from cli import prepare
from models import db
from tests.builders import Builder

ROOT = Path(__file__).parent.parent

# What is slow or shared here is so on purpose: an application and its database.
GENERAL = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
# A few examples, the same with every run, so that a failure comes of what was changed; or many new ones.
settings.register_profile("few", GENERAL, max_examples=25, derandomize=True, database=None)
settings.register_profile("torture", GENERAL, max_examples=1000)
settings.load_profile("few")


class CompiledTemplates(BytecodeCache):
    """Templates as they were compiled first: each of some hundred applications would compile them anew."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template's code, if this very source was compiled before."""
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        self.kept[bucket.key, bucket.checksum] = bucket.code


COMPILED = CompiledTemplates()


class CompiledRule(Rule):
    """A route whose way to an address was compiled before: most of what an application takes to make."""

    kept: ClassVar[dict[tuple[Any, ...], Callable[..., tuple[str, str]]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        asked = (self.rule, tuple(self._trace), repr(self.defaults), append_unknown)
        if asked not in self.kept:
            self.kept[asked] = super()._compile_builder(append_unknown)
        return self.kept[asked]


Flask.url_rule_class = CompiledRule


@pytest.fixture(scope="session")
def is_long(pytestconfig: pytest.Config) -> bool:
    """Whether this is `make torture`, which takes minutes, or the suite, which must be quick."""
    profile: str | None = pytestconfig.getoption("--hypothesis-profile")
    return profile == "torture"


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the schema, the catalogue and the real profile; copied, never written to."""
    return make_database(tmp_path_factory.mktemp("filled") / "vitrine.db", prepare)


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the schema alone."""
    return make_database(tmp_path_factory.mktemp("bare") / "vitrine.db", upgrade)


def make_database(path: Path, fill: Callable[[], None]) -> Path:
    """Fill a new database file by a command's code, and fold its journal into the one file."""
    app = create_app({"DATABASE_URL": f"sqlite:///{path}"})
    with app.app_context():
        fill()
        db.session.remove()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    return path


def open_app(source: Path, folder: Path, **settings: str) -> Flask:
    """Open an application on a copy of a database file."""
    path = folder / "vitrine.db"
    shutil.copy(source, path)
    app = create_app({"DATABASE_URL": f"sqlite:///{path}", "SITE_URL": "https://example.org", **settings})
    app.jinja_env.bytecode_cache = COMPILED
    return app


@contextmanager
def in_app(source: Path, folder: Path, **settings: str) -> Iterator[Flask]:
    """Open an application on a copy of a database file, work inside it, and close its connections."""
    app = open_app(source, folder, **settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(filled: Path, tmp_path: Path) -> Iterator[Flask]:
    """The application with the real profile."""
    with in_app(filled, tmp_path) as app:
        yield app


@pytest.fixture(scope="session")
def reader(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A program that only reads, from an application with the real profile that all tests share."""
    app = open_app(filled, tmp_path_factory.mktemp("reader"))
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A program that talks to the application."""
    return app.test_client()


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    """A person at the command line."""
    return app.test_cli_runner()


@pytest.fixture
def empty_app(bare: Path, tmp_path: Path) -> Iterator[Flask]:
    """The application with the schema and nothing in it."""
    with in_app(bare, tmp_path) as app:
        yield app


@pytest.fixture
def build(empty_app: Flask) -> Builder:
    """A maker of publications in an otherwise empty application."""
    return Builder()


@pytest.fixture(scope="session")
def site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a live server with the real profile."""
    path = tmp_path_factory.mktemp("site") / "vitrine.db"
    shutil.copy(filled, path)
    with vitrine(path) as server:
        yield server.address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Start Debian's Chromium, and keep it from looking for other hosts."""
    flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
    flags += ["--disable-background-networking", "--disable-component-update", "--renderer-process-limit=1"]
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": flags}


@pytest.fixture(scope="session")
def returning(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """Browsers that keep what they have loaded, by their options: a new one takes many times as long."""
    contexts: dict[str, BrowserContext] = {}
    yield contexts
    for context in contexts.values():
        context.close()


MEDIA = {"color_scheme", "reduced_motion", "forced_colors"}


@pytest.fixture
def tab(browser: Browser, returning: dict[str, BrowserContext], site: str) -> Iterator[Callable[..., Page]]:
    """Open tabs of browsers that were here before, but were told nothing; `new_context` makes a new one."""

    def tab(**options: Any) -> Page:
        """Take what a browser is made with, and what a tab of any browser can be told."""
        media = {name: options.pop(name) for name in MEDIA & options.keys()}
        size = options.pop("viewport", None)
        if repr(options) not in returning:
            returning[repr(options)] = browser.new_context(**options)
            # While a first tab is open, the others share its process, and what that has compiled.
            returning[repr(options)].new_page().goto(f"{site}/robots.txt")
        page = returning[repr(options)].new_page()
        page.emulate_media(**media)
        if size:
            page.set_viewport_size(size)
        return page

    yield tab
    for context in returning.values():
        if context.pages[1:]:
            leave(context)


def leave(context: BrowserContext) -> None:
    """Close the tabs of a browser but its first, and let it forget what it was told."""
    for page in context.pages[1:]:
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear()")
        page.close()
    context.set_offline(False)
    context.clear_cookies()
    context.clear_permissions()


@pytest.fixture
def page(tab: Callable[..., Page]) -> Page:
    """A new tab of a browser with nothing of its own."""
    return tab()


def pytest_collection_finish() -> None:
    """Let the garbage collector leave alone what was loaded and come seldom: it took a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a browser, and skip them with a word where there is none."""
    missing = pytest.mark.skip(reason="Chromium was not found: apt-get install chromium")
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            if shutil.which("chromium") is None:
                item.add_marker(missing)
