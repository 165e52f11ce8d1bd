"""The profile and how much each section holds."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.profile import Profile
from models.publication import Publication
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
