"""The owner, the numbers, and the door to everything else."""

from typing import Any

from flask import Response, current_app, url_for
from marshmallow import Schema, fields
from werkzeug.exceptions import NotFound

from api.resources import Blueprint, as_json, problems, site
from models import db
from models.revision import current
from models.sections import SECTIONS
from schemas import citations
from schemas.counts import Count
from schemas.grammar import Language, Nothing, Ranked
from schemas.profile import Profile
from schemas.publication import moment
from services import exporting, overview

bp = Blueprint("profile", __name__, description="The owner, the numbers, and where everything is.")
VERSION = "1.0"
NO_PROFILE = "No profile is loaded yet: run `flask load data/profile.yaml`."


class Root(Schema):
    """Where everything is, and which revision of the data this is."""

    version = fields.String(required=True)
    revision = fields.Integer(required=True)
    changed_at = fields.String(required=True, metadata={"format": "date-time"})
    links = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class CoAuthor(Schema):
    """How many publications someone shares with the owner."""

    slug = fields.String(required=True)
    name = fields.String(required=True)
    count = fields.Integer(required=True)


def _entries() -> fields.List:
    return fields.List(fields.Dict(keys=fields.String()))


class Resume(Schema):
    """A résumé in the keys of JSON Resume 1.0.0; what is not known has no key."""

    schema = fields.String(data_key="$schema", required=True)
    basics = fields.Dict(keys=fields.String(), required=True)
    work = _entries()
    volunteer = _entries()
    education = _entries()
    awards = _entries()
    publications = _entries()
    interests = _entries()
    projects = _entries()
    meta = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


def _counts() -> fields.List:
    return fields.List(fields.Nested(Count), required=True)


class Metrics(Schema):
    """The publications in numbers."""

    publications = fields.Integer(required=True)
    per_year = _counts()
    per_venue = _counts()
    per_rank = _counts()
    per_status = _counts()
    per_type = _counts()
    per_role = _counts()
    co_authors = fields.List(fields.Nested(CoAuthor), required=True)
    citations = fields.List(fields.Nested(citations.CitationSummary), required=True)


@bp.route("/")
@bp.arguments(Nothing, location="query")
@bp.response(200, Root)
@problems(bp, 400)
def root(_values: dict[str, Any]) -> Response:
    """Show where everything is."""
    revision, changed_at = current(db.engine)
    base = f"{site().url}/api/v1"
    names = (
        "profile",
        "publications",
        *SECTIONS,
        "people",
        "venues",
        "metrics",
        "citations",
        "resume.json",
        "openapi.json",
        "docs",
    )
    links = {name.removesuffix(".json"): f"{base}/{name}" for name in names}
    body = {"version": VERSION, "revision": revision, "changed_at": moment(changed_at), "links": links}
    headers = {"Link": '</api/v1/openapi.json>; rel="service-desc", </api/v1/docs>; rel="service-doc"'}
    return as_json({**body, "links": {**links, "page": f"{site().url}{url_for('pages.home')}"}}, headers)


@bp.route("/profile")
@bp.arguments(Language, location="query")
@bp.response(200, Profile)
@problems(bp, 400, 404)
def show(values: dict[str, Any]) -> Response:
    """Show the owner."""
    profile = overview.profile(db.session(), values.get("lang"))
    if profile is None:
        raise NotFound(NO_PROFILE)
    return as_json(profile)


@bp.route("/resume.json")
@bp.arguments(Language, location="query")
@bp.response(200, Resume)
@problems(bp, 400, 404)
def resume(values: dict[str, Any]) -> Response:
    """Show the owner's résumé as JSON Resume, in one language."""
    lang = values.get("lang") or current_app.config["DEFAULT_LANGUAGE"]
    written = exporting.resume(db.session(), site(), lang)
    if written is None:
        raise NotFound(NO_PROFILE)
    return Response(written, content_type="application/json")


@bp.route("/metrics")
@bp.arguments(Ranked, location="query")
@bp.response(200, Metrics)
@problems(bp, 400)
def metrics(values: dict[str, Any]) -> Response:
    """Show the publications in numbers."""
    return as_json(overview.metrics(db.session(), site(), values.get("lang"), values["rank_at"]))
