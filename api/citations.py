"""The citation ledger: who counted what on which day; and counts taken in, pushed or by hand."""

from typing import Any

from flask import Response, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from api.answers import STATE
from api.bodies import JSON, receive
from api.collection_writing import REFUSED
from api.resources import TOKEN, Blueprint, envelope, envelope_of, problems
from api.writing import Done, write
from models import db
from schemas import citations as schema
from schemas.grammar import Citing, Ledger
from schemas.json_body import Unreadable
from services.citations import ACTION, take
from services.editing import Edit
from services.ledger_list import listed
from services.readings import Reading, of_body

bp = Blueprint("citations", __name__, description="How often works are cited, by source and day.")
SCOPE = "write:citations"
SCHOLAR = {
    "type": "object",
    "description": "A `gs_data.json`, as it is.",
    "properties": {"publications": {}},
    "required": ["publications"],
}
BODY = {
    "required": True,
    "content": {JSON: {"schema": {"anyOf": [schema.CitationsBody, SCHOLAR]}}},
}


@bp.route("/citations", methods=["GET"])
@bp.arguments(Ledger, location="query")
@bp.response(200, envelope_of(schema.LedgerRow, "Ledger"))
@problems(bp, 400)
def index(values: dict[str, Any]) -> Response:
    """List the counts of public works, the newest day first."""
    items, total = listed(db.session(), values)
    return envelope("/api/v1/citations", items, total, values)


@bp.route("/citations", methods=["POST"])
@bp.arguments(Citing, location="query")
@bp.doc(requestBody=BODY, security=TOKEN)
@bp.response(200, schema.Taken, description="What became of every count.", headers=STATE)
@problems(bp, *REFUSED)
def create(values: dict[str, Any]) -> Response:
    """Take in what one source counted on one day; what is less than before is told and left out."""

    def act(edit: Edit, reading: Reading) -> Done:
        report = take(edit, reading, values.get("falls") == "take").document()
        return Done(report, report=report)

    return write(values, SCOPE, ACTION, act, read=lambda: body(values.get("source")))


def body(source: str | None) -> Reading:
    """Read the body, or raise 400, 413, 415 or 422."""
    received = receive()
    if request.mimetype != JSON or request.mimetype_params.get("charset", "utf-8").lower() != "utf-8":
        raise UnsupportedMediaType(f"The body comes as {JSON}, in UTF-8.")
    try:
        return of_body(received, source)
    except Unreadable as fault:
        raise BadRequest(str(fault)) from None
