"""Errors told to visitors, on pages of the site's own design."""

from typing import Any

from flask import Response, current_app, render_template, request
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from frontend import addresses, assets, words
from frontend.frame import frame
from models import db
from models.publication import Publication
from schemas.likeness import closest


def answer_error(error: Exception) -> Any:
    """Tell a visitor what is wrong; a missing page names those that are like it."""
    if isinstance(error, RequestRedirect):
        return error
    code = error.code if isinstance(error, HTTPException) and error.code else 500
    if code >= 500:
        # A driver's words may quote data, so they are not logged.
        current_app.logger.error("Unforeseen", exc_info=None if isinstance(error, SQLAlchemyError) else error)
    lang = addresses.language()
    try:
        page = missing(lang) if code < 500 else broken(lang)
    except (SQLAlchemyError, HTTPException):
        page = broken(lang)
    kept = (
        [pair for pair in error.get_headers() if pair[0] == "Allow"]
        if isinstance(error, HTTPException)
        else []
    )
    return Response(page, code, kept, content_type="text/html; charset=utf-8")


def missing(lang: str) -> str:
    """Write the page for an address where nothing stands."""
    shared = frame(lang, request.path, {})
    return render_template("404.html", **shared, path=request.path, suggestions=suggestions(lang))


def suggestions(lang: str) -> list[dict[str, str]]:
    """Find publications whose keys are like the last part of the address."""
    rows = db.session.execute(
        select(Publication.key, Publication.title).where(Publication.visibility == "public")
    )
    titles = {row.key: row.title for row in rows}
    tail = f"?lang={lang}" if addresses.asked_language() else ""
    wanted = request.path.rpartition("/")[2][:200]
    return [
        {"label": titles[key], "href": f"/publications/{key}{tail}"}
        for key in closest(wanted, titles)
        if wanted
    ]


def broken(lang: str) -> str:
    """Write the page for a fault of ours; it needs no database."""
    return render_template("500.html", lang=lang, words=words.words_in(lang), static=assets.address)
