"""Work, internships and visits: each item of such a section as a record."""

import re
from typing import NamedTuple

from formats import roles
from formats.homepage import dates, links
from formats.homepage.inline import Run
from formats.homepage.items import BREAK, Item
from formats.homepage.language import language_of, text_of
from formats.homepage.others import Fields
from formats.homepage.sections import kind_of
from formats.letters import HAN

ROLE = re.compile(
    r"\b(?:intern(?:ship)?|trainee|engineer|scientist|researcher|fellow|assistant|associate|professor"
    r"|lecturer|instructor|teacher|tutor|post-?doc(?:toral)?|visitor|visiting\s\w+|developer|programmer"
    r"|architect|analyst|consultant|manager|director|head|lead(?:er)?|founder|co-founder|c[etos]o|advis[eo]r"
    r"|dean|chair|officer|staff|faculty|research student|[RT]A|PI)\b"
    r"|实习|工程师|研究员|科学家|教授|讲师|教师|助教|助理|博士后|访问|访学|交流生|经理|主任|院长|所长|顾问|创始人"
    r"|专家|架构师|负责人|导师|学者|职员",
    re.IGNORECASE,
)
WORK = re.compile(r"\bwork(?:ing)?\b|employ|positions?\b|appointments?|career|工作|任职", re.IGNORECASE)
UNSAID = {"internship": {"en": "Intern", "zh": "实习生"}, "visit": {"en": "Visitor", "zh": "访问学者"}}
"""What one was, where no more than the heading says it."""
INSTITUTION = re.compile(
    r"universit|institut|college|academ|school|polytechni|hochschule|école|laborator"
    r"|大学|学院|研究所|研究院|公司|集团|实验室",
    re.IGNORECASE,
)
PART_OF = re.compile(
    r"\b(?:dep(?:artmen)?t|school|faculty|lab(?:s|oratory)?|groups?|teams?|cent(?:er|re)|division|unit)\b"
    r"|(?:系|院|所|室|组|团队|部|中心)$",
    re.IGNORECASE,
)
JOINED = re.compile(r"(.{2,}(?:大学|学院|研究院|研究所|公司|集团|实验室|中心))(?:的|任)?(.+)")
SEPARATORS = re.compile(
    r"\s*(?:[;；|、]|[,，](?!\s*(?:Ltd|Inc|LLC|Corp|GmbH)\b))\s*|\s+[-–—·]\s+|\s*@\s*|\s*[:：]\s+|：|\s+(?:at|as)\s+"
    rf"|(?<=[{HAN}）)])\s+(?=[{HAN}（(])"
)
# With whom, and on what: no part of where one was.
AIDE = re.compile(
    r"[,，;；(（\s]+(?:(?:co-?)?(?:advis|supervis|mentor|host)(?:ed|or|ors|er)?\b|under\s|with\s|work(?:ed|ing)?\s"
    r"|focus(?:ed|ing)?\s|on\s|导师|合作导师|师从|指导)",
    re.IGNORECASE,
)
SINCE = re.compile(r"(?:\bsince|\bfrom|自|从)\W*$", re.IGNORECASE)
OPEN = re.compile(r"now|present|current|ongoing|today|今|现在|[-–—−~～至到起]\W*$", re.IGNORECASE)
STOP = re.compile(r"\.\s+|。\s*")
ABBREVIATED = {"inc", "ltd", "co", "corp", "prof", "dr", "dept", "univ", "st", "sr", "jr", "llc", "gmbh"}
PLACE_WORDS = 4
LONGEST_PART = 12
"""Words of a row of a card that names a role or an institution."""


class Parts(NamedTuple):
    """What an item says: as what, where within what, in which place, and what is left of it."""

    role: str
    organisation: str
    place: str
    rest: str


def experience(item: Item, heading: str) -> Fields:
    """Read where the owner worked, as what, when; None where one of the first two is not told."""
    item = _with_rows(item)
    found = item.dates
    if found is None and AIDE.match(f" {item.text}"):
        return None
    start, stop = found.place if found else (0, 0)
    head, told = _sentence(dates.tidy(f"{item.text[:start]}, {item.text[stop:]}"))
    said = _parts(item, head)
    if said.role and not said.organisation and kind_of(heading) != "work":
        said = said._replace(organisation=heading)
    kind = _kind(said.role, heading)
    role = text_of(said.role) or _unsaid(kind, heading)
    if not role or not said.organisation:
        return None
    # A joint that either language reads as one.
    description = "; ".join(part.strip(" .。;；") for part in (said.rest, told, *item.below) if part)
    return {
        "role": role,
        "organisation": text_of(said.organisation),
        "url": _url(item, said.organisation),
        "place": text_of(said.place),
        "kind": kind,
        "start": found.start if found else None,
        "end": _end(item, found) if found else None,
        "description": text_of(description),
    }


