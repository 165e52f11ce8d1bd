"""Counts handed in over HTTP: matched, never guessed, never less without a word, and taken back whole."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from models import db
from models.ledger import CitationTotal
from models.publication import CitationCount
from tests.api.writing import Owner, revision, send, token

PATH = "/api/v1/citations"
WORKS = "/api/v1/publications"


@pytest.fixture
def site(build, empty_app):
    """A site with works that are known by different names, two of one title, and one that is hidden."""
    build.publication(key="fern", title="A Study of Ferns: Growth & Light", year=2020, doi="10.1000/Fern")
    build.publication(key="moss", title="Moss", year=2021, arxiv_id="2101.00001v2")
    build.publication(key="twin1", title="Twins", year=2020)
    build.publication(key="twin2", title="Twins", year=2021)
    build.publication(key="secret", title="Hidden Lichens", year=2022, visibility="hidden")
    return empty_app


@pytest.fixture
def owner(site):
    return Owner(site.test_client(), token("admin"))


@pytest.fixture
def pusher(site):
    """A program that may hand counts in, and nothing else."""
    return Owner(site.test_client(), token("write:citations", name="pusher"))


def said(*counts, day="2026-11-01", source="google-scholar", **more):
    return {"source": source, "as_of": day, "counts": list(counts), **more}


def scholar(publications, **more):
    """A gs_data.json as the crawler of the theme writes it."""
    filled = {
        name: {"bib": {"title": title, "pub_year": str(year)}, "num_citations": times, "author_pub_id": name}
        for name, title, year, times in publications
    }
    return {"container_type": "Author", "scholar_id": "ME", "publications": filled, **more}


def results(answer):
    assert answer.status_code == 200, answer.json
    return {
        (item["publication"] or item["figure"] or item["title"]): item["result"]
        for item in answer.json["items"]
    }


def count_of(owner, key):
    return (owner.get(f"{WORKS}/{key}").json["citations"] or {}).get("count")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ({"publication": "moss"}, "moss"),
        ({"doi": "https://doi.org/10.1000/FERN"}, "fern"),
        ({"arxiv_id": "2101.00001v5"}, "moss"),
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
def test_a_count_finds_the_one_work_that_it_is_of(owner, name, key):
    answer = owner.post(PATH, said({**name, "count": 3}))
    item = answer.json["items"][0]
    assert (item["result"], item["publication"]) == ("created" if key else "unmatched", key)
    assert bool(item["detail"]) == (key is None)
    assert db.session.query(CitationCount).count() == bool(key)


def test_what_is_not_known_hides_nothing_behind_it(owner):
    body = scholar(
        [("ME:x", "Nothing of ours", 2020, 9), ("ME:f", "A study of ferns: growth & light", 2020, 5)]
    )
    body["publications"] |= {"ME:broken": {"bib": {}}, "ME:m": {"bib": {"title": "Moss"}, "num_citations": 0}}
    answer = owner.post(PATH, {**body, "updated": "2026-11-02 03:04:05.678901"})
    assert results(answer) == {"Nothing of ours": "unmatched", "fern": "created", "moss": "created"}
    assert (answer.json["as_of"], len(answer.json["problems"])) == ("2026-11-02", 1)
    assert count_of(owner, "fern") == 5
    assert owner.get(f"{WORKS}/moss").json["citations"] == {
        "count": 0,
        "source": "google-scholar",
        "as_of": "2026-11-02",
    }


def test_a_source_that_falls_changes_nothing_and_is_told(owner):
    owner.post(PATH, said({"publication": "fern", "count": 12}, {"publication": "moss", "count": 3}))
    before = revision()
    answer = owner.post(PATH, said({"publication": "fern", "count": 0}, day="2026-11-02"))
    item = answer.json["items"][0]
    assert (item["result"], item["count"], item["last"], answer.json["fell"]) == ("fell", 0, 12, 1)
    assert "2026-11-01" in item["detail"]
    assert (count_of(owner, "fern"), count_of(owner, "moss"), revision()) == (12, 3, before)
    # Another source may count less, and the same one as much.
    later = {"publication": "fern", "count": 4}
    assert results(owner.post(PATH, said(later, day="2026-11-02", source="crossref"))) == {"fern": "created"}
    assert results(owner.post(PATH, said({**later, "count": 12}, day="2026-11-02"))) == {"fern": "created"}


def test_a_fall_that_is_meant_is_taken(owner):
    owner.post(PATH, said({"publication": "fern", "count": 12}))
    body = said({"publication": "fern", "count": 7}, day="2026-11-02")
    assert results(owner.post(f"{PATH}?falls=take", body)) == {"fern": "created"}
    assert count_of(owner, "fern") == 7


def test_a_day_that_is_past_is_history_and_not_the_newest(owner):
    owner.post(PATH, said({"publication": "fern", "count": 12}))
    assert results(owner.post(PATH, said({"publication": "fern", "count": 5}, day="2025-11-01"))) == {
        "fern": "created"
    }
    assert count_of(owner, "fern") == 12
    fell = owner.post(PATH, said({"publication": "fern", "count": 4}, day="2025-12-01"))
    assert (fell.json["fell"], fell.json["items"][0]["last"]) == (1, 5)
    assert [row["count"] for row in owner.get(f"{PATH}?publication=fern").json["items"]] == [12, 5]


def test_the_same_day_again_merges_into_what_was_said(owner):
    owner.post(PATH, said({"publication": "fern", "count": 12}))
    answer = owner.post(PATH, said({"publication": "fern", "count": 13}, {"publication": "moss", "count": 2}))
    assert results(answer) == {"fern": "updated", "moss": "created"}
    before = revision()
    again = owner.post(PATH, said({"publication": "fern", "count": 13}))
    assert (results(again), revision()) == ({"fern": "unchanged"}, before)
    item = owner.get("/api/v1/changes").json["items"][0]["items"][0]
    assert (item["collection"], item["key"], item["action"]) == (
        "citations",
        "google-scholar/2026-11-01",
        "updated",
    )
    assert [(each["pointer"], each["before"]) for each in item["difference"]] == [
        ("/counts/fern/count", 12),
        ("/counts/moss", None),
    ]


def test_two_entries_of_one_work_count_once_by_the_larger(owner):
    for first, second in ((3, 8), (8, 3)):
        body = scholar([("ME:a", "Moss", 2021, first), ("ME:b", "moss", 2020, second)])
        answer = owner.post(PATH, {**body, "updated": f"2026-11-0{first}"})
        assert sorted(item["result"] for item in answer.json["items"]) == ["created", "unmatched"]
        assert count_of(owner, "moss") == 8


def test_a_work_is_known_again_by_what_the_source_calls_it(owner):
    owner.post(PATH, {**scholar([("ME:m", "Moss", 2021, 3)]), "updated": "2026-11-01"})
    body = scholar([("ME:m", "A title that was mended at the source", 1999, 4)])
    assert results(owner.post(PATH, {**body, "updated": "2026-11-02"})) == {"moss": "created"}
    by_hand = said({"publication": "moss", "count": 5}, day="2026-11-03")
    owner.post(PATH, by_hand)
    assert {row["source_id"] for row in owner.get(PATH).json["items"]} == {"ME:m"}


TOTALS = {"citedby": 120, "citedby5y": 90, "hindex": 6, "hindex5y": 5, "i10index": 4, "i10index5y": 3}
TOTALS |= {"cites_per_year": {"2025": 50, "2024": 70}, "organization": 18446744073709551616}


def test_what_the_source_says_of_the_owner_is_kept_exactly(owner):
    body = json.dumps(scholar([], **TOTALS, updated="2026-11-01 00:00:00")).encode()
    answer = send(owner, body, PATH)
    assert answer.json["created"] == 7
    row = db.session.query(CitationTotal).one()
    assert (row.total, row.h_index_5y, row.scholar_id) == (120, 5, "ME")
    assert (row.organization, row.per_year) == ("18446744073709551616", {"2024": 70, "2025": 50})


@pytest.mark.parametrize(
    ("day", "figures", "fallen"),
    [
        ("2026-12-01", {"citedby": 119}, {"total"}),
        ("2026-12-01", {"hindex": 0, "i10index": 3, "citedby": 121}, {"h_index", "i10_index"}),
        ("2026-12-01", {"citedby5y": 80}, {"total_5y"}),
        # A year began, so one of the five has gone; to nothing at all it does not fall.
        ("2027-01-01", {"citedby5y": 80, "hindex5y": 4, "i10index5y": 0}, {"i10_index_5y"}),
        ("2026-12-01", {"cites_per_year": {"2025": 60, "2024": 60}}, set()),
        ("2026-12-01", {"cites_per_year": {"2025": 0, "2024": 0}}, {"per_year"}),
    ],
)
def test_figures_that_fall_are_told_and_the_others_taken(owner, monkeypatch, day, figures, fallen):
    monkeypatch.setattr("services.readings.now", lambda: datetime(2027, 2, 1, tzinfo=UTC))
    owner.post(PATH, {**scholar([]), **TOTALS, "organization": 1, "updated": "2026-11-01"})
    answer = owner.post(PATH, {**scholar([]), **figures, "updated": day})
    told = results(answer)
    assert {name for name, result in told.items() if result == "fell"} == fallen
    assert len(told) == len(figures)
    taken = owner.post(f"{PATH}?falls=take", {**scholar([]), **figures, "updated": day})
    assert taken.json["fell"] == 0


def test_a_reading_is_taken_back_whole_and_given_again(owner):
    first = {**scholar([("ME:f", "A study of ferns: growth & light", 2020, 5)]), **TOTALS, "organization": 7}
    owner.post(PATH, {**first, "updated": "2026-11-01"})
    before = owner.get("/api/v1/metrics").json
    owner.post(PATH, {**scholar([("ME:m", "Moss", 2021, 9)], citedby=130), "updated": "2026-11-01"})
    after = owner.get("/api/v1/metrics").json
    assert after != before
    # What was done since to a name, or to what stands beside it, is no obstacle.
    owner.patch(f"{WORKS}/moss", {"key": "renamed"})
    owner.post(PATH, said({"publication": "twin1", "count": 1}))
    assert owner.post("/api/v1/changes/4/revert").status_code == 201
    assert owner.post("/api/v1/changes/2/revert").status_code == 201
    assert owner.get("/api/v1/metrics").json["citations"] == before["citations"]
    assert count_of(owner, "renamed") is None
    last = owner.get("/api/v1/changes").json["items"][0]["id"]
    assert owner.post(f"/api/v1/changes/{last}/revert").status_code == 201
    assert owner.get("/api/v1/metrics").json["citations"] == after["citations"]
    assert count_of(owner, "renamed") == 9


def test_what_was_counted_again_since_is_not_taken_back(owner):
    owner.post(PATH, said({"publication": "fern", "count": 5}, totals={"total": 5}))
    owner.post(PATH, said({"publication": "fern", "count": 6}, totals={"total": 6}))
    refused = owner.post("/api/v1/changes/1/revert")
    assert refused.status_code == 409
    assert [fault["pointer"] for fault in refused.json["errors"]] == [
        "/citations/google-scholar~12026-11-01/counts/fern",
        "/citations/google-scholar~12026-11-01/totals/total",
    ]
    assert count_of(owner, "fern") == 6


def test_a_work_that_was_taken_away_is_no_obstacle_to_an_undo(owner):
    owner.post(PATH, said({"publication": "fern", "count": 5}, {"publication": "moss", "count": 2}))
    owner.delete(f"{WORKS}/fern")
    assert owner.post("/api/v1/changes/1/revert").status_code == 201
    assert owner.get(PATH).json["total"] == 0


def test_nothing_public_tells_of_counts_of_hidden_works(owner, pusher):
    body = said({"title": "Hidden Lichens", "count": 40}, {"title": "hidden lichens", "count": 3})
    tried = pusher.post(f"{PATH}?dry_run=true", body)
    assert tried.json["changes"] == []
    assert results(tried) == {"Hidden Lichens": "unmatched", "hidden lichens": "unmatched"}
    assert {item["detail"] for item in tried.json["items"]} == {"No publication here is surely this one."}
    assert pusher.post(PATH, body).json["unmatched"] == 2
    assert count_of(owner, "secret") == 40
    public = [pusher.client.get(path) for path in (PATH, "/api/v1/metrics", "/")]
    assert (public[0].json["total"], public[1].json["citations"]) == (0, [])
    assert not any("40" in page.text or "secret" in page.text for page in public[:2])
    assert pusher.client.get(f"{PATH}?publication=secret").status_code == 400


def test_a_dry_run_tells_all_and_stores_nothing(pusher):
    before = revision()
    tried = pusher.post(f"{PATH}?dry_run=true", said({"publication": "fern", "count": 5}))
    assert (tried.json["dry_run"], tried.json["created"]) == (True, 1)
    assert tried.json["changes"][0]["key"] == "google-scholar/2026-11-01"
    assert (db.session.query(CitationCount).count(), revision()) == (0, before)


def test_a_push_that_is_repeated_is_answered_alike(pusher):
    body = said({"publication": "fern", "count": 5})
    first, second = (pusher.post(PATH, body, Idempotency_Key="push") for _ in range(2))
    assert (first.json, second.headers["Idempotency-Replayed"]) == (second.json, "true")
    assert first.json["created"] == 1


def test_the_ledger_is_listed_by_source_work_and_page(owner):
    for day in ("2026-11-01", "2026-11-03", "2026-11-02"):
        owner.post(
            PATH, said({"publication": "fern", "count": 5}, {"publication": "moss", "count": 2}, day=day)
        )
    owner.post(PATH, said({"publication": "moss", "count": 1}, day="2026-10-01", source="manual"))
    listed = owner.client.get(f"{PATH}?per_page=2&source=google-scholar").json
    assert (listed["total"], listed["pages"]) == (6, 3)
    assert [(item["as_of"], item["publication"]) for item in listed["items"]] == [
        ("2026-11-03", "fern"),
        ("2026-11-03", "moss"),
    ]
    assert "source=google-scholar" in listed["links"]["next"]
    assert owner.client.get(f"{PATH}?publication=moss&source=manual").json["items"] == [
        {"publication": "moss", "source": "manual", "as_of": "2026-10-01", "count": 1, "source_id": None}
    ]
    refused = owner.client.get(f"{PATH}?publication=mos&source=manua")
    assert [fault["hint"] for fault in refused.json["errors"]] == [
        "Did you mean manual?",
        "Did you mean moss?",
    ]


TOMORROW = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
ONE = {"publication": "fern", "count": 5}
HOSTILE = {
    "no JSON": (b"{", 400),
    "not UTF-8": (b'{"counts": [], "source": "\xff"}', 400),
    "no object": (b"[]", 422),
    "neither": (b'{"x": 1}', 422),
    "nothing counted": (said(), 422),
    "a truth": (said({**ONE, "count": True}), 422),
    "less than nothing": (said({**ONE, "count": -1}), 422),
    "a text": (said({**ONE, "count": "5"}), 422),
    "a fraction": (said({**ONE, "count": 5.5}), 422),
    "too much": (said({**ONE, "count": 2**31 + 1}), 422),
    "beyond the database": (said({**ONE, "count": 2**63}), 400),
    "no name": (said({"count": 5}), 422),
    "a key too many": (said({**ONE, "x": 1}), 422),
    "tomorrow": (said(ONE, day=TOMORROW), 422),
    "tomorrow in a file": ({**scholar([("ME:m", "Moss", 2021, 3)]), "updated": TOMORROW}, 422),
    "no such day": (said(ONE, day="2026-02-30"), 422),
    "half a day": (said(ONE, day="2026-02"), 422),
    "no source": (said(ONE, source=None), 422),
    "a path for a source": (said(ONE, source="../x"), 422),
    "a year that is none": (said(ONE, totals={"per_year": {"x": 1}}), 422),
    "too many": (said(*[ONE] * 5001), 422),
    "deep": (b'{"counts": ' + b"[" * 100_000, 400),
    "deep in a file": (b'{"publications": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 400),
    "truths in a file": (
        {"publications": {"a": {"title": "Moss", "num_citations": True}}, "citedby": False},
        422,
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_cannot_be_is_refused_and_changes_nothing(pusher, case):
    body, status = HOSTILE[case]
    before = revision()
    answer = send(pusher, body if isinstance(body, bytes) else json.dumps(body).encode(), PATH)
    assert (answer.status_code, revision()) == (status, before), answer.json
    assert answer.json["errors" if status == 422 else "detail"]


def test_a_body_that_says_another_source_than_the_address_is_refused(pusher):
    assert pusher.post(f"{PATH}?source=crossref", said(ONE)).status_code == 422
    assert pusher.post(f"{PATH}?source=crossref", said(ONE, source=None)).json["source"] == "crossref"
    assert pusher.post(f"{PATH}?source=x_y", said(ONE, source=None)).status_code == 400
    pushed = pusher.post(
        f"{PATH}?source=mirror", {**scholar([("ME:m", "Moss", 2021, 3)]), "updated": "2026-11-01"}
    )
    assert pushed.json["source"] == "mirror"


def test_a_report_is_bounded_and_exact(owner):
    titles = [
        (f"ME:{number}", f"\ud800Unknown {number} \x00\u202e{'x' * 500}", 2020, number)
        for number in range(3000)
    ]
    body = scholar([*titles, ("ME:f", "A study of ferns: growth & light", 2020, 5)])
    body["publications"]["ME:huge"] = {"title": "Moss", "num_citations": 10**30}
    answer = send(owner, json.dumps({**body, "updated": "2026-11-01"}).encode(), PATH)
    assert (answer.status_code, answer.json["unmatched"], answer.json["created"]) == (200, 3000, 1)
    assert (len(answer.json["items"]), len(answer.data) < 1_000_000) == (1000, True)
    assert "2,001 more are counted and not told one by one." in answer.json["problems"]
    assert any(line.startswith("Moss: ") for line in answer.json["problems"])
