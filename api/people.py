"""Everyone named on the page, with how many publications they share with the owner."""

from typing import Any

from flask import Response
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from api.resources import Blueprint, as_json, envelope, envelope_of, problems
from models import db, overview
from models.naming import NAMED
from models.person import Person
from models.profile import Profile
from schemas import profile as schema
from schemas.grammar import Language, Paging

bp = Blueprint("people", __name__, description="Everyone named.")


def _owner() -> int | None:
    return db.session.scalar(select(Profile.person_id))


@bp.route("/people")
@bp.arguments(Paging, location="query")
@bp.response(200, envelope_of(schema.Person, "PersonList"))
@problems(bp, 400)
def index(values: dict[str, Any]) -> Response:
    """List everyone named, by how much they share with the owner."""
    owner = _owner()
    shared = overview.shared_with(db.session(), owner)
    everyone = sorted(
        db.session.scalars(select(Person).where(NAMED)),
        key=lambda person: (-shared.get(person.id, 0), person.slug),
    )
    start = (values["page"] - 1) * values["per_page"]
    items = [
        schema.dump_person(person, person.id == owner, shared.get(person.id, 0), values.get("lang"))
        for person in everyone[start : start + values["per_page"]]
    ]
    return envelope("/api/v1/people", items, len(everyone), values)


@bp.route("/people/<slug>")
@bp.arguments(Language, location="query")
@bp.response(200, schema.Person)
@problems(bp, 400, 404)
def show(values: dict[str, Any], slug: str) -> Response:
    """Show one person."""
    found = db.session.scalar(select(Person).where(Person.slug == slug, NAMED))
    if found is None:
        raise NotFound(f"Nobody here has the slug {slug!r}.")
    owner = _owner()
    return as_json(
        schema.dump_person(
            found,
            found.id == owner,
            overview.shared_with(db.session(), owner).get(found.id, 0),
            values.get("lang"),
        )
    )
