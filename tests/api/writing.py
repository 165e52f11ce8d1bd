"""An owner at the API: requests with a token, and what the tests of writing ask of the answers."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from models import db, tokens
from models.revision import current

PATH = "/api/v1/publications"
JSON = "application/json"


def token(*scopes: str, name: str = "test") -> str:
    """Make a token of some scopes."""
    secret = tokens.make(db.session(), name, scopes or ("admin",), None)
    db.session.commit()
    return secret


class Owner:
    """A client that sends a token with everything it does."""

    def __init__(self, client: FlaskClient, secret: str) -> None:
        self.client = client
        self.secret = secret

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        """Send a request; header names are written with `_` for `-`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        given = {"json": body} if body is not None else {}
        return self.client.open(
            path, method=method, headers={"Authorization": f"Bearer {self.secret}", **named}, **given
        )

    def get(self, path: str, **headers: str) -> TestResponse:
        """Read."""
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        """Add."""
        return self.send("POST", path, body, **headers)

    def put(self, path: str, body: Any, **headers: str) -> TestResponse:
        """Replace."""
        return self.send("PUT", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> TestResponse:
        """Change."""
        return self.send("PATCH", path, body, **headers)

    def delete(self, path: str, **headers: str) -> TestResponse:
        """Take away."""
        return self.send("DELETE", path, **headers)


def work(**facts: Any) -> dict[str, Any]:
    """Make the body of a publication; a test names only what it is about."""
    return {"title": "A New Work", "authors": ["Han Zhao"], "year": 2026, **facts}


def revision() -> int:
    """Tell how often the data was written."""
    return current(db.engine)[0]


def pointers(answer: TestResponse) -> list[str]:
    """List where the faults of a refusal stand."""
    return [fault["pointer"] for fault in answer.json["errors"]]


def needs_token(operation):
    """Tell whether the document asks a token of everyone who uses an operation."""
    return {} not in operation.get("security", [{}])


def send(owner, data, path=PATH, content_type=JSON, method="POST", **more):
    """Send bytes as they are."""
    headers = {"Authorization": f"Bearer {owner.secret}"}
    return owner.client.open(
        path, method=method, data=data, content_type=content_type, headers=headers, **more
    )
