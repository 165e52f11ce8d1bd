"""Synthetic publications, the same ones on every run, in database files that the application made itself."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import delete, insert, select

from app import create_app
from cli import prepare
from models import db
from models.folding import fold, slug
from models.person import Person
from models.profile import Profile
from models.publication import Authorship, Publication, Topic
from models.venue import Venue, VenueRank

WORDS = Path(__file__).with_name("words.txt").read_text(encoding="utf-8")
_, GIVEN_NAMES, FAMILY_NAMES, TERMS = (paragraph.split() for paragraph in WORDS.split("\n\n"))

SEED = 20260131
YEARS = range(1990, 2027)
VENUES_BY_RANK = {"CCF-A": 24, "CCF-B": 18, "CCF-C": 12, None: 6}
AT_ONCE = 2000
Row = dict[str, Any]
MADE_AT = datetime(2026, 1, 31, tzinfo=UTC)

# Names come again and again, and folding them is most of the work.
folded = lru_cache(20_000)(fold)
slug_of = lru_cache(20_000)(slug)


@contextmanager
def opened(path: Path, **settings: str) -> Iterator[Flask]:
    """Open the application on a database file, and close the file again."""
    app = create_app({"DATABASE_URL": f"sqlite:///{path}", **settings})
    with app.app_context():
        yield app
        db.session.remove()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()


def seed_database(folder: Path) -> Path:
    """Make the database of a fresh installation, once in a folder."""
    return _made(folder / "seed.db", lambda path: _fill(path, prepare))


def database(folder: Path, number: int) -> Path:
    """Make a database with a number of synthetic publications in place of the seed's, once in a folder."""

    def make(path: Path) -> None:
        shutil.copy(seed_database(folder), path)
        _fill(path, lambda: replace_publications(number))

    return _made(folder / f"{number}.db", make)


def _made(path: Path, make: Callable[[Path], None]) -> Path:
    if not path.exists():
        make(path)
    return path


def _fill(path: Path, fill: Callable[[], None]) -> None:
    with opened(path):
        fill()


def replace_publications(number: int) -> None:
    """Put synthetic publications in the place of those that are there, in one transaction."""
    choose = random.Random(SEED)
    db.session.execute(delete(Publication))
    venues = chosen_venues()
    people = make_people(choose, max(40, int(12 * number**0.5)))
    batch: list[Row] = []
    for position in range(1, number + 1):
        batch.append(work(choose, position, venues, people))
        if len(batch) == AT_ONCE or position == number:
            store(batch)
            batch.clear()
    db.session.commit()


def chosen_venues() -> list[Any]:
    """Choose the venues: well ranked ones mostly, a few that no list ranks."""
    listed = select(VenueRank.venue_id, VenueRank.label).where(VenueRank.scheme == "CCF", VenueRank.current)
    ranks = dict(db.session.execute(listed).tuples().all())
    columns = select(Venue.id, Venue.acronym, Venue.name, Venue.kind)
    venues = db.session.execute(columns.order_by(Venue.slug)).all()
    return [
        venue
        for label, most in VENUES_BY_RANK.items()
        for venue in [venue for venue in venues if ranks.get(venue.id) == label][:most]
    ]


def make_people(choose: random.Random, number: int) -> list[tuple[int, str]]:
    """Make co-authors; the owner, who is there already, comes first."""
    of_owner = select(Person.id, Person.name).join(Profile, Profile.person_id == Person.id)
    owner = db.session.execute(of_owner).one()
    taken = set(db.session.scalars(select(Person.slug)))
    first = max(db.session.scalars(select(Person.id))) + 1
    rows: list[Row] = []
    while len(rows) < number:
        initial = choose.choice(["", "", f" {choose.choice('ABCDEFGHJKLMNPQRSTWXYZ')}."])
        name = f"{choose.choice(GIVEN_NAMES)}{initial} {choose.choice(FAMILY_NAMES)}"
        if slug(name) not in taken:
            taken.add(slug(name))
            rows.append({"id": first + len(rows), "slug": slug(name), "name": name, "variants": []})
    db.session.execute(insert(Person), rows)
    return [(owner.id, owner.name), *((row["id"], row["name"]) for row in rows)]


def work(choose: random.Random, position: int, venues: list[Any], people: list[tuple[int, str]]) -> Row:
    """Make the row of one publication, with its authors and topics beside it."""
    preprint = choose.random() < 0.12
    venue = None if preprint else choose.choice(venues)
    year = None if preprint and choose.random() < 0.4 else YEARS[int(len(YEARS) * choose.random() ** 0.6)]
    title = sentence(choose, choose.randint(6, 11)).title()
    abstract = ". ".join(sentence(choose, 9).capitalize() for _ in range(3)) + "."
    authors = [people[0], *choose.sample(people[1:], choose.randint(2, 8))]
    choose.shuffle(authors)
    topics = choose.sample(TERMS, 2)
    named = [venue.acronym or "", venue.name] if venue else []
    words = [title, *(name for _, name in authors), *named, *topics, abstract]
    kind = "article-journal" if venue and venue.kind == "journal" else "paper-conference"
    return {
        "id": position,
        "key": f"{slug_of(authors[0][1].split()[-1])}{year or ''}{slug_of(title.split()[0])}-{position}",
        "title": title,
        "type": "article" if preprint else kind,
        "status": "preprint" if preprint else "published",
        "year": year,
        "month": choose.randint(1, 12) if year else None,
        "venue_id": venue and venue.id,
        "stated_rank": None,
        "volume": str(choose.randint(1, 60)) if kind == "article-journal" else None,
        "issue": None,
        "pages": None if preprint else f"{position % 900 + 1}-{position % 900 + 14}",
        "doi": None if preprint else f"10.5555/{year}.{position}",
        "arxiv_id": f"{2000 + position % 600}.{position:05d}" if preprint else None,
        "abstract": abstract,
        "links": [{"kind": "code", "url": f"https://example.org/code/{position}", "label": None}],
        "note": None,
        "selected": position % 20 == 0,
        "visibility": "public",
        "position": position,
        "title_folded": fold(title),
        "search": " ".join(folded(part) for part in words),
        "created_at": MADE_AT,
        "updated_at": MADE_AT,
        "version": 1,
        "authors": authors,
        "topics": topics,
    }


def sentence(choose: random.Random, length: int) -> str:
    """Write words in a row, the first ones of the list more often than the last, as in real text."""
    return " ".join(TERMS[int(len(TERMS) * choose.random() ** 2)] for _ in range(length))


def store(works: list[Row]) -> None:
    """Insert a batch of works with what belongs to them."""
    authors = [
        {
            "publication_id": row["id"],
            "position": place,
            "person_id": person,
            "name": name,
            "corresponding": place == len(row["authors"]),
            "equal_contribution": False,
        }
        for row in works
        for place, (person, name) in enumerate(row["authors"], 1)
    ]
    topics = [
        {"publication_id": row["id"], "position": place, "slug": slug_of(label), "label": label}
        for row in works
        for place, label in enumerate(row["topics"], 1)
    ]
    columns = Publication.__table__.columns.keys()
    rows = [{name: row[name] for name in columns} for row in works]
    db.session.execute(insert(Publication.__table__), rows)
    db.session.execute(insert(Authorship.__table__), authors)
    db.session.execute(insert(Topic.__table__), topics)
