"""Readings of the ledger, each what one source said on one day: as records of history, and taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.ledger import FIGURES, CitationTotal
from models.publication import CitationCount, Publication
from models.writing import ChangeItem
from schemas.body_faults import fault
from schemas.merging import escape
from services.afterwards import Afterwards
from services.editing import Edit, Fault, Overtaken
from services.records import Record

COLLECTION = "citations"
"""The collection under which history keeps readings."""


def key_of(source: str, as_of: str) -> str:
    """Name a reading: `google-scholar/2026-11-01`."""
    return f"{source}/{as_of}"


def record_of(session: Session, source: str, as_of: str) -> Record | None:
    """Write a reading: its counts by the keys of works, hidden ones too, and the source's own figures."""
    statement = (
        select(Publication.key, CitationCount.count, CitationCount.source_id)
        .join(CitationCount, CitationCount.publication_id == Publication.id)
        .where(CitationCount.source == source, CitationCount.as_of == as_of)
        .order_by(Publication.key)
    )
    rows = session.execute(statement)
    counts = {key: {"count": times, "source_id": source_id} for key, times, source_id in rows}
    total = session.get(CitationTotal, (source, as_of))
    stated = {name: getattr(total, name) for name in FIGURES if total and getattr(total, name) is not None}
    record = {"source": source, "as_of": as_of, "counts": counts, "totals": stated}
    return record if counts or stated else None


@contextmanager
def rewriting(edit: Edit, source: str, as_of: str) -> Iterator[None]:
    """Note for the history what is done to a reading meanwhile."""
    before = record_of(edit.session, source, as_of)
    yield
    edit.session.flush()
    after = record_of(edit.session, source, as_of)
    if before != after:
        edit.note(COLLECTION, key_of(source, as_of), before, after)


def put_count(session: Session, work: int, source: str, as_of: str, said: Record | None) -> None:
    """Let a source have counted a work on a day, or not, where nothing is said."""
    row = session.get(CitationCount, (work, source, as_of))
    if said is None:
        if row:
            session.delete(row)
    elif row:
        row.count, row.source_id = said["count"], said["source_id"]
    else:
        session.add(CitationCount(publication_id=work, source=source, as_of=as_of, **said))


def put_figures(session: Session, source: str, as_of: str, said: Record) -> None:
    """Let a source have said some figures on a day; a row of which nothing is left goes."""
    row = session.get(CitationTotal, (source, as_of)) or CitationTotal(source=source, as_of=as_of)
    for name, value in said.items():
        setattr(row, name, value)
    if any(getattr(row, name) is not None for name in FIGURES):
        session.add(row)
    elif row in session:
        session.delete(row)


def take_back(edit: Edit, item: ChangeItem, since: Afterwards) -> None:
    """Give a reading back what a change took and take what it gave; the rest of it stays as it is.

    A work that was renamed is found, and one that was taken away has taken its counts along.
    """
    source, _, as_of = item.key.rpartition("/")
    with rewriting(edit, source, as_of):
        faults = [*_counts_back(edit, item, since, source, as_of), *_figures_back(edit, item, source, as_of)]
    if faults:
        raise Overtaken(faults)


def _counts_back(edit: Edit, item: ChangeItem, since: Afterwards, source: str, as_of: str) -> Iterator[Fault]:
    for key, was, became in _changed(item, "counts"):
        now = since.standing("publications", key)
        if not now.is_there:
            continue
        work = edit.find("publications", now.name).id
        row = edit.session.get(CitationCount, (work, source, as_of))
        stands = row and {"count": row.count, "source_id": row.source_id}
        if stands != became:
            yield _overtaken(item, "counts", key)
        put_count(edit.session, work, source, as_of, was)


def _figures_back(edit: Edit, item: ChangeItem, source: str, as_of: str) -> Iterator[Fault]:
    row = edit.session.get(CitationTotal, (source, as_of))
    given_back: Record = {}
    for name, was, became in _changed(item, "totals"):
        if (getattr(row, name) if row else None) != became:
            yield _overtaken(item, "totals", name)
        given_back[name] = was
    put_figures(edit.session, source, as_of, given_back)


def _changed(item: ChangeItem, part: str) -> Iterator[tuple[str, Any, Any]]:
    """List what differs in a part of a reading: its key, and what it was and became, None for nothing."""
    before, after = ((record or {}).get(part, {}) for record in (item.before, item.after))
    for key in {**before, **after}:
        if before.get(key) != after.get(key):
            yield key, before.get(key), after.get(key)


def _overtaken(item: ChangeItem, part: str, key: str) -> Fault:
    told = f"This was changed again after change {item.change_id}; take the later change back first."
    return fault(f"/{COLLECTION}/{escape(item.key)}/{part}/{escape(key)}", told)
