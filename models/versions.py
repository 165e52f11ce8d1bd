"""What a write did to the items that readers see: one item, by a new version of it, or several at once."""

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from models.database import now
from models.person import Person
from models.profile import Profile
from models.publication import Authorship, CitationCount, Publication, Topic
from models.sections import Award
from models.venue import Venue, VenueRank

SHOWN = {Publication, Authorship, Topic, CitationCount, Award, Person, Profile, Venue, VenueRank}
"""The tables that an item of the list is written from."""

ALONE = {Person, Venue, Publication}
"""Those of which a new row changes no item that is there."""


def raise_versions(session: Session, *_: Any) -> None:
    """Give every entry that is about to be written anew its next version, unless that is set."""
    for row in session.dirty:
        if not hasattr(row, "version") or not session.is_modified(row):
            continue
        if not inspect(row).attrs.version.history.has_changes():
            row.version += 1
            row.updated_at = now()


def touch_several(session: Session) -> bool:
    """Tell whether what was flushed changes items otherwise than by a new version of each."""
    changed = [row for row in session.dirty if session.is_modified(row)]
    renewed = {row.id for row in (*changed, *session.new) if isinstance(row, Publication)}
    added = [row for row in session.new if type(row) not in ALONE]
    return any(_is_shared(row, renewed) for row in (*changed, *added, *session.deleted))


def _is_shared(row: Any, renewed: set[int]) -> bool:
    if isinstance(row, Publication):
        return row.id not in renewed
    if isinstance(row, Authorship | Topic):
        return row.publication_id not in renewed
    return type(row) in SHOWN
