"""Items that are kept as JSON are what would be written anew, whatever was written meanwhile and however."""

import pytest
from sqlalchemy import delete, insert, select, update

from models import db
from models.person import Person
from models.profile import Profile
from models.publication import Authorship, CitationCount, Publication, Topic
from models.sections import Award
from models.venue import Venue, VenueRank
from schemas.vocabulary import ITEM_KEYS
from services.kept_items import KeptItems


@pytest.fixture
def client(build, empty_app):
    """A program that has the list already: three works with every kind of part, and one with none."""
    venue = build.venue("CONF", ranks=(("CCF", "2022", "B"),))
    for title in ("First", "Second", "Third"):
        authors = ["Ada Lindqvist", "Bo Ek"]
        counts = [{"source": "openalex", "as_of": "2026-01-01", "count": 3}]
        build.publication(title=title, venue=venue, authors=authors, topics=["Graphs"], citations=counts)
    build.publication(title="Alone", authors=[])
    db.session.add(Award(position=1, title={"en": "Best paper"}, publication_id=1))
    db.session.commit()
    client = empty_app.test_client()
    assert listed(client) == written(client)
    return client


def listed(client, lang=""):
    return client.get(f"/api/v1/publications?facets=year{lang}").json["items"]


def written(client, lang=""):
    """Ask for every key by name, which is written anew each time."""
    return client.get(f"/api/v1/publications?fields={','.join(ITEM_KEYS)}{lang}").json["items"]


def one(model, **by):
    return db.session.scalars(select(model).filter_by(**by)).first()


def authors_turned_round():
    work = one(Publication, key="work1")
    people = [(author.person, author.name) for author in reversed(work.authors)]
    work.authors.clear()
    db.session.flush()
    for place, (person, name) in enumerate(people, 1):
        work.authors.append(Authorship(position=place, person=person, name=name))


def one_in_the_place_of_a_deleted_one():
    db.session.delete(one(Publication, key="work4"))
    db.session.flush()
    another()


def one_in_the_place_of_one_deleted_by_a_statement():
    db.session.execute(delete(Publication).where(Publication.key == "work4"))
    another()


def another():
    facts = {
        "type": "article",
        "status": "preprint",
        "position": 9,
        "links": [],
        "title_folded": "",
        "search": "",
    }
    db.session.add(Publication(id=4, key="another", title="Another", **facts))


WRITES = {
    "a title": lambda: setattr(one(Publication, key="work2"), "title", "Changed"),
    "a title by a statement": lambda: db.session.execute(update(Publication).values(title="All alike")),
    "a title on the bare table": lambda: db.session.execute(
        update(Publication.__table__).values(title="Bare")
    ),
    "a mark of an author": lambda: setattr(one(Authorship, position=2), "corresponding", True),
    "the authors' order": authors_turned_round,
    "a person's slug": lambda: setattr(one(Person, slug="bo-ek"), "slug", "bo-b-ek"),
    "who the owner is": lambda: setattr(one(Profile), "person", one(Person, slug="bo-ek")),
    "a topic": lambda: setattr(one(Topic), "label", "Trees"),
    "a topic more": lambda: db.session.add(Topic(publication_id=2, position=2, slug="new", label="New")),
    "a venue's acronym": lambda: setattr(one(Venue), "acronym", "RENAMED"),
    "a rank": lambda: setattr(one(VenueRank), "label", "CCF-A"),
    "a new edition": lambda: db.session.execute(
        insert(VenueRank).values(
            venue_id=1, scheme="CORE", edition="1", rank_class="A", label="CORE-A", current=True
        )
    ),
    "a newer count": lambda: db.session.add(
        CitationCount(publication_id=1, source="openalex", as_of="2026-02-01", count=4)
    ),
    "an award's title": lambda: setattr(one(Award), "title", {"en": "Runner-up"}),
    "a new award": lambda: db.session.add(Award(position=2, title={"en": "Another"}, publication_id=2)),
    "no award": lambda: db.session.delete(one(Award)),
    "a work less": lambda: db.session.delete(one(Publication, key="work2")),
    "a work of the same id": one_in_the_place_of_a_deleted_one,
    "a work of the same id, by a statement": one_in_the_place_of_one_deleted_by_a_statement,
    "what is hidden": lambda: setattr(one(Publication, key="work1"), "visibility", "private"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=list(WRITES))
def test_a_list_after_a_write_is_what_is_written_anew(client, write):
    before = listed(client)
    write()
    db.session.commit()
    assert listed(client) == written(client) != before


def test_of_two_steps_of_one_transaction_both_are_seen(client):
    one(Person, slug="bo-ek").slug = "changed"
    db.session.flush()
    one(Publication, key="work1").title = "Changed"
    db.session.commit()
    assert listed(client) == written(client)


def test_each_language_has_items_of_its_own(client):
    one(Publication, key="work1").note = {"en": "Slow", "zh": "慢"}
    db.session.commit()
    for lang in ("", "&lang=zh", "&lang=en", "&lang=zh"):
        assert listed(client, lang) == written(client, lang)


def test_a_written_entry_has_the_next_version_and_one_that_was_only_touched_has_not(client):
    work = one(Publication, key="work1")
    work.title = "Changed"
    db.session.commit()
    work.title = str(work.title)
    db.session.commit()
    assert [item["version"] for item in listed(client)] == [2, 1, 1, 1]


def test_a_shelf_that_is_too_full_is_emptied_at_the_next_question():
    kept = KeptItems(10)
    kept.shelf(1).put((1, 1, None), {"title": "longer than ten bytes"})
    assert kept.shelf(1).items == {}


def test_what_was_read_before_several_items_changed_never_comes_back():
    kept = KeptItems(1000)
    old = kept.shelf(1)
    kept.shelf(2)
    old.put((1, 1, None), "late")
    assert kept.shelf(2).items == {}
