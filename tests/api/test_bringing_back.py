"""What was taken away comes back whole: with its moments, its version, its citations and its awards."""

import pytest

from models import db
from models.publication import CitationCount
from tests.api.test_history import changes
from tests.api.test_undoing import AWARD, EDAS, revert
from tests.api.writing import PATH, work

CITED = {"source": "google-scholar", "as_of": "2026-11-01", "count": 12}


def cite(owner, key):
    """Let a work be cited, as counts are brought in beside what the owner writes."""
    number = db.session.execute(db.text("SELECT id FROM publication WHERE key = :key"), {"key": key}).scalar()
    for facts in (CITED, {**CITED, "as_of": "2025-11-01", "count": 5}, {**CITED, "source": "crossref"}):
        db.session.add(CitationCount(publication_id=number, **facts))
    db.session.commit()


def award(owner, key):
    added = owner.post("/api/v1/awards", {"title": "Best Paper", "publication": key})
    return AWARD.format(added.json["id"])


def without_moment(item):
    return {key: value for key, value in item.items() if key not in ("updated_at", "version")}


def test_a_work_comes_back_with_its_citations_its_age_and_its_version(owner):
    cite(owner, "zhao2025edas")
    owner.patch(EDAS, {"pages": "1-20"})
    db.session.execute(db.text("UPDATE publication SET created_at = '2020-02-02 02:02:02.000000'"))
    db.session.commit()
    before, metrics = owner.get(EDAS).json, owner.get("/api/v1/metrics").json
    assert (before["citations"]["count"], before["created_at"][:10]) == (12, "2020-02-02")
    owner.delete(EDAS)
    assert owner.get("/api/v1/metrics").json != metrics
    assert revert(owner, 2).status_code == 201
    assert owner.get(EDAS).json == before
    assert owner.get("/api/v1/metrics").json == metrics


@pytest.mark.parametrize("name", ["awards", "projects", "students", "talks", "news"])
def test_an_entry_comes_back_with_its_age_and_its_version(owner, name):
    if name in ("talks", "awards", "news"):
        owner.post(f"/api/v1/{name}", {"text": "X"} if name == "news" else {"title": "X"})
    path = f"/api/v1/{name}/1"
    table = {"news": "news"}.get(name, name.removesuffix("s"))
    moments = "created_at = '2020-02-02 02:02:02.000000', updated_at = '2021-02-02 02:02:02.000000'"
    db.session.execute(db.text(f"UPDATE {table} SET version = 7, {moments}"))
    db.session.commit()
    before = owner.get(path).json
    assert before["version"] == 7
    owner.delete(path)
    assert revert(owner, changes(owner)[0]["id"]).status_code == 201
    assert owner.get(path).json == before


def test_awards_of_a_work_that_is_taken_away_are_told_and_get_it_back(owner):
    first, second = award(owner, "zhao2025edas"), award(owner, "zhao2025edas")
    other = award(owner, "feng2024potamoi")
    read, awards = owner.get(first), owner.get(EDAS).json["awards"]
    tried = owner.delete(f"{EDAS}?dry_run=true").json["changes"]
    owner.delete(EDAS)
    items = changes(owner)[0]["items"]
    assert items == tried
    told = [(item["collection"], item["action"], item["key"]) for item in items]
    keys = [path.rpartition("/")[2] for path in (first, second)]
    assert told == [
        *(("awards", "updated", key) for key in keys),
        ("publications", "deleted", "zhao2025edas"),
    ]
    assert items[0]["difference"] == [{"pointer": "/publication", "before": "zhao2025edas", "after": None}]
    unlinked = owner.get(first).json
    assert (unlinked["publication"], unlinked["version"]) == (None, read.json["version"] + 1)
    assert owner.patch(first, {"year": 2026}, If_Match=read.headers["ETag"]).status_code == 412
    assert revert(owner, 4).status_code == 201
    assert owner.get(EDAS).json["awards"] == awards
    assert [owner.get(path).json["publication"] for path in (first, second, other)] == [
        "zhao2025edas",
        "zhao2025edas",
        "feng2024potamoi",
    ]


def test_an_award_that_was_given_to_another_work_since_is_not_taken_from_it(owner):
    path = award(owner, "zhao2025edas")
    owner.delete(EDAS)
    owner.patch(path, {"publication": "feng2024potamoi"})
    assert revert(owner, 2).status_code == 409
    assert owner.get(EDAS).status_code == 404
    assert owner.get(path).json["publication"] == "feng2024potamoi"


def test_adding_is_taken_back_with_the_awards_given_since_and_brought_back_with_them(owner):
    owner.post(PATH, work(key="new"))
    path = award(owner, "new")
    cite(owner, "new")
    before = owner.get(f"{PATH}/new").json
    taken = revert(owner, 1).json
    assert [item["collection"] for item in taken["items"]] == ["awards", "publications"]
    assert owner.get(path).json["publication"] is None
    assert revert(owner, taken["id"]).status_code == 201
    assert owner.get(path).json["publication"] == "new"
    assert owner.get(f"{PATH}/new").json == before


def test_what_was_brought_back_can_be_taken_away_again(owner):
    cite(owner, "zhao2025edas")
    award(owner, "zhao2025edas")
    owner.delete(EDAS)
    before = owner.get("/api/v1/awards").json["items"]
    assert revert(owner, 2).status_code == 201
    assert revert(owner, 3).status_code == 201
    after = owner.get("/api/v1/awards").json["items"]
    assert [without_moment(item) for item in after] == [without_moment(item) for item in before]
    assert owner.get(EDAS).status_code == 404
    assert revert(owner, 4).status_code == 201
    assert owner.get(EDAS).json["citations"]["count"] == 12
