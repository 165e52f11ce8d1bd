"""The history: who changed what and when, before and after; and taking a change back."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields
from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from api.auth import require
from api.collection_writing import REFUSED
from api.resources import TOKEN, Blueprint, as_json, envelope, envelope_of, problems
from api.writing import CHANGE, Done, write
from models import db
from models.writing import Change
from schemas.grammar import History, Nothing, Writing
from services.editing import Edit
from services.history import newest, of_change, touching
from services.reverting import revert

bp = Blueprint("changes", __name__, description="What was written, by whom; with a token of the scope admin.")


class Difference(Schema):
    """What differs in one place of an entry (JSON pointer, RFC 6901); null where there is nothing."""

    pointer = fields.String(required=True)
    before = fields.Raw(required=True, allow_none=True)
    after = fields.Raw(required=True, allow_none=True)


class ChangedEntry(Schema):
    """What a change did to one entry."""

    collection = fields.String(required=True)
    key = fields.String(required=True)
    action = fields.String(required=True, metadata={"enum": ["created", "updated", "deleted"]})
    before = fields.Dict(required=True, allow_none=True)
    after = fields.Dict(required=True, allow_none=True)
    difference = fields.List(fields.Nested(Difference), required=True)


class ChangeSchema(Schema):
    """One change: all that one request wrote."""

    id = fields.Integer(required=True)
    revision = fields.Integer(required=True)
    made_at = fields.String(required=True, metadata={"format": "date-time"})
    actor = fields.String(required=True)
    action = fields.String(required=True)
    reverts = fields.Integer(required=True, allow_none=True)
    items = fields.List(fields.Nested(ChangedEntry), required=True)


@bp.route("/changes")
@bp.arguments(History, location="query")
@bp.doc(security=TOKEN)
@bp.response(200, envelope_of(ChangeSchema, "ChangeList"))
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
@bp.response(200, ChangeSchema)
@problems(bp, 400, 401, 403, 404, 429)
def show(_values: dict[str, Any], number: int) -> Response:
    """Show one change."""
    require(db.session(), "admin")
    return as_json(of_change(find(number)))


@bp.route("/changes/<digits:number>/revert", methods=["POST"])
@bp.arguments(Writing, location="query")
@bp.doc(security=TOKEN)
@bp.response(201, ChangeSchema)
@problems(bp, 404, *REFUSED)
def take_back(values: dict[str, Any], number: int) -> Response:
    """Take a change back, as a new change."""

    def act(edit: Edit, _body: Any) -> Done:
        revert(edit, find(number))
        return Done(CHANGE, 201)

    return write(values, "admin", "revert", act, reverts=number)
