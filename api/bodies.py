"""The body of a request: read once, of a known type, strict JSON; and the same in the contract's document."""

from collections.abc import Iterable
from typing import Any

from flask import request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from api.errors import Rejected
from schemas.bodies import BODIES
from schemas.json_body import Unreadable, parse
from schemas.patches import PATCHES

JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"
MOST = 1000
"""Entries of one list."""


def receive() -> bytes:
    """Receive the whole body, or raise 413."""
    body, most = request.get_data(cache=True), request.max_content_length
    # A body that tells no length is cut off at the limit without a word.
    if most is not None and request.content_length is None and len(body) >= most:
        raise RequestEntityTooLarge
    return body


def read(media_types: Iterable[str] = (JSON,)) -> Any:
    """Read the body as JSON; raise 400, 413 or 415."""
    body = receive()
    known = list(media_types)
    if request.mimetype not in known or request.mimetype_params.get("charset", "utf-8").lower() != "utf-8":
        raise UnsupportedMediaType(f"The body comes as {' or '.join(known)}, in UTF-8.")
    try:
        return parse(body)
    except Unreadable as fault:
        raise BadRequest(str(fault)) from None


def one_or_several(body: Any) -> list[Any] | None:
    """Give the entries of a list, or None for a body that is one entry; raise 422 for too many or none."""
    if not isinstance(body, list):
        return None
    if not 1 <= len(body) <= MOST:
        told = f"A list holds 1 to {MOST:,} entries, not {len(body):,}."
        raise Rejected(422, told, [{"pointer": "", "detail": told, "hint": None}])
    return body


def documented(
    collection: str, several: bool = False, media_types: Iterable[str] = (JSON,), partly: bool = False
) -> dict[str, Any]:
    """Document a body in the contract: whole, or the part of one that a patch is."""
    schema: Any = PATCHES[collection] if partly else BODIES[collection]
    if several:
        listed = {"type": "array", "items": schema, "minItems": 1, "maxItems": MOST}
        schema = {"oneOf": [schema, listed]}
    return {"required": True, "content": {media_type: {"schema": schema} for media_type in media_types}}
