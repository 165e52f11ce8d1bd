"""Laying what was found and is not certain into the inbox: once, and never again what was rejected."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.folding import slug
from models.inbox import REJECTED, Proposal
from models.sameness import share_a_name
from models.title_search import Titles
from models.titles import ALIKE, may_be_one
from services.matching import Match
from services.twins import bare_arxiv

LONGEST_REASON = 1500
Name = tuple[str, str]
"""An identifier, and which it is."""


class Lying:
    """What lies or lay in the inbox, read once, and what is laid there since."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.proposals: dict[int, Proposal] = {}
        self.titles = Titles()
        self.named: dict[Name, int] = {}
        for proposal in session.scalars(select(Proposal).order_by(Proposal.id)):
            self._know(proposal)

    def propose(self, source: str, record: Mapping[str, Any], found: Match) -> bool:
        """Lay a publication into the inbox, unless it lies or lay there already; tell whether it was laid.

        What was rejected does not come back, from whichever source and with whichever slip in its title.
        """
        work, number = slug(record["title"])[:200], found.entry.id if found.entry else None
        for before in self._of(record, work):
            is_same = before.work == work and before.publication_id == number
            if is_same or before.state == REJECTED:
                return False
        proposal = Proposal(
            work=work,
            source=source[:200],
            record=dict(record),
            publication=found.entry,
            score=found.score,
            reason=(found.doubt or "")[:LONGEST_REASON] or None,
        )
        self.session.add(proposal)
        self.session.flush()
        self._know(proposal)
        return True

    def _know(self, proposal: Proposal) -> None:
        self.proposals[proposal.id] = proposal
        self.titles.add(proposal.id, proposal.record["title"])
        self.named |= dict.fromkeys(_names(proposal.record), proposal.id)

    def _of(self, record: Mapping[str, Any], work: str) -> Iterator[Proposal]:
        """Find what is surely of the same work: one identifier, or one title by one author."""
        yield from (self.proposals[self.named[name]] for name in _names(record) if name in self.named)
        for number, _ in self.titles.like(record["title"]):
            proposal = self.proposals[number]
            if proposal.work == work or _is_same(proposal.record, record):
                yield proposal


def _names(record: Mapping[str, Any]) -> list[Name]:
    doi, arxiv_id = record.get("doi"), record.get("arxiv_id")
    named = [("doi", doi.lower())] if doi else []
    return [*named, ("arxiv_id", bare_arxiv(arxiv_id))] if arxiv_id else named


def _is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell records of one work whose titles differ by a slip; another subtitle makes no work the same."""
    people = [[author["name"] for author in record["authors"]] for record in (one, other)]
    titles, years = (one["title"], other["title"]), (one.get("year"), other.get("year"))
    return may_be_one(titles, years, share_an_author=share_a_name(*people)) >= ALIKE
