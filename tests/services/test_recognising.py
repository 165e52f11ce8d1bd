"""Venues of a database are recognised as they stand now, and read once for as long as they do."""

from sqlalchemy import event, select

from models import db
from models.venue import Venue
from services.recognising import recognise


def test_a_text_names_a_venue_by_its_slug(app):
    found = recognise(db.session(), "Proc. of the 30th ACM Symposium on Operating Systems Principles, 2024")
    assert (found.venue.slug, found.year, found.reason) == ("sosp", 2024, "name")


def test_what_is_not_sure_is_told_with_slugs_to_choose_from(app):
    found = recognise(db.session(), "FSE 2024")
    assert (found.venue, found.reason) == (None, "several")
    slugs = {venue.slug for venue in found.candidates}
    assert slugs == set(db.session.scalars(select(Venue.slug).where(Venue.acronym == "FSE")))
    assert len(slugs) == 2


def test_a_new_venue_is_recognised_once_it_is_stored(app):
    assert recognise(db.session(), "NOSUCH 2024").venue is None
    venue = Venue(
        slug="nosuch", acronym="NOSUCH", name="No Such Venue", kind="conference", aliases=[], folded=""
    )
    db.session.add(venue)
    db.session.commit()
    assert recognise(db.session(), "NOSUCH 2024").venue.slug == "nosuch"


def test_the_second_text_reads_no_venue_again(app):
    recognise(db.session(), "SOSP")
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    recognise(db.session(), "OSDI")
    assert not [statement for statement in asked if "FROM venue" in statement]
