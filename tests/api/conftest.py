"""What the tests of the API share: ways to ask an application that holds only what a test has built."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from models import db
from tests.api.writing import Owner, token
from tests.builders import Builder
from tests.conftest import in_app, open_app

LIST = "/api/v1/publications"


@pytest.fixture
def built(empty_app: Flask) -> FlaskClient:
    """A program that talks to the application that `build` fills."""
    return empty_app.test_client()


@pytest.fixture
def ask(built: FlaskClient) -> Callable[..., Any]:
    """Ask the list by a query string; give the whole answer, which must be a 200."""

    def ask(query: str = "") -> Any:
        answer = built.get(f"{LIST}?{query}")
        assert answer.status_code == 200, answer.text
        return answer.json

    return ask


@pytest.fixture
def keys(build: Builder, ask: Callable[..., Any]) -> Callable[..., list[str]]:
    """Ask the list by a query string; give the keys in their order."""
    return lambda query="": [item["key"] for item in ask(query)["items"]]


@pytest.fixture(scope="module")
def shelf(bare: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An empty application that all tests of a file share; what they build stays."""
    app = open_app(bare, tmp_path_factory.mktemp("shelf"))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def faults(built: FlaskClient) -> Callable[[str], list[dict[str, Any]]]:
    """Ask the list by a query string that must be refused; give the faults told."""

    def faults(query: str) -> list[dict[str, Any]]:
        answer = built.get(f"{LIST}?{query}")
        assert answer.status_code == 400, answer.text
        assert answer.content_type == "application/problem+json"
        listed: list[dict[str, Any]] = answer.json["errors"]
        return listed

    return faults


@pytest.fixture
def statements(empty_app: Flask) -> Callable[[], AbstractContextManager[list[str]]]:
    """List the statements that are sent to the database meanwhile."""

    @contextmanager
    def statements() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(*told: Any) -> None:
            sent.append(told[2])

        event.listen(db.engine, "before_cursor_execute", note)
        yield sent
        event.remove(db.engine, "before_cursor_execute", note)

    return statements


@pytest.fixture
def owner(client: FlaskClient) -> Owner:
    """The owner at the API, with the real profile."""
    return Owner(client, token())


@pytest.fixture
def garden(build: Builder, empty_app: Flask) -> Flask:
    """A site with works that are known by different names, two of one title, and one that is hidden."""
    build.publication(key="fern", title="A Study of Ferns: Growth & Light", year=2020, doi="10.1000/Fern")
    build.publication(key="moss", title="Moss", year=2021, arxiv_id="2101.00001v2")
    build.publication(key="twin1", title="Twins", year=2020)
    build.publication(key="twin2", title="Twins", year=2021)
    build.publication(key="secret", title="Hidden Lichens", year=2022, visibility="hidden")
    return empty_app


@pytest.fixture
def gardener(garden: Flask) -> Owner:
    """The owner of the garden."""
    return Owner(garden.test_client(), token())


@pytest.fixture
def pusher(garden: Flask) -> Owner:
    """A program that may hand counts of the garden in, and nothing else."""
    return Owner(garden.test_client(), token("write:citations", name="pusher"))


@pytest.fixture(scope="module")
def daring(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Owner]:
    """An owner who tries everything on one application, which takes whatever is good."""
    folder = tmp_path_factory.mktemp("hostile")
    with in_app(filled, folder, MAX_WRITES_PER_MINUTE="0", MAX_BODY_BYTES="2000000") as app:
        yield Owner(app.test_client(), token())
