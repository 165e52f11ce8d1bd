"""Finished answers, kept for as long as the revision of the data stands, in front of the application.

A repeated read costs a look at one row, and so does a 304. Nothing is ever stale: the revision is looked up
for every request, and it is part of the validator. Of the owner's pictures, which are files, the revision
knows nothing: they are not kept, and bring validators of their own.
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

PICTURES = "/files/"
"""Where the owner's pictures stand."""

SMALL = 500
"""Bytes below which compressing gains nothing."""

COMPRESSED = (
    "text/",
    "application/json",
    "application/problem+json",
    "application/x-ndjson",
    "application/x-bibtex",
    "application/x-research-info-systems",
    "application/vnd.citationstyles.csl+json",
    "application/atom+xml",
    "application/feed+json",
    "application/ld+json",
    "image/svg+xml",
    "application/javascript",
    "application/xml",
    "application/manifest+json",
)


ATTEMPTS = 5
"""How often an answer is made anew because a write came while it was made; then it goes out without a tag."""

FOR_EVER = "public, max-age=31536000, immutable"
"""How long a file may be kept whose address names the build."""

NEVER = "private, no-store"
"""What is said of an answer to someone with a token, who may be told more than others."""

VARY = {True: "Accept, Authorization, Accept-Encoding", False: "Accept-Language, Accept-Encoding"}
"""The headers that choose between answers of one URL: under the API's prefix, and elsewhere."""


class Answer(NamedTuple):
    """A finished answer, as it goes out for one URL, one kind of reader and one coding."""

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
        # Dates know nothing of builds: an answer is no older than the process that may make it anew.
        self.started = datetime.now(UTC).replace(microsecond=0)
        self.kept: OrderedDict[str, Answer] = OrderedDict()
        self.size = 0
        self.lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        is_picture = environ.get("PATH_INFO", "").startswith(PICTURES)
        if is_picture or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.application(environ, start_response)
        try:
            return self._answer(environ, start_response, self.revision(), ATTEMPTS)
        except SQLAlchemyError:
            return self.application(environ, start_response)

    def _answer(
        self, environ: Environ, start_response: Start, since: tuple[int, datetime], attempts: int
    ) -> Iterable[bytes]:
        """Answer from what is kept of a revision, or make it; attempts are left when writes come between."""
        revision, changed_at = since
        path = environ.get("PATH_INFO", "")
        coding = choose_coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        mine = is_for_one(environ, path)
        digest = self._digest(environ, path, mine)
        # The moment of the write tells one database from another whose revisions count the same.
        tag = f'"{revision}-{int(changed_at.timestamp()):x}-{digest}-{coding or "id"}"'
        changed_at = max(changed_at, self.started)
        lifetime = self._lifetime(path, mine)
        common = [("Vary", VARY[path.startswith(PREFIX)]), ("Cache-Control", lifetime)]
        validators = [("ETag", tag), ("Last-Modified", last_modified(changed_at)), *common]
        unchanged = [*validators, *fixed_headers(path)]
        if holds(environ, tag) and not mine:
            start_response("304 NOT MODIFIED", unchanged)
            return [b""]
        answer = None if mine else self.kept.get(digest + coding)
        if answer is None or answer.revision != revision:
            status, headers, body = self._ask(environ)
            # The parts of an answer that a write came between may be of two revisions: it is made anew.
            now = self.revision()
            if now != since and attempts:
                return self._answer(environ, start_response, now, attempts - 1)
            answer = finish(revision, headers, body, coding, lifetime == FOR_EVER)
            if not status.startswith("200") or now != since:
                start_response(status, [*answer.headers, *common])
                return [b"" if environ["REQUEST_METHOD"] == "HEAD" else answer.body]
            if not mine:
                self._keep(digest + coding, answer)
        else:
            self._touch(digest + coding)
        # Only here is it known that there is something, and that this reader may see it.
        if holds(environ, tag) or environ.get("HTTP_IF_NONE_MATCH") == "*" or is_as_old(environ, changed_at):
            start_response("304 NOT MODIFIED", unchanged)
            return [b""]
        start_response("200 OK", [*answer.headers, *validators])
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else answer.body]

    def _lifetime(self, path: str, mine: bool) -> str:
        """Say how long an answer may be kept elsewhere: for ever only where the address names this build."""
        if mine:
            return NEVER
        return FOR_EVER if path.startswith(f"/static/{self.build}/") else "no-cache"

    def _digest(self, environ: Environ, path: str, mine: bool) -> str:
        """Name what is asked, and by what kind of reader, in a few characters."""
        variant = environ.get("HTTP_ACCEPT" if path.startswith(PREFIX) else "HTTP_ACCEPT_LANGUAGE", "")
        permission = environ.get("HTTP_AUTHORIZATION", "") if mine else ""
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


def is_for_one(environ: Environ, path: str) -> bool:
    """Tell whether an answer depends on who asks: then it is made anew, and kept nowhere."""
    return "HTTP_AUTHORIZATION" in environ and path.startswith(PREFIX)


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


def holds(environ: Environ, tag: str) -> bool:
    """Tell whether the reader names this tag among those it holds (RFC 9110, 13.1.2)."""
    held = environ.get("HTTP_IF_NONE_MATCH", "").split(",")
    return tag in (part.strip().removeprefix("W/") for part in held)


def is_as_old(environ: Environ, changed_at: datetime) -> bool:
    """Tell whether the reader's answer is as new as the data, when it has no tag (RFC 9110, 13.1.3)."""
    try:
        since = parsedate_to_datetime(environ["HTTP_IF_MODIFIED_SINCE"])
        return "HTTP_IF_NONE_MATCH" not in environ and since >= changed_at
    except (KeyError, TypeError, ValueError, OverflowError):
        return False


def finish(revision: int, headers: Headers, body: bytes, coding: str, for_ever: bool) -> Answer:
    """Compress an answer once and settle its headers."""
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    dropped = {"content-length", "vary", "etag", "last-modified", "cache-control"}
    finished = [(name, value) for name, value in headers if name.lower() not in dropped]
    if coding and len(body) >= SMALL and kind.startswith(COMPRESSED):
        body = compress(body, coding, for_ever)
        finished.append(("Content-Encoding", coding))
    return Answer(revision, [*finished, ("Content-Length", str(len(body)))], body)


def compress(body: bytes, coding: str, for_ever: bool) -> bytes:
    """Compress a body; only what is kept for ever deserves the slow, small form."""
    if coding == "br":
        return brotli.compress(body, quality=11 if for_ever else 5)
    return gzip.compress(body, 6, mtime=0)
