"""Records that are brought in: matched with what is there, never over the owner's words, in one change."""

import pytest
from sqlalchemy import event, func, select

from formats.records import Problem, Record
from models import db
from models.person import Person
from models.publication import Publication
from models.sections import Award
from models.writing import Change
from services.editing import Edit
from services.reverting import revert
from tests.services.bringing import TITLE, bring, one, own, stored, work


@pytest.fixture(autouse=True)
def bare_profile(build):
    """A profile without entries."""
    return build


def test_a_new_work_is_created_and_told_with_its_place():
    report = bring(work(line=7, year=2024))
    assert {name: report[name] for name in ("created", "updated", "unchanged", "skipped")} == {
        "created": 1, "updated": 0, "unchanged": 0, "skipped": 0,
    }  # fmt: skip
    assert one(report) == {
        "result": "created", "collection": "publications", "key": "lindqvist2024scheduling", "title": TITLE,
        "file": "old.bib", "line": 7, "detail": None,
    }  # fmt: skip
    assert stored("lindqvist2024scheduling")["year"] == 2024


def test_what_is_brought_twice_changes_nothing_the_second_time():
    records = [work(year=2024), Record("awards", {"title": "Best paper", "year": 2023}, 9)]
    bring(*records)
    before = db.session.scalar(select(func.max(Change.id)))
    report = bring(*records)
    assert (report["unchanged"], report["created"], report["updated"]) == (2, 0, 0)
    assert db.session.scalar(select(func.max(Change.id))) == before


def test_gaps_are_filled_and_the_owners_own_words_stay():
    bring(work(year=2024))
    own(pages="1-10")
    report = bring(work(year=2024, pages="99-110", volume="7", doi="10.1000/abc"))
    assert one(report)["result"] == "updated"
    assert "pages" in one(report)["detail"]
    record = stored("lindqvist2024scheduling")
    assert (record["pages"], record["volume"], record["doi"]) == ("1-10", "7", "10.1000/abc")


def test_what_an_import_wrote_a_later_import_may_write_anew():
    bring(work(year=2024, pages="1-10"))
    report = bring(work(year=2024, pages="99-110"))
    assert (one(report)["result"], one(report)["detail"]) == ("updated", None)
    assert stored("lindqvist2024scheduling")["pages"] == "99-110"


def test_links_and_marks_are_added_to_those_that_are_there():
    code = {"kind": "code", "url": "https://example.org/code"}
    bring(work(year=2024, links=[code]))
    own(links=[{**code, "label": "Mine"}])
    marked = [{"name": "Ada Lindqvist"}, {"name": "Bo Chen", "corresponding": True}]
    bring(work(year=2024, authors=marked, links=[code, {"kind": "pdf", "url": "https://example.org/pdf"}]))
    record = stored("lindqvist2024scheduling")
    assert [link["url"] for link in record["links"]] == [
        "https://example.org/code",
        "https://example.org/pdf",
    ]
    assert record["links"][0]["label"] == {"en": "Mine"}
    assert [author["corresponding"] for author in record["authors"]] == [False, True]


def test_a_preprint_and_its_published_version_become_one_only_where_that_is_wanted():
    archive = {"kind": "pdf", "url": "https://example.org/preprint"}
    bring(work(arxiv_id="2401.00001", links=[archive]))
    page = {"kind": "doi", "url": "https://example.org/published"}
    published = work(year=2025, venue="ABC", status="published", links=[page])
    assert one(bring(published))["result"] == "skipped"
    assert one(bring(published, similar="merge"))["result"] == "updated"
    (only,) = db.session.scalars(select(Publication)).all()
    record = stored(only.key)
    assert (record["status"], record["year"], record["arxiv_id"]) == ("published", 2025, "2401.00001")
    assert record["type"] == "paper-conference"
    assert [link["url"] for link in record["links"]] == [archive["url"], page["url"]]


def test_a_preprint_stays_what_its_owner_called_it_until_it_is_published():
    bring(work(year=2020, status="preprint", type="report"))
    own(year=2021, type="report")
    again = work(year=2020, title=f"{TITLE}: a Report", note="Longer.")
    assert one(bring(again, similar="merge"))["result"] == "updated"
    (only,) = db.session.scalars(select(Publication)).all()
    assert (only.year, only.type, only.status, only.note) == (2021, "report", "preprint", {"en": "Longer."})


def test_both_versions_are_kept_where_that_is_wanted():
    bring(work(arxiv_id="2401.00001"))
    assert one(bring(work(year=2025, venue="ABC"), similar="add"))["result"] == "created"


def test_what_cannot_be_stored_is_left_out_with_its_line_and_the_rest_is_taken():
    report = bring(work(line=3, year=20245, volume="7"), problems=[Problem(12, "An entry is not closed.")])
    assert one(report)["result"] == "created"
    assert report["problems"][0] == {"file": "old.bib", "line": 12, "detail": "An entry is not closed."}
    assert (report["problems"][1]["line"], report["problems"][1]["detail"].split()[0]) == (3, "year")
    assert stored(one(report)["key"])["volume"] == "7"


def test_a_record_that_says_too_little_is_skipped_and_said_why():
    outcome = one(bring(Record("publications", {"title": TITLE}, 4)))
    assert (outcome["result"], outcome["line"]) == ("skipped", 4)
    assert "authors" in outcome["detail"]


def test_works_stand_in_the_order_of_the_file_before_those_that_were_there():
    bring(work(year=2020))
    bring(*(work(line, title=title, year=2024) for line, title in enumerate("ABC", 1)))
    in_order = select(Publication.title).order_by(Publication.position)
    assert db.session.scalars(in_order).all() == ["A", "B", "C", TITLE]


