"""Text in more than one language: an object by language tag, or a plain string in the language asked for."""

import re
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from marshmallow import ValidationError, fields

Text = Mapping[str, str] | None


def in_language(text: Text, lang: str | None) -> Any:
    """Give text as it is stored, or in one language, falling back to what there is."""
    if lang is None or text is None:
        return text
    return text.get(lang) or next(iter(text.values()), None)


def deep_in_language(value: Any, lang: str | None) -> Any:
    """Do the same to every text inside lists and objects."""
    if lang is None or value is None:
        return value
    if isinstance(value, list):
        return [deep_in_language(part, lang) for part in value]
    if isinstance(value, Mapping):
        if value and all(len(key) == 2 for key in value):
            return in_language(value, lang)
        return {key: deep_in_language(part, lang) for key, part in value.items()}
    return value


class TextField(fields.Field[Any]):
    """A text: an object by language tag, a plain string when a language was asked for, or null."""

    def __init__(self, **more: Any) -> None:
        metadata = {
            "anyOf": [
                {"type": "object", "additionalProperties": {"type": "string"}},
                {"type": "string"},
                {"type": "null"},
            ],
            **more.pop("metadata", {}),
        }
        super().__init__(metadata=metadata, **more)


LONGEST = 100_000
"""Characters of one text in one language."""

default_language: ContextVar[str] = ContextVar("default_language", default="en")
"""The language that a plain string is taken to be in."""


def whole(text: str) -> None:
    """Refuse half a character, which JSON and YAML can write but no database can store."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValidationError("Half of a character stands here (a lone surrogate).")


class TextInput(fields.Field[dict[str, str]]):
    """A text as it comes in: an object by language tag, or a plain string in the default language."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> dict[str, str]:
        if isinstance(value, str):
            value = {default_language.get(): value}
        if not isinstance(value, dict) or not value:
            raise ValidationError("A text stands here, or an object of texts by language.")
        for tag, words in value.items():
            if not re.fullmatch(r"[a-z]{2}", str(tag)):
                raise ValidationError(f"{str(tag)[:60]!r} is not a language tag such as en or zh.")
            if not isinstance(words, str) or not words.strip():
                raise ValidationError(f"The text in {tag!r} is empty.")
            if len(words) > LONGEST:
                raise ValidationError(f"The text in {tag!r} is longer than {LONGEST:,} characters.")
            whole(words)
        return {tag: words.strip() for tag, words in value.items()}
