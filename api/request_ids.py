"""A name for every request, in its answer and in what is logged of it, so that one is found by the other."""

import logging
import re
import secrets
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, has_request_context, request

from services.incidents import described

HEADER = "X-Request-ID"
KEY = "REQUEST_ID"
"""Where the name stands in the WSGI environment."""

PLAIN = re.compile(r"[A-Za-z0-9._-]{1,64}")
"""A name that a web server in front may give. Another is not taken over: it could forge a line of the log."""

FORMAT = "%(asctime)s %(levelname)s %(request_id)s %(message)s"


class RequestIds:
    """A WSGI layer that names each request, in front of all others."""

    def __init__(self, application: Callable[..., Iterable[bytes]], logger: logging.Logger) -> None:
        """Stand in front of an application, whose faults that nothing behind has caught go to the logger."""
        self.application = application
        self.logger = logger

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        given = environ.get("HTTP_X_REQUEST_ID", "")
        name = environ[KEY] = given if PLAIN.fullmatch(given) else secrets.token_hex(8)

        def start(status: str, headers: list[tuple[str, str]], fault: Any = None) -> Any:
            return start_response(status, [*headers, (HEADER, name)], fault)

        try:
            return self.application(environ, start)
        except Exception as error:
            self.logger.error("Unforeseen: %s", described(error), extra={"request_id": name})
            start("500 INTERNAL SERVER ERROR", [("Content-Type", "text/plain"), ("Content-Length", "0")])
            return [b""]


def register(app: Flask) -> None:
    """Name the requests of an app, and have its log tell of which request a line is."""
    app.logger.setLevel(logging.INFO)
    for handler in app.logger.handlers:
        handler.addFilter(name_line)
        handler.setFormatter(logging.Formatter(FORMAT))
    app.wsgi_app = RequestIds(app.wsgi_app, app.logger)  # type: ignore[method-assign]


def name_line(line: logging.LogRecord) -> bool:
    """Put the name of the request under way on a line of the log."""
    if not hasattr(line, "request_id"):
        line.request_id = request.environ.get(KEY, "-") if has_request_context() else "-"
    return True
