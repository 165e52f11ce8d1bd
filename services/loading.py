"""Putting a whole profile, read from one file, in the place of the one that is there, in one transaction."""

from collections import Counter
from itertools import count
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.database import now
from models.folding import fold, slug
from models.ledger import CitationTotal
from models.person import Person
from models.profile import Profile
from models.publication import Authorship, CitationCount, Publication, Topic
from models.revision import current_number
from models.sections import SECTIONS
from models.venue import Venue, VenueRank
from models.writing import Change
from services.reading import ProfileFault


def replace(session: Session, data: dict[str, Any], actor: str | None = None) -> Counter[str]:
    """Put a profile in the place of the one that is there; venues stay. Count what was loaded by section.

    History tells that an actor did it; without one, it is how a new database begins.
    """
    session.execute(delete(Profile))
    tables: tuple[type[Any], ...] = (
        *SECTIONS.values(),
        CitationCount,
        CitationTotal,
        Topic,
        Authorship,
        Publication,
        Person,
    )
    for model in tables:
        session.execute(delete(model))
    session.expunge_all()
    people = People(session, data["people"])
    venues = Venues(session, data["venues"])
    if wrong := venues.unknown(data["publications"]):
        session.rollback()
        raise ProfileFault("\n".join(wrong))
    owner = people.of(_first_text(data["profile"]["name"]), data["profile"].pop("slug"))
    session.add(Profile(id=1, person=owner, **data["profile"]))
    publications = {}
    for position, item in enumerate(data["publications"], 1):
        publications[item["key"]] = publication(item, position, people, venues)
    session.add_all(publications.values())
    for cited in data["citation_counts"]:
        publications[cited.pop("publication")].citation_counts.append(CitationCount(**cited))
    session.add_all(CitationTotal(**stated) for stated in data["citation_totals"])
    for name, model in SECTIONS.items():
        for position, item in enumerate(_numbered(data[name]), 1):
            session.add(model(position=position, **_entry(name, item, people, publications)))
    if actor:
        session.add(Change(revision=current_number(session) + 1, actor=actor, action="load"))
    session.commit()
    return Counter({"publications": len(publications), **{name: len(data[name]) for name in SECTIONS}})


class People:
    """The people of a file, each made once, however often named."""

    def __init__(self, session: Session, described: list[dict[str, Any]]) -> None:
        self.session = session
        self.by_slug = {person["slug"]: Person(**person) for person in described}
        session.add_all(self.by_slug.values())

    def of(self, name: str, given: str | None = None) -> Person:
        """Find or make the person of a slug, or of a name when there is no slug."""
        key = given or slug(name)
        if key not in self.by_slug:
            self.by_slug[key] = Person(slug=key, name=name, variants=[])
            self.session.add(self.by_slug[key])
        return self.by_slug[key]


class Venues:
    """The venues that are known, by slug, with those that a file brings and the catalogue lacks."""

    def __init__(self, session: Session, described: list[dict[str, Any]]) -> None:
        self.by_slug = {venue.slug: venue for venue in session.scalars(select(Venue))}
        for facts in described:
            if facts["slug"] not in self.by_slug:
                self.by_slug[facts["slug"]] = self._make(session, facts)

    @staticmethod
    def _make(session: Session, facts: dict[str, Any]) -> Venue:
        ranks = [
            VenueRank(label=f"{rank['scheme']}-{rank['rank_class']}", **rank) for rank in facts.pop("ranks")
        ]
        venue = Venue(**facts, ranks=ranks, folded=fold(facts["acronym"] or facts["name"]))
        session.add(venue)
        return venue

    def unknown(self, works: list[dict[str, Any]]) -> list[str]:
        """Tell of every publication whose venue is not known."""
        return [
            f"/publications/{place}/venue: no venue has the slug {item['venue']!r}; "
            "load the catalogue or list it under venues."
            for place, item in enumerate(works)
            if item["venue"] not in (None, *self.by_slug)
        ]


def publication(item: dict[str, Any], position: int, people: People, venues: Venues) -> Publication:
    """Make a publication of a file's entry."""
    facts = {
        key: value
        for key, value in item.items()
        if key not in ("authors", "topics", "venue", "rank", *STAMPS)
    }
    work = Publication(**facts, **_stamps(item), position=position, stated_rank=item["rank"])
    work.venue = venues.by_slug[item["venue"]] if item["venue"] else None
    for place, author in enumerate(item["authors"], 1):
        person = people.of(author["name"], author.pop("slug"))
        work.authors.append(Authorship(position=place, person=person, **author))
    for place, topic in enumerate(item["topics"], 1):
        work.topics.append(
            Topic(position=place, slug=topic["slug"] or slug(topic["label"]), label=topic["label"])
        )
    work.fold_for_search()
    return work


STAMPS = ("created_at", "updated_at", "version")


def _stamps(item: dict[str, Any]) -> dict[str, Any]:
    made = item["created_at"] or now()
    return {"created_at": made, "updated_at": item["updated_at"] or made, "version": item["version"]}


def _numbered(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each entry without a number the smallest that no other has: the database would not look ahead."""
    taken = {entry["id"] for entry in entries}
    free = (number for number in count(1) if number not in taken)
    return [{**entry, "id": entry["id"] or next(free)} for entry in entries]


def _entry(
    section: str, item: dict[str, Any], people: People, publications: dict[str, Publication]
) -> dict[str, Any]:
    facts = {key: value for key, value in item.items() if key not in STAMPS}
    if section == "students":
        facts["person"] = people.of(item["name"], facts.pop("person"))
    if section == "awards":
        facts["publication"] = publications[item["publication"]] if item["publication"] else None
    return {**facts, **_stamps(item)}


def _first_text(text: dict[str, str]) -> str:
    return text.get("en") or next(iter(text.values()))
