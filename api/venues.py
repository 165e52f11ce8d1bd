"""The venues, with their ranks by scheme and edition."""

from typing import Any

from flask import Response
from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from api.resources import Blueprint, as_json, envelope, envelope_of, problems
from models import db
from models.naming import NAMED_VENUES
from models.publication import Publication
from models.venue import Venue
from schemas import profile as schema
from schemas.grammar import Language, Paging

bp = Blueprint("venues", __name__, description="Conferences and journals.")


def _appeared() -> dict[int, int]:
    """Count the public publications of each venue."""
    statement = (
        select(Publication.venue_id, func.count())
        .where(Publication.visibility == "public", Publication.venue_id.is_not(None))
        .group_by(Publication.venue_id)
    )
    return dict(db.session.execute(statement).all())  # type: ignore[arg-type]


@bp.route("/venues")
@bp.arguments(Paging, location="query")
@bp.response(200, envelope_of(schema.Venue, "VenueList"))
@problems(bp, 400)
def index(values: dict[str, Any]) -> Response:
    """List the venues with their ranks by scheme and edition."""
    start = (values["page"] - 1) * values["per_page"]
    statement = (
        select(Venue)
        .where(NAMED_VENUES)
        .order_by(Venue.folded, Venue.slug)
        .limit(values["per_page"])
        .offset(start)
    )
    appeared = _appeared()
    items = [schema.dump_venue(venue, appeared.get(venue.id, 0)) for venue in db.session.scalars(statement)]
    total = db.session.scalar(select(func.count()).select_from(Venue).where(NAMED_VENUES)) or 0
    return envelope("/api/v1/venues", items, total, values)


@bp.route("/venues/<slug>")
@bp.arguments(Language, location="query")
@bp.response(200, schema.Venue)
@problems(bp, 400, 404)
def show(_values: dict[str, Any], slug: str) -> Response:
    """Show one venue."""
    found = db.session.scalar(select(Venue).where(Venue.slug == slug.lower(), NAMED_VENUES))
    if found is None:
        raise NotFound(f"No venue here has the slug {slug!r}.")
    return as_json(schema.dump_venue(found, _appeared().get(found.id, 0)))
