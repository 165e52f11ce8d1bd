"""Publications are fetched at the command line: what is certain is filled, all else waits in the inbox."""

import pytest

from tests.cli.test_importing import count
from tests.formats.sources import expected_of, text_of
from tests.services.conftest import server, settings  # noqa: F401 - fixtures
from tests.services.playback import DOI, WORK, Answer


@pytest.fixture
def services(app, settings):  # noqa: F811 - the fixture
    """Let the application ask the server that plays back."""
    app.config.update(settings)


TITLE = expected_of("crossref", "message.json")["records"][0]["fields"]["title"]


def test_what_is_new_waits_in_the_inbox(say, services, server):  # noqa: F811 - the fixture
    server.on(WORK, Answer(text_of("crossref", "message.json")))
    before = count()
    assert "1 laid into the inbox." in say("fetch", "crossref", DOI)
    assert count() == before
    (line,) = say("inbox").splitlines()
    assert f"crossref:{DOI}" in line
    assert TITLE in line
    say("inbox", "accept", "1")
    assert count() == before + 1


def test_what_is_new_is_added_at_once_where_that_is_wanted(say, services, server):  # noqa: F811 - the fixture
    server.on(WORK, Answer(text_of("crossref", "message.json")))
    before = count()
    assert "1 added." in say("fetch", "crossref", DOI, "--add")
    assert count() == before + 1
    # What is certain is filled, and there is nothing new in it.
    assert "1 unchanged." in say("fetch", "crossref", DOI)


@pytest.mark.parametrize("answer", [Answer("", 404), Answer("{", 200)], ids=["not there", "broken"])
def test_what_cannot_be_fetched_is_told_in_one_sentence(refused, services, server, answer):  # noqa: F811
    server.on(WORK, answer)
    told = refused("fetch", "crossref", DOI)
    assert told.startswith("Error: ")
    assert told.count("\n") == 1


def test_what_is_no_identifier_is_told(refused, services):
    assert "orcid" in refused("fetch", "orcid", "0000-0000-0000-0000").lower()
