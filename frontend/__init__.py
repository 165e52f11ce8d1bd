"""The pages that people see."""

from flask import Flask

from frontend import badges, pages, scholar_stats
from frontend.chart import tone
from frontend.problems import answer_error

__all__ = ["answer_error", "register"]


def register(app: Flask) -> None:
    """Put the pages on an app."""
    app.jinja_env.globals["tone"] = tone
    app.register_blueprint(pages.bp)
    app.register_blueprint(badges.bp)
    app.register_blueprint(scholar_stats.bp)
