"""The venue catalogue is loaded as often as one likes: what differs is corrected, and twice is once."""

from pathlib import Path

import pytest
from sqlalchemy import event, select

from models import db
from models.revision import current
from models.venue import Venue, VenueRank
from services import catalogue

DATA = Path(__file__).parents[2] / "data"


def state():
    """Tell all that is stored of venues and ranks."""
    venues = [tuple(row) for row in db.session.execute(select(Venue.__table__).order_by(Venue.id))]
    ranks = [tuple(row) for row in db.session.execute(select(VenueRank.__table__).order_by(VenueRank.id))]
    return repr((venues, ranks))


@pytest.fixture
def loaded(app):
    return app


def test_the_catalogue_has_its_venues_and_ranks(loaded):
    assert db.session.query(Venue).count() == 745
    assert db.session.query(VenueRank).count() == 2246


def test_loading_twice_changes_nothing_and_writes_nothing(loaded):
    before, revision = state(), current(db.engine)
    written = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: written.append(args[2]))
    done = catalogue.load(db.session(), DATA)
    assert (done["added"], done["changed"]) == (0, 0)
    assert (done["venues"], done["ranks"]) == (745, 2246)
    assert (state(), current(db.engine)) == (before, revision)
    assert not [statement for statement in written if not statement.lstrip().startswith("SELECT")]


def test_what_differs_is_corrected_in_one_write(loaded):
    revision = current(db.engine)[0]
    taco = db.session.scalar(select(Venue).where(Venue.slug == "taco"))
    taco.name = "Wrong"
    taco.ranks[0].rank_class, taco.ranks[0].label = "Z", "CCF-Z"
    db.session.delete(db.session.scalar(select(VenueRank).where(VenueRank.venue_id != taco.id).limit(1)))
    db.session.commit()
    done = catalogue.load(db.session(), DATA)
    assert done["changed"] >= 1
    assert current(db.engine)[0] == revision + 2
    assert db.session.query(VenueRank).count() == 2246
    assert db.session.scalar(select(Venue.name).where(Venue.slug == "taco")) != "Wrong"
    assert not db.session.query(VenueRank).filter_by(rank_class="Z").count()


def test_the_newest_edition_of_every_scheme_is_the_current_one(loaded):
    editions = {}
    for scheme, edition, is_current in db.session.execute(
        select(VenueRank.scheme, VenueRank.edition, VenueRank.current).distinct()
    ):
        editions.setdefault(scheme, set()).add((edition, is_current))
    for found in editions.values():
        newest = max(edition for edition, _ in found)
        assert {edition for edition, is_current in found if is_current} == {newest}
        assert len(found) == len({edition for edition, _ in found})


def test_a_venue_of_the_owner_stays(loaded):
    db.session.add(Venue(slug="mine", name="Mine", kind="journal", aliases=[], folded="mine"))
    db.session.commit()
    catalogue.load(db.session(), DATA)
    assert db.session.scalar(select(Venue.name).where(Venue.slug == "mine")) == "Mine"


VENUES = "acronym,name,kind,publisher,area,dblp_key,aliases\n"
RANKS = "kind,dblp_key,name,scheme,edition,rank\n"


def write(folder, venues, ranks=""):
    (folder / "venues.csv").write_text(VENUES + venues, encoding="utf-8")
    (folder / "venue_ranks.csv").write_text(RANKS + ranks, encoding="utf-8")


def test_two_venues_of_one_acronym_have_two_slugs(empty_app, tmp_path):
    write(
        tmp_path,
        "PACT,One,conference,,,conf/pact,\nPACT,Two,journal,,,journals/pact,\nPACT,Three,conference,,,conf/pact2,\n",
    )
    catalogue.load(db.session(), tmp_path)
    assert {row.slug for row in db.session.query(Venue)} == {"pact", "pact-journal", "pact-conference"}


def test_a_new_edition_takes_the_place_of_the_current_one(empty_app, tmp_path):
    venue = "PACT,One,conference,,,conf/pact,\n"
    write(tmp_path, venue, "conference,conf/pact,One,CCF,2022,B\n")
    catalogue.load(db.session(), tmp_path)
    write(tmp_path, venue, "conference,conf/pact,One,CCF,2022,B\nconference,conf/pact,One,CCF,2026,A\n")
    catalogue.load(db.session(), tmp_path)
    ranks = {row.edition: (row.label, row.current) for row in db.session.query(VenueRank)}
    assert ranks == {"2022": ("CCF-B", False), "2026": ("CCF-A", True)}
