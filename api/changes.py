"""The history: who changed what and when, before and after; and taking a change back."""

from typing import Any

from flask import Response
from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from api.answers import DRY, STATE
from api.auth import require
from api.collection_writing import BODILESS
from api.conditions import refuse_outdated_any
from api.resources import TOKEN, Blueprint, as_json, envelope, envelope_of, problems
from api.writing import CHANGE, Done, write
from models import db
from models.writing import Change
from schemas import history as schema
from schemas.grammar import History, Nothing, Writing
from services.editing import Edit
from services.history import newest, of_change, touching
from services.reverting import entries_of, revert

bp = Blueprint("changes", __name__, description="What was written, by whom; with a token of the scope admin.")


@bp.route("/changes")
@bp.arguments(History, location="query")
@bp.doc(security=TOKEN)
@bp.response(200, envelope_of(schema.Change, "ChangeList"))
@problems(bp, 400, 401, 403, 429)
def index(values: dict[str, Any]) -> Response:
    """List the changes, the newest first."""
    require(db.session(), "admin")
    wanted = touching(values.get("collection"), values.get("key"))
    total = db.session.scalar(select(func.count()).select_from(Change).where(wanted)) or 0
    start = (values["page"] - 1) * values["per_page"]
    found = db.session.scalars(newest(wanted, values["per_page"], start))
    return envelope("/api/v1/changes", [of_change(change) for change in found], total, values)


def find(number: int) -> Change:
    """Find a change, or raise 404."""
    change = db.session.get(Change, number)
    if change is None:
        raise NotFound(f"There is no change {number}.")
    return change


@bp.route("/changes/<digits:number>")
@bp.arguments(Nothing, location="query")
@bp.doc(security=TOKEN)
@bp.response(200, schema.Change)
@problems(bp, 400, 401, 403, 404, 429)
def show(_values: dict[str, Any], number: int) -> Response:
    """Show one change."""
    require(db.session(), "admin")
    return as_json(of_change(find(number)))


@bp.route("/changes/<digits:number>/revert", methods=["POST"])
@bp.arguments(Writing, location="query")
@bp.doc(security=TOKEN)
@bp.response(201, schema.Change, description="The new change.", headers=STATE)
@bp.alt_response(200, schema=schema.DryRun, description=DRY)
@problems(bp, 404, *BODILESS)
def take_back(values: dict[str, Any], number: int) -> Response:
    """Take a change back, as a new change."""

    def act(edit: Edit, _body: Any) -> Done:
        change = find(number)
        refuse_outdated_any(edit.session, entries_of(edit.session, change))
        revert(edit, change)
        return Done(CHANGE, 201)

    return write(values, "admin", "revert", act, reverts=number)
