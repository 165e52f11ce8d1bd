"""What is brought in is known as a work that is there surely, perhaps or not, and so is what was rejected."""

import pytest
from sqlalchemy import func, select

from formats.records import Found
from models import db
from models.inbox import Proposal
from models.publication import Publication
from services.editing import Edit
from services.importing import Source, bring_in
from tests.services.bringing import TITLE, bring, one, stored, work


@pytest.fixture(autouse=True)
def bare_profile(build):
    """A profile without entries."""
    return build


@pytest.mark.parametrize(
    ("there", "brought"),
    [
        ({"doi": "10.1000/abc"}, {"doi": "10.1000/ABC", "title": "Renamed since"}),
        ({"arxiv_id": "2401.00001"}, {"arxiv_id": "2401.00001v3", "title": "Renamed since"}),
        ({"year": 2024, "venue": "ABC"}, {"year": 2024, "title": TITLE.upper()}),
        ({"year": 2024, "venue": "ABC"}, {"year": None, "status": "published"}),
        (
            {"key": "mine2024", "year": 2024, "venue": "ABC"},
            {"key": "mine2024", "venue": "ABC", "year": 2024},
        ),
    ],
    ids=["doi", "arxiv", "title and year", "a long title without year", "key"],
)
def test_a_work_is_known_by_what_identifies_it(there, brought):
    bring(work(**there))
    report = bring(work(**brought))
    assert one(report)["result"] in ("updated", "unchanged")
    assert db.session.scalar(select(func.count(Publication.id))) == 1


@pytest.mark.parametrize("title", [f"{TITLE}!", TITLE.replace("Programs", "Programmes")])
def test_a_title_that_is_nearly_the_same_is_offered_and_not_joined(title):
    bring(work(year=2024))
    report = bring(work(year=2024, title=title))
    assert one(report)["result"] == "skipped"
    assert "lindqvist2024scheduling" in one(report)["detail"]
    assert one(bring(work(year=2024, title=title), similar="merge"))["key"] == "lindqvist2024scheduling"


@pytest.mark.parametrize(
    "more",
    [
        {"title": f"{TITLE} II"},
        {"title": f"Erratum: {TITLE}"},
        {"title": TITLE.replace("Programs", "Graphs")},
        {"title": TITLE.replace("Programs", "Programmes"), "authors": ["Eva Lund"]},
    ],
)
def test_a_title_that_another_work_has_is_no_doubt(more):
    bring(work(year=2024))
    assert one(bring(work(year=2024, **more)))["result"] == "created"


@pytest.mark.parametrize("more", [{"doi": "10.1000/other"}, {"authors": [{"name": "Eva Lund"}]}])
def test_one_title_in_one_year_is_a_doubt_where_doi_or_authors_are_others(more):
    bring(work(year=2024, doi="10.1000/abc"))
    assert one(bring(work(year=2024, **more)))["result"] == "skipped"
    assert "lindqvist2024scheduling" in one(bring(work(year=2024, **more)))["detail"]
    assert stored("lindqvist2024scheduling")["doi"] == "10.1000/abc"


def test_one_key_joins_no_two_parts_of_a_work():
    bring(work(key="parts2020", year=2020, title=f"{TITLE}, Part 1"))
    assert one(bring(work(key="parts2020", year=2020, title=f"{TITLE}, Part 2")))["result"] == "created"


def test_a_preprint_with_another_subtitle_is_offered_to_its_authors_alone():
    bring(work(arxiv_id="2401.00001", title="EDAS: Loading Data", year=2023))
    published = {"title": "EDAS: Enabling Fast Reads", "year": 2024, "venue": "ABC", "status": "published"}
    assert one(bring(work(**published)))["result"] == "skipped"
    assert one(bring(work(**published, authors=[{"name": "Eva Lund"}])))["result"] == "created"


def test_a_key_that_two_collections_chose_for_two_works_joins_nothing():
    bring(work(key="smith2020", year=2020))
    report = bring(work(key="smith2020", year=2020, title="Gardens of the North"))
    assert one(report)["result"] == "created"
    assert one(report)["key"] != "smith2020"
    assert "smith2020" in one(report)["detail"]


@pytest.mark.parametrize(
    ("again", "result"),
    [
        ({"title": "Renamed Since"}, "skipped"),
        ({"title": TITLE.replace("Tensor", "Tenssor"), "doi": None}, "skipped"),
        ({"title": f"{TITLE}, Part 2", "doi": None}, "proposed"),
        ({"authors": [{"name": "Eva Lund"}], "year": 2010, "title": "Another", "doi": "10.1/b"}, "proposed"),
    ],
)
def test_what_was_rejected_is_not_found_again_in_another_place(again, result):
    fields = {"year": 2024, "doi": "10.1000/abc"}
    for name, more in (("orcid:1", {}), ("dblp:1", again)):
        edit = Edit(db.session(), "en")
        source = Source(name, Found([work(**(fields | more))], []))
        outcome = one(bring_in(edit, [source], "inbox", new_ones_wait=True).document())
        for proposal in db.session.scalars(select(Proposal)):
            proposal.state = "rejected"
    assert outcome["result"] == result
