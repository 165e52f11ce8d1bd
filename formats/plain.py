"""Text that any format can carry: without control characters and halves of characters."""

import re
from typing import Any

UNFIT = re.compile("[^\t\n -\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (2.2) allows in no document or advises against, and so no other format is given either."""
HALVES = re.compile("[\ud800-\udfff]")
BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")


def whole(text: str) -> str:
    """Drop halves of characters, which JSON can name but not hold; leave all else as it was written."""
    return HALVES.sub("", text)


def fit(text: str) -> str:
    """Drop what is no text, and write every line break alike."""
    return UNFIT.sub("", BREAK.sub("\n", text))


def line(text: Any) -> str:
    """Write a text, number or None on one line."""
    return "" if text is None else " ".join(fit(str(text)).split())
