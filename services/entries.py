"""What a body says, put into an entry: everything that it names is found first, then the entry is changed."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.folding import slug
from models.publication import Authorship, Publication, Topic
from schemas.sections import names_hidden
from services.naming import Names, Unclear, no_slug
from services.records import FACTS

Body = Mapping[str, Any]
SMALL_WORDS = {"a", "an", "the", "on", "in", "of", "for", "to", "and", "towards", "toward"}


class Wrong(ValueError):
    """A value that the schema cannot judge; with the key it stands under."""

    def __init__(self, key: str, detail: str) -> None:
        super().__init__(detail)
        self.key, self.detail = key, detail


def fill_publication(session: Session, names: Names, work: Publication, body: Body) -> None:
    """Make a publication say what a body says; what the body leaves open is chosen as people expect."""
    kind = "journal" if body["type"] == "article-journal" else "conference"
    try:
        venue = names.venue(body["venue"], kind) if body["venue"] else None
    except Unclear as fault:
        raise Wrong("venue", str(fault)) from None
    refuse_slugs(body)
    people = [names.person(author["name"], author["slug"]) for author in body["authors"]]
    key = body["key"] or work.key or new_key(session, people[0].name, body["year"], body["title"])
    with session.no_autoflush:
        for name in FACTS:
            setattr(work, name, body[name])
        work.key = key
        work.type = body["type"] or type_at(venue)
        work.status = body["status"] or ("published" if venue else "preprint")
        work.venue, work.stated_rank, work.links = venue, body["rank"], body["links"]
        authors = [
            {
                "person": person,
                "name": author["name"],
                "corresponding": author["corresponding"],
                "equal_contribution": author["equal_contribution"],
            }
            for person, author in zip(people, body["authors"], strict=True)
        ]
        _set_rows(work.authors, Authorship, authors)
        _set_rows(work.topics, Topic, [topic_of(topic) for topic in body["topics"]])
        work.fold_for_search()


def refuse_slugs(body: Body) -> None:
    """Refuse slugs that no address could ask for, and two topics of one slug."""
    for part in ("authors", "topics"):
        for number, item in enumerate(body[part]):
            if wrong := no_slug(item["slug"]):
                raise Wrong(f"{part}/{number}/slug", wrong)
    slugs = [topic_of(topic)["slug"] for topic in body["topics"]]
    for number, each in enumerate(slugs):
        if each in slugs[:number]:
            raise Wrong(f"topics/{number}", f"This topic stands here already, as {each!r}.")


def topic_of(topic: Body) -> dict[str, Any]:
    """Give a topic its slug."""
    return {"slug": topic["slug"] or slug(topic["label"]), "label": topic["label"]}


def type_at(venue: Any) -> str:
    """Choose the CSL type of a work by its venue."""
    if venue is None:
        return "article"
    return "article-journal" if venue.kind == "journal" else "paper-conference"


def new_key(session: Session, author: str, year: int | None, title: str) -> str:
    """Make a key as citations have them: family name, year, first word that says something."""
    family: str = slug(author).rsplit("-", 1)[-1]
    words = [word for word in slug(title).split("-") if word not in SMALL_WORDS]
    stem: str = _ascii(f"{family}{year or ''}{words[0] if words else ''}") or f"work{year or ''}"
    taken = set(
        session.scalars(select(Publication.key).where(Publication.key.startswith(stem, autoescape=True)))
    )
    letters: tuple[str, ...] = (
        "",
        *"abcdefghijklmnopqrstuvwxyz",
        *(f"-{number}" for number in range(2, len(taken) + 3)),
    )
    return stem + next(letter for letter in letters if stem + letter not in taken)


def _ascii(text: str) -> str:
    return "".join(letter for letter in text if letter.isascii() and letter.isalnum())[:100]


def _set_rows(rows: list[Any], model: type[Any], wanted: list[dict[str, Any]]) -> None:
    """Make rows, ordered by position, those that are wanted; a row that stays is changed in place."""
    del rows[len(wanted) :]
    for row, facts in zip(rows, wanted, strict=False):
        for name, value in facts.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
    for place in range(len(rows), len(wanted)):
        rows.append(model(position=place + 1, **wanted[place]))


def fill_section(session: Session, names: Names, entry: Any, body: Body) -> None:
    """Make an entry of a section say what a body says."""
    facts = dict(body)
    if "person" in facts:
        if wrong := no_slug(facts["person"]):
            raise Wrong("person", wrong)
        facts["person"] = names.person(facts["name"], facts["person"])
    if "publication" in facts and not facts["publication"] and names_hidden(entry) and not names.hidden:
        # Who is not told of a hidden work does not mean to take it away.
        del facts["publication"]
    if facts.get("publication"):
        named = session.scalar(select(Publication).where(Publication.key == facts["publication"]))
        if named is None or not (names.hidden or named.visibility == "public"):
            raise Wrong("publication", f"There is no publication {facts['publication']!r}.")
        facts["publication"] = named
    with session.no_autoflush:
        for name, value in facts.items():
            setattr(entry, name, value)


def fill_profile(_session: Session, _names: Names, profile: Any, body: Body) -> None:
    """Make the profile say what a body says; whose it is does not change."""
    for name, value in body.items():
        if name != "slug":
            setattr(profile, name, value)


class Kind(NamedTuple):
    """How the entries of a collection are filled, and how one is named in history."""

    fill: Callable[[Session, Names, Any, Body], None]
    key_of: Callable[[Any], str]


SECTION = Kind(fill_section, lambda entry: str(entry.id))
KINDS = {
    "publications": Kind(fill_publication, lambda work: str(work.key)),
    "profile": Kind(fill_profile, lambda _: "profile"),
}


def kind_of(collection: str) -> Kind:
    """Give the kind of a collection."""
    return KINDS.get(collection, SECTION)
