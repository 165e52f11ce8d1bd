"""Awards, projects, courses, service, talks and news: each item of such a section as a record."""

import re
from collections.abc import Callable
from typing import Any

from formats.homepage import dates, education
from formats.homepage.items import Item, rest_of
from formats.homepage.language import text_of

LEVELS = (
    ("national", r"national|国家"), ("industrial", r"industr|enterprise|企业|横向|corporate"),
    ("provincial", r"provinc|state|省|市"), ("international", r"international|国际"),
)  # fmt: skip
ROLE = re.compile(
    r"(?:主持|参与|负责人|骨干|主要完成人|\b(?:PI|Co-PI|principal investigator|participant|leader|member)\b)",
    re.IGNORECASE,
)
FUNDER = re.compile(
    r"foundation|\bfunds?\b|\bgrants?\b|programme|\bprogram\b|基金|计划|\b(?:NSFC?|ERC|IDEX)\b", re.IGNORECASE
)
SERVING = re.compile(
    r"review|committee|editor|\bchair|organi[sz]er|\bmember|referee|审稿|委员|编委|主席", re.IGNORECASE
)
EVENT = re.compile(
    r"meeting|seminar|conference|workshop|symposium|colloquium|forum|universit|institute|\blab\b|school|congress"
    r"|^[A-Z][\w-]*(?:\s+[A-Z][\w-]*){0,3}\s+(?:19|20)\d{2}$|会议|论坛|大学|研讨会",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[“\"]([^”\"]{3,300})[”\"]")
Fields = dict[str, Any] | None


def award(item: Item, _: str) -> Fields:
    """Read an award and its year."""
    found = item.when
    codes = [code for code in item.looks("code") if not dates.is_date(code)]
    titles = item.looks("bold")[:1] + codes[:1] if codes else []
    title = text_of(*titles) if len(titles) == 2 else text_of(item.undated)
    return (
        {"title": title, "year": int(found.start[:4]) if found and found.start else None} if title else None
    )


def project(item: Item, heading: str) -> Fields:
    """Read a project: who pays, what for, as what, when."""
    found = item.dates
    quoted = QUOTED.search(item.undated)
    programme = next((words for words in item.looks("bold") if not ROLE.fullmatch(words)), "")
    codes = item.looks("code")
    said = ROLE.search(item.undated)
    role = codes[-1] if codes else said[0] if said else ""
    title = rest_of(item.undated, programme, role).strip("()（）:： ") or programme
    if quoted:
        title, programme = quoted[1], rest_of(item.undated, quoted[0], role).strip("()（）:： ")
    elif FUNDER.search(title) and programme and not FUNDER.search(programme):
        title, programme = programme, title
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


def service(item: Item, heading: str) -> Fields:
    """Read a service: the role, and for whom; the words above a list may name the role of all in it."""
    found = item.dates
    is_span = found is not None and (found.place[0] == 0 or found.end)
    text = item.undated if is_span else item.text
    parts = re.split(r"\s*[:：]\s*|\s+(?:of|for|at)\s+|\s*[,，]\s*", text, maxsplit=1)
    role, organisation = (parts[0], parts[1]) if len(parts) == 2 else (text, "")
    lead = next((words for words in (item.lead, heading) if SERVING.search(words)), "")
    if lead and not SERVING.search(text):
        role, organisation = lead, text
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
    quoted = QUOTED.search(item.undated)
    bold = [words for words in item.looks("bold") if not dates.is_date(words)]
    named = [*([quoted[1].strip(" ,.")] if quoted else []), *bold]
    title = named[0] if named else item.undated
    rest = rest_of(item.undated, title).strip(" ,，.:：")
    if not quoted and named and EVENT.search(title) and len(rest.split()) > 2 and not EVENT.search(rest):
        return _talk(item, rest, title)
    return _talk(item, title, rest.strip('“”"., ') if named else "")


def _talk(item: Item, title: str, event: str) -> Fields:
    found = item.when
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
    "education": ("education", education.read, "institution"),
    "awards": ("awards", award, "title"),
    "projects": ("projects", project, "title"),
    "courses": ("courses", course, "title"),
    "service": ("service", service, "role"),
    "talks": ("talks", talk, "title"),
    "news": ("news", news, "text"),
}
"""By the kind of section: the collection, what reads an item, and the key that it must have."""
