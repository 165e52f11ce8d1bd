"""Errors told to visitors, on pages of the site's own design."""

from typing import Any
from urllib.parse import quote

from flask import Response, current_app, render_template, request
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, ServiceUnavailable
from werkzeug.routing import RequestRedirect

from frontend import addresses, assets, words
from frontend.frame import frame
from models import db
from models.database import UNAVAILABLE
from models.publication import Publication
from schemas.likeness import closest
from services.incidents import ailing, described

TOLD = {404: "not_found", 503: "busy"}
"""The words for a status; other faults of the request and other faults of ours share a page each."""

PASSED_ON = ("Allow", "Retry-After")
RETRY_AFTER = 2


def answer_error(error: Exception) -> Any:
    """Tell a visitor what is wrong; a missing page names those that are like it."""
    if isinstance(error, RequestRedirect):
        return error
    fault = explain(error)
    try:
        return answer(fault)
    except SQLAlchemyError as worse:
        return answer(explain(worse))


def explain(error: Exception) -> Any:
    """Find the HTTP error that an exception amounts to; None is a fault that nobody foresaw."""
    if isinstance(error, HTTPException) and error.code:
        return error
    if isinstance(error, UNAVAILABLE):
        current_app.logger.warning(ailing(error))
        return ServiceUnavailable(retry_after=RETRY_AFTER)
    current_app.logger.error("Unforeseen: %s", described(error))
    return None


def answer(fault: HTTPException | None) -> Response:
    """Write the page for a status; only one for a fault of the request reads the database."""
    code = (fault and fault.code) or 500
    lang = addresses.language()
    try:
        page = refused(lang, code) if code < 500 else broken(lang, code)
    except HTTPException:
        page = broken(lang, code)
    kept = [pair for pair in fault.get_headers() if pair[0] in PASSED_ON] if fault else []
    return Response(page, code, kept, content_type="text/html; charset=utf-8")


def refused(lang: str, code: int) -> str:
    """Write the page for a request that has no answer."""
    # A path may begin with what a browser takes for the name of a host, such as a backslash.
    shared = frame(lang, quote(request.path), {})
    told = TOLD.get(code, "refused")
    offered = suggestions(lang) if code == 404 else []
    return render_template(
        "refused.html", **shared, told=told, code=code, path=request.path, suggestions=offered
    )


def suggestions(lang: str) -> list[dict[str, str]]:
    """Find publications whose keys are like the last part of the address."""
    wanted = request.path.rpartition("/")[2][:200]
    if not wanted:
        return []
    rows = db.session.execute(
        select(Publication.key, Publication.title).where(Publication.visibility == "public")
    )
    titles = {row.key: row.title for row in rows}
    tail = f"?lang={lang}" if addresses.asked_language() else ""
    return [{"label": titles[key], "href": f"/publications/{key}{tail}"} for key in closest(wanted, titles)]


def broken(lang: str, code: int) -> str:
    """Write the page for a fault of ours, or where no profile is loaded; it needs no database."""
    told, number = TOLD.get(code, "broken"), request.environ["REQUEST_ID"]
    shown = {"lang": lang, "words": words.words_in(lang), "static": assets.address}
    return render_template("broken.html", **shown, told=told, code=code, number=number)
