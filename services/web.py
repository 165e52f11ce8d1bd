"""One answer of a service over HTTP, bounded in time and size, and asked for again when the service fails."""

import email.utils
import http.client
import random
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, NamedTuple
from urllib import error, request
from urllib.parse import urlsplit

BACK_OFF = 0.5
"""Seconds before a service is asked again for the first time; each further time takes twice as long."""
LONGEST_WAIT = 60
"""Seconds that a service may ask to be left alone for; when it wants longer, that is told."""
PASSING = (429, 500, 502, 503, 504)


class Unfetched(Exception):
    """An answer that did not come; its text is one sentence."""


class Missing(Unfetched):
    """What was asked for is not there."""


class Limits(NamedTuple):
    """Seconds of one answer, how often it is asked for again, its bytes, and when all has to be done."""

    timeout: float
    retries: int
    most_bytes: int
    deadline: float


class Failed(Exception):
    """A failure that may pass, and the seconds that the service asked for, if it did."""

    def __init__(self, told: str, wait: float | None = None) -> None:
        super().__init__(told)
        self.wait = wait


class Watch:
    """Cuts the connections of one attempt when its time is over, however slowly they still drip."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.until = time.monotonic() + seconds
        self.sockets: list[socket.socket] = []
        self.answers: list[http.client.HTTPResponse] = []
        self.timer = threading.Timer(seconds, self.cut)
        self.timer.daemon = True

    @property
    def over(self) -> bool:
        """Tell whether the time is over, whoever noticed it first: the timer or a socket."""
        return time.monotonic() >= self.until

    def cut(self) -> None:
        """End what was opened."""
        for opened in self.sockets:
            with suppress(OSError):
                socket.socket.shutdown(opened, socket.SHUT_RDWR)

    def __enter__(self) -> "Watch":
        self.timer.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.timer.cancel()
        for answer in self.answers:
            answer.close()


class SameHost(request.HTTPRedirectHandler):
    """Follows redirects on the host that was asked, and never from HTTPS to HTTP."""

    def redirect_request(self, asked: Any, body: Any, code: int, why: str, headers: Any, url: str) -> Any:
        """Refuse what leads elsewhere: to another service, into this network, or to a file."""
        try:
            old, new = urlsplit(asked.full_url), urlsplit(url)
            stays = new.scheme in (old.scheme, "https") and new.hostname == old.hostname
            stays = stays and (new.port == old.port or (new.scheme != old.scheme and new.port is None))
        except ValueError:
            stays = False
        # What follows the headers is not read: it has no end that anyone promised.
        body.close()
        if not stays:
            raise Unfetched("sends to another host, which is not followed")
        if asked.data is not None:
            raise Unfetched("sends elsewhere what was posted, which is not followed")
        return super().redirect_request(asked, body, code, why, headers, url)


def opener(watch: Watch) -> request.OpenerDirector:
    """Make what opens HTTP and HTTPS, through a proxy that the environment names, and nothing else."""

    def watched(kind: type[http.client.HTTPConnection]) -> type[http.client.HTTPConnection]:
        class Watched(kind):  # type: ignore[valid-type, misc]
            def connect(self) -> None:
                super().connect()
                watch.sockets.append(self.sock)
                if watch.over:
                    watch.cut()

            def getresponse(self) -> http.client.HTTPResponse:
                answer: http.client.HTTPResponse = super().getresponse()
                watch.answers.append(answer)
                return answer

        return Watched

    class Plain(request.HTTPHandler):
        def http_open(self, asked: Any) -> Any:
            return self.do_open(watched(http.client.HTTPConnection), asked)

    class Secure(request.HTTPSHandler):
        def https_open(self, asked: Any) -> Any:
            return self.do_open(watched(http.client.HTTPSConnection), asked)

    made = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.UnknownHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        SameHost(),
        Plain(),
        Secure(),
    ):
        made.add_handler(handler)
    return made


def get(url: str, service: str, headers: dict[str, str], limits: Limits, posted: bytes | None = None) -> str:
    """Get an answer as text, asking again as often as is allowed; raise Unfetched, or Missing for a 404.

    `posted` is the body of a POST that changes nothing there; its Content-Type is among the headers.
    """
    for attempt in range(limits.retries + 1):
        try:
            return _attempt(url, service, headers, limits, posted)
        except Failed as failure:
            # Half of the pause is by chance, so that many who failed at once do not come back at once.
            pause = BACK_OFF * 2**attempt * random.uniform(0.5, 1)  # noqa: S311 - it guards nothing
            wait = pause if failure.wait is None else failure.wait
            if wait > LONGEST_WAIT:
                raise Unfetched(
                    f"{service} asks to be left alone for {wait:.0f} seconds; try later."
                ) from None
            if attempt == limits.retries or time.monotonic() + wait >= limits.deadline:
                raise Unfetched(f"{service} {failure}.") from None
            time.sleep(wait)
    raise AssertionError("the last attempt returns or raises")


def _attempt(url: str, service: str, headers: dict[str, str], limits: Limits, posted: bytes | None) -> str:
    seconds = min(limits.timeout, limits.deadline - time.monotonic())
    if seconds <= 0:
        raise Unfetched(f"{service} took too long over all that was asked.")
    headers = {**headers, "Accept-Encoding": "identity"}
    asked = request.Request(url, posted, headers)  # noqa: S310 - see opener
    with Watch(seconds) as watch:
        try:
            with opener(watch).open(asked, timeout=seconds) as answer:
                body: bytes = answer.read(limits.most_bytes + 1)
                complete = len(body) > limits.most_bytes or not answer.length
        except error.HTTPError as refusal:
            refusal.close()
            raise _told(service, refusal) from None
        except Unfetched as refused:
            raise Unfetched(f"{service} {refused}.") from None
        except (OSError, http.client.HTTPException):
            raise Failed(_why(watch)) from None
        except ValueError:
            raise Unfetched(f"{service} answers in a way that cannot be followed.") from None
        if watch.over or not complete:
            raise Failed(_why(watch))
    if len(body) > limits.most_bytes:
        raise Unfetched(f"{service} answers with more than {limits.most_bytes:,} bytes.")
    return body.decode("utf-8", "replace")


def _why(watch: Watch) -> str:
    return (
        f"took longer than {watch.seconds:.0f} seconds"
        if watch.over
        else "could not be reached, or broke off"
    )


def _told(service: str, refusal: error.HTTPError) -> Exception:
    """Tell a status that may pass from one that stands."""
    if refusal.code in (404, 410):
        return Missing(f"{service} does not know it.")
    if refusal.code in PASSING:
        busy = "is asked too often" if refusal.code == 429 else "fails"
        return Failed(f"{busy} (status {refusal.code})", retry_after(refusal.headers.get("Retry-After")))
    return Unfetched(f"{service} refuses the request (status {refusal.code}).")


def retry_after(text: str | None, now: Callable[[], float] = time.time) -> float | None:
    """Read how many seconds to wait (RFC 9110, 10.2.3: seconds or a date), or None."""
    if text is None:
        return None
    if text.strip().isascii() and text.strip().isdigit():
        return float(text[:12])
    with suppress(ValueError, OverflowError):
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - now())
    return None
