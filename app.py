"""The application: settings → database → blueprints → commands; assembled here and nothing else."""

import os
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson
from flask import Flask, Response, request
from flask_migrate import Migrate
from sqlalchemy.engine import make_url
from werkzeug.middleware.proxy_fix import ProxyFix

import api
import cli
import frontend
from api import errors, request_ids
from api.caching import KeptAnswers
from api.limits import Limit
from api.turns import Turns
from config import SECRETS, read_settings
from models import db, revision, sqlite
from services.kept_items import KeptItems

HERE = Path(__file__).parent
SHOWN = ("api", "formats", "frontend", "models", "schemas", "services")
"""The folders that decide what an answer looks like."""


def create_app(settings: Mapping[str, str] | None = None) -> Flask:
    """Make the application from the environment, or from settings given in its place."""
    app = Flask(__name__, static_folder=None, template_folder="frontend/templates")
    app.config.update(read_settings(os.environ if settings is None else settings))
    app.config["SQLALCHEMY_DATABASE_URI"] = app.config["DATABASE_URL"]
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"json_deserializer": orjson.loads, **pool(app.config)}
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_BODY_BYTES"]
    app.config["BUILD"] = build(app)
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False  # Werkzeug would redirect `//` to whatever host the request names.
    db.init_app(app)
    Migrate(app, db, directory=str(HERE / "migrations"), render_as_batch=True)
    api.register(app)
    frontend.register(app)
    cli.register(app)
    app.register_error_handler(Exception, answer_error)
    keep_answers(app)
    trust_proxies(app)
    request_ids.register(app)
    return app


def pool(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Have a connection for every thread and a few to spare, with the patience that a lock is given."""
    if make_url(settings["DATABASE_URL"]).database in (None, "", ":memory:"):
        return {}  # What is in memory is behind one connection.
    return {"pool_size": settings["THREADS"] + 4, "pool_timeout": settings["BUSY_TIMEOUT_MS"] / 1000}


def build(app: Flask) -> str:
    """Name the code and settings that answers are made of, so that an upgrade outdates what readers hold."""
    open_ones = [(name, value) for name, value in sorted(app.config.items()) if name not in SECRETS]
    name = blake2b(repr(open_ones).encode(), digest_size=6)
    name.update(code())
    return name.hexdigest()


@cache
def code() -> bytes:
    """Digest the files that decide what an answer looks like, as they were when the process began."""
    digest = blake2b()
    for folder in SHOWN:
        for path in sorted((HERE / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    return digest.digest()


def answer_error(error: Exception) -> Response:
    """Tell programs of an error as a problem, and visitors on a page."""
    teller: Any = errors.answer if request.path.startswith("/api/") else frontend.answer_error
    answer: Response = teller(error)
    return answer


def keep_answers(app: Flask) -> None:
    """Put the kept answers in front of the app, and set up its database connections."""
    with app.app_context():
        engine = db.engine
    sqlite.set_up(engine, app.config["BUSY_TIMEOUT_MS"])
    most = app.config["KEPT_MEGABYTES"] * 1_000_000
    app.extensions["guesses"] = Limit(app.config["MAX_BAD_TOKENS_PER_MINUTE"])
    app.extensions["writes"] = Limit(app.config["MAX_WRITES_PER_MINUTE"])
    app.extensions["turns"] = Turns(app.config["THREADS"], app.config["BUSY_TIMEOUT_MS"] / 1000)
    app.extensions["kept_items"] = KeptItems(most // 4)
    app.wsgi_app = KeptAnswers(app.wsgi_app, lambda: revision.current(engine), app.config["BUILD"], most)  # type: ignore[method-assign]


def trust_proxies(app: Flask) -> None:
    """Take a reader's address from the web servers in front that are said to tell it, and from no others."""
    if proxies := app.config["PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=0, x_host=0)  # type: ignore[method-assign]
