"""The words of the interface, by language, and the choice of a language for the owner's texts."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

LOCALES = Path(__file__).parent / "locales"


@cache
def words_in(lang: str) -> dict[str, Any]:
    """Give the interface strings of a language; those that scripts need stand apart once more as "script"."""
    words = json.loads((LOCALES / f"{lang}.json").read_text(encoding="utf-8"))
    return {**words["script"], **words}


def text_in(text: Mapping[str, str] | str | None, lang: str) -> tuple[str, str]:
    """Choose a text by language, the one asked for or else the first there is; give it and its language."""
    if not text:
        return "", lang
    if isinstance(text, str):
        return text, lang
    spoken = lang if text.get(lang) else next((other for other, words in text.items() if words), lang)
    return text.get(spoken, ""), spoken
