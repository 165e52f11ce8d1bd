"""What a patch may hold (RFC 7396), for the contract's document: parts of a body, null to take one away."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from marshmallow import Schema, fields

from schemas.bodies import BODIES, judge
from schemas.text import TextInput


def patch_of(schema: type[Schema], name: str) -> type[Schema]:
    """Make the schema of the patches to what a schema takes."""
    parts = {key: _part(field, name + key.capitalize()) for key, field in schema._declared_fields.items()}
    return type(name, (schema,), parts)


def _part(field: fields.Field[Any], name: str) -> fields.Field[Any]:
    """Let a field be absent, and null where it may be taken away."""
    nullable = not field.required
    if isinstance(field, TextInput):
        return type(field)(partly=True, allow_none=nullable)
    if isinstance(field, fields.Nested):
        return fields.Nested(patch_of(type(field.schema), name), allow_none=nullable)
    part = copy(field)
    part.required, part.allow_none = False, nullable
    return part


PATCHES = {
    collection: patch_of(body, body.__name__.replace("Body", "Patch")) for collection, body in BODIES.items()
}


def check(collection: str, patch: Any, stands: Mapping[str, Any]) -> None:
    """Judge a patch by itself, or raise marshmallow's ValidationError: what is not known cannot be null."""
    judge(PATCHES[collection](), patch, stands)
