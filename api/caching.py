"""Finished answers, kept for as long as the revision of the data stands, in front of the application.

A repeated read costs a look at one row, and so does a 304. Nothing is ever stale: the revision is looked up
for every request, and it is part of the validator.
"""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b
from typing import Any, NamedTuple

import brotli
from sqlalchemy.exc import SQLAlchemyError

from api.headers import PREFIX, fixed_headers

Environ = dict[str, Any]
Start = Callable[..., Any]
Headers = list[tuple[str, str]]

SMALL = 500
"""Bytes below which compressing gains nothing."""

COMPRESSED = (
    "text/",
    "application/json",
    "application/problem+json",
    "application/x-ndjson",
    "image/svg+xml",
    "application/javascript",
    "application/xml",
    "application/manifest+json",
)


class Answer(NamedTuple):
    """A finished 200, as it goes out for one URL, one kind of reader and one coding."""

    revision: int
    headers: Headers
    body: bytes


class KeptAnswers:
    """A WSGI layer that answers repeated GET and HEAD requests with kept bytes."""

    def __init__(
        self,
        application: Callable[..., Iterable[bytes]],
        revision: Callable[[], tuple[int, datetime]],
        build: str,
        most: int,
    ) -> None:
        """Stand in front of an application; build names the code, most is the memory in bytes."""
        self.application = application
        self.revision = revision
        self.build = build
        self.most = most
        self.kept: OrderedDict[str, Answer] = OrderedDict()
        self.size = 0
        self.lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.application(environ, start_response)
        try:
            revision, changed_at = self.revision()
        except SQLAlchemyError:
            return self.application(environ, start_response)
        path = environ.get("PATH_INFO", "")
        coding = choose_coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        digest = self._digest(environ, path)
        tag = f'"{revision}-{digest}-{coding or "id"}"'
        shown = last_modified(changed_at)
        validators = [
            ("ETag", tag),
            ("Last-Modified", shown),
            ("Vary", f"{varies_by(path)}, Accept-Encoding"),
        ]
        unchanged = [*validators, ("Cache-Control", "no-cache"), *fixed_headers(path)]
        if is_unchanged(environ, tag, changed_at):
            start_response("304 NOT MODIFIED", unchanged)
            return [b""]
        key = digest + coding
        answer = self.kept.get(key)
        if answer is None or answer.revision != revision:
            status, headers, body = self._ask(environ)
            if not status.startswith("200"):
                start_response(status, headers)
                return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]
            answer = finish(revision, headers, body, coding)
            self._keep(key, answer)
        else:
            self._touch(key)
        # Whoever holds anything at all holds this; that there is something is only known here.
        if environ.get("HTTP_IF_NONE_MATCH") == "*":
            start_response("304 NOT MODIFIED", unchanged)
            return [b""]
        start_response("200 OK", [*answer.headers, *validators])
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else answer.body]

    def _digest(self, environ: Environ, path: str) -> str:
        """Name what is asked, and by what kind of reader, in a few characters."""
        variant = environ.get("HTTP_" + varies_by(path).upper().replace("-", "_"), "")
        permission = environ.get("HTTP_AUTHORIZATION", "")
        asked = "\0".join((self.build, path, environ.get("QUERY_STRING", ""), variant, permission))
        return blake2b(asked.encode("utf-8", "surrogateescape"), digest_size=9).hexdigest()

    def _ask(self, environ: Environ) -> tuple[str, Headers, bytes]:
        """Let the application answer, as a GET, so that HEAD tells the true length."""
        told: list[Any] = []

        def start(status: str, headers: Headers, _fault: Any = None) -> None:
            told[:] = [status, headers]

        parts = self.application({**environ, "REQUEST_METHOD": "GET"}, start)
        try:
            body = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        return told[0], told[1], body

    def _keep(self, key: str, answer: Answer) -> None:
        size = len(answer.body) + SMALL
        if size > self.most // 4:
            return
        with self.lock:
            old = self.kept.pop(key, None)
            self.size += size - (len(old.body) + SMALL if old else 0)
            self.kept[key] = answer
            while self.size > self.most:
                _, dropped = self.kept.popitem(last=False)
                self.size -= len(dropped.body) + SMALL

    def _touch(self, key: str) -> None:
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)


def varies_by(path: str) -> str:
    """Name the request header that chooses between answers of one URL, beside the coding."""
    return "Accept" if path.startswith(PREFIX) else "Accept-Language"


def choose_coding(accepted: str) -> str:
    """Choose `br`, `gzip` or none by Accept-Encoding; a coding with q=0 is refused."""
    offers = {}
    for offer in accepted.lower().split(","):
        name, _, weight = offer.partition(";")
        offers[name.strip()] = weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((coding for coding in ("br", "gzip") if offers.get(coding)), "")


def last_modified(changed_at: datetime) -> str:
    """Write Last-Modified so that two revisions of one second cannot be taken for each other."""
    in_its_second = datetime.now(UTC) < changed_at + timedelta(seconds=1)
    return format_datetime(changed_at - timedelta(seconds=1) if in_its_second else changed_at, usegmt=True)


def is_unchanged(environ: Environ, tag: str, changed_at: datetime) -> bool:
    """Tell whether the reader holds this answer (RFC 9110, 13.2.2)."""
    if "HTTP_IF_NONE_MATCH" in environ:
        held = (part.strip().removeprefix("W/") for part in environ["HTTP_IF_NONE_MATCH"].split(","))
        return tag in held
    try:
        return parsedate_to_datetime(environ["HTTP_IF_MODIFIED_SINCE"]) >= changed_at
    except (KeyError, TypeError, ValueError):
        return False


def finish(revision: int, headers: Headers, body: bytes, coding: str) -> Answer:
    """Compress a 200 once and settle its headers."""
    by_name = {name.lower(): value for name, value in headers}
    dropped = {"content-length", "vary", "etag", "last-modified"}
    finished = [(name, value) for name, value in headers if name.lower() not in dropped]
    for_ever = "immutable" in by_name.get("cache-control", "")
    if "cache-control" not in by_name:
        finished.append(("Cache-Control", "no-cache"))
    if coding and len(body) >= SMALL and by_name.get("content-type", "").startswith(COMPRESSED):
        # What is kept for ever deserves the slow, small form; what the next write replaces does not.
        body = (
            brotli.compress(body, quality=11 if for_ever else 5)
            if coding == "br"
            else gzip.compress(body, 6, mtime=0)
        )
        finished.append(("Content-Encoding", coding))
    return Answer(revision, [*finished, ("Content-Length", str(len(body)))], body)
