"""Patents of a homepage: publications of a type of their own, where the page names the inventors."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from formats.homepage import citation
from formats.homepage.entries import gather
from formats.homepage.inline import Row
from formats.homepage.language import language_of
from formats.homepage.sections import Section
from formats.homepage.source import Line

NUMBER = re.compile(
    r"\b(?:ZL|CN|US|EP|WO|JP|KR|DE|GB|FR|CZ|TW|AU|CA|PCT/[A-Z]{2})[\s.:]{0,2}"
    r"\d(?:[\d/]|[ ,.-](?=\d)){5,20}(?:[A-Z]\d?\b)?"
)
FIRST_NUMBER = re.compile(rf"\s*(?:{NUMBER.pattern})\s*[,，:：;；.]\s*")
NO_PART_OF_A_NAME = re.compile(r"patent|专利|\d", re.IGNORECASE)
BEHIND_A_TITLE = re.compile(
    r"[,，;；.。\s]*(?:专利号|授权号|授权公告号|patent no|(?:granted|已授权)\W*$).*",
    re.IGNORECASE | re.DOTALL,
)
# What is asked for and not given is no patent yet, and a program is none at all.
NONE_YET = re.compile(
    r"\b(?:pending|filed|under (?:review|examination)|applications?|software)\b"
    r"|申请|受理|实审|公开|软件|软著",
    re.IGNORECASE,
)
GRANTED = re.compile(
    r"\bZL[\s.:]{0,2}\d|\bgranted\b|授权|\b(?:CN|US|EP)\s?\d[\d ,/]{4,12}\d\s?[BCU]\d?\b", re.IGNORECASE
)
"""What tells a patent that was granted from one that was asked for: a word, or its number."""
NOTES = {"en": "Patent", "zh": "专利"}


def read(
    section: Section, references: dict[str, str], legend: Mapping[str, str]
) -> Iterator[tuple[Line, str, dict[str, Any] | None]]:
    """Read a section's entries: the line, the words and the publication's keys, None where it is not told."""
    for entry in gather(section.blocks, section.context, references):
        words = " ".join(entry.text.split())
        paper = None if NONE_YET.search(words) else citation.read(entry, _rows(entry.rows), legend)
        yield entry.line, words, _fields(paper, words) if paper else None


def _rows(rows: list[Row]) -> list[Row]:
    """Leave out the number where it stands before all else: `CN202110416001.9, A way of …`."""
    if not rows or not (number := FIRST_NUMBER.match(rows[0].runs[0].text)):
        return rows
    first, *others = rows[0].runs
    return [rows[0]._replace(runs=[first._replace(text=first.text[number.end() :]), *others]), *rows[1:]]


def _fields(paper: citation.Paper, words: str) -> dict[str, Any] | None:
    """Give the keys of a patent whose title and inventors are certain."""
    title, authors = BEHIND_A_TITLE.sub("", paper.fields["title"]), paper.fields["authors"]
    unsure = any(NO_PART_OF_A_NAME.search(author["name"]) for author in authors)
    number = NUMBER.search(words)
    is_sure = paper.is_sure or GRANTED.search(words)
    if not (is_sure and authors and title) or unsure or NUMBER.search(title):
        return None
    language = language_of(words)
    note = f"{NOTES[language]} {number[0]}" if number else NOTES[language]
    known = {key: paper.fields[key] for key in ("year", "links") if paper.fields.get(key)}
    return {
        "title": title,
        "type": "patent",
        "status": "published",
        "authors": authors,
        "note": {language: note},
        **known,
    }
