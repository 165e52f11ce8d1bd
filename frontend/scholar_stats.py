"""The addresses at which pages of the acad-homepage theme, and badges, look for their counts."""

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from frontend.frame import site
from models import db
from services import scholar_stats

bp = Blueprint("scholar_stats", __name__, url_prefix="/google-scholar-stats")
JSON = "application/json"


@bp.get("/gs_data.json")
def data() -> Response:
    """Answer with all counts of one source, as the theme's crawler writes them."""
    written = scholar_stats.data(db.session(), site())
    if written is None:
        raise NotFound("No profile is loaded yet.")
    return Response(written, content_type=JSON)


@bp.get("/gs_data_shieldsio.json")
def badge() -> Response:
    """Answer with the total, for shields.io."""
    return Response(scholar_stats.badge(db.session(), site()), content_type=JSON)
