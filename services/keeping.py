"""What is kept of an entry that is taken away beside its record: what no body says, and what named it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.publication import CitationCount, Publication
from models.sections import Award
from schemas.publication import moment
from services.records import Record

MOMENTS = ("created_at", "updated_at")
COUNTS = "citation_counts"
KEPT = (*MOMENTS, "version", COUNTS)
"""The keys that the record of an entry that was taken away has, and no body."""


def kept_of(entry: Any) -> Record:
    """Write what would be lost with an entry, though its record were written anew."""
    kept = {**{name: moment(getattr(entry, name)) for name in MOMENTS}, "version": entry.version}
    if isinstance(entry, Publication):
        counts = sorted(entry.citation_counts, key=lambda count: (count.source, count.as_of))
        kept[COUNTS] = [
            {"source": one.source, "as_of": one.as_of, "count": one.count, "source_id": one.source_id}
            for one in counts
        ]
    return kept


def parted(record: Record) -> tuple[Record, dict[str, Any]]:
    """Part what a body can say from the attributes that were kept; an older record has none of those."""
    said = {key: value for key, value in record.items() if key not in KEPT}
    kept = {key: value for key, value in record.items() if key in KEPT}
    for name in MOMENTS & kept.keys():
        kept[name] = datetime.fromisoformat(kept[name])
    if COUNTS in kept:
        kept[COUNTS] = [CitationCount(**count) for count in kept[COUNTS]]
    return said, kept


def naming(session: Session, entry: Any) -> Sequence[Award]:
    """Find the awards that name a publication."""
    if not isinstance(entry, Publication):
        return ()
    return session.scalars(select(Award).where(Award.publication_id == entry.id).order_by(Award.id)).all()
