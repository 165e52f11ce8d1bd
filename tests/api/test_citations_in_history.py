"""Readings are one change each, taken back whole; they are tried dry, and tell nothing of hidden works."""

from models import db
from models.ledger import CitationTotal
from models.publication import CitationCount
from tests.api.citing import PATH, TOTALS, WORKS, count_of, results, said, scholar
from tests.api.writing import revision


def test_a_reading_is_taken_back_whole_and_given_again(gardener):
    first = {**scholar([("ME:f", "A study of ferns: growth & light", 2020, 5)]), **TOTALS, "organization": 7}
    gardener.post(PATH, {**first, "updated": "2024-11-01"})
    before = gardener.get("/api/v1/metrics").json
    gardener.post(PATH, {**scholar([("ME:m", "Moss", 2021, 9)], citedby=130), "updated": "2024-11-01"})
    after = gardener.get("/api/v1/metrics").json
    assert after != before
    # What was done since to a name, or to what stands beside it, is no obstacle.
    gardener.patch(f"{WORKS}/moss", {"key": "renamed"})
    gardener.post(PATH, said({"publication": "twin1", "count": 1}))
    assert gardener.post("/api/v1/changes/4/revert").status_code == 201
    assert gardener.post("/api/v1/changes/2/revert").status_code == 201
    assert gardener.get("/api/v1/metrics").json["citations"] == before["citations"]
    assert count_of(gardener, "renamed") is None
    last = gardener.get("/api/v1/changes").json["items"][0]["id"]
    assert gardener.post(f"/api/v1/changes/{last}/revert").status_code == 201
    assert gardener.get("/api/v1/metrics").json["citations"] == after["citations"]
    assert count_of(gardener, "renamed") == 9


def test_what_was_counted_again_since_is_not_taken_back(gardener):
    gardener.post(PATH, said({"publication": "fern", "count": 5}, totals={"total": 5}))
    gardener.post(PATH, said({"publication": "fern", "count": 6}, totals={"total": 6}))
    refused = gardener.post("/api/v1/changes/1/revert")
    assert refused.status_code == 409
    assert [fault["pointer"] for fault in refused.json["errors"]] == [
        "/citations/google-scholar~12024-11-01/counts/fern",
        "/citations/google-scholar~12024-11-01/totals/total",
    ]
    assert count_of(gardener, "fern") == 6


def test_a_work_that_was_taken_away_is_no_obstacle_to_an_undo(gardener):
    gardener.post(PATH, said({"publication": "fern", "count": 5}, {"publication": "moss", "count": 2}))
    gardener.delete(f"{WORKS}/fern")
    assert gardener.post("/api/v1/changes/1/revert").status_code == 201
    assert gardener.get(PATH).json["total"] == 0


def test_of_figures_that_are_taken_back_nothing_is_left(gardener):
    gardener.post(PATH, said(totals={"total": 5}))
    assert gardener.post("/api/v1/changes/1/revert").status_code == 201
    assert db.session.query(CitationTotal).count() == 0


def test_a_work_that_comes_back_is_known_again_by_what_the_source_calls_it(gardener):
    gardener.post(PATH, {**scholar([("ME:m", "Moss", 2021, 3)]), "updated": "2024-11-01"})
    before = gardener.get(PATH).json["items"]
    gardener.delete(f"{WORKS}/moss")
    assert gardener.post("/api/v1/changes/2/revert").status_code == 201
    assert gardener.get(PATH).json["items"] == before
    assert before[0]["source_id"] == "ME:m"


