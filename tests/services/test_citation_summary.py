"""Metrics, badges and the page tell what a source states, beside what is summed over the works here."""

import pytest

from models import db
from models.ledger import CitationTotal
from services.citation_summary import headline, leading, summaries
from tests.api.writing import Owner, token

PUSH = "/api/v1/citations"


@pytest.fixture
def owner(build, empty_app):
    for number in range(3):
        build.publication(key=f"work{number}x")
    return Owner(empty_app.test_client(), token("write"))


def push(owner, source, day, *counts, **totals):
    said = [{"publication": f"work{place}x", "count": count} for place, count in enumerate(counts)]
    answer = owner.post(
        f"{PUSH}?falls=take", {"source": source, "as_of": day, "counts": said, "totals": totals}
    )
    assert answer.status_code == 200, answer.json


def metrics(owner):
    return {each["source"]: each for each in owner.client.get("/api/v1/metrics").json["citations"]}


def test_what_is_stated_stands_beside_what_is_summed(owner):
    push(owner, "openalex", "2024-10-01", 20, 2, 1)
    push(
        owner, "google-scholar", "2024-11-01", 30, 3, 2, total=60, h_index=4, per_year={"2026": 9, "2024": 51}
    )
    push(owner, "google-scholar", "2024-11-02", total=61, i10_index=2)
    told = metrics(owner)
    assert told["openalex"] == {
        "source": "openalex", "as_of": "2024-10-01", "total": 23, "h_index": 2, "i10_index": 1,
        "per_year": [], "stated": None,
    }  # fmt: skip
    assert told["google-scholar"] == {
        "source": "google-scholar", "as_of": "2024-11-01", "total": 35, "h_index": 2, "i10_index": 1,
        "per_year": [{"year": 2024, "count": 51}, {"year": 2026, "count": 9}],
        "stated": {
            "as_of": "2024-11-02", "total": 61, "h_index": 4, "i10_index": 2,
            "total_5y": None, "h_index_5y": None, "i10_index_5y": None,
        },
    }  # fmt: skip
    assert [headline(each)["as_of"] for each in told.values()] == ["2024-11-02", "2024-10-01"]
    assert ">61<" in owner.client.get("/badges/citations.svg").text
    assert ">23<" in owner.client.get("/badges/citations.svg?source=openalex").text
    assert ">4<" in owner.client.get("/badges/h-index.svg").text


def test_a_source_that_only_states_is_told_too(owner):
    push(owner, "badge", "2024-11-01", total=7)
    told = metrics(owner)["badge"]
    assert (told["as_of"], told["total"], told["stated"]["total"]) == ("2024-11-01", 0, 7)
    assert headline(told) == {
        "source": "badge",
        "as_of": "2024-11-01",
        "total": 7,
        "h_index": 0,
        "i10_index": 0,
    }


def test_the_leading_source_is_the_one_that_is_set_or_the_last_that_counted(owner):
    push(owner, "openalex", "2024-10-01", 20)
    push(owner, "google-scholar", "2024-11-01", 3)
    found = summaries(db.session())
    assert [leading(found, source)["source"] for source in ("", "openalex", "nobody")] == [
        "google-scholar",
        "openalex",
        "google-scholar",
    ]
    assert leading([], "openalex") is None


def test_a_row_that_says_nothing_of_numbers_is_no_summary(owner):
    db.session.add(CitationTotal(source="odd", as_of="2026", scholar_id="ME"))
    db.session.commit()
    assert metrics(owner) == {}
