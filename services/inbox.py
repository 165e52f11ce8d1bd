"""The inbox: proposals, told with what they would change, and decided by the owner."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.database import now
from models.folding import slug
from models.inbox import ACCEPTED, MERGED, REJECTED, WAITING, Proposal
from models.publication import Publication
from models.writing import Change
from schemas.body_faults import fault
from schemas.merging import difference, merge
from schemas.publication import moment
from services.afterwards import Afterwards
from services.bringing import Bringing
from services.editing import Collision, Edit, Missing
from services.matching import Match
from services.records import Record, record_of

DECISIONS = {"accept": ACCEPTED, "merge": MERGED, "reject": REJECTED}
"""What the owner may do with a proposal, and the state that it has then."""
LONGEST_DECISION = timedelta(minutes=1)
"""How long before its change was written down a decision may have been made; changes stand to the second."""


def listed(state: str = WAITING) -> Select[Proposal]:
    """Select the proposals of a state, those first that are most like what is there, then the oldest."""
    return (
        select(Proposal)
        .where(Proposal.state == state)
        .order_by(Proposal.score.desc().nulls_last(), Proposal.made_at, Proposal.id)
    )


def find(session: Session, number: int) -> Proposal:
    """Find a proposal, or raise Missing."""
    found = session.get(Proposal, number)
    if found is None:
        raise Missing(f"There is no proposal {number}.")
    return found


def decide(edit: Edit, proposal: Proposal, decision: str) -> str | None:
    """Accept a proposal as a new work, merge it into the one that it is like, or reject it for good.

    Give the key of the work that was written; raise Collision for one that was decided before, and for one
    that is like no work and cannot be merged.
    """
    if proposal.state != WAITING:
        raise Collision([fault("", f"This proposal is {proposal.state} already.")])
    if decision == "merge" and proposal.publication is None:
        raise Collision([fault("", "It is like no work that is there: accept it as new, or reject it.")])
    key = None if decision == "reject" else _written(edit, proposal, decision)
    proposal.state, proposal.decided_at = DECISIONS[decision], now()
    return key


def reopen(session: Session, change: Change, since: Afterwards) -> None:
    """Let what a change accepted or merged wait again, now that the change is taken back."""
    items = [item for item in change.items if item.collection == "publications" and item.after]
    if change.action == "accept":
        works = [slug(item.after["title"])[:200] for item in items if item.after]
        decided = (Proposal.state == ACCEPTED) & Proposal.work.in_(works)
    elif change.action == "merge":
        keys = [since.standing(item.collection, item.key).name for item in items]
        decided = (Proposal.state == MERGED) & Proposal.publication.has(Publication.key.in_(keys))
    else:
        return
    for proposal in session.scalars(select(Proposal).where(decided)):
        decided_at = proposal.decided_at or change.made_at
        if timedelta(0) <= change.made_at - decided_at <= LONGEST_DECISION:
            proposal.state, proposal.decided_at = WAITING, None


def _written(edit: Edit, proposal: Proposal, decision: str) -> str | None:
    bringing = Bringing(edit)
    if decision == "accept":
        return bringing.add("publications", proposal.record, Match(None)).key
    return bringing.fill("publications", proposal.record, _match(proposal)).key


def _match(proposal: Proposal) -> Match:
    return Match(proposal.publication, proposal.reason, proposal.score)


def of_proposal(edit: Edit, proposal: Proposal) -> dict[str, Any]:
    """Write a proposal as the API gives it, with what merging it would change now."""
    work = proposal.publication
    return {
        "id": proposal.id,
        "source": proposal.source,
        "state": proposal.state,
        "score": proposal.score,
        "reason": proposal.reason,
        "publication": work.key if work else None,
        "publication_title": work.title if work else None,
        "record": proposal.record,
        "difference": _difference(edit, proposal, work),
        "made_at": moment(proposal.made_at),
        "decided_at": moment(proposal.decided_at) if proposal.decided_at else None,
    }


def _difference(edit: Edit, proposal: Proposal, work: Publication | None) -> list[dict[str, Any]]:
    if work is None:
        return difference({}, proposal.record)
    stands: Record = record_of("publications", work)
    patch = Bringing(edit).filling("publications", proposal.record, _match(proposal)).patch
    return difference(stands, {**dict.fromkeys(stands), **merge(stands, patch)})
