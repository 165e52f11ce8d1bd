"""Venues and people that a change leaves behind: what it alone had brought goes, and can come back."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.naming import CATALOGUED
from models.person import Person
from models.profile import Profile
from models.publication import Authorship, Publication
from models.sections import Student
from models.venue import Venue
from models.writing import ChangeItem
from schemas.bodies import VENUE_KINDS
from services.naming import no_slug
from services.records import Record


def let_go(session: Session, items: Iterable[ChangeItem]) -> None:
    """Take away the venues and people that nothing names since some items, and nobody described.

    What was taken from a work is kept in the item's record: a venue with what makes it again.
    """
    listed = [item for item in items if item.before]
    venues = _venues(session, listed)
    people = {named for item in listed for named in _people(item.collection, item.before or {})}
    session.flush()
    for venue in venues:
        if session.scalar(select(Publication.id).where(Publication.venue_id == venue.id).limit(1)) is None:
            session.delete(venue)
    for slug, name in sorted(people):
        _leave(session, slug, name)
    session.flush()


def _venues(session: Session, items: list[ChangeItem]) -> list[Venue]:
    """Find the venues that works left and that a write could make, each written down where it was left."""
    left: dict[str, Venue | None] = {}
    for item in items:
        before, after = item.before or {}, item.after or {}
        slug = before.get("venue")
        if item.collection != "publications" or not slug or slug == after.get("venue"):
            continue
        if slug not in left:
            left[slug] = session.scalar(select(Venue).where(Venue.slug == slug, ~CATALOGUED))
        venue = left[slug]
        if venue and not venue.aliases and venue.kind in VENUE_KINDS and no_slug(slug) is None:
            facts = {key: getattr(venue, key) for key in ("slug", "acronym", "name", "kind")}
            item.before = {**before, "venue": facts}
        else:
            left[slug] = None
    return [venue for venue in left.values() if venue]


PEOPLE: dict[str, Callable[[Record], list[tuple[str, str]]]] = {
    "publications": lambda record: [(author["slug"], author["name"]) for author in record["authors"]],
    "students": lambda record: [(record["person"], record["name"])],
}


def _people(collection: str, record: Record) -> list[tuple[str, str]]:
    """List the people that a record names, by slug and name."""
    return PEOPLE[collection](record) if collection in PEOPLE else []


def _leave(session: Session, slug: str, name: str) -> None:
    """Take a person away whom nothing names, unless more is known of them than the record says."""
    named: tuple[Any, ...] = (Authorship.person_id, Student.person_id, Profile.person_id)
    person = session.scalar(select(Person).where(Person.slug == slug, Person.name == name))
    if (
        person is None
        or no_slug(slug)
        or any((person.variants, person.homepage, person.relation, person.title))
    ):
        return
    if not any(session.scalar(select(column).where(column == person.id).limit(1)) for column in named):
        session.delete(person)