def _with_rows(item: Item) -> Item:
    """Read as one what stands in rows of a card: where, as what and when, in any order."""
    rows = [row for row in item.beside if dates.is_date(row.text) or _is_part(row.text)]
    runs = [run for row in rows for run in (Run(BREAK), *row.runs)]
    told = {row.text for row in rows}
    below = [words for words in item.below if words not in told]
    return Item(item.line, [*item.runs, *runs], item.kind, below, item.lead) if rows else item


def _is_part(text: str) -> bool:
    """Tell a role or an institution from what was done there, and with whom."""
    if len(text.split()) > LONGEST_PART or text.endswith((".", "。")) or AIDE.search(f" {text}"):
        return False
    return any(pattern.search(text) for pattern in (ROLE, INSTITUTION, PART_OF))


def _end(item: Item, found: dates.Dates) -> str | None:
    """Tell when it ended: a date alone is the whole of it, unless it is said to be the beginning."""
    start, stop = found.place
    is_open = SINCE.search(item.text[:start]) or OPEN.search(item.text[start:stop])
    return found.end or (None if is_open else found.start)


def _sentence(text: str) -> tuple[str, str]:
    """Part what says where and as what from what says more: at a stop, or where someone else is named."""
    ends = [found.span() for found in STOP.finditer(text) if not _is_abbreviated(text[: found.start()])]
    if aide := AIDE.search(text):
        ends.append((aide.start(), aide.start()))
    end, begin = min(ends, default=(len(text), len(text)))
    return text[:end], text[begin:].strip(" ,，;；(（)）")


def _is_abbreviated(before: str) -> bool:
    word = re.search(r"[^\W\d_]*$", before)
    return word is None or len(word[0]) < 2 or word[0].lower() in ABBREVIATED


def _parts(item: Item, head: str) -> Parts:
    """Tell the parts of a sentence by their look first, and then by their words."""
    linked = [run.text for run in item.runs if run.href and not links.kind_of(run.text)]
    looks = [stretch.strip(" ,，.:：") for stretch in (*linked, *item.looks("bold"), *item.looks("code"))]
    tilted = item.looks("italic")
    rows = [dates.tidy(row) for row in "".join(run.text for run in item.runs).split(BREAK)]
    for stretch in (*looks, *tilted, *rows):
        head = head.replace(stretch, f", {stretch}, ", 1) if stretch else head
    parts = [part for each in SEPARATORS.split(head) if (part := _bare(each))]
    role = next((part for part in parts if ROLE.search(part) and part not in linked), "")
    others = [part for part in parts if part != role]
    if role and not others and (joined := JOINED.fullmatch(role)):
        others, role = [joined[1]], joined[2]
    named = next((part for part in others if part in looks), None)
    place = next((part for part in others if INSTITUTION.search(part)), None)
    main = named or place or next(iter(others), "")
    within = [part for part in others if part == main or INSTITUTION.search(part) or PART_OF.search(part)]
    behind = others[others.index(main) + 1 :] if main else []
    left = [part for part in others if part not in within]
    is_place = bool(left) and all(part in behind and _may_be_place(part) for part in left) and len(left) < 4
    joint = "，" if language_of(head) == "zh" else ", "
    return Parts(
        role, joint.join(within), joint.join(left) if is_place else "", "" if is_place else joint.join(left)
    )


def _bare(part: str) -> str:
    """Take what hangs on at the ends of a part: stops, and brackets that lost their other half."""
    bare = part.strip(" .")
    whole = all(bare.count(opened) == bare.count(closed) for opened, closed in ("()", "（）"))
    return bare if whole and bare[:1] not in "(（" else bare.strip(" .()（）")


def _may_be_place(part: str) -> bool:
    return len(part.split()) <= PLACE_WORDS and len(part) < 40 and not re.search(r"\d", part)


def _kind(role: str, heading: str) -> str:
    """Tell the kind by the role, else by a heading that names one kind alone."""
    by_heading = None if WORK.search(heading) else roles.kind_of(heading)
    return roles.kind_of(role) or by_heading or "position"


def _unsaid(kind: str, heading: str) -> dict[str, str] | None:
    language = language_of(heading)
    return {language: UNSAID[kind][language]} if kind in UNSAID else None


def _url(item: Item, organisation: str) -> str | None:
    """Give the address that the organisation's name leads to."""
    for run in item.runs:
        name = run.text.strip(" ,，.:：")
        if run.href and name and name in organisation:
            made = links.link(name, run.href)
            return made["url"] if made else None
    return None
