"""The faults of a body in one shape: the JSON pointer (RFC 6901), what is wrong, and a hint."""

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import Schema, fields

from schemas.json_body import shown
from schemas.likeness import hint
from schemas.merging import escape, unescape

MOST = 100
"""Faults told of one request; who has more mends these first."""
HINTED = 10
"""Faults that are given a hint, which has to be looked for."""


def fault(pointer: str, detail: str, help: str | None = None) -> dict[str, Any]:
    """Tell of one fault."""
    return {"pointer": pointer, "detail": detail, "hint": help}


def of_body(messages: Any, schema: type[Schema], body: Any, pointer: str = "") -> list[dict[str, Any]]:
    """List the faults that a schema found in a body, unknown keys with the closest ones that there are."""
    found: list[dict[str, Any]] = []
    for within, message, known in _flat(messages, schema, ""):
        where = pointer + standing(within, body)
        if message == "Unknown field.":
            key = unescape(where.rsplit("/", 1)[-1])
            near = hint(key, known) if len(found) < HINTED else None
            found.append(fault(where, f"There is no key {shown(key)}.", near))
        else:
            found.append(fault(where, message))
        if len(found) == MOST:
            break
    return found


def standing(pointer: str, body: Any) -> str:
    """Cut a pointer where a text stands for the whole object that its last part is of."""
    part, reached = body, ""
    for key in pointer.split("/")[1:]:
        if isinstance(part, str):
            return reached
        reached += f"/{key}"
        if isinstance(part, Mapping):
            part = part.get(unescape(key))
        elif isinstance(part, list) and key.isdecimal():
            part = part[int(key)] if int(key) < len(part) else None
    return pointer


def _flat(messages: Any, schema: type[Schema] | None, pointer: str) -> Iterator[tuple[str, str, list[str]]]:
    known = _names(schema) if schema else []
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            if key == "_schema":
                yield from _flat(inner, schema, pointer)
            else:
                below = schema if isinstance(key, int) else _below(schema, key)
                named = _flat(inner, below, f"{pointer}/{escape(key)}")
                yield from ((where, text, near or known) for where, text, near in named)
    elif isinstance(messages, list):
        for inner in messages:
            yield from _flat(inner, schema, pointer)
    else:
        yield pointer, str(messages), known


def _names(schema: type[Schema]) -> list[str]:
    return [field.data_key or name for name, field in schema._declared_fields.items()]


def _below(schema: type[Schema] | None, key: Any) -> type[Schema] | None:
    field = schema._declared_fields.get(str(key)) if schema else None
    if isinstance(field, fields.List):
        field = field.inner
    return field.schema.__class__ if isinstance(field, fields.Nested) else None
