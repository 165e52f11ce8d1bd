"""What the checks look at, read from the database at once, and what they find."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import AnyRow, now
from models.person import Person
from models.profile import Profile
from models.publication import Authorship, Publication
from models.recognition import Recogniser
from models.sections import SECTIONS, in_order
from models.venue import Venue, VenueRank
from services.recognising import recogniser

WORKS = select(
    Publication.id,
    Publication.key,
    Publication.title,
    Publication.year,
    Publication.month,
    Publication.status,
    Publication.venue_id,
    Publication.stated_rank,
    Publication.volume,
    Publication.pages,
    Publication.doi,
    Publication.arxiv_id,
    Publication.links,
).order_by(Publication.position, Publication.id)
VENUES = select(Venue.id, Venue.slug, Venue.acronym, Venue.name, Venue.kind, Venue.dblp_key).where(
    Venue.id.in_(select(Publication.venue_id))
)
PEOPLE = select(Person.id, Person.slug, Person.name, Person.variants, Person.homepage).order_by(Person.id)


class Facts(NamedTuple):
    """Rows of works, venues and people, and what belongs to them, hidden works too."""

    works: Sequence[AnyRow]
    venues: Mapping[int, AnyRow]
    ranks: Mapping[tuple[int, str], Mapping[str, str]]
    """By venue and scheme, what each edition has the venue as."""
    editions: Mapping[str, Sequence[str]]
    """By scheme, its editions; the current one is the last."""
    people: Sequence[AnyRow]
    works_of: Mapping[int, set[int]]
    """By person, the ids of the works."""
    authors_of: Mapping[int, set[int]]
    """By work, the ids of the people."""
    profile: Profile | None
    entries: Sequence[tuple[str, Any]]
    """The entries of all sections, each with the section's name."""
    recogniser: Recogniser
    this_year: int


def gather(session: Session) -> Facts:
    """Read everything that is checked."""
    ranks: dict[tuple[int, str], dict[str, str]] = defaultdict(dict)
    editions: dict[str, dict[str, bool]] = defaultdict(dict)
    listed = select(
        VenueRank.venue_id, VenueRank.scheme, VenueRank.edition, VenueRank.label, VenueRank.current
    )
    for row in session.execute(listed):
        ranks[row.venue_id, row.scheme][row.edition] = row.label
        editions[row.scheme][row.edition] = row.current
    works_of: dict[int, set[int]] = defaultdict(set)
    authors_of: dict[int, set[int]] = defaultdict(set)
    for work, person in session.execute(select(Authorship.publication_id, Authorship.person_id)):
        works_of[person].add(work)
        authors_of[work].add(person)
    return Facts(
        works=session.execute(WORKS).all(),
        venues={row.id: row for row in session.execute(VENUES)},
        ranks=ranks,
        editions={
            scheme: sorted(known, key=lambda each: (known[each], each)) for scheme, known in editions.items()
        },
        people=session.execute(PEOPLE).all(),
        works_of=works_of,
        authors_of=authors_of,
        profile=session.scalar(select(Profile)),
        entries=[(name, entry) for name in SECTIONS for entry in session.scalars(in_order(name))],
        recogniser=recogniser(session),
        this_year=now().year,
    )


MOST_NAMED = 10
"""Keys that a finding names beside its own."""


class Finding(NamedTuple):
    """Something that looks wrong, said in a sentence, and what to do; `related` is what else it touches."""

    kind: str
    collection: str
    key: str
    message: str
    advice: str
    related: tuple[str, ...] = ()


def of_work(kind: str, work: Any, message: str, advice: str, related: Iterable[str] = ()) -> Finding:
    """Make a finding of a publication."""
    return Finding(kind, "publications", work.key, message, advice, tuple(related)[:MOST_NAMED])
