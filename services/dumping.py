"""Writing a whole profile to one file, so that loading it gives the same profile again."""

from typing import Any

import orjson
import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import listing
from models.ledger import FIGURES, CitationTotal
from models.person import Person
from models.profile import Profile
from models.publication import CitationCount, Publication
from models.sections import SECTIONS, in_order
from models.venue import Venue
from models.works import Work
from schemas import profile as profile_schema
from schemas import publication as publication_schema
from schemas import sections as section_schema
from services.records import of_profile

COUNTED = ("source", "as_of", "count", "source_id")
"""What stands beside the key of a work that was counted."""


class NoProfile(LookupError):
    """The database holds no profile yet."""


def collect(session: Session, site: str, scheme: str) -> dict[str, Any]:
    """Collect the whole profile in the order of the file; raise NoProfile when there is none."""
    profile = session.scalar(select(Profile))
    if profile is None:
        raise NoProfile
    works = listing.everything(session, scheme)
    whole: dict[str, Any] = {
        "profile": of_profile(profile),
        "publications": [_publication(work, site) for work in works],
    }
    for name in SECTIONS:
        whole[name] = [
            section_schema.dump(name, entry, hidden=True) for entry in session.scalars(in_order(name))
        ]
    whole["people"] = [_person(person) for person in session.scalars(select(Person).order_by(Person.slug))]
    used = select(Venue).where(Venue.id.in_(select(Publication.venue_id))).order_by(Venue.slug)
    whole["venues"] = [_venue(venue) for venue in session.scalars(used)]
    whole["citation_counts"] = _citation_counts(session)
    whole["citation_totals"] = _citation_totals(session)
    return whole


def _publication(work: Work, site: str) -> dict[str, Any]:
    return publication_schema.Writer(site).write(work)


def _person(person: Person) -> dict[str, Any]:
    item = profile_schema.dump_person(person, False, 0, None)
    return {key: item[key] for key in ("slug", "name", "variants", "homepage", "relation", "title")}


def _venue(venue: Venue) -> dict[str, Any]:
    item = profile_schema.dump_venue(venue, 0)
    del item["publications"]
    ranks = [{**rank, "current": row.current} for rank, row in zip(item["ranks"], venue.ranks, strict=True)]
    return {**item, "ranks": ranks}


def _citation_counts(session: Session) -> list[dict[str, Any]]:
    statement = (
        select(Publication.key, *(getattr(CitationCount, key) for key in COUNTED))
        .join(CitationCount, CitationCount.publication_id == Publication.id)
        .order_by(Publication.key, CitationCount.source, CitationCount.as_of)
    )
    keys = ("publication", *COUNTED)
    return [dict(zip(keys, row, strict=True)) for row in session.execute(statement)]


def _citation_totals(session: Session) -> list[dict[str, Any]]:
    columns = (CitationTotal.source, CitationTotal.as_of, *(getattr(CitationTotal, key) for key in FIGURES))
    statement = select(*columns).order_by(CitationTotal.source, CitationTotal.as_of)
    return [dict(zip(("source", "as_of", *FIGURES), row, strict=True)) for row in session.execute(statement)]


def write(whole: dict[str, Any], form: str) -> str:
    """Write a collected profile as `json` or `yaml`."""
    if form == "yaml":
        return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=120)
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2).decode() + "\n"
