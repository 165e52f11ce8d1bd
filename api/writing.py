"""How every write goes: who, what, on top of which state; then all of it in one transaction, or nothing."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import orjson
from flask import Response, current_app, request
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, UnprocessableEntity

from api.auth import bearer, require
from api.bodies import read as read_json
from api.bodies import receive
from api.resources import IDEMPOTENCY_KEY
from models import answers, db, tokens
from models.revision import current_number
from models.sqlite import begin_writing
from models.writing import Token
from schemas.scopes import reaches
from services.editing import Edit
from services.history import of_change, of_item, without_hidden

KEPT = ("Content-Type", "Location", "Content-Location", "ETag")
"""Headers that are given again with an answer."""


CHANGE = object()
"""Stands for the change itself, which is only known when the act is over."""


class Done(NamedTuple):
    """What a write answers: a body, null for none; a status; own headers; what a dry run tells besides."""

    body: Any
    status: int = 200
    headers: Mapping[str, str] = {}
    report: Mapping[str, Any] | None = None


Act = Callable[[Edit, Any], Done]
Values = Mapping[str, Any]
"""The query's values; `dry_run` is among them."""


def write(
    values: Values,
    scope: str,
    action: str,
    act: Act,
    media_types: Sequence[str] = (),
    reverts: int | None = None,
    read: Callable[[], Any] | None = None,
) -> Response:
    """Let an act happen in a transaction of its own, and answer when it is on disk.

    The act is given the body, as it was read in one of the media types or by `read`, or else None.
    """
    session, writes = db.session(), current_app.extensions["writes"]
    holder = require(session, scope).secret_hash
    writes.check(holder)
    writes.take(holder)
    # Read before the store is locked: to parse a large body takes a while.
    received = receive()
    body = read() if read else read_json(media_types) if media_types else None
    with current_app.extensions["turns"].take():
        try:
            begin_writing(session)
            # Asked again inside: a token that was revoked while this waited no longer writes.
            token = bearer(session)
            asked = answers.digest(request.method, request.full_path, received)
            return _written(session, token, asked, values, action, lambda edit: act(edit, body), reverts)
        finally:
            # After a commit there is nothing left to take back.
            session.rollback()


def _written(
    session: Session,
    token: Token,
    asked: str,
    values: Values,
    action: str,
    act: Callable[[Edit], Done],
    reverts: int | None,
) -> Response:
    """Do it, unless its key came before (`Idempotency-Key`) or it is only tried (`dry_run`)."""
    key = idempotency_key()
    if key and (before := remembered(session, token, key, asked)):
        return before
    edit = Edit(session, current_app.config["DEFAULT_LANGUAGE"])
    edit.names.hidden = reaches(token.scopes, "write:publications")
    done = act(edit)
    if values.get("dry_run"):
        items = edit.items if edit.names.hidden else without_hidden(session, edit.items)
        told = [of_item(item) for item in items]
        tried = {"dry_run": True, "changes": told}
        return answer(Done(tried if done.report is None else {**tried, **done.report}))
    tokens.note_use(session, token)
    change = edit.close(token.name, action, reverts)
    if done.body is CHANGE:
        done = done._replace(body=of_change(change) if change else None)
    response = answer(done, change.revision if change else current_number(session))
    if key:
        kept = {name: response.headers[name] for name in KEPT if name in response.headers}
        answers.keep(session, token.id, key, asked, done.status, kept, response.get_data())
    stored = change and (change.id, change.action, change.actor)
    session.commit()
    if stored:
        current_app.logger.info("Change %d: %s by %s.", *stored)
    return response


def idempotency_key() -> str | None:
    """Read the client's key, or raise 400 for one that cannot be kept."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not re.fullmatch(IDEMPOTENCY_KEY, key):
        raise BadRequest("An Idempotency-Key has 1 to 255 printable characters of ASCII.")
    return key


def remembered(session: Session, token: Token, key: str, asked: str) -> Response | None:
    """Give the answer of a key that came before, or raise 422 where it came with another request."""
    try:
        before = answers.given_before(session, token.id, key, asked)
    except answers.Reused:
        raise UnprocessableEntity("This Idempotency-Key came before, with another request.") from None
    if before is None:
        return None
    return Response(before.body, before.status, {**before.headers, "Idempotency-Replayed": "true"})


def answer(done: Done, revision: int | None = None) -> Response:
    """Make the response of a write; its tag tells If-Match which state it is of."""
    if done.status == 204:
        return Response(status=204, headers=done.headers)
    tag = {"ETag": f'"{revision}"'} if revision is not None else {}
    headers = {**done.headers, **tag}
    return Response(orjson.dumps(done.body), done.status, headers, content_type="application/json")
