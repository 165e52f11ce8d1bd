"""What the contract's document says of schemas beyond what its generator reads out of them."""

from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from marshmallow import Schema, fields

from schemas.bodies import Alone
from schemas.text import TextInput

OURS = {"readOnly": True, "description": "Worked out by the site: what is sent back is ignored."}
NULL = {"type": "null"}


class Converter(OpenAPIConverter):
    """A writer of schemas who knows our texts, what may stand for an object, and keys that are ignored."""

    def schema2jsonschema(self, schema: Schema) -> dict[str, Any]:
        """Write a schema, with the keys that readers send back and the rules between its keys."""
        written: dict[str, Any] = super().schema2jsonschema(schema)
        for key in getattr(schema, "derived", ()):
            written["properties"][key] = OURS
        return {**written, **getattr(schema, "documented", {})}

    def field2property(self, field: Any) -> dict[str, Any]:
        """Write a field; texts by the name of their kind, since nearly every schema has some."""
        if not isinstance(field, TextInput):
            written: dict[str, Any] = super().field2property(field)
            return written
        if field.kind not in self.spec.components.schemas:
            self.spec.components.schema(field.kind, {"anyOf": field.shapes(field.partly)})
        named = {"$ref": f"#/components/schemas/{field.kind}"}
        return {"anyOf": [named, NULL]} if field.allow_none else named

    def nested2properties(self, field: Any, ret: Any) -> dict[str, Any]:
        """Write a schema within another, or the text that may stand for it."""
        written: dict[str, Any] = super().nested2properties(field, ret)
        if not (isinstance(field, fields.Nested) and isinstance(field.schema, Alone)):
            return written
        text = self.field2property(field.schema.fields[field.schema.alone])
        text.pop("default", None)
        return {"anyOf": [{"$ref": written.pop("$ref")}, text, *([NULL] if field.allow_none else [])]}


class Plugin(MarshmallowPlugin):
    """The generator with our writer."""

    Converter = Converter
