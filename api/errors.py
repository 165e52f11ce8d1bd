"""Errors in one shape: problem details (RFC 9457), which never quote the database or the code."""

from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from flask import Response, current_app, request
from marshmallow import Schema, fields
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, NotFound

from api.request_ids import KEY as REQUEST_ID
from models import db, sqlite
from models.database import UNAVAILABLE
from services.asking import Refused, Site, faults_of
from services.editing import Collision, Invalid, Missing, Overtaken, Refusal
from services.incidents import ailing, described

MEDIA_TYPE = "application/problem+json"
PASSED_ON = ("Allow", "Retry-After", "WWW-Authenticate")


REFUSALS: dict[type[Refusal], tuple[int, str]] = {
    Invalid: (422, "The body cannot be stored."),
    Collision: (409, "The body collides with what is there."),
    Overtaken: (409, "This change can no longer be taken back."),
}


class Fault(Schema):
    """One fault: where it stands, what is wrong and what would be right."""

    parameter = fields.String()
    pointer = fields.String()
    detail = fields.String(required=True)
    hint = fields.String(required=True, allow_none=True)


class Problem(Schema):
    """What went wrong."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String(required=True)
    request_id = fields.String(required=True)
    errors = fields.List(fields.Nested(Fault))


class Rejected(HTTPException):
    """A request refused for faults that can be named, all at once."""

    def __init__(self, code: int, detail: str, errors: Sequence[dict[str, Any]]) -> None:
        super().__init__(detail)
        self.code = code
        self.errors = errors


def problem(
    status: int, title: str, detail: str, errors: Iterable[Any] = (), headers: Iterable[Any] = ()
) -> Response:
    """Make the answer that tells of a problem."""
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    body |= {"instance": request.path, "request_id": request.environ[REQUEST_ID]}
    if listed := list(errors):
        body["errors"] = listed
    return Response(orjson.dumps(body), status, list(headers), content_type=MEDIA_TYPE)


def answer(error: Exception) -> Response:
    """Turn any exception into a problem; what nobody foresaw is logged and told as a plain 500."""
    try:
        fault = explain(error)
    except SQLAlchemyError as worse:
        fault = explain(worse)
    headers = [(name, value) for name, value in fault.get_headers() if name in PASSED_ON]
    code = fault.code or 500
    return problem(code, fault.name, fault.description or fault.name, getattr(fault, "errors", ()), headers)


def explain(error: Exception) -> HTTPException:
    """Find the HTTP error that an exception amounts to."""
    if isinstance(error, Refused):
        return Rejected(400, "The query asks for what is not there.", error.faults)
    if isinstance(error, Refusal):
        code, detail = REFUSALS[type(error)]
        return Rejected(code, detail, error.faults)
    if isinstance(error, Missing):
        return NotFound(str(error))
    if isinstance(error, HTTPException):
        if "query" in getattr(error, "data", {}).get("messages", {}):
            return Rejected(400, "The query cannot be read.", unreadable(error))
        return error
    if isinstance(error, UNAVAILABLE):
        return unanswered(error)
    current_app.logger.error("Unforeseen: %s", described(error))
    return Unforeseen()


def unanswered(error: SQLAlchemyError) -> HTTPException:
    """Find what a store that did not answer means: to come again, or that somebody must mend it first."""
    told = ailing(error)
    current_app.logger.warning(told)
    if request.method not in ("GET", "HEAD") and sqlite.cannot_store(error):
        return Unstorable(f"This was not stored. {told}")
    return Unavailable()


def unreadable(error: Any) -> Sequence[dict[str, Any]]:
    """List all faults of a query that its schema refused."""
    site, known = Site.of(current_app.config), error.data["schema"].fields
    return faults_of(db.session(), site, error.data["messages"]["query"], error.exc.valid_data, known)


class Unavailable(HTTPException):
    """The store is busy or not ready."""

    code = 503
    description = "The data is busy at the moment. Try again in a few seconds."

    def get_headers(self, *_: Any) -> list[tuple[str, str]]:
        return [("Retry-After", "2")]


class Unstorable(HTTPException):
    """The store can be read, and takes nothing in until somebody mends it (RFC 4918, 11.5)."""

    code = 507


class Unforeseen(HTTPException):
    """A fault of ours."""

    code = 500
    description = "Something went wrong on our side. It has been logged."
