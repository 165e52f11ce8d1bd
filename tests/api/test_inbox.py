"""What was found and is not certain lies in the inbox, with its difference, until it is decided, once."""

import pytest
from sqlalchemy import select

from models import db
from models.inbox import Proposal
from models.publication import Publication
from tests.api.test_errors import told
from tests.api.writing import Owner, token

PATH = "/api/v1/inbox"
TITLE = "EDAS: Enabling Fast Data Loading for GPU Serverless Computing"
"""Of a publication of the real profile, zhao2025edas."""
NEARLY = (
    f"@article{{x, title={{{TITLE}s}}, author={{Han Zhao}}, journal={{TACO}}, year={{2025}}, volume={{22}}}}"
)


@pytest.fixture
def owner(client):
    """A program that may write everything."""
    return Owner(client, token("write"))


def bring(owner, text=NEARLY, query="?similar=inbox"):
    """Import a text, and lay into the inbox what is similar."""
    headers = {"Authorization": f"Bearer {owner.secret}"}
    return owner.client.post(
        f"/api/v1/imports{query}", data=text, content_type="text/plain", headers=headers
    ).json


@pytest.fixture
def number(owner):
    """The number of a proposal that waits."""
    assert bring(owner)["proposed"] == 1
    return owner.get(PATH).json["items"][0]["id"]


def works():
    """Count the publications."""
    return len(db.session.scalars(select(Publication.id)).all())


def test_what_is_similar_waits_with_its_likeness_and_its_difference(owner):
    before = works()
    assert bring(owner)["items"][0]["result"] == "proposed"
    assert works() == before
    (proposal,) = owner.get(PATH).json["items"]
    assert (proposal["publication"], proposal["state"]) == ("zhao2025edas", "waiting")
    assert proposal["publication_title"] == TITLE
    # One letter more: the length of what both share, twice, over the length of both.
    assert proposal["score"] == round(100 * 2 * len(TITLE) / (2 * len(TITLE) + 1))
    assert proposal["difference"] == [{"pointer": "/volume", "before": None, "after": "22"}]
    assert owner.get(f"{PATH}/{proposal['id']}").json == proposal


def test_nothing_waits_twice(owner, number):
    assert bring(owner)["items"][0]["result"] == "skipped"
    assert owner.get(PATH).json["total"] == 1


def test_what_is_merged_fills_the_work_that_it_is_like(owner, number):
    before = works()
    answer = owner.send("POST", f"{PATH}/{number}/merge")
    assert (answer.status_code, answer.json["publication"]) == (200, "zhao2025edas")
    work = owner.get("/api/v1/publications/zhao2025edas").json
    assert (work["volume"], work["title"], works()) == ("22", TITLE, before)
    assert owner.get(f"{PATH}?state=merged").json["total"] == 1
    assert owner.get(PATH).json["total"] == 0


def test_what_is_accepted_is_a_work_of_its_own_and_can_be_undone(owner, number):
    before = works()
    key = owner.send("POST", f"{PATH}/{number}/accept").json["publication"]
    assert owner.get(f"/api/v1/publications/{key}").json["title"] == f"{TITLE}s"
    admin = Owner(owner.client, token("admin", name="admin"))
    change = admin.get("/api/v1/changes").json["items"][0]
    assert change["action"] == "accept"
    admin.send("POST", f"/api/v1/changes/{change['id']}/revert")
    assert works() == before
    assert owner.get(f"{PATH}/{number}").json["state"] == "waiting"
    assert owner.send("POST", f"{PATH}/{number}/accept").status_code == 200


@pytest.mark.parametrize("since", [{}, {"key": "renamed"}])
def test_a_merge_that_is_undone_waits_again(owner, number, since):
    owner.send("POST", f"{PATH}/{number}/merge")
    admin = Owner(owner.client, token("admin", name="admin"))
    change = admin.get("/api/v1/changes").json["items"][0]
    owner.patch("/api/v1/publications/zhao2025edas", since)
    admin.send("POST", f"/api/v1/changes/{change['id']}/revert")
    proposal = owner.get(f"{PATH}/{number}").json
    assert (proposal["state"], proposal["decided_at"]) == ("waiting", None)
    assert proposal["difference"] == [{"pointer": "/volume", "before": None, "after": "22"}]


def test_what_is_rejected_does_not_come_back(owner, number):
    answer = owner.send("POST", f"{PATH}/{number}/reject").json
    assert (answer["publication"], answer["proposal"]["state"]) == (None, "rejected")
    assert bring(owner)["items"][0]["result"] == "skipped"
    assert owner.get(PATH).json["total"] == 0


@pytest.mark.parametrize(
    ("again", "result"),
    [
        ({"title": f"{TITLE.replace('Enabling', 'Enablling')}s"}, "skipped"),
        ({"title": f"{TITLE}s", "year": "2024", "journal": "Another Journal"}, "skipped"),
        ({"title": f"{TITLE} II", "author": "Han Zhao and Bo Chen"}, "created"),
        ({"title": "EDAS: Quite Another Subtitle"}, "proposed"),
    ],
)
def test_what_is_rejected_does_not_come_back_in_other_words(owner, again, result):
    entry = {"title": f"{TITLE}s", "author": "Han Zhao", "journal": "TACO", "year": "2025"}
    written = lambda fields: f"@article{{x, {', '.join(f'{k}={{{v}}}' for k, v in fields.items())}}}"  # noqa: E731
    assert bring(owner, written(entry))["proposed"] == 1
    number = owner.get(PATH).json["items"][0]["id"]
    owner.send("POST", f"{PATH}/{number}/reject")
    assert bring(owner, written(entry | again))["items"][0]["result"] == result
    assert owner.get(PATH).json["total"] == (result == "proposed")


@pytest.mark.parametrize("decision", ["accept", "merge", "reject"])
def test_what_was_decided_is_decided(owner, number, decision):
    owner.send("POST", f"{PATH}/{number}/reject")
    told(owner.send("POST", f"{PATH}/{number}/{decision}"), 409)


@pytest.mark.parametrize("decision", ["accept", "merge", "reject"])
def test_a_dry_run_decides_nothing(owner, number, decision):
    answer = owner.send("POST", f"{PATH}/{number}/{decision}?dry_run=true")
    assert (answer.status_code, answer.json["dry_run"]) == (200, True)
    assert owner.get(PATH).json["total"] == 1


def test_what_is_like_nothing_cannot_be_merged(owner, number):
    owner.send("DELETE", "/api/v1/publications/zhao2025edas")
    told(owner.send("POST", f"{PATH}/{number}/merge"), 409)
    assert db.session.get(Proposal, number).state == "waiting"


@pytest.mark.parametrize("path", [PATH, f"{PATH}/1"])
def test_the_inbox_is_told_to_who_may_write_publications(client, path):
    told(client.get(path), 401)
    told(Owner(client, token("write:news")).get(path), 403)


def test_what_is_not_there_is_404(owner):
    told(owner.get(f"{PATH}/99"), 404)
    told(owner.send("POST", f"{PATH}/99/merge"), 404)
