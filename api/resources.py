"""What every resource of the API shares: its blueprint, the way it reads a query and the way it answers."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import orjson
from flask import Request, Response, current_app, request
from flask_smorest import Blueprint as SmorestBlueprint
from marshmallow import RAISE, Schema, fields
from webargs.flaskparser import FlaskParser
from werkzeug.routing import IntegerConverter

from api.errors import MEDIA_TYPE, Problem
from schemas.grammar import values_of
from services.asking import Site


class QueryParser(FlaskParser):
    """A reader of arguments that refuses parameters it does not know."""

    DEFAULT_VALIDATION_STATUS = 400
    DEFAULT_UNKNOWN_BY_LOCATION = {**FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION, "query": RAISE}

    def load_querystring(self, req: Request, schema: Schema) -> dict[str, Any]:
        """Read the query string as the page does: an empty value is no value."""
        return values_of(schema, dict(req.args.lists()))


IDEMPOTENCY_KEY = "^[!-~]([ -~]{0,253}[!-~])?$"
"""1 to 255 printable characters of ASCII; a header has no spaces at its ends."""

TOKEN: list[dict[str, list[str]]] = [{"token": []}]
"""What the document says of an operation that needs a token."""


class Digits(IntegerConverter):
    """A number in a path: digits of ASCII, no more than the database can hold."""

    regex = "[0-9]{1,18}"

    def __init__(self, rules: Any) -> None:
        super().__init__(rules, max=10**18 - 1)


PATH_PARTS = {
    "key": "Key of a publication.",
    "slug": "Slug, as lists give it.",
    "number": "`id` of an entry, as lists give it.",
    "extension": "The format, by the ending of a file's name.",
}


WRITING = {
    "IfMatch": {
        "name": "If-Match",
        "description": "The `ETag` of what was read. If it was changed since, nothing is written (412); "
        "`*` stands for any state.",
        "schema": {"type": "string"},
    },
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "description": "A name for this request: within 24 hours it is done once, and answered alike again.",
        "schema": {"type": "string", "pattern": IDEMPOTENCY_KEY},
    },
}
"""The headers that every write takes, by the names that the document has for them."""


class Blueprint(SmorestBlueprint):
    """A blueprint whose arguments are strict and whose errors are documented."""

    ARGUMENTS_PARSER = QueryParser()

    def __init__(self, *names: Any, **options: Any) -> None:
        super().__init__(*names, **options)
        self._prepare_doc_cbks.append(self._document_headers)

    @staticmethod
    def _document_headers(doc: Any, doc_info: Any, *, method: str, **_: Any) -> Any:
        """Name the headers of a write among the parameters of its operation."""
        if method != "get":
            doc.setdefault("parameters", []).extend(WRITING)
        return doc

    def route(self, rule: str, **options: Any) -> Any:
        """Register a view at a rule, and document what stands for the variable parts of the rule."""
        named = [
            {"in": "path", "name": name, "description": meaning}
            for name, meaning in PATH_PARTS.items()
            if f"{name}>" in rule
        ]
        return super().route(rule, parameters=named, **options)


def problems(bp: Blueprint, *statuses: int) -> Any:
    """Document the problems that a view may answer.

    One decorator for all: each is a call more in every request.
    """
    content = {MEDIA_TYPE: {"schema": Problem}}
    told = {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}
    return bp.doc(responses=told)


def site() -> Site:
    """Tell what answers depend on beside the data."""
    return Site.of(current_app.config)


def arguments() -> Mapping[str, list[str]]:
    """Give the query string as it came."""
    return dict(request.args.lists())


def as_json(body: Any, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with JSON."""
    return Response(orjson.dumps(body), headers=headers, content_type="application/json")


class Links(Schema):
    """Ways on from an answer."""

    self = fields.String(required=True)
    next = fields.String(required=True, allow_none=True)
    prev = fields.String(required=True, allow_none=True)


def envelope_of(item: type[Schema], name: str) -> type[Schema]:
    """Make the schema of a list of one kind of item."""
    return Schema.from_dict(
        {
            "items": fields.List(fields.Nested(item), required=True),
            "total": fields.Integer(required=True),
            "page": fields.Integer(required=True),
            "per_page": fields.Integer(required=True),
            "pages": fields.Integer(required=True),
            "links": fields.Nested(Links, required=True),
        },
        name=name,
    )


def envelope(path: str, items: list[Any], total: int, values: Mapping[str, Any]) -> Response:
    """Answer with one page of a list and the way to the others, in the body and as Link headers."""
    page, per_page = values["page"], values["per_page"]
    pages = max(1, -(-total // per_page))
    asked = {key: value for key, value in values.items() if value and (key, value) != ("per_page", 100)}

    def at(number: int) -> str:
        return f"{site().url}{path}?{urlencode({**asked, 'page': number})}"

    links = {
        "self": at(page),
        "next": at(page + 1) if page < pages else None,
        "prev": at(min(page - 1, pages)) if page > 1 else None,
    }
    body = {
        "items": items,
        "total": total,
        "page": page,
        "per_page": per_page,
        "pages": pages,
        "links": links,
    }
    return as_json(body, link_header(links))


def link_header(links: Mapping[str, str | None]) -> dict[str, str]:
    """Write the neighbours of a page as a Link header (RFC 8288)."""
    parts = [f'<{links[rel]}>; rel="{rel}"' for rel in ("next", "prev") if links.get(rel)]
    return {"Link": ", ".join(parts)} if parts else {}
