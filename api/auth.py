"""Who may write: the bearer of a token (RFC 6750) whose scopes reach as far as the request."""

from contextlib import suppress
from typing import Any

from flask import Response, after_this_request, current_app, request
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from models import tokens
from models.sqlite import begin_at_once
from models.writing import Token
from schemas.scopes import reaches

REALM = "Vitrine"


def challenge(error: str | None = None) -> WWWAuthenticate:
    """Say how to sign in, and what was wrong with the token if there was one."""
    return WWWAuthenticate("bearer", {"realm": REALM, **({"error": error} if error else {})})


class Unknown(Unauthorized):
    """A token that is not good."""

    description = "This token is unknown, expired or revoked."


class TooNarrow(Forbidden):
    """A good token whose scopes do not reach."""

    def get_headers(self, *_: Any) -> list[tuple[str, str]]:
        return [("WWW-Authenticate", challenge("insufficient_scope").to_header())]


def bearer(session: Session) -> Token:
    """Find the token that a request bears now, or raise 401."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        told = "Send a token with the request: `Authorization: Bearer vit_…`."
        raise Unauthorized(told, www_authenticate=challenge())
    token = tokens.holder(session, secret.strip())
    if token is None:
        raise Unknown(www_authenticate=challenge("invalid_token"))
    return token


def counted(session: Session) -> Token:
    """Find the token of a request; raise 401 without a good one, or 429 where too many were tried.

    Bad tokens are counted by the address they come from. A good one is never refused for those: an owner may
    share the address with a stranger, and 256 random bits are not guessed at any speed.
    """
    try:
        return bearer(session)
    except Unknown:
        guesses, address = current_app.extensions["guesses"], request.remote_addr or ""
        guesses.check(address)
        guesses.take(address)
        raise


def may(session: Session, scope: str) -> bool:
    """Tell whether a request bears a token that reaches a scope; raise 401 or 429 for a bad one."""
    if not request.headers.get("Authorization", "").lower().startswith("bearer "):
        return False
    token = counted(session)
    if is_reaching := reaches(token.scopes, scope):
        note_reading(session, token)
    return is_reaching


def require(session: Session, scope: str) -> Token:
    """Find the token of a request; raise 401 without a good one, 429 after many, 403 for a narrow one."""
    token = counted(session)
    if not reaches(token.scopes, scope):
        raise TooNarrow(f"The token {token.name!r} has no scope {scope!r}; it has {', '.join(token.scopes)}.")
    note_reading(session, token)
    return token


def note_reading(session: Session, token: Token) -> None:
    """Note when the answer is made that a token was used to read; a write notes its own use.

    It is left out where it would have to wait or cannot be stored: who reads does without.
    """
    if request.method != "GET" or not tokens.is_to_note(token):
        return

    @after_this_request
    def note(response: Response) -> Response:
        with suppress(SQLAlchemyError):
            if begin_at_once(session):
                tokens.note_use(session, token)
                session.commit()
        session.rollback()
        return response
