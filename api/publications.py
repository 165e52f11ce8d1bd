"""The publications: filtered, counted, one by one, and in every format."""

from collections.abc import Iterable
from typing import Any

from flask import Response, current_app, request
from marshmallow import fields
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable, NotFound

from api.auth import may, require
from api.resources import (
    TOKEN,
    Blueprint,
    Links,
    arguments,
    as_json,
    envelope_of,
    link_header,
    problems,
    site,
)
from formats.registry import FORMATS
from models import db, listing
from models.filters import PUBLIC
from models.publication import Publication
from schemas import grammar
from schemas import publication as schema
from schemas.counts import FacetValue, Group
from schemas.grammar import OwnersQuery, Ranked
from schemas.likeness import closest
from schemas.vocabulary import VISIBILITIES
from services import exporting
from services.listing import envelope

bp = Blueprint("publications", __name__, description="The publications.")

TEXT = "The same in another format."
SCOPE = "write:publications"
"""Who may write publications may see those that are hidden."""
EXTENSION = f"<any({', '.join(FORMATS)}):extension>"
MEDIA_TYPES = {
    form.media_type.partition(";")[0]: extension for extension, form in FORMATS.items() if form.by_accept
}
"""The extensions that `Accept` chooses, by media type."""
ALL_TYPES = list(dict.fromkeys(form.media_type.partition(";")[0] for form in FORMATS.values()))


PublicationLinks = Links.from_dict(
    {form.link: fields.String(required=True) for form in FORMATS.values()}, name="PublicationLinks"
)
"""Ways on from a list of publications, one for every format."""


class PublicationItem(schema.Publication):
    """A publication, or those of its keys that were asked for."""

    def on_bind_field(self, _name: str, field: Any) -> None:
        """Let every key be absent, since `fields` chooses them."""
        field.required = False


class PublicationList(envelope_of(PublicationItem, "PublicationEnvelope")):  # type: ignore[misc]
    """Publications with the counts that were asked for."""

    facets = fields.Dict(keys=fields.String(), values=fields.List(fields.Nested(FacetValue)))
    groups = fields.List(fields.Nested(Group))
    links = fields.Nested(PublicationLinks, required=True)


def written(extension: str, text: str, name: str) -> Response:
    """Answer with a text in one of the formats, as a file of a good name."""
    saved = {"Content-Disposition": f'inline; filename="{name}.{extension}"'}
    return Response(text, headers=saved, content_type=FORMATS[extension].media_type)


def accepted_extension() -> str | None:
    """Choose a format by `Accept`, None for JSON; raise 406 when none will do."""
    # `text/csv; charset=utf-8` is accepted as what it is: the only parameter that counts is the quality.
    asked = [(kind.partition(";")[0].strip(), quality) for kind, quality in request.accept_mimetypes]
    accepted = MIMEAccept(asked or [("*/*", 1)])
    wanted = accepted.best_match(["application/json", *MEDIA_TYPES])
    if wanted is None:
        raise NotAcceptable(f"This comes as application/json, {', '.join(MEDIA_TYPES)}.")
    return MEDIA_TYPES.get(wanted)


def in_formats(media_types: Iterable[str]) -> Any:
    """Document an answer that comes in other formats."""

    def document(view: Any) -> Any:
        for media_type in media_types:
            kind = {"type": ["object", "array"] if media_type.endswith("+json") else "string"}
            view = bp.alt_response(200, schema=kind, content_type=media_type, description=TEXT)(view)
        return view

    return document


@bp.route("/publications", methods=["GET"])
@bp.arguments(OwnersQuery, location="query")
@bp.doc(security=[{}, *TOKEN])
@bp.response(200, PublicationList)
@in_formats(MEDIA_TYPES)
@problems(bp, 400, 401, 403, 406, 429)
def index(values: dict[str, Any]) -> Response:
    """List the publications that a query asks for."""
    extension = accepted_extension()
    if extension:
        return selected(values, extension)
    # First of all, whatever else is asked for.
    apart = refuse_strangers(values) or values.get("fields")
    kept = None if apart else current_app.extensions["kept_items"]
    answer = envelope(db.session(), site(), values, arguments(), kept)
    return as_json(answer, link_header(answer["links"]))


def refuse_strangers(values: dict[str, Any]) -> bool:
    """Tell whether more than public works are asked for; raise 401 or 403 for who may not see them."""
    if hidden := grammar.visibilities(values) != PUBLIC:
        require(db.session(), SCOPE)
    return hidden


def selected(values: dict[str, Any], extension: str) -> Response:
    """Answer with the whole selection in a format; `fields` chooses what is written of it."""
    refuse_strangers(values)
    text = exporting.write(db.session(), site(), extension, values, arguments())
    return written(extension, text, "publications")


@bp.route(f"/publications.{EXTENSION}")
@bp.arguments(OwnersQuery, location="query")
@bp.doc(security=[{}, *TOKEN])
@in_formats(ALL_TYPES)
@problems(bp, 400, 401, 403, 404, 429)
def download(values: dict[str, Any], extension: str) -> Response:
    """Download the publications that a query asks for, in another format."""
    return selected(values, extension)


def found(key: str, values: dict[str, Any]) -> dict[str, Any]:
    """Read the publication of a key, for the owner a hidden one; or raise 404 with keys that look like it."""
    session, scheme, chosen = db.session(), site().scheme, (values["rank_at"], site().source)
    work = listing.one(session, key, scheme, PUBLIC, *chosen)
    if work is None and may(session, SCOPE):
        work = listing.one(session, key, scheme, VISIBILITIES, *chosen)
    if work is None:
        known = db.session.scalars(db.select(Publication.key).where(Publication.visibility == "public"))
        near = closest(key, known)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise NotFound(f"There is no publication {key!r}.{hint}")
    return schema.Writer(site().url, values.get("lang")).write(work)


@bp.route("/publications/<key>", methods=["GET"])
@bp.arguments(Ranked, location="query")
@bp.doc(security=[{}, *TOKEN])
@bp.response(200, schema.Publication)
@in_formats(MEDIA_TYPES)
@problems(bp, 400, 401, 404, 406, 429)
def show(values: dict[str, Any], key: str) -> Response:
    """Show one publication."""
    extension = accepted_extension()
    return single(extension, key, values) if extension else as_json(found(key, values))


def single(extension: str, key: str, values: dict[str, Any]) -> Response:
    """Answer with one publication in a format."""
    item = found(key, values)
    text = exporting.write_one(db.session(), site(), extension, item, values.get("lang"))
    return written(extension, text, key)


@bp.route(f"/publications/<key>.{EXTENSION}")
@bp.arguments(Ranked, location="query")
@bp.doc(security=[{}, *TOKEN])
@in_formats(ALL_TYPES)
@problems(bp, 400, 401, 404, 429)
def download_one(values: dict[str, Any], key: str, extension: str) -> Response:
    """Download one publication in another format."""
    return single(extension, key, values)
