"""The tables, their rules and their queries; nothing here knows HTTP."""

from models import inbox, ledger, person, profile, publication, revision, sections, venue, writing
from models.database import Base, db

__all__ = [
    "Base",
    "db",
    "inbox",
    "ledger",
    "person",
    "profile",
    "publication",
    "revision",
    "sections",
    "venue",
    "writing",
]

revision.watch(db.session)
