"""The other sections and the profile, written over HTTP."""

import pytest

from models.sections import SECTIONS
from tests.api.writing import pointers, revision, send

NEW = {
    "education": {"institution": "University of Care", "degree": "Doctor"},
    "experience": {"role": "Research Intern", "organisation": "Harbour AI", "kind": "internship"},
    "awards": {"title": "Best Paper", "publication": "zhao2025edas"},
    "projects": {"title": "Slow Computing", "level": "national", "start": "2026-01", "end": "2029"},
    "courses": {"title": {"en": "Operating Systems", "zh": "操作系统"}},
    "students": {"name": "Some Student", "degree": "phd", "cohort": 2026},
    "service": {"role": "Chair", "organisation": "A Conference", "start": "2026"},
    "talks": {"title": "On Care", "links": [{"kind": "slides", "url": "https://example.org/slides"}]},
    "news": {"date": "2026-11-28", "text": "The page can be edited."},
}
REQUIRED = {"students": "name", "education": "institution", "experience": "role", "service": "role"}
REQUIRED["news"] = "text"


def test_every_section_is_tried():
    assert NEW.keys() == SECTIONS.keys()


@pytest.mark.parametrize("name", SECTIONS)
def test_an_entry_is_added_changed_replaced_and_taken_away(owner, name):
    path = f"/api/v1/{name}"
    total = owner.get(path).json["total"]
    added = owner.post(path, NEW[name])
    address = added.headers["Location"].removeprefix("https://example.org")
    assert (added.status_code, owner.get(address).json) == (201, added.json)
    assert owner.get(path).json["items"][0] == added.json
    required = REQUIRED.get(name, "title")
    changed = owner.patch(address, {required: "Changed"}).json
    assert changed["version"] == 2
    assert owner.put(address, changed).json == changed == owner.get(address).json
    assert owner.delete(address).status_code == 204
    assert (owner.get(address).status_code, owner.get(path).json["total"]) == (404, total)


@pytest.mark.parametrize("name", SECTIONS)
def test_what_was_read_can_be_put_back_and_changes_nothing(owner, name):
    before = revision()
    for item in owner.get(f"/api/v1/{name}").json["items"]:
        assert owner.put(f"/api/v1/{name}/{item['id']}", item).json == item
    assert revision() == before


@pytest.mark.parametrize("name", SECTIONS)
def test_a_list_goes_in_whole_or_not_at_all(owner, name):
    path = f"/api/v1/{name}"
    total = owner.get(path).json["total"]
    refused = owner.post(path, [NEW[name], {"nothing": 1}])
    assert refused.status_code == 422
    assert f"/1/{REQUIRED.get(name, 'title')}" in pointers(refused)
    assert owner.get(path).json["total"] == total
    assert owner.post(path, [NEW[name], NEW[name]]).status_code == 201
    assert owner.get(path).json["total"] == total + 2


def test_an_entry_is_moved_by_its_place(owner):
    ids = [item["id"] for item in owner.get("/api/v1/projects").json["items"]]
    owner.patch(f"/api/v1/projects/{ids[-1]}", {"position": 2})
    moved = [ids[0], ids[-1], *ids[1:-1]]
    assert [item["id"] for item in owner.get("/api/v1/projects").json["items"]] == moved


def test_an_award_names_a_publication_that_is_there(owner):
    answer = owner.post("/api/v1/awards", {"title": "Best Paper", "publication": "nothing"})
    assert (answer.status_code, pointers(answer)) == (422, ["/publication"])


def test_a_publication_tells_of_an_award_that_was_given_to_it(owner):
    owner.post("/api/v1/awards", NEW["awards"])
    awards = owner.get("/api/v1/publications/zhao2025edas").json["awards"]
    assert [award["title"] for award in awards] == [{"en": "Best Paper"}]


def test_the_profile_is_changed_in_part(owner):
    before = owner.get("/api/v1/profile").json
    answer = owner.patch("/api/v1/profile", {"headline": "Professor", "email": "han@example.org"})
    headline = {**before["headline"], "en": "Professor"}
    assert answer.json == {**before, "headline": headline, "email": "han@example.org"}
    assert owner.get("/api/v1/profile").json == answer.json


def test_what_was_read_of_the_profile_can_be_sent_back(owner):
    before = owner.get("/api/v1/profile").json
    assert owner.patch("/api/v1/profile", before).json == before


def test_a_text_whose_last_language_is_taken_away_is_no_longer_there(owner):
    owner.patch("/api/v1/profile", {"location": {"en": "Here", "zh": "这里"}})
    assert owner.patch("/api/v1/profile", {"location": {"en": None}}).json["location"] == {"zh": "这里"}
    assert owner.patch("/api/v1/profile", {"location": {"zh": None}}).json["location"] is None
    gone = owner.patch("/api/v1/projects/1", {"title": dict.fromkeys(("en", "zh"))})
    assert (gone.status_code, pointers(gone)) == (422, ["/title"])


def test_a_whole_number_may_be_written_with_a_point(owner):
    answer = send(owner, b'{"title": "X", "year": 2024.0}', "/api/v1/awards")
    assert (answer.status_code, answer.json["year"]) == (201, 2024)
    assert send(owner, b'{"title": "X", "year": 2024.5}', "/api/v1/awards").status_code == 422


def test_the_faults_of_a_profile_are_told_where_they_stand(owner):
    answer = owner.patch(
        "/api/v1/profile", {"email": "no", "links": [{"kind": "web", "url": "javascript:x"}]}
    )
    assert set(pointers(answer)) == {"/email", "/links/0/url"}
