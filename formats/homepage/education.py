"""Education: each item of such a section as a degree, or as the subject that stands for one."""

import re
from typing import Any

from formats.homepage import dates
from formats.homepage.items import Item, rest_of
from formats.homepage.language import text_of
from formats.letters import HAN

DEGREE = re.compile(
    r"\b(?:Ph\.?\s?D|D\.?Phil|Doctor(?:al|ate)?|Master(?:'s|’s)?|Bachelor(?:'s|’s)?"
    r"|M\.\s?(?:Sc|Eng|ENG|Phil|S|A|E|M|B\.?A)|M(?:Sc|Eng|ENG|Phil|S|A|E|BA)"
    r"|B\.\s?(?:Sc|Eng|ENG|S|A|E|M|Tech)|B(?:Sc|Eng|ENG|S|A|E|Tech)"
    r"|(?i:Undergraduate|Postgraduate|Graduate)|Post-?doc(?:toral)?|Diploma|Licen[cs]e|Dr)\b\.?"
    r"(?:\s(?:of|in)\s(?:(?!\sat\s)[^,，;；(（|@])*)?(?:\s?[(（][A-Z][A-Za-z.]{1,6}[)）])?"
    r"(?:(?!\sat\s)[^,，;；(（|@])*"
    rf"|[{HAN}]{{0,8}}(?:博士后?|硕士|学士|本科|研究生)(?:学位|研究生|生)?",
)
INSTITUTIONS = (
    re.compile(r"universit|大学", re.IGNORECASE),
    re.compile(
        r"institut|academ|polytechni|hochschule|école|研究所|研究院|\b(?-i:ETH|MIT|EPFL)\b", re.IGNORECASE
    ),
    re.compile(r"college|school|学院|中学|\b(?-i:[A-Z]{3,6})\b", re.IGNORECASE),
)
"""What an institution is called: a university before an institute, and both before a school of theirs."""
SUBJECT = re.compile(
    r"scienc|engineer|mathemat|physic|chemi|biolog|comput|informati|electr|mechani|econom|statist|automati|software"
    r"|medic|\blaws?\b|linguis|management|finance|psycholog|material|intelligence|robot|communicat|technolog"
    r"|architect|工程|科学|技术|数学|物理|化学|计算机|信息|电子|经济|管理|医学|自动化|软件|统计|专业",
    re.IGNORECASE,
)
FIELD = re.compile(r"\s+(?:degree\s+)?in\s+(?!the\s)(.{3,80})", re.IGNORECASE)
SCHOOL = re.compile(r"\s+in\s+the\s+.*", re.IGNORECASE)
PARTS = re.compile(
    r"[,，;；|]\s*|\s[-–—]\s|(?<=\w{4})\.\s?(?=[(A-Z])|(?:^|\s)(?:at|from)\s|\swith\s(?:a\s)?(?:major|minor|degree)\s(?:in\s)?"
)


def read(item: Item, heading: str) -> dict[str, Any] | None:
    """Read a degree: where, which, in what, when. A heading or a subject stands for one that is not named."""
    text, found = item.undated, item.when
    below = [dates.without(words, dates.find(words)) for words in item.below]
    codes = [code for code in item.looks("code") if DEGREE.search(code)]
    degree = next(filter(None, map(DEGREE.search, [text, *below])), None)
    named = SCHOOL.sub("", codes[0] if codes else degree[0].strip(" .") if degree else "")
    if INSTITUTIONS[0].search(named):
        named = named.split()[0]
    parts = [*filter(_is_university, item.looks("span")), *_parts(rest_of(text, named))]
    institution = next(
        (
            name
            for each in (parts, *map(_parts, below))
            for pattern in INSTITUTIONS
            if (name := _first(each, pattern))
        ),
        None,
    )
    if not institution and not (named and parts):
        return None
    if not named and (above := DEGREE.search(heading)):
        named = above[0].strip(" .")
    subject = FIELD.search(named)
    others = [part for part in parts if part != institution and not _is_institution(part)]
    studied = subject[1] if subject else _first(others, SUBJECT) if institution else None
    return {
        "institution": text_of(institution or parts[0]),
        "degree": text_of((named[: subject.start()] if subject else named) or studied or ""),
        "field": text_of(studied) if studied and named else None,
        "start": found.start if found else None,
        "end": found.end if found else None,
    }


def _parts(text: str) -> list[str]:
    bare = [part.strip(" .") for part in PARTS.split(text)]
    whole = [part if part.count("(") == part.count(")") else part.strip("()") for part in bare]
    return [part.strip(" .") for part in whole if part.strip(" .()")]


def _first(parts: list[str], pattern: re.Pattern[str]) -> str | None:
    return next((part for part in parts if pattern.search(part)), None)


def _is_university(words: str) -> bool:
    return bool(INSTITUTIONS[0].search(words)) and not re.search(r"[,，;；(]", words)


def _is_institution(text: str) -> bool:
    return any(pattern.search(text) for pattern in INSTITUTIONS)
