"""Counts handed in over HTTP find their works, are never guessed, and never less without a word."""

import json

import pytest

from models import db
from models.ledger import CitationTotal
from models.publication import CitationCount
from tests.api.citing import PATH, TOTALS, WORKS, count_of, results, said, scholar
from tests.api.writing import revision, send


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ({"publication": "moss"}, "moss"),
        ({"doi": "https://doi.org/10.1000/FERN"}, "fern"),
        ({"arxiv_id": "2101.00001v5"}, "moss"),
        ({"doi": "10.48550/arXiv.2101.00001"}, "moss"),
        ({"title": "a study of ferns — growth & light", "year": 2021}, "fern"),
        ({"title": "MOSS"}, "moss"),
        ({"title": "Twins", "year": 2022}, "twin2"),
        ({"doi": "10.1000/nowhere", "title": "Moss"}, "moss"),
        ({"title": "Hidden lichens"}, "secret"),
        ({"title": "A Study of Ferns: Growth & Light", "year": 2024}, None),
        ({"title": "Twins", "year": 2020}, None),
        ({"title": "Twins"}, None),
        ({"publication": "mos", "title": "Moss"}, None),
        ({"title": "!?"}, None),
        ({"title": "Mosses"}, None),
    ],
)
def test_a_count_finds_the_one_work_that_it_is_of(gardener, name, key):
    answer = gardener.post(PATH, said({**name, "count": 3}))
    item = answer.json["items"][0]
    assert (item["result"], item["publication"]) == ("created" if key else "unmatched", key)
    assert bool(item["detail"]) == (key is None)
    assert db.session.query(CitationCount).count() == bool(key)


def test_what_is_not_known_hides_nothing_behind_it(gardener):
    body = scholar(
        [("ME:x", "Nothing of ours", 2020, 9), ("ME:f", "A study of ferns: growth & light", 2020, 5)]
    )
    # Some of the theme's files have this key, which says nothing of who counted.
    body["source"] = "AUTHOR_PROFILE_PAGE"
    body["publications"] |= {"ME:broken": {"bib": {}}, "ME:m": {"bib": {"title": "Moss"}, "num_citations": 0}}
    answer = gardener.post(PATH, {**body, "updated": "2024-11-02 03:04:05.678901"})
    assert results(answer) == {"Nothing of ours": "unmatched", "fern": "created", "moss": "created"}
    assert (answer.json["as_of"], len(answer.json["problems"])) == ("2024-11-02", 1)
    assert count_of(gardener, "fern") == 5
    assert gardener.get(f"{WORKS}/moss").json["citations"] == {
        "count": 0,
        "source": "google-scholar",
        "as_of": "2024-11-02",
    }


def test_a_source_that_falls_changes_nothing_and_is_told(gardener):
    gardener.post(PATH, said({"publication": "fern", "count": 12}, {"publication": "moss", "count": 3}))
    before = revision()
    answer = gardener.post(PATH, said({"publication": "fern", "count": 0}, day="2024-11-02"))
    item = answer.json["items"][0]
    assert (item["result"], item["count"], item["last"], answer.json["fell"]) == ("fell", 0, 12, 1)
    assert "2024-11-01" in item["detail"]
    assert (count_of(gardener, "fern"), count_of(gardener, "moss"), revision()) == (12, 3, before)
    # Another source may count less, and the same one as much.
    later = {"publication": "fern", "count": 4}
    assert results(gardener.post(PATH, said(later, day="2024-11-02", source="crossref"))) == {
        "fern": "created"
    }
    assert results(gardener.post(PATH, said({**later, "count": 12}, day="2024-11-02"))) == {"fern": "created"}


def test_a_fall_that_is_meant_is_taken(gardener):
    gardener.post(PATH, said({"publication": "fern", "count": 12}))
    body = said({"publication": "fern", "count": 7}, day="2024-11-02")
    assert results(gardener.post(f"{PATH}?falls=take", body)) == {"fern": "created"}
    assert count_of(gardener, "fern") == 7


