"""A client of a live server: one connection, with a token."""

import http.client
import json
from typing import Any, NamedTuple

FAULTS = (OSError, http.client.HTTPException)
"""What a server that dies, or is not there yet, looks like from outside."""


class Answer(NamedTuple):
    """A whole answer."""

    status: int
    headers: Any
    body: bytes

    @property
    def json(self) -> Any:
        """Read the body."""
        return json.loads(self.body)


class Client:
    """One connection, opened when it is needed and again after a fault."""

    def __init__(self, port: int, secret: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.authorization = {"Authorization": f"Bearer {secret}"}

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Send a request; header names are written with `_` for `-`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        kind = {} if body is None else {"Content-Type": "application/json"}
        text = None if body is None else json.dumps(body)
        try:
            self.connection.request(method, path, text, {**self.authorization, **kind, **named})
            answer = self.connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        except FAULTS:
            self.close()
            raise

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()
