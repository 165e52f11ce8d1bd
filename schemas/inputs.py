"""The fields of what comes in: each takes what the contract's document says of it, and nothing else."""

import re
from collections.abc import Callable
from typing import Any

from marshmallow import ValidationError, fields, validate

from schemas.patterns import DATE, EMAIL, LINK, PICTURE, RANK, WORDS, Fits
from schemas.text import TextInput, whole

LONGEST_ADDRESS = 2000
LONGEST_RANK = 61


class Line(fields.String):
    """A text without the spaces around it, which count towards its length all the same."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **more)
        self._validate(text)
        return text.strip()


class Truth(fields.Boolean):
    """True or false, and no word or number for one of them."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("Write true or false.")
        return value


class Bare(fields.String):
    """An identifier in its bare form, however it was copied: with an address or a prefix before it."""

    def __init__(self, fits: Fits, prefix: str, most: int) -> None:
        super().__init__(load_default=None, allow_none=True, validate=[validate.Length(1, most), fits])
        self.prefix = re.compile(prefix)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        text = super()._deserialize(value, attr, data, **more).lower()
        self._validate(text)
        return self.prefix.sub("", text.strip(), count=1)


def line(most: int = 1000, *checks: Callable[[str], Any], **more: Any) -> Line:
    """Make a field for a text of at least one character."""
    shown = {} if any(isinstance(check, Fits) for check in checks) else {"pattern": WORDS}
    return Line(validate=[validate.Length(1, most), whole, *checks], metadata=shown, **more)


def maybe(most: int = 1000) -> Line:
    """Make a field for a text that may be unknown."""
    return line(most, load_default=None, allow_none=True)


def optional(*checks: Callable[[str], Any], **more: Any) -> fields.String:
    """Make a field for a text that may be unknown, and is taken as it stands."""
    return fields.String(load_default=None, allow_none=True, validate=[*checks, whole], **more)


def address() -> fields.String:
    """Make a field for an address that a page may link to."""
    return optional(validate.Length(1, LONGEST_ADDRESS), LINK)


def picture() -> fields.String:
    """Make a field for a picture, which must be of this site: a page shows no other."""
    return optional(PICTURE)


def email() -> fields.String:
    """Make a field for an email address."""
    return optional(EMAIL)


def date() -> fields.String:
    """Make a field for a date that is known to the year, the month or the day."""
    return optional(DATE)


def rank() -> fields.String:
    """Make a field for a rank that the owner states."""
    return optional(validate.Length(max=LONGEST_RANK, error=RANK.error), RANK)


def number(low: int, high: int) -> fields.Integer:
    """Make a field for a whole number that may be unknown."""
    between = validate.Range(low, high)
    return fields.Integer(load_default=None, allow_none=True, strict=True, validate=between)


def year() -> fields.Integer:
    """Make a field for a year."""
    return number(1000, 9998)


def one_of(words: tuple[str, ...], default: str | None = None) -> fields.String:
    """Make a field for one of some words, which is not known unless there is a default."""
    known = validate.OneOf(words)
    return fields.String(load_default=default, allow_none=default is None, validate=known)


def text(required: bool = False) -> TextInput:
    """Make a field for a text in one or more languages."""
    return TextInput(required=True) if required else TextInput(load_default=None, allow_none=True)