def test_a_program_that_may_push_alone_learns_nothing_of_hidden_works(gardener, pusher):
    gardener.patch(f"{WORKS}/secret", {"doi": "10.1000/secret"})
    gardener.post(PATH, said({"publication": "secret", "count": 2, "source_id": "ME:s"}, source="whispers"))

    def told(name, title="Lichens, hidden"):
        """Tell all that answers tell of what a work may be called, but for its title."""
        counts = [
            {**name, "title": title, "count": 40},
            {**name, "title": title, "count": 3},
            {"title": "Unknown", "count": 1},
        ]
        body = said(*counts, source="whispers")
        tried, done = (pusher.post(f"{PATH}?dry_run={dry}", body) for dry in ("true", "false"))
        return *(answer.text.replace(title, "") for answer in (tried, done)), done.headers["ETag"], revision()

    for name, nobodys in [
        ({"publication": "secret"}, {"publication": "nobody"}),
        ({"doi": "10.1000/secret"}, {"doi": "10.1000/nobody"}),
        ({"source_id": "ME:s"}, {"source_id": "ME:n"}),
    ]:
        assert told(name) == told(nobodys)
    assert told({}, "Hidden lichens") == told({}, "Lichens")
    # Nor does one stand in the way of a work that everyone sees.
    gardener.patch(f"{WORKS}/secret", {"title": "Moss", "year": 2021})
    seen = {"doi": "10.1000/secret", "title": "Moss", "count": 3}
    assert results(pusher.post(PATH, said(seen))) == {"moss": "created"}
    assert (count_of(gardener, "secret"), count_of(gardener, "moss")) == (2, 3)
    # What stands on the same day of hidden works is no part of what a dry run tells.
    for was, action in ((2, "created"), (3, "updated")):
        count = {"publication": "fern", "count": was}
        [told] = pusher.post(f"{PATH}?dry_run=true", said(count, source="whispers")).json["changes"]
        assert (told["action"], list(told["after"]["counts"])) == (action, ["fern"])
        pusher.post(PATH, said(count, source="whispers"))


def test_nothing_public_tells_of_counts_of_hidden_works(gardener, pusher):
    gardener.post(PATH, said({"title": "Hidden Lichens", "count": 40}, source="whispers"))
    assert count_of(gardener, "secret") == 40
    public = [pusher.client.get(path) for path in (PATH, "/api/v1/metrics", "/")]
    assert (public[0].json["total"], public[1].json["citations"]) == (0, [])
    assert not any("40" in page.text or "secret" in page.text for page in public[:2])
    for query in ("publication=secret", "source=whispers"):
        assert pusher.client.get(f"{PATH}?{query}").status_code == 400
        assert "Did you mean" not in pusher.client.get(f"{PATH}?{query}x").text


def test_a_dry_run_tells_all_and_stores_nothing(pusher):
    before = revision()
    tried = pusher.post(f"{PATH}?dry_run=true", said({"publication": "fern", "count": 5}))
    assert (tried.json["dry_run"], tried.json["created"]) == (True, 1)
    assert tried.json["changes"][0]["key"] == "google-scholar/2024-11-01"
    assert (db.session.query(CitationCount).count(), revision()) == (0, before)


def test_a_push_that_is_repeated_is_answered_alike(pusher):
    body = said({"publication": "fern", "count": 5})
    first, second = (pusher.post(PATH, body, Idempotency_Key="push") for _ in range(2))
    assert (first.json, second.headers["Idempotency-Replayed"]) == (second.json, "true")
    assert first.json["created"] == 1


def test_the_ledger_is_listed_by_source_work_and_page(gardener):
    for day in ("2024-11-01", "2024-11-03", "2024-11-02"):
        gardener.post(
            PATH, said({"publication": "fern", "count": 5}, {"publication": "moss", "count": 2}, day=day)
        )
    gardener.post(PATH, said({"publication": "moss", "count": 1}, day="2024-10-01", source="manual"))
    listed = gardener.client.get(f"{PATH}?per_page=2&source=google-scholar").json
    assert (listed["total"], listed["pages"]) == (6, 3)
    assert [(item["as_of"], item["publication"]) for item in listed["items"]] == [
        ("2024-11-03", "fern"),
        ("2024-11-03", "moss"),
    ]
    assert "source=google-scholar" in listed["links"]["next"]
    assert gardener.client.get(f"{PATH}?publication=moss&source=manual").json["items"] == [
        {"publication": "moss", "source": "manual", "as_of": "2024-10-01", "count": 1, "source_id": None}
    ]
    refused = gardener.client.get(f"{PATH}?publication=mos&source=manua")
    assert [fault["hint"] for fault in refused.json["errors"]] == [
        "Did you mean manual?",
        "Did you mean moss?",
    ]
