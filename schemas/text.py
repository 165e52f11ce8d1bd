"""Text in more than one language: an object by language tag, or a plain string in the language asked for."""

import re
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from marshmallow import ValidationError, fields

from schemas.patterns import WORDS

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


TAG = "[a-z]{2}"
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

    kinds = ("Text", "TextPatch")

    def __init__(self, *, partly: bool = False, **more: Any) -> None:
        """Make a field of a whole text; or partly, as in a patch, where null takes a language away."""
        super().__init__(**more)
        self.partly = partly
        self.kind = self.kinds[partly]

    @staticmethod
    def shapes(partly: bool) -> list[dict[str, Any]]:
        """Document what is taken."""
        words = {"type": "string", "pattern": WORDS, "maxLength": LONGEST}
        by_language = {
            "type": "object",
            "propertyNames": {"pattern": f"^{TAG}$"},
            "additionalProperties": {"anyOf": [words, {"type": "null"}]} if partly else words,
            **({} if partly else {"minProperties": 1}),
        }
        return [words, by_language]

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> dict[str, str]:
        if isinstance(value, str):
            value = {default_language.get(): value}
        if not isinstance(value, dict) or not (value or self.partly):
            raise ValidationError("A text stands here, or an object of texts by language.")
        # What a patch takes away is no text.
        taken_away = {tag for tag, words in value.items() if self.partly and words is None}
        for tag in value:
            if not re.fullmatch(TAG, str(tag)):
                raise ValidationError(f"{str(tag)[:60]!r} is not a language tag such as en or zh.")
        return {tag: in_words(words, tag) for tag, words in value.items() if tag not in taken_away}


def in_words(words: Any, tag: str) -> str:
    """Read the text of one language."""
    if not isinstance(words, str) or not words.strip():
        raise ValidationError(f"The text in {tag!r} is empty.")
    if len(words) > LONGEST:
        raise ValidationError(f"The text in {tag!r} is longer than {LONGEST:,} characters.")
    whole(words)
    return words.strip()


class BioInput(TextInput):
    """A text, or one as a read answers it: as Markdown, with HTML beside it that is worked out anew."""

    kinds = ("BioBody", "BioPatch")

    @staticmethod
    def shapes(partly: bool) -> list[dict[str, Any]]:
        """Document what is taken."""
        texts = TextInput.shapes(partly)
        answered = {
            "type": "object",
            "properties": {"markdown": {"anyOf": [*texts, {"type": "null"}]}, "html": {"readOnly": True}},
            "required": ["markdown"],
            "additionalProperties": False,
        }
        return [*texts, answered]

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        markdown = markdown_of(value)
        return None if markdown is None else super()._deserialize(markdown, attr, data, **more)


def markdown_of(bio: Any) -> Any:
    """Take the Markdown out of a bio as a read answers it; leave anything else as it is."""
    read = isinstance(bio, dict) and "markdown" in bio and bio.keys() <= {"markdown", "html"}
    return bio["markdown"] if read else bio
