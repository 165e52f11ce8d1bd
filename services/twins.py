"""Publications that a record may be of already: by key, DOI, arXiv id, or folded title and year."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from models.folding import fold
from models.publication import Publication


class Twin(NamedTuple):
    """A publication that is there, and the key of the record that both have in common."""

    work: Publication
    by: str


Match = Callable[[Any], ColumnElement[bool]]

# In the order in which a match counts; a version of an arXiv paper is the same paper.
MATCHES: dict[str, Match] = {
    "key": lambda record: Publication.key == record["key"],
    "doi": lambda record: func.lower(Publication.doi) == record["doi"].lower(),
    "arxiv_id": lambda record: Publication.arxiv_id.startswith(bare_arxiv(record["arxiv_id"])),
    "title": lambda record: (
        (Publication.title_folded == fold(record["title"]))
        & Publication.year.is_not_distinct_from(record.get("year"))
    ),
}


def bare_arxiv(identifier: str) -> str:
    """Write an arXiv identifier without its version."""
    return re.sub(r"v\d+\Z", "", identifier)


def twin_of(session: Session, record: Mapping[str, Any], apart_from: int | None = None) -> Twin | None:
    """Find what a record is already there as, or None."""
    for by, match in MATCHES.items():
        if not record.get(by):
            continue
        for work in session.scalars(select(Publication).where(match(record))):
            same = by != "arxiv_id" or bare_arxiv(work.arxiv_id or "") == bare_arxiv(record["arxiv_id"])
            if work.id != apart_from and same:
                return Twin(work, by)
    return None
