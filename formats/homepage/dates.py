"""Dates and spans of time as people write them: `2019.09 – 2022.06`, `Sep. 2021 - now`, `2021年9月至今`."""

import re
from itertools import islice
from typing import NamedTuple

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
YEAR = r"(?:19|20)\d{2}"
DATE = (
    rf"(?:(?P<month%>{MONTH})\s*(?:(?P<which%>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?)?,?\s*(?P<named%>{YEAR})"
    rf"|(?P<year%>{YEAR})(?:\s*[./年-]\s*(?P<number%>1[0-2]|0?[1-9])(?![\d]))?"
    r"(?:\s*[./月-]\s*(?P<day%>3[01]|[12]\d|0?[1-9])(?![\d/]))?\s*[年月日号]?)"
)
NOW = r"(?P<now>now|present|current|ongoing|today|future|至今|今|现在)"
GOES_ON = re.compile(NOW, re.IGNORECASE)
SEASON = r"(?:(?:spring|summer|autumn|fall|winter)(?:\s+(?:term|semester))?,?\s*)?"
SPAN = re.compile(
    rf"[(（\[]?\s*{SEASON}{DATE.replace('%', '1')}"
    rf"(?:\s*(?:[-–—−~～至到]+|to\b|until\b)\s*(?:{NOW}"
    rf"|{SEASON}{DATE.replace('%', '2')})?(?:\s*[(（](?:now|present|至今|expected)[)）])?"
    rf"|(?:\s?[,，、&]\s?{YEAR}\b)+)?\s*[)）\]]?",
    re.IGNORECASE,
)


MOST = 10
"""Dates of one text that are compared."""


class Dates(NamedTuple):
    """When something began and ended, each to the year, the month or the day; and where the words stood."""

    start: str | None
    end: str | None
    place: tuple[int, int]


def find(text: str) -> Dates | None:
    """Find the date or span that begins a text, or else the most exact of those in it."""
    found = [
        Dates(_date(match, 1), _date(match, 2), match.span())
        for match in islice(SPAN.finditer(text[:2000]), MOST)
    ]
    if found and found[0].place[0] <= 2:
        return found[0]
    return max(found, key=lambda dates: len(dates.start or ""), default=None)


def _date(found: re.Match[str], which: int) -> str | None:
    year = found[f"named{which}"] or found[f"year{which}"]
    if not year:
        return None
    named, number = found[f"month{which}"], found[f"number{which}"]
    day = found[f"day{which}"] or found[f"which{which}"]
    month = MONTHS.index(named[:3].lower()) + 1 if named else int(number) if number else None
    if month is None:
        return str(year)
    return (
        f"{year}-{month:02}-{int(day):02}"
        if day and _is_day(int(year), month, int(day))
        else f"{year}-{month:02}"
    )


def _is_day(year: int, month: int, day: int) -> bool:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def is_date(text: str) -> bool:
    """Tell a text that is a date or a span and nothing else."""
    return bool(SPAN.fullmatch(text.strip(" ,，:：.")))


def without(text: str, dates: Dates | None) -> str:
    """Take the words of a date out of a text, with the punctuation that set it off."""
    if dates is None:
        return tidy(text)
    before, behind = text[: dates.place[0]], text[dates.place[1] :]
    if not before.strip():
        return tidy(behind)
    between = ", " if before.rstrip().endswith((",", "，")) and behind.strip(" ,，.;；)）") else " "
    return tidy(f"{before.rstrip(' ,，:：(（')}{between}{behind.lstrip(' ,，:：.;；、|)）')}")


def tidy(text: str) -> str:
    """Take spaces, separators and emoji from both ends of a text."""
    text = re.sub(
        r"^[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\s]+|[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\s]+$",
        "",
        text,
    )
    text = text.strip(" \t\n\u00a0,，:：;；、|·-–—")
    return " ".join(text.split())
