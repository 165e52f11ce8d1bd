"""The entry's view model keeps the cases that the script's own entry.js keeps too."""

import json
from pathlib import Path

import pytest

from frontend.entries import entry
from frontend.words import words_in
from schemas.vocabulary import LANGUAGES

CASES = json.loads((Path(__file__).parents[1] / "shared" / "entry-cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_entry(case):
    words = case.get("words") or words_in(case["lang"])
    assert entry(case["item"], case["lang"], words, case.get("asked")) == case["entry"]


def keys(words, path=""):
    return {f"{path}{key}" for key in words} | {
        deeper
        for key, value in words.items()
        if isinstance(value, dict)
        for deeper in keys(value, f"{path}{key}.")
    }


def test_every_language_has_the_same_words():
    english, *others = [keys(words_in(lang)) for lang in LANGUAGES]
    assert all(other == english for other in others)
