"""The owner as readers see them: texts, the bio as safe HTML, and the numbers."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from formats.markdown import write_html
from models import counting, overview
from models.filters import Selection
from models.person import Person
from models.ranking import TODAY
from schemas.profile import dump_profile
from schemas.vocabulary import label
from services.asking import Site
from services.citation_summary import summaries


def profile(session: Session, lang: str | None) -> dict[str, Any] | None:
    """Read the owner, or None while no profile is loaded."""
    owner = overview.profile(session)
    if owner is None:
        return None
    bio = None
    if owner.bio:
        html = {tag: write_html(markdown) for tag, markdown in owner.bio.items()}
        bio = {"markdown": owner.bio, "html": html}
    return dump_profile(owner, bio, overview.counts(session), lang)


def metrics(session: Session, site: Site, lang: str | None, rank_at: str = TODAY) -> dict[str, Any]:
    """Count the public publications in every way, and their citations with source and date."""
    everything = Selection(session, {}, site.scheme, rank_at=rank_at)
    owner = overview.profile(session)
    counted: dict[str, Any] = {
        f"per_{name}": [
            {
                "value": bucket.value,
                "label": bucket.label or label(name, bucket.value, lang),
                "count": bucket.count,
            }
            for bucket in counting.facet(everything, name)
        ]
        for name in ("year", "venue", "rank", "status", "type", "role")
    }
    total = sum(bucket["count"] for bucket in counted["per_status"])
    return {
        "publications": total,
        **counted,
        "co_authors": co_authors(session, owner.person_id) if owner else [],
        "citations": summaries(session),
    }


def co_authors(session: Session, owner_id: int) -> list[dict[str, Any]]:
    """Count what everyone shares with the owner, the most first."""
    shared = overview.shared_with(session, owner_id)
    people = session.scalars(select(Person).where(Person.id.in_(shared), Person.id != owner_id))
    ordered = sorted(people, key=lambda person: (-shared[person.id], person.name.casefold(), person.slug))
    return [{"slug": each.slug, "name": each.name, "count": shared[each.id]} for each in ordered]
