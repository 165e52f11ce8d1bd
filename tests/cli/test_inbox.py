"""The inbox at the command line: listed on a line each, decided by number."""

import json

import pytest

TITLE = "EDAS: Enabling Fast Data Loading for GPU Serverless Computing"


@pytest.fixture
def waiting(say, app, tmp_path):
    """An inbox with one proposal, like zhao2025edas."""
    file = tmp_path / "found.bib"
    file.write_text(f"@article{{x, title={{{TITLE}s}}, author={{Han Zhao}}, year={{2025}}, volume={{22}}}}\n")
    assert "1 laid into the inbox." in say("import", "--similar", "inbox", str(file))


def test_what_waits_is_listed(say, waiting):
    (line,) = say("inbox").splitlines()
    assert line.startswith("1  ")
    assert "zhao2025edas" in line
    (proposal,) = json.loads(say("inbox", "--json"))
    assert proposal["difference"] == [{"pointer": "/volume", "before": None, "after": "22"}]


def test_what_is_merged_is_told(say, waiting, client):
    assert "publications/zhao2025edas changed." in say("inbox", "merge", "1")
    assert client.get("/api/v1/publications/zhao2025edas").json["volume"] == "22"


def test_what_is_rejected_is_gone_from_the_list(say, waiting, runner):
    say("inbox", "reject", "1")
    assert "The inbox is empty." in runner.invoke(args=["inbox"]).stderr


def test_what_is_not_there_is_told(refused, app):
    assert "There is no proposal 7." in refused("inbox", "merge", "7")


def test_a_decision_needs_a_number(refused, app):
    assert "flask inbox merge ID" in refused("inbox", "merge", code=2)
