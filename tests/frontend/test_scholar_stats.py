"""Pages of the acad-homepage theme and shields.io find their counts in the shapes that they read."""

import json

import pytest

from formats.homepage import citations as scholar
from tests.api.writing import Owner, token

DATA = "/google-scholar-stats/gs_data.json"
BADGE = "/google-scholar-stats/gs_data_shieldsio.json"
PUSH = "/api/v1/citations"
FIGURES = {"citedby": 120, "citedby5y": 90, "hindex": 6, "hindex5y": 5, "i10index": 4, "i10index5y": 3}


@pytest.fixture
def owner(build, empty_app):
    """An owner of a site with three works, of which one is hidden."""
    build.publication(key="fern", title="A Study of Ferns", year=2020)
    build.publication(key="moss", title="Moss 苔", year=None)
    build.publication(key="secret", title="Hidden Lichens", year=2020, visibility="hidden")
    return Owner(empty_app.test_client(), token("write"))


def gs_data(*works, updated="2024-11-02 03:04:05.678901", **more):
    filled = {
        name: {"bib": {"title": title, "pub_year": "2020"}, "num_citations": count, "author_pub_id": name}
        for name, title, count in works
    }
    return {"scholar_id": "ME", "updated": updated, "publications": filled, **more}


def test_what_is_pushed_is_served_in_the_same_shape(owner):
    pushed = gs_data(("ME:f", "A study of ferns", 12), ("ME:s", "Hidden lichens", 50), **FIGURES)
    pushed |= {"cites_per_year": {"2025": 50, "2024": 70}, "organization": 18446744073709551617}
    owner.client.post(
        PUSH,
        data=json.dumps(pushed),
        content_type="application/json",
        headers={"Authorization": f"Bearer {owner.secret}"},
    )
    owner.post(
        PUSH,
        {"source": "google-scholar", "as_of": "2024-11-01", "counts": [{"publication": "moss", "count": 3}]},
    )
    answer = owner.client.get(DATA)
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    served = json.loads(answer.text)
    assert {name: served[name] for name in FIGURES} == FIGURES
    assert (served["scholar_id"], served["organization"]) == ("ME", 18446744073709551617)
    assert served["cites_per_year"] == {"2024": 70, "2025": 50}
    assert served["publications"] == {
        "ME:f": {
            "container_type": "Publication",
            "source": "AUTHOR_PUBLICATION_ENTRY",
            "bib": {"title": "A Study of Ferns", "pub_year": "2020"},
            "filled": False,
            "author_pub_id": "ME:f",
            "num_citations": 12,
        },
        "moss": {
            **served["publications"]["ME:f"],
            "bib": {"title": "Moss 苔"},
            "author_pub_id": "moss",
            "num_citations": 3,
        },
    }
    assert owner.client.get(BADGE).json == {"schemaVersion": 1, "label": "citations", "message": "120"}
    read = scholar.read(answer.text)
    assert (read.as_of, read.problems, read.totals["citedby"]) == ("2024-11-02", [], 120)
    assert [(each.title, each.count) for each in read.publications] == [
        ("A Study of Ferns", 12),
        ("Moss 苔", 3),
    ]
    # What is served can be pushed again, and says nothing new.
    again = owner.post(f"{PUSH}?dry_run=true", {**served, "organization": 7, "cites_per_year": {}})
    assert (again.json["unmatched"], again.json["fell"], again.json["updated"]) == (0, 0, 0)


def test_without_counts_the_files_are_whole_and_say_zero(owner):
    served = owner.client.get(DATA).json
    assert (served["citedby"], served["publications"], served["name"]) == (0, {}, "Ada Lindqvist")
    assert owner.client.get(BADGE).json == {"schemaVersion": 1, "label": "citations", "message": "0"}


def test_without_a_profile_there_is_no_owner_to_tell_of(empty_app):
    assert empty_app.test_client().get(DATA).status_code == 404


def test_the_file_has_the_counts_of_the_leading_source_alone(owner, monkeypatch):
    counts = [{"publication": "fern", "count": 5}, {"publication": "moss", "count": 1}]
    owner.post(PUSH, {"source": "openalex", "as_of": "2024-11-20", "counts": counts})
    assert owner.client.get(BADGE).json["message"] == "6"
    owner.post(PUSH, gs_data(("ME:f", "A study of ferns", 12)))
    assert [owner.client.get(path).json.get("citedby") for path in (DATA,)] == [12]
    assert set(owner.client.get(DATA).json["publications"]) == {"ME:f"}
    monkeypatch.setitem(owner.client.application.config, "CITATION_SOURCE", "openalex")
    # The setting is one of the build, so a server that has another one keeps no answers of this one.
    assert owner.client.get(f"{DATA}?anew").json["citedby"] == 6


@pytest.mark.parametrize(
    ("ids", "served"),
    [
        ({"fern": "ME:same", "moss": "ME:same"}, {"ME:same", "moss"}),
        # An id that looks like a key of ours hides no work either.
        ({"fern": "moss", "moss": None}, {"moss", "moss-2"}),
        ({"fern": "moss", "moss": None, "rush": "moss-2"}, {"moss", "moss-2", "rush"}),
    ],
)
def test_two_works_of_one_id_are_both_there(owner, build, ids, served):
    build.publication(key="rush", title="Rushes", year=2020)
    for key, source_id in ids.items():
        count = {"publication": key, "count": 5, "source_id": source_id}
        owner.post(PUSH, {"source": "google-scholar", "counts": [count]})
    assert set(owner.client.get(DATA).json["publications"]) == served


@pytest.mark.parametrize(
    ("said", "served"), [("18446744073709551617", 2**64 + 1), ("²", None), ("١", None), ("Tide Lab", None)]
)
def test_an_organization_is_served_where_it_is_a_number(owner, said, served):
    totals = {"total": 5, "organization": said}
    owner.post(PUSH, {"source": "google-scholar", "counts": [], "totals": totals})
    assert json.loads(owner.client.get(DATA).text).get("organization") == served


@pytest.mark.parametrize(("as_of", "day"), [("2024", "2024-01-01"), ("2024-05", "2024-05-01")])
def test_a_day_that_is_half_known_is_filled(owner, build, as_of, day):
    build.publication(key="rush", citations=[{"source": "manual", "as_of": as_of, "count": 3}])
    assert owner.client.get(DATA).json["updated"] == f"{day} 00:00:00.000000"


@pytest.mark.parametrize("path", [DATA, BADGE])
def test_the_files_are_open_to_other_sites_and_new_when_the_data_is(owner, path):
    first = owner.client.get(path, headers={"Origin": "https://ada.example"})
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    held = {"If-None-Match": first.headers["ETag"], "Origin": "https://ada.example"}
    unchanged = owner.client.get(path, headers=held)
    assert (unchanged.status_code, unchanged.headers["Access-Control-Allow-Origin"]) == (304, "*")
    owner.post(PUSH, gs_data(("ME:f", "A study of ferns", 12)))
    assert owner.client.get(path, headers=held).status_code == 200
