"""A server that plays services, and the settings that lead to it."""

import pytest

from services import web
from services.sources import SOURCES
from tests.services.playback import playback


@pytest.fixture
def server(monkeypatch):
    """A server that plays back, close by: no proxy stands between."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(web, "BACK_OFF", 0.01)
    with playback() as played:
        yield played


@pytest.fixture
def settings(server):
    """Settings under which all services are that server."""
    urls = dict.fromkeys((source.setting for source in SOURCES.values()), server.address)
    limits = {"FETCH_TIMEOUT": 5, "FETCH_RETRIES": 2, "MAX_FETCH_BYTES": 100_000}
    return {**urls, **limits, "FETCH_CONTACT": "", "SEMANTIC_SCHOLAR_KEY": ""}
