"""The contract as a page: read from the OpenAPI document, with a form to try each operation."""

import re
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from markupsafe import Markup, escape
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response

from api import contract
from api.resources import site
from models import db
from models.naming import NAMED
from models.person import Person
from models.publication import Publication
from models.sections import SECTIONS
from models.venue import Venue

bp = Blueprint("docs", __name__, template_folder="templates")

TITLES = {"profile": "Overview", "sections": "Other sections"}

SAMPLES = {
    "/publications/{key}": select(Publication.key)
    .where(Publication.visibility == "public")
    .order_by(Publication.year.desc(), Publication.position),
    "/people/{slug}": select(Person.slug).where(NAMED).order_by(Person.id),
    "/venues/{slug}": select(Venue.slug)
    .join(Publication)
    .where(Publication.visibility == "public")
    .order_by(Publication.position),
    **{f"/{name}/{{number}}": select(model.id).order_by(model.position) for name, model in SECTIONS.items()},
}
"""What stands in the path of a form at first, so that it answers with something that is there."""

FILLED = {"extension": "csv"}
FILLED_IN = {
    "/publications": {"year": "2020..", "fields": "key,title,year,rank", "facets": "year,rank"},
    "/publications.{extension}": {"year": "2020.."},
}
EXAMPLES = {
    "year": "2020..2024",
    "venue": "asplos",
    "rank": "CCF-A",
    "status": "!preprint",
    "type": "paper-conference",
    "author": "a-name",
    "role": "first",
    "topic": "a-topic",
    "selected": "true",
    "q": "words",
    "visibility": "hidden",
    "source": "google-scholar",
    "publication": "a-key",
    "sort": "-year,title",
    "fields": "key,title",
    "facets": "year,venue",
    "group_by": "year,rank",
}
"""What a field shows while it is empty."""


def spec() -> dict[str, Any]:
    """Give the OpenAPI document of this app."""
    document: dict[str, Any] = current_app.extensions["flask-smorest"]["apis"][""]["ext_obj"].document()
    return document


@bp.get("/docs")
def show() -> str:
    """Show the contract."""
    document = spec()
    by_tag = contract.operations(document)
    every = [operation for operations in by_tag.values() for operation in operations]
    shown = {answer.schema for each in every for answer in (*each.answers, *each.errors) if answer.schema}
    values = {operation.path: filled(operation) for operation in every}
    return render_template(
        "docs.html",
        info=document["info"],
        tags=[(tag, TITLES.get(tag["name"], tag["name"].capitalize())) for tag in document["tags"]],
        operations=by_tag,
        token_operations=contract.token_operations(document),
        values=values,
        addresses={
            path: contract.address(path, {key: [value] for key, value in given.items()})
            for path, given in values.items()
        },
        examples=EXAMPLES,
        schemas=contract.schemas(document, shown),
        site_url=site().url,
        static=static,
        code=code,
    )


def filled(operation: contract.Operation) -> dict[str, str]:
    """Choose the values that an operation's form holds at first."""
    path = operation.path.removeprefix("/api/v1")
    values = dict(FILLED_IN.get(path, {}))
    for parameter in operation.parameters:
        if parameter.in_path:
            values[parameter.name] = FILLED.get(parameter.name) or sample(path)
        elif parameter.default:
            values[parameter.name] = parameter.default
    return values


def sample(path: str) -> str:
    """Find something that is there for a path to name."""
    try:
        found = db.session.scalar(SAMPLES[path.removesuffix(".{extension}")].limit(1))
    except SQLAlchemyError:
        found = None
    return str(found or 1)


def static(path: str) -> str:
    """Give the address of a static file in this build."""
    return url_for("pages.static_file", version=current_app.config["BUILD"], path=path)


def code(text: str) -> Markup:
    """Set what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped before


@bp.get("/docs/ask")
def ask() -> Response:
    """Lead a form that no script has taken over to the address it asks for."""
    path = request.args.get("path", "")
    if path not in spec()["paths"]:
        raise NotFound(f"There is no operation {path!r}.")
    try:
        return redirect(contract.address(path, dict(request.args.lists())))
    except KeyError as missing:
        raise BadRequest(f"The path needs a value for {missing.args[0]!r}.") from None
