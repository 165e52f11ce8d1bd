"""Badges of numbers, for pages elsewhere: the size of any filter, citations and the h-index."""

from flask import Blueprint, Response, request
from marshmallow import ValidationError

from formats import badge
from frontend import addresses
from frontend.frame import site
from models import db, listing
from schemas import grammar
from services.asking import Refused, selection
from services.citation_summary import headline, leading, summaries

bp = Blueprint("badges", __name__, url_prefix="/badges")

LABELS = {
    "publications": {"en": "publications", "zh": "论文"},
    "citations": {"en": "citations", "zh": "被引"},
    "h-index": {"en": "h-index", "zh": "h 指数"},
    "i10-index": {"en": "i10-index", "zh": "i10 指数"},
}
COUNTS = {"citations": "total", "h-index": "h_index", "i10-index": "i10_index"}
"""The number of a source's summary that a badge shows, by the name of the badge."""
OWN = ("label", "source")
UNKNOWN, REFUSED = "unknown", "bad query"


@bp.get("/publications.svg")
def publications() -> Response:
    """Show how many publications a query selects."""
    given = {key: values for key, values in addresses.arguments().items() if key != "label"}
    try:
        number = listing.count(selection(db.session(), site(), grammar.load(given)))
    except (ValidationError, Refused):
        return answer("publications", REFUSED, 400)
    return answer("publications", f"{number:,}")


@bp.get(f"/<any({', '.join(map(repr, COUNTS))}):counted>.svg")
def citations(counted: str) -> Response:
    """Show a number of the leading source, or of the one that is asked for: as it states it, else summed."""
    if request.args.keys() - {*OWN, "lang"}:
        return answer(counted, REFUSED, 400)
    wanted = request.args.get("source")
    known = [each for each in summaries(db.session()) if wanted in (None, each["source"])]
    chosen = leading(known, site().source)
    return answer(counted, f"{headline(chosen)[COUNTS[counted]]:,}" if chosen else UNKNOWN)


def answer(name: str, value: str, code: int = 200) -> Response:
    """Answer with a badge, in the language of the address alone, since all who come by see the same one."""
    label = request.args.get("label") or LABELS[name][addresses.asked_language() or "en"]
    return Response(badge.write(label, value), code, content_type="image/svg+xml; charset=utf-8")
