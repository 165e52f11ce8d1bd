"""Whom and what a body names: people and venues that are known by any of their names, or made."""

from collections.abc import Container, Mapping
from itertools import chain, count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.folding import LONGEST_SLUG, NO_NAME, ended, fold, slug
from models.known import venues_named
from models.person import Person
from models.venue import Venue

ROOM = 12
"""Characters at the end of the longest slug that a number and its dash may take."""

CATALOGUES = ("aliases", "publisher", "area", "dblp_key", "ranks")
"""What only the catalogue or a profile file says of a venue."""


class Unclear(ValueError):
    """A name that stands for nothing, or for several things; its text says what to write."""


def no_slug(given: str | None) -> str | None:
    """Say what is wrong with a slug that could not stand in an address as it is, or None."""
    if given is None or given == slug(given):
        return None
    return f"{given!r} is no slug; write letters, digits and hyphens as in {slug(given)!r}."


def free_slug(session: Session, model: type[Any], wanted: str) -> str:
    """Number a slug that another has already."""
    stem = wanted[: LONGEST_SLUG - ROOM]
    taken = session.scalars(select(model.slug).where(model.slug.startswith(stem, autoescape=True)))
    return numbered(wanted, set(taken))


def numbered(wanted: str, taken: Container[str]) -> str:
    """Give a slug that is not taken: as it is wanted, or else with the first free number."""
    return next(
        each for each in chain([wanted], (ended(wanted, str(n)) for n in count(2))) if each not in taken
    )


def called(name: str) -> str:
    """Give what a name is known by: its slug, or itself where it has neither letters nor digits."""
    made = slug(name)
    return name if made == NO_NAME else made


class Names:
    """The people and venues that one change names, each looked up or made once."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.hidden = True
        """Whether who writes may hear of hidden works."""
        self.people: dict[tuple[str, str | None], Person] = {}
        self.made: dict[str, Venue] = {}
        self.slugs: dict[str, Person] = {}
        self.variants: dict[str, Person] | None = None
        """Everyone, by slug and by folded spelling, read when a name is met that is nobody's slug."""

    def person(self, name: str, given: str | None = None) -> Person:
        """Find the person of a slug, or of a name in any known spelling; make one who is new."""
        asked = (name, given)
        if asked not in self.people:
            self.people[asked] = self._known(name, given) or self._new(name, given)
        return self.people[asked]

    def _known(self, name: str, given: str | None) -> Person | None:
        wanted = given or called(name)
        if wanted not in self.slugs and self.variants is None:
            found = self.session.scalar(select(Person).where(Person.slug == wanted))
            if found or given:
                return found
        return self.slugs.get(wanted) or (None if given else self._everyone().get(fold(name)))

    def _everyone(self) -> dict[str, Person]:
        """Read everyone by folded spelling, once; who was made meanwhile is known by slug alone."""
        if self.variants is None:
            people = self.session.scalars(select(Person)).all()
            self.variants = {fold(text): each for each in people for text in (*each.variants, each.name)}
            self.slugs = {each.slug: each for each in people} | self.slugs
        return self.variants

    def _new(self, name: str, given: str | None) -> Person:
        # It is written with the work that names it: to flush for each alone took a fifth of an import's time.
        made = given or numbered(slug(name), self.slugs)
        person = self.slugs[made] = Person(slug=made, name=name, variants=[])
        self.session.add(person)
        return person

    def venue(self, facts: Mapping[str, Any], kind: str) -> Venue:
        """Find the venue of a slug, acronym, alias or name; make one that is unknown, of a kind.

        Raise Unclear where a name is that of several venues, or where a slug is unknown and no name is given.
        """
        for word in filter(None, (facts.get("slug"), facts.get("acronym"), facts.get("name"))):
            if called(word) in self.made:
                return self.made[called(word)]
            found = venues_named(self.session, word)
            if len(found) > 1:
                raise Unclear(
                    f"Several venues are called {word!r}: write {' or '.join(sorted(found.values()))}."
                )
            if found:
                return self.session.get_one(Venue, next(iter(found)))
        name = facts.get("name") or facts.get("acronym")
        if not name:
            raise Unclear(f"No venue has the slug {facts.get('slug')!r}; give its name to make it.")
        return self._make(facts, name, kind)

    def _make(self, facts: Mapping[str, Any], name: str, kind: str) -> Venue:
        if wrong := no_slug(facts.get("slug")):
            raise Unclear(wrong)
        if more := [key for key in CATALOGUES if facts.get(key)]:
            raise Unclear(
                f"No venue is called {name!r}, and one that is made here has no {' and '.join(more)}."
            )
        acronym = facts.get("acronym") or (name if len(name) <= 20 and " " not in name else None)
        made = Venue(
            slug=facts.get("slug") or free_slug(self.session, Venue, slug(acronym or name)),
            acronym=acronym,
            name=name,
            kind=facts.get("kind") or kind,
            aliases=[],
            folded=fold(acronym or name),
        )
        self.session.add(made)
        self.session.flush()
        for word in filter(None, (made.slug, made.acronym, made.name)):
            self.made[called(word)] = made
        return made
