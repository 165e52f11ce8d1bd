"""What a heading says: the section that it opens, and what holds for all entries below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from formats.homepage.blocks import Block
from formats.homepage.context import Context, context_of
from formats.homepage.inline import plain
from formats.homepage.source import Line
from formats.letters import HAN

# The first row that fits tells the kind. "mixed" may hold papers among other things, "other" is not read.
KINDS: tuple[tuple[str, str], ...] = (
    ("publications", r"(?:publications?|papers?|论文).*(?:\bpatents?\b|专利)"
    r"|(?:\bpatents?\b|专利).*(?:publications?|papers?|论文)"),
    ("patents", r"\bpatents?\b|专利|软著|^\W*copyrights?\W*$|^\W*(?:computer )?software"),
    ("service", r"\bservices?\b|review(?:er|ing)s?\b|committee|professional activit|academic activit"
    r"|\bpeer[- ]reviews?\b|editor|学术服务|学术兼职|社会兼职|审稿|社会服务"),
    ("publications", r"\bpublications?\b|\bpapers?\b|\bpreprints?\b|\bpublished\b|论文|学术成果|发表"
    r"|^articles?$|^journals?$|bibliography"),
    ("talks", r"\btalks?\b|presentations?\b|invited|seminars?|lectures? given|报告|演讲|讲座"),
    ("news", r"\bnews\b|what'?s new|\bupdates?\b|announcements?|新闻|动态|近况|消息"),
    ("awards", r"\bhono(?:u)?rs?\b|\bawards?\b|scholarships?|\bprizes?\b|\bcompetitions?\b"
    r"|竞赛|荣誉|奖励|奖项|获奖"),
    ("education", r"\beducations?\b|educational|教育|学历|求学"),
    ("students", r"\bstudents?\b|\b(?:research )?group$|\b(?:group|lab|team|current|graduated) members\b"
    r"|advisees|mentees|\bsupervis|学生(?!工作)|指导|团队成员"),
    ("courses", r"\bteaching\b|\bcourses?\b|教学|课程|授课"),
    ("work", r"(?<!project )(?<!projects )experiences?\b|employments?|internships?|\bvisits\b"
    r"|(?<!open )(?<!available )positions?\b|appointments?|career|工作|实习|(?<!项目)经历|任职|访学"),
    ("projects", r"\bprojects?\b|fundings?|\bgrants?\b|项目|课题|基金"),
    ("interests", r"interests?\b|research (?:areas?|directions?|topics?|fields?)|研究方向|研究兴趣|研究领域"),
    ("about", r"\babout\b|biograph|\bbio\b|introduction|profile|welcome|简介|关于我?|个人信息|hi\b|hello"),
    ("mixed", r"highlights?|\bresearch|\bconferences?|\bjournals?|\bworks?\b|manuscripts?|selected"
    r"|研究|会议|期刊|成果"),
    ("contact", r"contact|联系|links?|招生|opening|recruit|join|misc|skills?|hobb|others?"),
)  # fmt: skip
TABLE = [(kind, re.compile(words, re.IGNORECASE)) for kind, words in KINDS]
BELOW_PAPERS = {
    "patents",
    "talks",
    "awards",
    "courses",
    "service",
    "news",
    "projects",
    "education",
    "students",
    "work",
}
"""What a heading below that of the papers ends them with; others only part them."""
FILLING = re.compile(
    r"\b(?:my|and|the|academic|selected|recent|invited|other|honou?rs?|professional|registered|granted|pending|applied|cn|us|chinese|invention|computer|software|copyrights?|phd|doctoral|masters?|graduate|current|former|list|of)\b",
    re.IGNORECASE,
)
LONGEST = 120
JOINED = ("work", "education")
"""What some pages list together; work is looked for first, since a postdoc reads like a degree."""
JOINT = re.compile(r"\band\b|[&/、与和及]", re.IGNORECASE)


@dataclass
class Section:
    """A kind, its heading's words, what these say of the entries, the blocks below, and headings above."""

    kind: str
    heading: str
    context: Context
    blocks: list[Block] = field(default_factory=list)
    level: int = 0
    line: Line | None = None
    above: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The words of its heading and of those above it, the nearest first."""
        return (self.heading, *self.above)


def kind_of(heading: str) -> str | None:
    """Tell the kind of section that a heading's words open."""
    if len(heading) > LONGEST:
        return None
    return next((kind for kind, pattern in TABLE if pattern.search(heading)), None)


def kinds_joined(heading: str) -> list[str]:
    """Tell the kinds of a heading that joins several, such as "Education and Experience"; else none."""
    kinds = [kind for kind, pattern in TABLE if kind in JOINED and pattern.search(heading)]
    return list(JOINED) if len(kinds) == len(JOINED) and JOINT.search(heading) else []


def split(blocks: list[Block], references: dict[str, str]) -> Iterator[Section]:
    """Split a page at its headings; what stands above the first is about the owner."""
    above: list[Section] = [Section("about", "", Context())]
    current = above[0]
    for block in blocks:
        words = plain(block.text, references) if block.kind == "heading" else ""
        if not words or not _opens(block, words):
            current.blocks.append(block)
            continue
        yield current
        while len(above) > 1 and above[-1].level >= block.level:
            above.pop()
        current = _section(words, block.level, above[-1])
        current.line, current.above = block.line, above[-1].headings
        above.append(current)
    yield current


def _opens(block: Block, words: str) -> bool:
    """Tell a section's heading from a title that stands as one inside a card."""
    return not block.card or (kind_of(words) is not None and len(words.split()) < 5 and _is_bare(words))


def _is_bare(words: str) -> bool:
    """Tell a heading that names a section from one that names a subject, such as "News Recommendation"."""
    for _, pattern in TABLE:
        words = pattern.sub(" ", words)
    return len(re.findall(rf"[A-Za-z]{{2,}}|[{HAN}]{{2,}}", FILLING.sub(" ", words))) == 0


def _section(words: str, level: int, parent: Section) -> Section:
    kind = kind_of(words)
    if (
        parent.kind in ("publications", "mixed")
        and parent.level
        and (kind not in BELOW_PAPERS or not _is_bare(words))
    ):
        return Section(
            "publications" if kind == "publications" else parent.kind,
            words,
            context_of(words, parent.context),
            [],
            level,
        )
    if parent.kind == "service" and re.fullmatch(r"\W*(?:journals?|conferences?)\W*", words, re.IGNORECASE):
        return Section(parent.kind, words, parent.context, [], level)
    if (
        parent.level
        and parent.kind not in ("about", "other", "contact")
        and kind in (None, "mixed", "about", "contact", "interests")
    ):
        return Section(parent.kind, words, parent.context, [], level)
    if parent.kind in ("projects", "students") and kind in ("work", "projects", "students", "education"):
        return Section(parent.kind, words, parent.context, [], level)
    return Section(kind or "other", words, context_of(words, Context()), [], level)
