"""The inbox: publications that were found and are not certain, and what the owner decides about each."""

from typing import Any

from flask import Response, current_app
from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from api.answers import DRY, STATE
from api.auth import require
from api.collection_writing import BODILESS
from api.resources import TOKEN, Blueprint, as_json, envelope, envelope_of, problems
from api.writing import Done, write
from models import db
from models.inbox import WAITING, Proposal
from schemas import inbox
from schemas.grammar import Inbox, Nothing, Writing
from schemas.history import DryRun
from services.editing import Edit, Missing
from services.inbox import decide, find, listed, of_proposal

bp = Blueprint("inbox", __name__, description="What was found elsewhere and waits; with a token.")
SCOPE = "write:publications"
PATH = "/inbox/<digits:number>"


@bp.route("/inbox")
@bp.arguments(Inbox, location="query")
@bp.doc(security=TOKEN)
@bp.response(200, envelope_of(inbox.Proposal, "Inbox"))
@problems(bp, 400, 401, 403, 429)
def index(values: dict[str, Any]) -> Response:
    """List the proposals, those first that are most like what is there."""
    session = db.session()
    require(session, SCOPE)
    wanted = listed(values.get("state", WAITING))
    total = session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
    start = (values["page"] - 1) * values["per_page"]
    found = session.scalars(wanted.limit(values["per_page"]).offset(start))
    return envelope("/api/v1/inbox", [told(proposal) for proposal in found], total, values)


@bp.route(PATH)
@bp.arguments(Nothing, location="query")
@bp.doc(security=TOKEN)
@bp.response(200, inbox.Proposal)
@problems(bp, 400, 401, 403, 404, 429)
def show(_values: dict[str, Any], number: int) -> Response:
    """Show one proposal."""
    require(db.session(), SCOPE)
    return as_json(told(lying(number)))


def told(proposal: Proposal) -> dict[str, Any]:
    """Write a proposal; the change by which its difference is worked out is never closed."""
    return of_proposal(Edit(db.session(), current_app.config["DEFAULT_LANGUAGE"]), proposal)


def lying(number: int) -> Proposal:
    """Find a proposal, or raise 404."""
    try:
        return find(db.session(), number)
    except Missing as missing:
        raise NotFound(str(missing)) from None


def decision(name: str, path: str, sentence: str) -> None:
    """Add the route of one decision."""

    def view(values: dict[str, Any], number: int) -> Response:
        def act(edit: Edit, _body: Any) -> Done:
            proposal = lying(number)
            key = decide(edit, proposal, name)
            return Done({"proposal": of_proposal(edit, proposal), "publication": key})

        return write(values, SCOPE, name, act)

    view.__name__, view.__doc__ = name, sentence
    view = problems(bp, 404, *BODILESS)(view)
    view = bp.alt_response(200, schema=DryRun, description=DRY)(view)
    view = bp.response(200, inbox.Decided, description="What became of it.", headers=STATE)(view)
    view = bp.doc(security=TOKEN)(view)
    bp.route(path, methods=["POST"])(bp.arguments(Writing, location="query")(view))


decision("accept", f"{PATH}/accept", "Add a proposal as a new publication.")
decision("merge", f"{PATH}/merge", "Merge a proposal into the publication that it is like.")
decision("reject", f"{PATH}/reject", "Reject a proposal, so that it is not made again.")
