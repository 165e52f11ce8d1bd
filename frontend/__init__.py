"""The pages that people see."""

from flask import Flask

from frontend.chart import tone
from frontend.pages import bp
from frontend.problems import answer_error

__all__ = ["answer_error", "register"]


def register(app: Flask) -> None:
    """Put the pages on an app."""
    app.jinja_env.globals["tone"] = tone
    app.register_blueprint(bp)
