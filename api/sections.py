"""The other sections: education, experience, awards, projects, courses, students, service, talks, news."""

from typing import Any

from flask import Response
from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from api.auth import may
from api.publications import SCOPE
from api.resources import TOKEN, Blueprint, as_json, envelope, envelope_of, problems
from models import db
from models.sections import SECTIONS, in_order
from schemas import sections as schema
from schemas.grammar import Language, Paging

bp = Blueprint("sections", __name__, description="The other sections, in the owner's order.")


def add(name: str) -> None:
    """Add the two views of one section."""
    model, item = SECTIONS[name], schema.SECTIONS[name]
    # Of these, more is told to who may write publications.
    owned = name == "awards"
    secured, refused = ({"security": [{}, *TOKEN]}, (401, 429)) if owned else ({}, ())

    @bp.route(f"/{name}", endpoint=f"{name}_index", methods=["GET"])
    @bp.arguments(Paging, location="query")
    @bp.response(200, envelope_of(item, f"{item.__name__}List"))
    @bp.doc(**secured)
    @problems(bp, 400, *refused)
    def index(values: dict[str, Any]) -> Response:
        """List the entries."""
        page, per_page = values["page"], values["per_page"]
        total = db.session.scalar(select(func.count()).select_from(model)) or 0
        statement = in_order(name).limit(per_page).offset((page - 1) * per_page)
        hidden = owned and may(db.session(), SCOPE)
        items = [
            schema.dump(name, entry, values.get("lang"), hidden) for entry in db.session.scalars(statement)
        ]
        return envelope(f"/api/v1/{name}", items, total, values)

    @bp.route(f"/{name}/<digits:number>", endpoint=f"{name}_show", methods=["GET"])
    @bp.arguments(Language, location="query")
    @bp.response(200, item)
    @bp.doc(**secured)
    @problems(bp, 400, 404, *refused)
    def show(values: dict[str, Any], number: int) -> Response:
        """Show one entry."""
        hidden = owned and may(db.session(), SCOPE)
        entry = db.session.get(model, number)
        if entry is None:
            raise NotFound(f"There is no entry {number} in {name}.")
        return as_json(schema.dump(name, entry, values.get("lang"), hidden))


for section in SECTIONS:
    add(section)
