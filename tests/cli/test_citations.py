"""Counts at the command line: listed, pushed, set by hand, and brought along by a homepage that moves in."""

import json
import shutil

import pytest

from tests.cli.test_moving_in import home, nothing  # noqa: F401 - fixtures

EDAS = "EDAS: Enabling Fast Data Loading for GPU Serverless Computing"
DATA = {
    "scholar_id": "ME",
    "updated": "2024-11-01 00:00:00",
    "citedby": 120,
    "publications": {
        "ME:no": {"bib": {"title": "Nothing of ours"}, "num_citations": 2},
        "ME:edas": {"bib": {"title": EDAS, "pub_year": "2025"}, "num_citations": 12},
    },
}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "gs_data.json"
    path.write_text(json.dumps(DATA), encoding="utf-8")
    return path


def test_a_file_is_tried_pushed_listed_and_taken_back(say, file):
    tried = say("citations", "push", str(file), "--dry-run")
    assert "Nothing of ours: 2 unmatched. No publication here is surely this one." in tried
    assert '"count": 12' in tried
    assert tried.endswith("Nothing was stored: this was a dry run.\n")
    pushed = say("citations", "push", str(file))
    assert "google-scholar, 2024-11-01: 2 created, 1 unmatched." in pushed
    assert "citations/google-scholar/2024-11-01 added." in pushed
    assert say("citations", "list") == "2024-11-01  google-scholar  zhao2025edas  12\n"
    assert "count  citations/google-scholar/2024-11-01" in say("changes", "--collection", "citations")
    assert "citations/google-scholar/2024-11-01 removed." in say("undo")
    assert say("citations", "list") == ""
    say("undo", "2")
    assert say("citations", "list", "--source", "google-scholar").endswith("  12\n")


def test_a_count_is_set_by_hand_and_not_made_less_without_a_word(say):
    say("citations", "set", "zhao2025edas", "12", "--as-of", "2024-11-01")
    told = say("citations", "set", "zhao2025edas", "7", "--as-of", "2024-11-02")
    assert "zhao2025edas: 7 fell. The same source counted 12 on 2024-11-01" in told
    assert told.endswith("Nothing changed.\n")
    say("citations", "set", "zhao2025edas", "7", "--as-of", "2024-11-02", "--take-falls")
    assert say("citations", "list", "--limit", "1") == "2024-11-02  manual  zhao2025edas  7\n"


def test_the_owner_lists_the_counts_of_a_hidden_work(say):
    say("edit", "publications", "zhao2025edas", "--set", "visibility=hidden")
    say("citations", "set", "zhao2025edas", "12", "--as-of", "2024-11-01")
    told = say("citations", "list", "--publication", "zhao2025edas", "--source", "manual")
    assert told == "2024-11-01  manual  zhao2025edas  12\n"


@pytest.mark.parametrize(
    ("arguments", "given", "told"),
    [
        (["push", "-"], "{", "is not JSON"),
        (["push", "-"], "[]", "holds no counts"),
        (["push", "-", "--source", "x y"], '{"counts": [{"doi": "10.1/x", "count": 1}]}', "/source"),
        (["set", "zhao2025edas", "1", "--as-of", "2999-01-01"], None, "yet to come"),
        (["set", "zhao2025edas", "1", "--source", "A B"], None, "/source"),
        (["set", "nobody2020nothing", "1"], None, "There is no 'nobody2020nothing'"),
        (["list", "--publication", "zhao2025eda"], None, "zhao2025edas"),
    ],
)
def test_what_cannot_be_is_told(refused, arguments, given, told):
    assert told in refused("citations", *arguments, given=given)


def test_a_homepage_brings_the_counts_of_its_papers_along(nothing, home):  # noqa: F811
    stats = home / "google-scholar-stats"
    stats.mkdir()
    (stats / "gs_data.json").write_text(json.dumps(DATA), encoding="utf-8")
    shutil.copy(stats / "gs_data.json", home / "other.json")
    done = nothing.invoke(args=["import", str(home)])
    assert done.exit_code == 0, done.output
    assert "google-scholar-stats/gs_data.json: Nothing of ours: 2 unmatched." in done.stdout
    assert (
        "google-scholar-stats/gs_data.json: Citation counts: created. google-scholar, 2024-11-01: "
        in done.stdout
    )
    whole = json.loads(nothing.invoke(args=["dump"]).stdout)
    assert [(each["source_id"], each["count"]) for each in whole["citation_counts"]] == [("ME:edas", 12)]
    # No link tells whose figures these are.
    assert "Its totals were left out" in done.stdout
    assert whole["citation_totals"] == []
    assert nothing.invoke(args=["undo"]).exit_code == 0
    undone = json.loads(nothing.invoke(args=["dump"]).stdout)
    assert (undone["publications"], undone["citation_counts"]) == ([], [])
    assert nothing.invoke(args=["undo", "1"]).exit_code != 0
    assert nothing.invoke(args=["undo", "2"]).exit_code == 0
    assert json.loads(nothing.invoke(args=["dump"]).stdout)["citation_counts"] == whole["citation_counts"]


@pytest.mark.parametrize(
    "said", ["https://scholar.google.com/citations?hl=en&user=ME", "https://example.org/citations#ME"]
)
def test_a_homepage_brings_the_totals_of_its_own_scholar_page_along(nothing, home, said):  # noqa: F811
    stats = home / "google-scholar-stats"
    stats.mkdir()
    (stats / "gs_data.json").write_text(json.dumps(DATA), encoding="utf-8")
    settings = home / "_config.yml"
    settings.write_text(f"author:\n  name: Han Zhao\n  googlescholar: {said}\n", encoding="utf-8")
    assert nothing.invoke(args=["import", str(home)]).exit_code == 0
    totals = json.loads(nothing.invoke(args=["dump"]).stdout)["citation_totals"]
    assert [each["total"] for each in totals] == ([120] if "user=ME" in said else [])
