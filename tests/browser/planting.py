"""Planting payloads in every field of every collection, as its schemas name them, through the API."""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from http.client import HTTPConnection, HTTPMessage
from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError, fields

from schemas.bodies import BODIES
from schemas.body_faults import MOST
from schemas.merging import unescape
from schemas.text import TextInput
from schemas.vocabulary import LANGUAGES
from tests.browser.payloads import Payload

Place = tuple[str | int, ...]
"""Where a value stands in a body: keys, and numbers for the items of a list."""
Values = dict[Place, Any]

PLAIN = ("word", "https://example.org/word")


@cache
def places(collection: str) -> dict[Place, fields.Field[Any]]:
    """Find every place in a body of a collection where a value stands, with the field that takes it."""
    return dict(_of_schema(BODIES[collection](), ()))


def _of_schema(schema: Any, at: Place) -> Iterator[tuple[Place, Any]]:
    for name, field in schema.load_fields.items():
        if name not in schema.derived:
            yield from _of_field(field, (*at, name))


def _of_field(field: Any, at: Place) -> Iterator[tuple[Place, Any]]:
    if isinstance(field, fields.Nested):
        yield from _of_schema(field.schema, at)
    elif isinstance(field, fields.List):
        yield from _of_field(field.inner, (*at, 0))
    elif isinstance(field, TextInput):
        yield from (((*at, lang), field) for lang in LANGUAGES)
    else:
        yield at, field


def alone(collection: str, payload: Payload) -> Values:
    """Put one payload at every place."""
    return dict.fromkeys(places(collection), payload.text)


def together(collection: str, payloads: Sequence[Payload], where: Iterable[Place] = ()) -> Values:
    """Put payloads at every place, or at some: in a list each as an item, in a text one after the other."""
    values: Values = {}
    for place in where or places(collection):
        if 0 in place:
            number = place.index(0)
            for item, payload in enumerate(payloads):
                values[(*place[:number], item, *place[number + 1 :])] = payload.text
        else:
            values[place] = "\n\n".join(payload.text for payload in payloads)
    return values


def parts_of(values: Values) -> dict[str | int, Values]:
    """Take values apart by the first key of their places."""
    parts: dict[str | int, Values] = {}
    for (key, *rest), value in values.items():
        parts.setdefault(key, {})[tuple(rest)] = value
    return parts


def body_of(values: Values) -> Any:
    """Write values at their places as a body."""
    if () in values:
        return values[()]
    inner = {key: body_of(part) for key, part in parts_of(values).items()}
    return list(inner.values()) if inner and all(isinstance(key, int) for key in inner) else inner


def sent(values: Values) -> Iterator[tuple[Place, Place]]:
    """Give where each value stands in the body, where the items that are left close up, and its place."""
    if () in values:
        yield (), ()
        return
    for number, (key, part) in enumerate(parts_of(values).items()):
        stands = number if isinstance(key, int) else key
        yield from (((stands, *pointer), (key, *place)) for pointer, place in sent(part))


class Planter:
    """An owner who writes whatever is taken, and sees to it that a refusal says what is refused."""

    def __init__(self, address: str, token: str) -> None:
        self.connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
        # One that is kept would be closed while a browser is busy.
        self.headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Connection": "close",
        }

    def send(self, method: str, path: str, body: Any = None) -> tuple[HTTPMessage, int, str]:
        """Send a request; give the headers, the status and the text of the answer."""
        data = None if body is None else json.dumps(body).encode()
        self.connection.request(method, path, data, self.headers)
        answer = self.connection.getresponse()
        return answer.headers, answer.status, answer.read().decode()

    def read(self, path: str) -> str:
        """Read a page or a document."""
        return self.send("GET", path)[2]

    def add(self, collection: str, drafts: list[Values]) -> list[Values]:
        """Add an entry of each draft; give what was taken of each."""
        taken = []
        # So few at once that every fault of theirs is told.
        most = MOST // len(places(collection))
        for start in range(0, len(drafts), most):
            few = drafts[start : start + most]
            numbered = {
                (number, *at): value for number, draft in enumerate(few) for at, value in draft.items()
            }
            kept = self.plant("POST", collection, numbered)
            taken += [
                {place[1:]: value for place, value in kept.items() if place[0] == number}
                for number in range(len(few))
            ]
        return taken

    def plant(self, method: str, collection: str, values: Values) -> Values:
        """Write values, each refused one left out or replaced by a plain one, until the rest is taken."""
        values = dict(values)
        while True:
            _, status, text = self.send(method, f"/api/v1/{collection}", body_of(values))
            if status < 300:
                return values
            assert status in (409, 422), (status, text)
            answer = json.loads(text)
            assert all(fault["detail"] for fault in answer["errors"]), answer
            places_sent = dict(sent(values))
            for pointer in {fault["pointer"]: None for fault in answer["errors"]}:
                self._leave_out(collection, values, places_sent, pointer)

    def _leave_out(self, collection: str, values: Values, known: dict[Place, Place], pointer: str) -> None:
        at = tuple(int(part) if part.isdecimal() else unescape(part) for part in pointer.split("/")[1:])
        met = next((place for stands, place in known.items() if stands[: len(at)] == at), None)
        assert met, f"a fault at no place that was written: {pointer}"
        if met not in values:
            return
        # A fault of a whole object is that of its first part: a slug, judged with the others at hand.
        field = places(collection)[within(collection, met)]
        if field.required and values[met] not in PLAIN:
            values[met] = plain(field)
        else:
            del values[met]


def within(collection: str, place: Place) -> Place:
    """Give the place that a schema has for one, whatever the number of the entry and of the item."""
    inside = place[1:] if isinstance(place[0], int) else place
    return tuple(0 if isinstance(key, int) else key for key in inside)


def plain(field: Any) -> Any:
    """Find a plain value that a field takes."""
    for value in (
        *(choice for check in field.validators for choice in getattr(check, "choices", ())),
        *PLAIN,
    ):
        try:
            field.deserialize(value)
        except ValidationError:
            continue
        return value
    raise LookupError(f"no plain value for {field}")