def test_a_day_that_is_past_is_history_and_not_the_newest(gardener):
    gardener.post(PATH, said({"publication": "fern", "count": 12}))
    assert results(gardener.post(PATH, said({"publication": "fern", "count": 5}, day="2023-11-01"))) == {
        "fern": "created"
    }
    assert count_of(gardener, "fern") == 12
    fell = gardener.post(PATH, said({"publication": "fern", "count": 4}, day="2023-12-01"))
    assert (fell.json["fell"], fell.json["items"][0]["last"]) == (1, 5)
    assert [row["count"] for row in gardener.get(f"{PATH}?publication=fern").json["items"]] == [12, 5]


def test_the_same_day_again_merges_into_what_was_said(gardener):
    gardener.post(PATH, said({"publication": "fern", "count": 12}))
    answer = gardener.post(
        PATH, said({"publication": "fern", "count": 13}, {"publication": "moss", "count": 2})
    )
    assert results(answer) == {"fern": "updated", "moss": "created"}
    before = revision()
    again = gardener.post(PATH, said({"publication": "fern", "count": 13}))
    assert (results(again), revision()) == ({"fern": "unchanged"}, before)
    item = gardener.get("/api/v1/changes").json["items"][0]["items"][0]
    assert (item["collection"], item["key"], item["action"]) == (
        "citations",
        "google-scholar/2024-11-01",
        "updated",
    )
    assert [(each["pointer"], each["before"]) for each in item["difference"]] == [
        ("/counts/fern/count", 12),
        ("/counts/moss", None),
    ]


def test_two_entries_of_one_work_count_once_by_the_larger(gardener):
    for first, second in ((3, 8), (8, 3)):
        body = scholar([("ME:a", "Moss", 2021, first), ("ME:b", "moss", 2020, second)])
        answer = gardener.post(PATH, {**body, "updated": f"2024-11-0{first}"})
        told = [(item["result"], item["count"]) for item in answer.json["items"]]
        assert sorted(told) == [("created", 8), ("unmatched", 3)]
        assert count_of(gardener, "moss") == 8


def test_a_work_is_known_again_by_what_the_source_calls_it(gardener):
    gardener.post(PATH, {**scholar([("ME:m", "Moss", 2021, 3)]), "updated": "2024-11-01"})
    body = scholar([("ME:m", "A title that was mended at the source", 1999, 4)])
    assert results(gardener.post(PATH, {**body, "updated": "2024-11-02"})) == {"moss": "created"}
    by_hand = said({"publication": "moss", "count": 5}, day="2024-11-03")
    gardener.post(PATH, by_hand)
    assert {row["source_id"] for row in gardener.get(PATH).json["items"]} == {"ME:m"}


def test_what_the_source_says_of_the_owner_is_kept_exactly(gardener):
    body = json.dumps(scholar([], **TOTALS, updated="2024-11-01 00:00:00")).encode()
    answer = send(gardener, body, PATH)
    assert answer.json["created"] == 7
    row = db.session.query(CitationTotal).one()
    assert (row.total, row.h_index_5y, row.scholar_id) == (120, 5, "ME")
    assert (row.organization, row.per_year) == ("18446744073709551616", {"2024": 70, "2025": 50})


@pytest.mark.parametrize(
    ("day", "figures", "fallen"),
    [
        ("2024-12-01", {"citedby": 119}, {"total"}),
        ("2024-12-01", {"hindex": 0, "i10index": 3, "citedby": 121}, {"h_index", "i10_index"}),
        ("2024-12-01", {"citedby5y": 80}, {"total_5y"}),
        # A year began, so one of the five has gone; to nothing at all it does not fall.
        ("2025-01-01", {"citedby5y": 80, "hindex5y": 4, "i10index5y": 0}, {"i10_index_5y"}),
        ("2024-12-01", {"cites_per_year": {"2025": 60, "2024": 60}}, set()),
        ("2024-12-01", {"cites_per_year": {"2025": 0, "2024": 0}}, {"per_year"}),
    ],
)
def test_figures_that_fall_are_told_and_the_others_taken(gardener, day, figures, fallen):
    gardener.post(PATH, {**scholar([]), **TOTALS, "organization": 1, "updated": "2024-11-01"})
    answer = gardener.post(PATH, {**scholar([]), **figures, "updated": day})
    told = results(answer)
    assert {name for name, result in told.items() if result == "fell"} == fallen
    assert len(told) == len(figures)
    taken = gardener.post(f"{PATH}?falls=take", {**scholar([]), **figures, "updated": day})
    assert taken.json["fell"] == 0
