"""The ledger's rows: counts by source and publication, those of public works for readers."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import ledger
from models.publication import CitationCount, Publication
from schemas.faults import unknown_values
from services.asking import Refused
from services.citation_summary import summaries

KEYS = ("publication", "source", "as_of", "count", "source_id")
COLUMNS = (Publication.key, *(getattr(CitationCount, key) for key in KEYS[1:]))
PUBLIC = Publication.visibility == "public"


def _sources(session: Session, hidden: bool) -> list[str]:
    if hidden:
        return ledger.sources(session)
    return [summary["source"] for summary in summaries(session)]


def _keys(session: Session, hidden: bool) -> list[str]:
    keys = select(Publication.key)
    return list(session.scalars(keys if hidden else keys.where(PUBLIC)))


ASKED: dict[str, tuple[Any, Callable[[Session, bool], list[str]]]] = {
    "source": (CitationCount.source, _sources),
    "publication": (Publication.key, _keys),
}
"""What a filter compares, and the names that it may have, of hidden works where they are told."""


def listed(
    session: Session, values: Mapping[str, Any], hidden: bool = False
) -> tuple[list[dict[str, Any]], int]:
    """Read one page of the counts, the newest day first, and tell how many there are.

    Those of hidden works are for the owner alone.

    Raise Refused for a source or a publication that is not there.
    """
    wanted = [*_wanted(session, values, hidden), *([] if hidden else [PUBLIC])]
    rows = select(*COLUMNS).join(Publication, Publication.id == CitationCount.publication_id).where(*wanted)
    total = session.scalar(rows.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    page = rows.order_by(CitationCount.as_of.desc(), CitationCount.source, Publication.key)
    start = (values["page"] - 1) * values["per_page"]
    found = session.execute(page.limit(values["per_page"]).offset(start))
    return [dict(zip(KEYS, row, strict=True)) for row in found], total


def _wanted(session: Session, values: Mapping[str, Any], hidden: bool) -> list[Any]:
    """Turn what is asked for into conditions."""
    conditions, unknown = [], []
    for parameter, (column, names) in ASKED.items():
        if (value := values.get(parameter)) is None:
            continue
        if value not in (known := names(session, hidden)):
            unknown.append((parameter, value, known))
        conditions.append(column == value)
    if unknown:
        raise Refused(unknown_values(unknown))
    return conditions
