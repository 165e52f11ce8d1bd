"""How far a token reaches: `admin` includes `write`, and `write` every `write:<collection>`."""

from collections.abc import Iterable

from schemas.bodies import BODIES

WRITE, ADMIN = "write", "admin"
SCOPES = (WRITE, ADMIN, *(f"{WRITE}:{collection}" for collection in (*BODIES, "citations")))
"""All scopes that a token may have."""


def reaches(scopes: Iterable[str], wanted: str) -> bool:
    """Tell whether scopes include the one that is wanted."""
    enough = {wanted, ADMIN} | ({WRITE} if wanted.startswith(f"{WRITE}:") else set())
    return not enough.isdisjoint(scopes)
