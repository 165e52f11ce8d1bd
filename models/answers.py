"""Answers once given under a client's key (the draft Idempotency-Key header), replayed for a day."""

from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.database import now
from models.writing import Idempotency

KEPT_FOR = timedelta(hours=24)


class Reused(ValueError):
    """A key that came before with another request."""


def digest(*parts: str | bytes) -> str:
    """Name a request by a hash of its parts."""
    hashed = sha256()
    for part in parts:
        whole = part.encode() if isinstance(part, str) else part
        hashed.update(len(whole).to_bytes(8, "big") + whole)
    return hashed.hexdigest()


def given_before(session: Session, token_id: int, key: str, request: str) -> Idempotency | None:
    """Find the answer that a token's key was given; raise Reused where the request was another."""
    session.execute(delete(Idempotency).where(Idempotency.created_at < now() - KEPT_FOR))
    found = session.get(Idempotency, (token_id, key))
    if found and found.request_hash != request:
        raise Reused
    return found


def keep(
    session: Session,
    token_id: int,
    key: str,
    request: str,
    status: int,
    headers: Mapping[str, str],
    body: bytes,
) -> None:
    """Keep an answer, in the transaction that it tells of."""
    facts = {"status": status, "headers": dict(headers), "body": body}
    session.add(Idempotency(token_id=token_id, key=key, request_hash=request, **facts))
