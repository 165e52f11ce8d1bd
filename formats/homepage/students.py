"""Students: each name of a list with degree, year of entry, and where graduates went."""

import re
from collections.abc import Iterator
from typing import Any

from formats.homepage import names
from formats.homepage.items import Item
from formats.homepage.language import text_of

DEGREES = (
    ("phd", r"博士|\bph\.?\s?d\b|doctora[lt]|doctor\b"),
    ("master", r"硕士|\bmaster|\bm\.?\s?(?:sc|s|eng|phil)\b"),
    ("bachelor", r"本科|学士|\bbachelor|\bundergrad|\bb\.?\s?(?:sc|s|eng)\b"),
)
GRADUATED = re.compile(
    r"(?<!non-)(?<!non)(?<!under)(?<!un)(?<!post)\bgraduated|alumn|former|past|已毕业|毕业", re.IGNORECASE
)
STUDYING = re.compile(r"non-?\s?graduated|current|ongoing|在读", re.IGNORECASE)
COHORT = re.compile(r"((?:19|20)\d{2})\s*级?")
NOT_NAMES = re.compile(
    r"(?:19|20)\d{2}\s*[级年]?(?:\s*[-–—~至]\s*(?:(?:19|20)\d{2}|now|present|今)?)?"
    r"|(?:博士|硕士|本科)(?:研究生|生)?|学士|\b(?:ph\.?\s?d\.?|master(?:'s)?|m\.?sc\.?|bachelor(?:'s)?|b\.?sc\.?|undergraduate|doctoral)\b\.?"
    r"|\b(?:students?|candidates?)\b|^\s*[:：]",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(r"[(（]([^()（）]{1,100})[)）]")


def degree_of(text: str) -> str | None:
    """Tell the degree that words speak of."""
    return next((degree for degree, words in DEGREES if re.search(words, text, re.IGNORECASE)), None)


def read(item: Item, headings: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Read the students of one item; none where no degree is named, there or above, or no one."""
    above = (item.lead, *headings)
    degree = next(filter(None, map(degree_of, (item.text, *above))), None)
    telling = next((words for words in above if GRADUATED.search(words) or STUDYING.search(words)), "")
    is_past = bool(GRADUATED.search(telling)) and not STUDYING.search(telling)
    cohort = COHORT.search(item.text)
    if degree is None:
        return
    for part in re.split(r"[,，、;；]|\s+and\s+", _protect(item.text)):
        went = IN_BRACKETS.search(part.replace("\0", ","))
        bare = NOT_NAMES.sub(" ", IN_BRACKETS.sub(" ", part.replace("\0", ","))).strip(" :：.-–—*")
        if names.is_name(bare):
            yield {
                "name": " ".join(bare.split()),
                "degree": degree,
                "cohort": int(cohort[1]) if cohort else None,
                "status": "graduated" if is_past else "current",
                "destination": text_of(_destination(went[1])) if went and is_past else None,
            }


def _protect(text: str) -> str:
    """Hide the commas inside brackets."""
    return IN_BRACKETS.sub(lambda found: re.sub("[,，、]", "\0", found[0]), text)


def _destination(text: str) -> str:
    return re.sub(
        r"^\W*(?:now|currently|next|→|现|去向)?\W*(?:at\s+|in\s+|:)?",
        "",
        NOT_NAMES.sub("", text),
        flags=re.IGNORECASE,
    )
