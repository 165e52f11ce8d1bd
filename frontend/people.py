"""The people whom the opening names: supervisors and collaborators whom the bio does not link already."""

from html import unescape
from typing import Any

from sqlalchemy import select

from models import db
from models.person import Person

RELATIONS = ("supervisor", "collaborator")


def companions(bio: str) -> dict[str, list[dict[str, Any]]]:
    """Give name, title and homepage of those whom a bio (safe HTML in the page's language) does not link."""
    linked = unescape(bio)
    people = db.session.scalars(
        select(Person).where(Person.relation.in_(RELATIONS)).order_by(Person.id)
    ).all()
    return {
        relation: [
            {"name": each.name, "title": each.title, "homepage": each.homepage}
            for each in people
            if each.relation == relation and not (each.homepage and each.homepage in linked)
        ]
        for relation in RELATIONS
    }
