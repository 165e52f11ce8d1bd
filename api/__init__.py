"""HTTP in, HTTP out: one resource a file."""

from threading import Lock
from typing import Any

from flask import Flask, Response
from flask_smorest import Api as SmorestApi
from flask_smorest import Blueprint
from orjson import OPT_INDENT_2, dumps

from api import (
    changes,
    checks,
    citations,
    docs,
    headers,
    imports,
    inbox,
    people,
    profile,
    publication_writing,  # noqa: F401 - adds its views to those of the publications
    publications,
    section_writing,  # noqa: F401 - adds its views to those of the sections and the profile
    sections,
    venues,
)
from api.document import Plugin
from api.errors import Problem
from api.profile import VERSION
from api.resources import WRITING, Digits

PREFIX = "/api/v1"
SETTINGS = {
    "API_TITLE": "Vitrine",
    "API_VERSION": VERSION,
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": PREFIX,
    "OPENAPI_JSON_PATH": "openapi.json",
}


class Api(SmorestApi):
    """The API without error handlers of its own: `errors.answer` has the one shape of all errors.

    Its document is written when it is first asked for, since that takes longer than all else a start does.
    """

    DEFAULT_ERROR_RESPONSE_NAME = None
    ERROR_SCHEMA = Problem

    def __init__(self, app: Flask) -> None:
        self.unwritten: list[Blueprint] = []
        self.writing = Lock()
        super().__init__(app, spec_kwargs={"marshmallow_plugin": Plugin()})

    def _register_error_handlers(self) -> None:
        pass

    def register_blueprint(self, blp: Blueprint, **options: Any) -> None:
        """Add the routes of a blueprint to the app, and leave their description for later."""
        self._app.register_blueprint(blp, **options)
        self.unwritten.append(blp)

    def document(self) -> dict[str, Any]:
        """Give the OpenAPI document."""
        with self.writing:
            for blp in self.unwritten:
                blp.register_views_in_doc(self, self._app, self.spec, name=blp.name, parameters=None)
                self.spec.tag({"name": blp.name, "description": blp.description})
            self.unwritten.clear()
        document: dict[str, Any] = self.spec.to_dict()
        return document

    def _openapi_json(self) -> Response:
        return Response(dumps(self.document(), option=OPT_INDENT_2), content_type="application/json")


def register(app: Flask) -> None:
    """Put the API and its headers on an app."""
    app.config.update(SETTINGS)
    app.config["API_SPEC_OPTIONS"] = {
        "info": {
            "description": "A researcher's profile as data. Every error is a problem detail (RFC 9457); "
            "an empty value of a parameter is no value."
        },
        "servers": [{"url": app.config["SITE_URL"]}],
    }
    app.url_map.converters["digits"] = Digits
    headers.register(app)
    api = Api(app)
    api.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    for name, parameter in WRITING.items():
        api.spec.components.parameter(name, "header", parameter)
    readers = (profile, publications, sections, people, venues, citations)
    for resource in (*readers, changes, checks, imports, inbox):
        api.register_blueprint(resource.bp, url_prefix=PREFIX)
    app.register_blueprint(docs.bp, url_prefix=PREFIX)
