"""Single facts out of hostile text: lines, prose, numbers, dates and pages, clean, or None."""

import html
import re
import unicodedata
from typing import Any

LARGEST = 10_000_000
"""Characters of the longest text that is read."""
LONGEST = 200_000
"""Characters of one value that are looked at; twice the longest that a record may have."""

# Controls, halves of characters, non-characters, and marks that turn the direction of the text around them.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)
# Latin letters with marks apart, few at a time: joining thousands of marks to one letter takes time squared.
APART = re.compile("(?:[\x00-\u02ff\u1e00-\u1eff\u2000-\u206f][\u0300-\u036f]{0,4})*")
PARAGRAPH = re.compile(r"</(?:jats:)?(?:p|sec|title|list-item|div|li)>|<br ?/?>", re.IGNORECASE)
# Tags of HTML, JATS and MathML by their names: `a < b` and `List<T>` are words of a title, not tags.
TAG = re.compile(
    r"</?(?:(?:jats|mml):[a-z][a-z-]{0,30}|(?:a|abbr|b|bold|br|div|em|font|h[1-6]|i|inf|italic|li|math|m(?:fenced|"
    r"frac|i|n|o|root|row|s|space|sqrt|style|sub|subsup|sup|text|under|over)|ol|p|roman|sc|scp|sec|small|span|"
    r"strong|sub|sup|title|tt|u|ul))(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)

EMAIL = re.compile(
    r"[^\s@<>()\[\],;:\\\"]{1,64}@[^\s@<>()\[\],;:\\\".]{1,63}(?:\.[^\s@<>()\[\],;:\\\".]{1,63}){1,8}"
)
DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?(?![0-9])")


def line(value: Any) -> str | None:
    """Read a text or a whole number as one line, or None."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
        value = str(value)
    if not isinstance(value, str):
        return None
    shown = " ".join(UNSEEN.sub("", value[:LONGEST]).split())
    if not shown.isascii() and APART.fullmatch(shown):
        shown = unicodedata.normalize("NFC", shown)
    return shown or None


def text(value: str) -> str:
    """Drop from a whole text what is not seen, and write every line break as one kind."""
    return UNSEEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def prose(value: Any) -> str | None:
    """Read a text of several paragraphs, with one empty line between them, or None."""
    if not isinstance(value, str):
        return None
    parts = re.split(r"\n[^\S\n]*\n", value[:LONGEST].replace("\r\n", "\n"))
    return "\n\n".join(part for part in map(line, parts) if part) or None


def unmarked(value: Any) -> Any:
    """Take tags and character references out of a text; a closed paragraph becomes an empty line."""
    if not isinstance(value, str):
        return value
    # A source may have escaped twice: `&amp;amp;`. What comes of the second is text, and never again a tag.
    text = TAG.sub("", PARAGRAPH.sub("\n\n", value[:LONGEST]))
    text = html.unescape(text)
    text = TAG.sub("", text)
    return html.unescape(text) if re.search(r"&(?:[a-z]{2,8}|#[0-9]{2,6});", text, re.IGNORECASE) else text


def number(value: Any, low: int, high: int) -> int | None:
    """Read a whole number from low to high, or None."""
    if isinstance(value, str) and value.isascii() and value.strip().isdigit() and len(value) < 20:
        value = int(value)
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and low <= value <= high else None


def date(value: Any) -> tuple[int, int | None, int | None] | None:
    """Read a date that begins a text, known to the year, the month or the day, as far as it exists."""
    text = line(value)
    found = DATE.match(text) if text else None
    return known_date(found[1], found[2], found[3]) if found else None


def known_date(year: Any, month: Any = None, day: Any = None) -> tuple[int, int | None, int | None] | None:
    """Make a date of its parts, without those that no calendar has, or None when its year is none."""
    years, months = number(year, 1000, 9998), number(month, 1, 12)
    if years is None:
        return None
    return years, months, number(day, 1, 31) if months else None


def written_date(parts: tuple[int, int | None, int | None] | None) -> str | None:
    """Write a date as the API takes it."""
    if parts is None:
        return None
    year, *rest = parts
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest if part)])


def pages(first: Any, last: Any = None) -> str | None:
    """Read pages, `a-b` in one text or in two, with a dash of their own between."""
    begin, end = line(first), line(last)
    if begin is None:
        return None
    text = f"{begin}-{end}" if end and end != begin else begin
    return re.sub(r"(?<=[0-9A-Za-z]) ?(?:--?|[\u2010-\u2015]) ?(?=[0-9A-Za-z])", "\u2013", text)
