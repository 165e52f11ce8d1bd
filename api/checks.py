"""The checks: what looks wrong in the profile, for its owner."""

from typing import Any

from flask import Response

from api.auth import require
from api.resources import TOKEN, Blueprint, envelope, envelope_of, problems
from models import db
from schemas import checks as schema
from schemas.grammar import Checks
from services.checking import as_object, check

bp = Blueprint("checks", __name__, description="What looks wrong; with a token that may write all.")


@bp.route("/checks")
@bp.arguments(Checks, location="query")
@bp.doc(security=TOKEN)
@bp.response(200, envelope_of(schema.Finding, "FindingList"))
@problems(bp, 400, 401, 403, 429)
def index(values: dict[str, Any]) -> Response:
    """List what looks wrong in the profile, what matters most first."""
    require(db.session(), "write")
    kind = values.get("kind")
    found = check(db.session(), [kind] if kind else [])
    start = (values["page"] - 1) * values["per_page"]
    part = found[start : start + values["per_page"]]
    return envelope("/api/v1/checks", [as_object(finding) for finding in part], len(found), values)
