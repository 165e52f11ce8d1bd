"""Placing works that are brought in: by a venue of the catalogue, where their own text surely names one."""

import re
from typing import NamedTuple

from sqlalchemy.orm import Session

from formats.records import Record as Brought
from services.recognising import recognise
from services.records import Record

DBLP_RECORD = re.compile(r"https://dblp\.org/rec/((?:conf|journals)/[\w-]+)/", re.ASCII)
KIND_OF = {"article-journal": "journal", "paper-conference": "conference"}
NEW = ("unknown", "beside")
"""Why a text names no venue of the catalogue, where it surely names one all the same."""


class Placed(NamedTuple):
    """A record with its venue, or without, and what is to be said of one that was left out."""

    brought: Brought
    told: str | None = None


def placed(session: Session, brought: Brought) -> Placed:
    """Name a publication's venue by its slug where the catalogue surely knows it; say where it may."""
    text = brought.fields.get("venue")
    if brought.collection != "publications" or not isinstance(text, str):
        return Placed(brought)
    kind = KIND_OF.get(brought.fields.get("type", ""))
    known = recognise(session, text, kind, _stream_of(brought.fields))
    if known.venue:
        year = {} if brought.fields.get("year") or not known.year else {"year": known.year}
        return Placed(
            brought._replace(fields={**brought.fields, **year, "venue": {"slug": known.venue.slug}})
        )
    if known.reason in NEW:
        return Placed(brought)
    could_be = ", ".join(venue.slug for venue in known.candidates)
    told = f"venue {text!r} was left out: {known.note} {could_be}".rstrip()
    return Placed(brought._replace(fields={**brought.fields, "venue": None}), told)


def _stream_of(fields: Record) -> str | None:
    """Read the DBLP key of a venue, `conf/asplos`, from the address of a record at DBLP."""
    addresses = (link["url"] for link in fields.get("links", ()) if link.get("kind") == "dblp")
    return next((found[1] for url in addresses if (found := DBLP_RECORD.match(url))), None)
