"""The profile and how much each section holds."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.profile import Profile
from models.publication import Authorship, Publication
from models.sections import SECTIONS


def profile(session: Session) -> Profile | None:
    """Read the owner, or None while no profile is loaded."""
    return session.scalar(select(Profile))


def counts(session: Session) -> dict[str, int]:
    """Count the entries of every section, public ones only, in one statement."""
    publications = select(func.count()).select_from(Publication).where(Publication.visibility == "public")
    numbers = {"publications": publications.scalar_subquery()}
    for name, model in SECTIONS.items():
        numbers[name] = select(func.count()).select_from(model).scalar_subquery()
    row = session.execute(select(*(number.label(name) for name, number in numbers.items()))).one()
    return dict(row._mapping)


def shared_with(session: Session, person_id: int | None) -> dict[int, int]:
    """Count for each person, by id, the public publications shared with one of them."""
    with_them = select(Authorship.publication_id).where(Authorship.person_id == person_id)
    statement = (
        select(Authorship.person_id, func.count(Authorship.publication_id.distinct()))
        .join(Publication, Publication.id == Authorship.publication_id)
        .where(Publication.visibility == "public", Authorship.publication_id.in_(with_them))
        .group_by(Authorship.person_id)
    )
    return dict(session.execute(statement).all())
