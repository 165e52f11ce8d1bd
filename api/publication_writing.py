"""Writing publications: one or a list of them, whole or in part."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields

from api.answers import changed, deleted, made
from api.bodies import JSON, documented, one_or_several
from api.collection_writing import BODILESS, PATCHES, REFUSED, Collection
from api.conditions import refuse_outdated
from api.publications import bp
from api.resources import TOKEN, problems, site
from api.writing import Done, write
from models import listing
from schemas import publication as schema
from schemas.grammar import Posting, Writing
from services.editing import Edit
from services.listing import PATH

NAME = "publications"


class Upserted(Schema):
    """What became of one publication that was posted to be merged."""

    result = fields.String(required=True, metadata={"enum": ["created", "updated", "unchanged"]})
    item = fields.Nested(schema.Publication, required=True)


def items_of(edit: Edit, works: list[Any]) -> list[dict[str, Any]]:
    """Write works as the API gives them, in their order; the owner is told of hidden ones too."""
    writer, ids = schema.Writer(site().url), [work.id for work in works]
    found = {
        work.facts["id"]: work
        for work in listing.some(edit.session, ids, site().scheme, leading=site().source)
    }
    return [writer.write(found[work.id]) for work in works]


PUBLICATIONS = Collection(NAME, PATH, "key", items_of)


@bp.route("/publications", methods=["POST"])
@bp.arguments(Posting, location="query")
@bp.doc(requestBody=documented(NAME, several=True), security=TOKEN)
@made(bp, f"{PATH}/{{key}}", schema.Publication, Upserted)
@problems(bp, *REFUSED)
def create(values: dict[str, Any]) -> Response:
    """Add a publication, or up to 1,000: all or none."""
    if values.get("upsert"):
        return write(values, PUBLICATIONS.scope, "create", upserted, (JSON,))
    return PUBLICATIONS.create(values)


def upserted(edit: Edit, body: Any) -> Done:
    """Add or merge what the body holds, and tell of each which it was."""
    refuse_outdated(edit.session, NAME, None)
    parts = one_or_several(body)
    done = [edit.upsert(body)] if parts is None else edit.every(parts, edit.upsert)
    items = items_of(edit, [work for _, work in done])
    told = [{"result": result, "item": item} for (result, _), item in zip(done, items, strict=True)]
    status = 201 if any(result == "created" for result, _ in done) else 200
    return Done(told if parts is not None else told[0], status)


@bp.route("/publications/<key>", methods=["PUT"])
@bp.arguments(Writing, location="query")
@bp.doc(requestBody=documented(NAME), security=TOKEN)
@changed(bp, schema.Publication)
@problems(bp, 404, *REFUSED)
def replace(values: dict[str, Any], key: str) -> Response:
    """Put a publication in the place of the one that is there."""
    return PUBLICATIONS.replace(values, key)


@bp.route("/publications/<key>", methods=["PATCH"])
@bp.arguments(Writing, location="query")
@bp.doc(requestBody=documented(NAME, media_types=PATCHES, partly=True), security=TOKEN)
@changed(bp, schema.Publication)
@problems(bp, 404, *REFUSED)
def update(values: dict[str, Any], key: str) -> Response:
    """Change some keys of a publication (JSON Merge Patch, RFC 7396)."""
    return PUBLICATIONS.update(values, key)


@bp.route("/publications/<key>", methods=["DELETE"])
@bp.arguments(Writing, location="query")
@bp.doc(security=TOKEN)
@deleted(bp)
@problems(bp, 404, *BODILESS)
def delete(values: dict[str, Any], key: str) -> Response:
    """Take a publication away; history can bring it back."""
    return PUBLICATIONS.delete(values, key)
