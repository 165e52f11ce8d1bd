"""Tokens: made of 256 random bits, kept as a hash, found by it, and good until they expire or are revoked."""

import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.database import now
from models.writing import Token

PREFIX = "vit_"
BYTES = 32
NOTED_EVERY = timedelta(minutes=1)
"""How exactly the last use is known: to write it down with every request would cost a write each."""


def make(session: Session, name: str, scopes: Iterable[str], expires_at: datetime | None) -> str:
    """Make a token and give its secret, which is told this once and cannot be read again."""
    secret = PREFIX + secrets.token_urlsafe(BYTES)
    session.add(Token(name=name, secret_hash=hashed(secret), scopes=list(scopes), expires_at=expires_at))
    return secret


def hashed(secret: str) -> str:
    """Hash a secret; 256 random bits need no salt and no slow hash."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def holder(session: Session, secret: str) -> Token | None:
    """Find the token of a secret, if it is good now."""
    wanted = hashed(secret)
    token = session.scalar(select(Token).where(Token.secret_hash == wanted))
    # The look-up goes by a hash, which tells nothing of the secret; the comparison takes constant time.
    if token is None or not hmac.compare_digest(token.secret_hash, wanted):
        return None
    expired = token.expires_at is not None and token.expires_at <= now()
    return None if expired or token.revoked_at else token


def is_to_note(token: Token) -> bool:
    """Tell whether the last use that is noted is too long ago."""
    return token.last_used_at is None or token.last_used_at < now() - NOTED_EVERY


def note_use(session: Session, token: Token) -> None:
    """Note in the transaction under way that a token is used now."""
    if is_to_note(token):
        session.execute(update(Token).where(Token.id == token.id).values(last_used_at=now()))


def every(session: Session) -> list[Token]:
    """Read all tokens, the newest last."""
    return list(session.scalars(select(Token).order_by(Token.id)))


def named(session: Session, name: str) -> Token | None:
    """Find a token by its name."""
    return session.scalar(select(Token).where(Token.name == name))
