"""Lists whose length is judged before anything in them is read."""

from typing import Any

from marshmallow import ValidationError, fields, validate

MOST = 1000
"""Entries of a list for which nothing else is said."""


class Some(fields.List[Any]):
    """A list of a bounded length: a million faults would take minutes to find, and nobody reads them."""

    def __init__(self, inner: Any, *, least: int = 0, most: int = MOST, **more: Any) -> None:
        self.bounds = validate.Length(least, most)
        super().__init__(inner, validate=self.bounds, **more)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> list[Any]:
        if not isinstance(value, list):
            raise ValidationError("A list stands here.")
        self.bounds(value)
        loaded: list[Any] = super()._deserialize(value, attr, data, **more)
        return loaded
