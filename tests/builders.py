"""Makers of test data: everything has a default, so a test names only what it is about."""

from itertools import count
from typing import Any

from sqlalchemy import select

from models import db
from models.folding import fold, slug
from models.person import Person
from models.profile import Profile
from models.publication import Authorship, CitationCount, Publication, Topic
from models.venue import Venue, VenueRank

OWNER = "Ada Lindqvist"


class Builder:
    """Puts publications, venues and people into the database."""

    def __init__(self) -> None:
        self.number = count(1)
        owner = self.person(OWNER)
        interests: dict[str, Any] = {"current": [], "previous": []}
        facts: dict[str, Any] = {"affiliations": [], "notices": [], "links": [], "interests": interests}
        db.session.add(Profile(id=1, person=owner, name={"en": OWNER}, **facts))
        db.session.commit()

    def person(self, name: str) -> Person:
        """Find or make a person."""
        known = db.session.scalar(select(Person).where(Person.slug == slug(name)))
        if known is None:
            known = Person(slug=slug(name), name=name, variants=[])
            db.session.add(known)
        return known

    def venue(self, called: str, ranks: tuple[tuple[str, str, str], ...] = (), **facts: Any) -> Venue:
        """Make a venue; ranks are (scheme, edition, class), the newest edition of each scheme first."""
        seen: set[str] = set()
        rows = []
        for scheme, edition, rank_class in ranks:
            label = f"{scheme}-{rank_class}"
            current = scheme not in seen
            rows.append(
                VenueRank(scheme=scheme, edition=edition, rank_class=rank_class, label=label, current=current)
            )
            seen.add(scheme)
        defaults = {
            "slug": slug(called),
            "acronym": called,
            "folded": fold(called),
            "name": f"Conference called {called}",
            "kind": "conference",
            "aliases": [],
        }
        venue = Venue(ranks=rows, **{**defaults, **facts})
        db.session.add(venue)
        db.session.commit()
        return venue

    def publication(self, **facts: Any) -> Publication:
        """Make a publication; authors are names or (name, marks) pairs, topics are labels."""
        number = next(self.number)
        authors = facts.pop("authors", [OWNER])
        topics = facts.pop("topics", [])
        citations = facts.pop("citations", [])
        defaults: dict[str, Any] = {
            "key": f"work{number}",
            "title": f"Work {number}",
            "type": "paper-conference",
            "status": "published",
            "year": 2024,
            "position": number,
            "links": [],
        }
        work = Publication(**{**defaults, **facts})
        for position, author in enumerate(authors, 1):
            name, marks = author if isinstance(author, tuple) else (author, {})
            work.authors.append(Authorship(position=position, person=self.person(name), name=name, **marks))
        for position, label in enumerate(topics, 1):
            work.topics.append(Topic(position=position, slug=slug(label), label=label))
        work.citation_counts = [CitationCount(**count_) for count_ in citations]
        work.fold_for_search()
        db.session.add(work)
        db.session.commit()
        return work
