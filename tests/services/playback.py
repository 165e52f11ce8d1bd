"""A server on this machine that plays answers back: good, slow, broken, too large, leading elsewhere."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from services.fetching import fetch
from services.web import Unfetched

DOI = "10.1145/1234567.7654321"
WORK = f"/works/{DOI.replace('/', '%2F')}"
LIST = "/works?filter=author.id%3AA1&per-page=100&cursor="
ORCID = "0000-0002-1825-0097"


class Answer(NamedTuple):
    """What is answered; `length` is what the header promises, `drip` the seconds between two bytes."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = MappingProxyType({})
    length: int | None = None
    drip: float = 0


class Playback:
    """Answers by path, one after another, the last for ever; and what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.posted: list[bytes] = []
        self.raw: Callable[[socket.socket], None] | None = None
        self.stopped = threading.Event()
        self.address = ""

    def on(self, path: str, *answers: Answer) -> None:
        """Set what is answered to a path, with its query."""
        self.answers[path] = list(answers)

    @property
    def paths(self) -> list[str]:
        """List the paths that were asked for."""
        return [path for path, _ in self.asked]

    def next(self, path: str) -> Answer:
        """Take the next answer to a path."""
        kept = self.answers.get(path, [Answer("Not here.", 404)])
        return kept.pop(0) if len(kept) > 1 else kept[0]


def player(played: Playback) -> type[BaseHTTPRequestHandler]:
    """Make what plays one answer to each request."""

    class Player(BaseHTTPRequestHandler):
        timeout = 10

        def do_GET(self) -> None:
            """Play one answer."""
            played.asked.append((self.path, dict(self.headers.items())))
            if played.raw:
                played.raw(self.connection)
                return
            answer = played.next(self.path)
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body) if answer.length is None else answer.length))
            self.end_headers()
            with suppress(OSError):
                self.pour(body, answer.drip)

        def do_POST(self) -> None:
            """Play one answer to what was posted."""
            played.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.do_GET()

        def pour(self, body: bytes, drip: float) -> None:
            """Send a body, whole or byte by byte, for as long as someone listens."""
            if not drip:
                self.wfile.write(body)
                return
            for place in range(len(body)):
                self.wfile.write(body[place : place + 1])
                if played.stopped.wait(drip):
                    return

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Player


class Server(ThreadingHTTPServer):
    """A server that leaves no thread behind, and says nothing of those who left it."""

    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def playback() -> Iterator[Playback]:
    """Serve on a free port until the test ends."""
    played = Playback()
    with Server(("127.0.0.1", 0), player(played)) as server:
        played.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield played
        finally:
            played.stopped.set()
            server.shutdown()
            thread.join(5)


def dripping_headers(played: Playback) -> Callable[[socket.socket], None]:
    """Answer with headers that never end, a byte at a time."""

    def drip(connection: socket.socket) -> None:
        until = time.monotonic() + 10
        try:
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while time.monotonic() < until and not played.stopped.wait(0.05):
                connection.sendall(b"x")
        except OSError:
            return

    return drip


def pouring(connection: socket.socket) -> None:
    """Answer with a body that never ends, as fast as it can."""
    until = time.monotonic() + 10
    try:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while time.monotonic() < until:
            connection.sendall(b" " * 65536)
    except OSError:
        return


def refusal(settings: Mapping[str, Any], source: str = "crossref", identifier: str = DOI) -> str:
    """Give what a fetch is refused with: a sentence that shows nothing of how it came about."""
    with pytest.raises(Unfetched) as refused:
        fetch(source, identifier, settings)
    told = str(refused.value)
    assert re.fullmatch(r"['A-Z][^\n]*\.", told)
    assert not re.search(r"127\.0\.0\.1|Errno|urlopen|Traceback|Exception|HTTPError|<", told)
    return told
