"""Whatever is handed in as counts is refused with a reason or told, bounded, and breaks nothing."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from models import db
from services import dumping, loading, reading, readings
from tests.api.citing import PATH, said, scholar
from tests.api.writing import revision, send

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
    "no such day": (said(ONE, day="2024-02-30"), 422),
    "half a day": (said(ONE, day="2024-02"), 422),
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


@pytest.mark.parametrize(("hour", "status"), [(9, 422), (10, 200)])
def test_a_day_that_has_begun_somewhere_is_no_day_of_the_future(pusher, monkeypatch, hour, status):
    monkeypatch.setattr(readings, "now", lambda: datetime(2024, 11, 1, hour, tzinfo=UTC))
    assert pusher.post(PATH, said(ONE, day="2024-11-02")).status_code == status


def test_a_body_that_says_another_source_than_the_address_is_refused(pusher):
    assert pusher.post(f"{PATH}?source=crossref", said(ONE)).status_code == 422
    assert pusher.post(f"{PATH}?source=crossref", said(ONE, source=None)).json["source"] == "crossref"
    assert pusher.post(f"{PATH}?source=x_y", said(ONE, source=None)).status_code == 400
    pushed = pusher.post(
        f"{PATH}?source=mirror", {**scholar([("ME:m", "Moss", 2021, 3)]), "updated": "2024-11-01"}
    )
    assert pushed.json["source"] == "mirror"


def test_what_is_stored_of_years_is_no_more_than_a_dump_brings_back(gardener):
    years = {str(year): 3 for year in range(1900, 2100)}
    gardener.post(PATH, said(totals={"per_year": years}, day="2024-10-01"))
    answer = gardener.post(PATH, said(totals={"per_year": {"2100": 9}}, day="2024-11-01"))
    assert answer.json["fell"] == 0
    dumped = dumping.write(dumping.collect(db.session(), "https://example.org", "CCF"), "json")
    loading.replace(db.session(), reading.read(dumped, "en"))
    [told] = gardener.get("/api/v1/metrics").json["citations"]
    assert [told["per_year"][place]["year"] for place in (0, -1)] == [1901, 2100]


def test_a_report_is_bounded_and_exact(gardener):
    titles = [
        (f"ME:{number}", f"\ud800Unknown {number} \x00\u202e{'x' * 500}", 2020, number)
        for number in range(3000)
    ]
    body = scholar([*titles, ("ME:f", "A study of ferns: growth & light", 2020, 5)])
    body["publications"]["ME:huge"] = {"title": "Moss", "num_citations": 10**30}
    answer = send(gardener, json.dumps({**body, "updated": "2024-11-01"}).encode(), PATH)
    assert (answer.status_code, answer.json["unmatched"], answer.json["created"]) == (200, 3000, 1)
    assert (len(answer.json["items"]), len(answer.data) < 1_000_000) == (1000, True)
    assert "2,001 more are counted and not told one by one." in answer.json["problems"]
    assert any(line.startswith("Moss: ") for line in answer.json["problems"])