@pytest.mark.parametrize(
    ("collection", "fields"),
    [
        ("education", {"institution": "University of X", "degree": "PhD", "start": "2015"}),
        ("experience", {"organisation": "Harbour AI", "role": "Intern", "start": "2021-05"}),
        ("projects", {"title": "Fast things", "level": "national"}),
        ("courses", {"title": "Operating systems"}),
        ("students", {"name": "Eva Lund", "degree": "phd"}),
        ("service", {"role": "Reviewer", "organisation": "Journal of Y"}),
        ("talks", {"title": "On speed", "date": "2020-05"}),
        ("news", {"text": "A paper was accepted.", "date": "2020-05"}),
    ],
)
def test_an_entry_of_a_section_is_created_once(collection, fields):
    record = Record(collection, fields, 1)
    results = [one(bring(record))["result"] for _ in range(2)]
    assert results == ["created", "unchanged"]


def test_the_profile_is_filled_and_its_name_stays():
    record = Record("profile", {"name": "A. Lindqvist", "email": "ada@example.org"}, None)
    report = bring(record)
    assert (one(report)["result"], one(report)["detail"]) == ("updated", "Left as it stands here: name.")


def test_an_import_is_one_change_and_undone_whole():
    bring(work(year=2024), Record("awards", {"title": "Best paper"}, 2), work(title="Another", year=2023))
    (change,) = db.session.scalars(select(Change)).all()
    assert len(change.items) == 3
    edit = Edit(db.session(), "en")
    revert(edit, change)
    edit.close("test", "revert", change.id)
    db.session.commit()
    assert db.session.scalar(select(func.count(Publication.id))) == 0


@pytest.mark.parametrize(
    ("text", "slug", "year"),
    [("In ASPLOS2024", "asplos", 2024), ("Proceedings of ASPLOS", "asplos", None)],
)
def test_a_venue_is_recognised_in_its_text(bare_profile, text, slug, year):
    bare_profile.venue(
        "ASPLOS", name="International Conference on Architectural Support", dblp_key="conf/asplos"
    )
    record = stored(one(bring(work(venue=text)))["key"])
    assert (record["venue"], record["year"]) == (slug, year)


def test_a_venue_that_is_not_surely_one_is_left_out_and_told(bare_profile):
    bare_profile.venue("CC", name="Compiler Construction", dblp_key="conf/cc")
    bare_profile.venue(
        "CC", slug="cc-2", name="Computer Communications", kind="journal", dblp_key="journals/comcom"
    )
    report = bring(work(line=5, venue="CC", year=2020))
    assert stored(one(report)["key"])["venue"] is None
    (problem,) = report["problems"]
    assert problem["line"] == 5
    assert {"cc", "cc-2"} <= set(problem["detail"].replace(",", "").split())


@pytest.mark.parametrize(
    ("names", "stand"),
    [
        (["Ada Lindqvist", "Bo Chen", "Cy Moe"], ["Ada Lindqvist", "Bo Chen", "Cy Moe"]),
        (["Ada Lindqvist", "Bo Xiang Chen"], ["Ada Lindqvist", "Bo Xiang Chen"]),
        (["Ada Lindqvist"], ["Ada Lindqvist", "Bo Chen"]),
        (["A. Lindqvist", "B. Chen"], ["Ada Lindqvist", "Bo Chen"]),
    ],
    ids=["more", "more of each", "fewer", "less of each"],
)
def test_authors_of_an_import_give_way_only_to_those_that_say_more(names, stand):
    bring(work(key="key1", year=2024))
    outcome = one(bring(work(key="key1", year=2024, authors=[{"name": name} for name in names])))
    assert [author["name"] for author in stored("key1")["authors"]] == stand
    assert (outcome["result"], "authors" in (outcome["detail"] or "")) == (
        ("updated", False) if names == stand else ("unchanged", True)
    )


def test_many_new_authors_are_looked_up_together():
    titles = ["Of Rivers", "Glaciers Melt", "Where Fog Ends", "A Theory of Dew", "Salt"]

    def names(number):
        return [{"name": f"{chr(65 + number)}da {chr(65 + place)}indqvist"} for place in range(20)]

    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    bring(*(work(title=title, authors=names(number)) for number, title in enumerate(titles)))
    assert db.session.scalar(select(func.count()).select_from(Person)) >= 100
    looked = [text for text in asked if "FROM person" in text and "JOIN" not in text]
    # The first name is looked for alone, and then everyone is read.
    assert len(looked) <= 4, looked


def test_new_people_whose_names_make_one_slug_are_one_or_numbered():
    bring(
        work(
            authors=[{"name": "Wei Okafor"}, {"name": "!"}, {"name": "?"}, {"name": "wei okafor"}], key="key1"
        )
    )
    people = [author["slug"] for author in stored("key1")["authors"]]
    assert people == ["wei-okafor", "unnamed", "unnamed-2", "wei-okafor"]


@pytest.mark.parametrize(
    ("there", "linked"),
    [
        ({"key": "chen2020", "title": "Gardens of the North", "year": 2020}, "lindqvist2024scheduling"),
        ({"key": "mine", "doi": "10.1000/abc", "year": 2024}, "mine"),
        ({"key": "mine", "title": f"{TITLE}s", "year": 2024}, None),
    ],
    ids=["its key is another's here", "it has another key here", "it is doubtful"],
)
def test_an_award_goes_to_the_work_that_its_file_means(there, linked):
    bring(work(**there))
    brought = work(key="chen2020", year=2024, doi="10.1000/abc")
    report = bring(brought, Record("awards", {"title": "Best paper", "publication": "chen2020"}, 2))
    assert [item["result"] for item in report["items"]][1] == "created"
    (award,) = db.session.scalars(select(Award)).all()
    assert (award.publication and award.publication.key) == linked
