"""The headers that every answer carries: protection for the reader, openness for programs."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response
from flask_cors import CORS

PREFIX = "/api/"
OPEN = (PREFIX, "/google-scholar-stats/")
"""How the addresses begin that scripts of other sites may read."""

# One script stands in the page itself: it sets the colours before anything is painted, and to fetch it would
# cost a phone one more connection. Its hash allows these very bytes and no others.
THEME = Path(__file__).parent.parent / "frontend" / "static" / "js" / "theme.js"
THEME_HASH = b64encode(sha256(THEME.read_bytes()).digest()).decode()

SECURITY = {
    "Content-Security-Policy": f"default-src 'none'; script-src 'self' 'sha256-{THEME_HASH}'; "
    "style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

EXPOSED = [
    "Content-Disposition",
    "Content-Location",
    "ETag",
    "Last-Modified",
    "Link",
    "Location",
    "Retry-After",
    "X-Request-ID",
]

# Reads are open to every origin; no cookie and no credential of a browser is ever taken.
OPENNESS: dict[str, Any] = {
    "origins": "*",
    "send_wildcard": True,
    "methods": ["GET", "HEAD", "OPTIONS"],
    "allow_headers": [
        "Accept",
        "Authorization",
        "Content-Type",
        "If-Match",
        "If-None-Match",
        "Idempotency-Key",
    ],
    "expose_headers": EXPOSED,
    "max_age": 86400,
}


def fixed_headers(path: str) -> list[tuple[str, str]]:
    """List the headers that depend on nothing but the path, for answers that never enter a view."""
    opened = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": ", ".join(EXPOSED)}
    return [*SECURITY.items(), *(opened.items() if path.startswith(OPEN) else ())]


def register(app: Flask) -> None:
    """Put the headers on every answer of the app."""
    CORS(app, resources={f"{prefix}*": OPENNESS for prefix in OPEN})

    @app.after_request
    def protect(response: Response) -> Response:
        response.headers.update(SECURITY)
        return response
