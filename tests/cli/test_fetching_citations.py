"""Counts asked of a service at the command line: of public works alone, all of them or nothing."""

import json

import pytest

from services.citing import COUNTERS
from tests.services.conftest import server, settings  # noqa: F401 - fixtures
from tests.services.playback import Answer

DOI = "10.1145/3721145.3730411"
EDAS = "EDAS: Enabling Fast Data Loading for GPU Serverless Computing"


@pytest.fixture
def service(app, say, server, settings, monkeypatch):  # noqa: F811 - the fixtures
    """Let the application ask the server that plays back, and give what it answers next to any path."""
    app.config.update(settings)
    say("edit", "publications", "zhao2025edas", "--set", f"doi={DOI}")

    def answers(body, status=200):
        monkeypatch.setattr(server, "next", lambda _path: Answer(json.dumps(body), status))
        return server

    return answers


def paper(title, times, doi=None, years=()):
    """A work as OpenAlex gives it."""
    counted = [{"year": year, "cited_by_count": number} for year, number in years]
    known = {"title": title, "publication_year": 2025, "doi": doi and f"https://doi.org/{doi}"}
    return {**known, "cited_by_count": times, "counts_by_year": counted}


def test_counts_of_every_work_are_taken_in_with_their_years(say, service):
    service({"results": [paper("As they call it", 12, DOI, [(2026, 7), (2025, 5)])]})
    assert "openalex" in say("citations", "fetch", "openalex", "--dry-run")
    assert say("citations", "list") == ""
    say("citations", "fetch", "openalex")
    assert say("citations", "list").endswith("  openalex  zhao2025edas  12\n")
    (reading,) = json.loads(say("changes", "--collection", "citations", "--json"))
    assert reading["items"][0]["after"]["totals"] == {"per_year": {"2025": 5, "2026": 7}}


def test_years_that_a_service_no_longer_tells_stay(say, service):
    service({"results": [paper("A", 12, DOI, [(2015, 5), (2026, 7)])]})
    say("citations", "fetch", "openalex")
    service({"results": [paper("A", 14, DOI, [(2016, 0), (2026, 9)])]})
    assert "fell" not in say("citations", "fetch", "openalex")
    change = json.loads(say("changes", "--collection", "citations", "--json"))[0]
    assert change["items"][0]["after"]["totals"] == {"per_year": {"2015": 5, "2016": 0, "2026": 9}}


def test_a_persons_works_go_by_their_titles(say, service):
    server = service({"results": [paper(EDAS.upper(), 3), paper("Nothing of ours", 9)], "meta": {}})  # noqa: F811
    told = say("citations", "fetch", "openalex", "A5023888391")
    assert "Nothing of ours: 9 unmatched." in told
    assert say("citations", "list").endswith("  openalex  zhao2025edas  3\n")
    assert "author.id%3AA5023888391" in server.paths[0]


def test_others_are_not_asked_about_hidden_works(say, service):
    say("edit", "publications", "zhao2025edas", "--set", "visibility=hidden")
    server = service({"results": []})  # noqa: F811 - the fixture
    say("citations", "fetch", "openalex")
    assert not [path for path in server.paths if "3721145" in path]


@pytest.mark.parametrize("name", COUNTERS)
def test_a_service_that_fails_changes_nothing(refused, say, service, name):
    say("citations", "set", "zhao2025edas", "5", "--source", name)
    before = say("citations", "list")
    service({"error": "Not now."}, 500)
    assert refused("citations", "fetch", name).startswith("Error: ")
    assert say("citations", "list") == before
