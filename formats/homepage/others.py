"""Education, awards, projects, courses, service, talks and news: each item of such a section as a record."""

import re
from collections.abc import Callable
from typing import Any

from formats.homepage.items import Item, rest_of, text_of
from formats.letters import HAN

DEGREE = re.compile(
    r"\b(?:Ph\.?\s?D|D\.?Phil|Doctor(?:al|ate)?|Master(?:'s|’s)?|Bachelor(?:'s|’s)?|M\.?(?:Sc|Eng|Phil|S|A|E|B\.?A)|B\.?(?:Sc|Eng|S|A|E|Tech)"
    r"|Undergraduate|Postgraduate|Graduate|Post-?doc(?:toral)?|Diploma|Licen[cs]e|Dr)\b\.?[^,，;；(（|@]*"
    rf"|[{HAN}]{{0,8}}(?:博士后?|硕士|学士|本科|研究生)(?:学位|研究生|生)?",
)
INSTITUTION = re.compile(
    r"universit|institut|college|academ|school|polytechni|\bETH\b|\bMIT\b|\bEPFL\b|\b[A-Z]{3,6}\b|hochschule|école|大学|学院|研究所|研究院|中学",
    re.IGNORECASE,
)
FIELD = re.compile(r"\s+(?:degree\s+)?(?:in|of)\s+(.{3,80})", re.IGNORECASE)
LEVELS = (
    ("national", r"national|国家"), ("industrial", r"industr|enterprise|企业|横向|corporate"),
    ("provincial", r"provinc|state|省|市"), ("international", r"international|国际"),
)  # fmt: skip
ROLE = re.compile(
    r"(?:主持|参与|负责人|骨干|主要完成人|\b(?:PI|Co-PI|principal investigator|participant|leader|member)\b)",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[“\"]([^”\"]{3,300})[”\"]")
Fields = dict[str, Any] | None


def education(item: Item, _: str) -> Fields:
    """Read a degree: where, which, when."""
    text, found = item.undated, item.dates
    codes = [code for code in item.looks("code") if DEGREE.search(code)]
    degree = DEGREE.search(text)
    named = codes[0] if codes else degree[0].strip(" .") if degree else ""
    parts = [
        part.strip(" .()")
        for part in re.split(r"[,，;；|]\s*|\s{2,}|\n", rest_of(text, named))
        if part.strip(" .()")
    ]
    institution = next((part for part in parts if INSTITUTION.search(part)), None)
    if not institution and not (named and parts):
        return None
    subject = FIELD.search(named)
    return {
        "institution": text_of(institution or parts[0]),
        "degree": text_of(named[: subject.start()] if subject else named),
        "field": text_of(subject[1]) if subject else None,
        "start": found.start if found else None,
        "end": found.end if found else None,
    }


def award(item: Item, _: str) -> Fields:
    """Read an award and its year."""
    found = item.dates
    titles = item.looks("bold")[:1] + item.looks("code")[:1] if item.looks("code") else []
    title = text_of(*titles) if len(titles) == 2 else text_of(item.undated)
    return (
        {"title": title, "year": int(found.start[:4]) if found and found.start else None} if title else None
    )


def project(item: Item, heading: str) -> Fields:
    """Read a project: who pays, what for, as what, when."""
    found = item.dates
    programme = next(iter(item.looks("bold")), "")
    codes = item.looks("code")
    said = ROLE.search(item.undated)
    role = codes[-1] if codes else said[0] if said else ""
    title = rest_of(item.undated, programme, role).strip("()（） ") or programme
    level = next((level for level, words in LEVELS if re.search(words, heading, re.IGNORECASE)), None)
    return {
        "level": level,
        "programme": text_of(programme) if title != programme else None,
        "title": text_of(title),
        "role": text_of(role),
        "start": found.start if found else None,
        "end": (found.end or (found.start if item.text[slice(*found.place)].strip(" ()").isdigit() else None))
        if found
        else None,
    }


def course(item: Item, _: str) -> Fields:
    """Read a course and when it is given."""
    found = item.dates
    names = [*item.looks("bold")[:1], *(code.strip("《》") for code in item.looks("code")[:1])]
    return {
        "title": text_of(
            *(
                names
                or [
                    re.sub(
                        r"[,，]\s*(?:spring|summer|autumn|fall|winter)$",
                        "",
                        item.undated,
                        flags=re.IGNORECASE,
                    )
                ]
            )
        ),
        "start": found.start if found else None,
        "end": found.end if found else None,
    }


def service(item: Item, _: str) -> Fields:
    """Read a service: the role, and for whom."""
    found = item.dates
    is_span = found is not None and (found.place[0] == 0 or found.end)
    text = item.undated if is_span else item.text
    parts = re.split(r"\s*[:：]\s*|\s+(?:of|for|at)\s+|\s*[,，]\s*", text, maxsplit=1)
    role, organisation = (parts[0], parts[1]) if len(parts) == 2 else (text, "")
    return {
        "role": text_of(role),
        "organisation": text_of(
            ", ".join([organisation, *item.below]) if organisation else "; ".join(item.below)
        ),
        "start": found.start if found and is_span else None,
        "end": found.end if found and is_span else None,
    }


def talk(item: Item, _: str) -> Fields:
    """Read a talk: its title, the event, the day."""
    found = item.dates
    quoted = QUOTED.search(item.undated)
    named = [*([quoted[1].strip(" ,.")] if quoted else []), *item.looks("bold")]
    title = named[0] if named else item.undated
    event = rest_of(item.undated, title).strip('“”"., ') if named else ""
    return {
        "title": text_of(title),
        "event": text_of(event),
        "date": found.start if found else None,
        "links": item.links or None,
    }


def news(item: Item, _: str) -> Fields:
    """Read a piece of news and its date, which stands before it."""
    found = item.dates
    leads = found is not None and found.place[0] <= 2
    text = item.undated if leads else item.text
    return {
        "date": found.start if found and leads else None,
        "text": text_of(re.sub(r"^[\W_]+(?=\w)", "", text)),
    }


READERS: dict[str, tuple[str, Callable[[Item, str], Fields], str]] = {
    "education": ("education", education, "institution"),
    "awards": ("awards", award, "title"),
    "projects": ("projects", project, "title"),
    "courses": ("courses", course, "title"),
    "service": ("service", service, "role"),
    "talks": ("talks", talk, "title"),
    "news": ("news", news, "text"),
}
"""By the kind of section: the collection, what reads an item, and the key that it must have."""
