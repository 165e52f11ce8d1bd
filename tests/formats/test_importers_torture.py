"""Thousands of texts that are nearly of a format, one after another: none breaks its reader or delays it."""

import random
import time

import pytest

from formats import homepage
from formats.readers import READERS
from tests.formats.mutation import SPOILERS
from tests.formats.test_homepage_torture import PAGES, PIECES
from tests.formats.test_records import SOURCES, refused

TEXTS = {**SOURCES, "acad-homepage": PAGES}
SECONDS = 5
"""The longest that one text may take."""
LONGEST = 30_000
"""Characters of a text that is bent: the longest of the cases is tried elsewhere."""


def bent(text, chance):
    """Cut, double and spoil a text in a few places."""
    for _ in range(chance.randint(1, 8)):
        start, length = chance.randint(0, len(text)), chance.choice([0, 1, 3, 20, 200])
        piece = chance.choice([*SPOILERS, *PIECES, text[start : start + length] * 2, ""])
        text = text[:start] + piece + text[start + length :]
    return text


HUGE = f"0x{'f' * 5000}"
"""A number that Python reads, and refuses to write in decimal."""


@pytest.mark.parametrize(
    "key",
    [
        "title",
        "authors",
        "date",
        "doi",
        "url_pdf",
        "abstract",
        "tags",
        "published",
    ],
)
def test_a_number_of_thousands_of_digits_breaks_no_reader(key):
    head = f'+++\npublication_types = ["1"]\n{key} = {HUGE}\n+++\n'
    assert READERS["front-matter"].read(head, "").problems
    files = {
        "_pages/about.md": "# Publications\n",
        "_config.yml": f"author:\n  name: A\n  github: {HUGE}\n  ? {HUGE}\n  : x\n",
    }
    assert homepage.read(files).records


@pytest.mark.torture
@pytest.mark.parametrize("name", TEXTS)
def test_thousands_of_bent_texts_are_read_one_after_another(name, is_long):
    chance = random.Random(name)
    texts = [text for text in TEXTS[name] if len(text) <= LONGEST]
    slowest = 0.0
    for _ in range(25_000 if is_long else 40):
        text = bent(chance.choice(texts), chance)
        began = time.process_time()
        found = READERS[name].read(text, "")
        slowest = max(slowest, time.process_time() - began)
        assert refused(found.records) == [], text
    assert slowest < SECONDS
