"""Loading ranks of a scheme of the owner's own: all of a file, or nothing and every fault with its line."""

from collections import Counter
from collections.abc import Mapping

from marshmallow import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from formats.ranks import Problem, Row, read
from models import venue_catalogue
from models.venue import Venue
from models.venue_text import squeeze
from schemas.patterns import RANK, RANK_PART
from services.recognising import recogniser


class Faulty(ValueError):
    """Raised with all that is wrong in a file."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = sorted(problems)


def load(session: Session, text: str) -> Counter[str]:
    """Add the ranks that are not there and correct those that differ, in one transaction; count both.

    Raise Faulty where a line cannot be read or names no venue, and store nothing.
    """
    rows, problems = read(text)
    named = session.execute(select(Venue.id, Venue.slug, Venue.dblp_key)).all()
    ids = {name: venue.id for venue in named for name in (venue.slug, venue.dblp_key) if name}
    ranks: dict[tuple[int, str, str], Row] = {}
    for row in rows:
        try:
            venue = _venue(session, row.venue, ids)
            _fits(row)
        except ValidationError as wrong:
            problems.append(Problem(row.line, " ".join(wrong.messages)))
            continue
        first = ranks.setdefault((venue, row.scheme, row.edition), row)
        if first.rank != row.rank:
            problems.append(Problem(row.line, f"Line {first.line} ranks this venue {first.rank}."))
    if problems:
        raise Faulty(problems)
    done = venue_catalogue.rank(session, {known: row.rank for known, row in ranks.items()})
    session.commit()
    return done


def _venue(session: Session, name: str, ids: Mapping[str, int]) -> int:
    """Find the venue of a slug or DBLP key, of one of its names, or the one that a text surely names."""
    if name in ids:
        return ids[name]
    known = recogniser(session)
    called = known.index.exact.get(squeeze(name), {})
    slugs = [known.venues[number].slug for number in called]
    if len(slugs) > 1:
        raise ValidationError(f"Several venues are called {name!r}.{_choices(slugs)}")
    if slugs:
        return ids[slugs[0]]
    found = known.recognise(name)
    if found.venue is None:
        near = _choices([venue.slug for venue in found.candidates])
        raise ValidationError(f"No venue is surely called {name!r}.{near}")
    return ids[found.venue.slug]


def _choices(slugs: list[str]) -> str:
    return f" Write {' or '.join(sorted(slugs))}." if slugs else ""


def _fits(row: Row) -> None:
    """Refuse what could not stand in an address: `CCF-A` is the scheme, a hyphen and the class."""
    if "-" in row.scheme:
        raise ValidationError(f"The scheme {row.scheme!r} has a hyphen, which parts it from the class.")
    RANK(f"{row.scheme}-{row.rank}")
    for part in (row.scheme, row.edition, row.rank):
        RANK_PART(part)
