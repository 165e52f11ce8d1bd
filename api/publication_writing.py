"""Writing publications: one or a list of them, whole or in part."""

from typing import Any
from urllib.parse import quote

from flask import Response

from api.bodies import JSON, MERGE_PATCH, documented, one_or_several, read
from api.conditions import refuse_outdated
from api.publications import bp
from api.resources import problems, site
from api.writing import Done, write
from models import listing
from schemas import publication as schema
from schemas.grammar import Posting, Writing
from services.editing import Edit
from services.listing import PATH

NAME = "publications"
SCOPE = f"write:{NAME}"
REFUSED = (400, 401, 403, 409, 412, 413, 415, 422, 429, 503)


def items_of(edit: Edit, works: list[Any]) -> list[dict[str, Any]]:
    """Write works as the API gives them, in their order; the owner is told of hidden ones too."""
    edit.session.flush()
    writer, where = schema.Writer(site().url), site().scheme
    found = {
        work.facts["id"]: work for work in listing.some(edit.session, [work.id for work in works], where)
    }
    return [writer.write(found[work.id]) for work in works]


@bp.route("/publications", methods=["POST"])
@bp.arguments(Posting, location="query")
@bp.doc(requestBody=documented(NAME, several=True), security=[{"token": []}])
@bp.response(201, schema.Publication, description="The publication, or all of a list in the same order.")
@problems(bp, *REFUSED)
def create(values: dict[str, Any]) -> Response:
    """Add a publication, or up to 1,000: all or none."""
    act = upserted if values.get("upsert") == "true" else created
    return write(values, SCOPE, "create", act)


def created(edit: Edit) -> Done:
    """Add what the body holds."""
    body = read()
    refuse_outdated(edit.session, NAME, None)
    parts = one_or_several(body)
    if parts is None:
        item = items_of(edit, [edit.create(NAME, body)])[0]
        return Done(item, 201, {"Location": f"{site().url}{PATH}/{quote(item['key'])}"})
    return Done(items_of(edit, edit.create_all(NAME, parts)), 201)


def upserted(edit: Edit) -> Done:
    """Add or merge what the body holds, and tell of each which it was."""
    body = read()
    refuse_outdated(edit.session, NAME, None)
    parts = one_or_several(body)
    done = [edit.upsert(body)] if parts is None else edit.every(parts, edit.upsert)
    items = items_of(edit, [work for _, work in done])
    told = [{"result": result, "item": item} for (result, _), item in zip(done, items, strict=True)]
    status = 201 if any(result == "created" for result, _ in done) else 200
    return Done(told if parts is not None else told[0], status)


@bp.route("/publications/<key>", methods=["PUT"])
@bp.arguments(Writing, location="query")
@bp.doc(requestBody=documented(NAME), security=[{"token": []}])
@bp.response(200, schema.Publication)
@problems(bp, 404, *REFUSED)
def replace(values: dict[str, Any], key: str) -> Response:
    """Put a publication in the place of the one that is there."""
    return write(values, SCOPE, "replace", lambda edit: changed(edit, key, edit.replace, read()))


@bp.route("/publications/<key>", methods=["PATCH"])
@bp.arguments(Writing, location="query")
@bp.doc(requestBody=documented(NAME, media_types=(JSON, MERGE_PATCH), partly=True), security=[{"token": []}])
@bp.response(200, schema.Publication)
@problems(bp, 404, *REFUSED)
def update(values: dict[str, Any], key: str) -> Response:
    """Change some keys of a publication (JSON Merge Patch, RFC 7396)."""
    return write(
        values, SCOPE, "update", lambda edit: changed(edit, key, edit.patch, read((JSON, MERGE_PATCH)))
    )


def changed(edit: Edit, key: str, how: Any, body: Any) -> Done:
    """Change one publication in one of two ways, and answer with it."""
    work = edit.find(NAME, key)
    refuse_outdated(edit.session, NAME, key)
    how(NAME, work, body)
    item = items_of(edit, [work])[0]
    moved = {"Content-Location": f"{site().url}{PATH}/{quote(item['key'])}"} if item["key"] != key else {}
    return Done(item, 200, moved)


@bp.route("/publications/<key>", methods=["DELETE"])
@bp.arguments(Writing, location="query")
@bp.doc(security=[{"token": []}])
@bp.response(204)
@problems(bp, 404, *REFUSED)
def delete(values: dict[str, Any], key: str) -> Response:
    """Take a publication away; history can bring it back."""

    def act(edit: Edit) -> Done:
        work = edit.find(NAME, key)
        refuse_outdated(edit.session, NAME, key)
        edit.delete(NAME, work)
        return Done(None, 204)

    return write(values, SCOPE, "delete", act)
