"""Bringing in other people's formats: a body in any of them, matched with what is there, as one change."""

from typing import Any

from flask import Response, request
from werkzeug.exceptions import BadRequest, UnprocessableEntity, UnsupportedMediaType

from api.answers import STATE
from api.bodies import receive
from api.collection_writing import REFUSED
from api.resources import TOKEN, Blueprint, problems
from api.writing import Done, write
from formats.readers import MEDIA_TYPES, READERS, by_media_type
from formats.records import Found
from schemas.grammar import Importing
from schemas.history import Imported
from services import gathering
from services.editing import Edit
from services.filling import IMPORT
from services.importing import Source, bring_in

bp = Blueprint("imports", __name__, description="Bringing in publications and sections in other formats.")
MOST = 1000
"""Records of one import: others who write wait for as long as it takes, some seconds."""
BODY = {
    "required": True,
    "content": {media_type: {"schema": {"type": "string"}} for media_type in MEDIA_TYPES},
}


@bp.route("/imports", methods=["POST"])
@bp.arguments(Importing, location="query")
@bp.doc(requestBody=BODY, security=TOKEN)
@bp.response(200, Imported, description="What became of every record.", headers=STATE)
@problems(bp, *REFUSED)
def create(values: dict[str, Any]) -> Response:
    """Bring in what a body holds: what is there already is filled, and never written over."""

    def act(edit: Edit, found: Found) -> Done:
        report = bring_in(edit, [Source("", found)], values.get("similar", "skip")).document()
        return Done(report, report=report)

    return write(values, "write", IMPORT, act, read=lambda: body(values.get("format")))


def body(form: str | None) -> Found:
    """Read the body in the format that is named, or else in one that its type and text tell."""
    received = receive()
    names = [form] if form else by_media_type(request.mimetype)
    if not names:
        raise UnsupportedMediaType(
            f"Name the format with ?format={'|'.join(READERS)}, or send it as {' or '.join(MEDIA_TYPES)}."
        )
    try:
        text = received.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadRequest("The body is not UTF-8 text.") from None
    try:
        found = gathering.read(text, "", names)
    except gathering.Unreadable as fault:
        raise UnprocessableEntity(str(fault)) from None
    if len(found.records) > MOST:
        told = f"An import over HTTP holds up to {MOST:,} records, not {len(found.records):,}: "
        raise UnprocessableEntity(f"{told}send it in parts, or bring it in at the command line.")
    return found
