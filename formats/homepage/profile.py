"""The owner, as the page's first paragraphs and its settings tell."""

import re
from collections.abc import Mapping
from typing import Any

from formats import clean, identifiers
from formats.homepage import dates
from formats.homepage.blocks import Block
from formats.homepage.inline import Row, plain, rows_of
from formats.homepage.language import language_of, name_of, text_of
from formats.homepage.links import kind_of
from formats.homepage.marks import is_legend
from formats.homepage.sections import Section
from formats.homepage.source import Line

INTERESTS = re.compile(
    r"(?:research|interest|focus)\w*[^.。]{0,80}[:：]\s*$|研究(?:方向|兴趣|领域)[^。]{0,30}[:：]\s*$",
    re.IGNORECASE,
)
INLINE = re.compile(
    r"(?:research\s+interests?|interests?)\s+(?:currently\s+|mainly\s+|broadly\s+|primarily\s+)?(?:includes?|are|is|lies?\s+in|span|cover|:)"
    r"\s*(?:the\s+(?:areas?|fields?)\s+of\s+|in\s+)?([^.\n]{4,300})\.|研究(?:方向|兴趣|领域)(?:主要)?(?:为|是|包括|[:：])\s*([^。\n]{2,200})[。\n]",
    re.IGNORECASE,
)
PREVIOUS = re.compile(r"\b(?:previous|past|former|used to)\b|过去|曾", re.IGNORECASE)
RECRUITING = re.compile(
    r"looking for|recruit|openings?\b|positions? available|prospective|perspective"
    r"|欢迎.{0,20}(?:联系|报考|加入)|招收|招生",
    re.IGNORECASE,
)
ENROLMENT = re.compile(
    r"(?:enrol\w*|admission|入学)[^.\n]{0,20}?((?:19|20)\d{2})[./-](\d{1,2})", re.IGNORECASE
)
AT = re.compile(
    r"\b(?:professor|lecturer|student|candidate|researcher|scientist|engineer|fellow|postdoc\w*|faculty)\b|教授|讲师|研究员|学生|博士生",
    re.IGNORECASE,
)
NAMED = re.compile(r"[^\W\d_a-z]")
"""How a place's name begins: not as a sentence goes on."""
MOST = 100
LONGEST_BIO = 100_000


class About:
    """What is found out about the owner, and the blocks that told nothing."""

    def __init__(self, references: dict[str, str]) -> None:
        self.references = references
        self.current: list[dict[str, str]] = []
        self.previous: list[dict[str, str]] = []
        self.notices: list[dict[str, Any]] = []
        self.affiliations: list[dict[str, Any]] = []
        self.bio: dict[str, list[str]] = {}
        self.length = 0
        self.email: str | None = None
        self.line: Line | None = None

    def section(self, section: Section) -> None:
        """Read a section about the owner, or one of interests."""
        into = (
            (self.previous if PREVIOUS.search(section.heading) else self.current)
            if section.kind == "interests"
            else None
        )
        for block in section.blocks:
            words = plain(block.text, self.references)
            if words and not is_legend(words) and block.kind in ("item", "para", "more"):
                self.line = self.line or block.line
                into = self._block(block, words, into)

    def _block(
        self, block: Block, words: str, into: list[dict[str, str]] | None
    ) -> list[dict[str, str]] | None:
        """Read one block; give the list that items after it belong to."""
        if found := clean.EMAIL.search(words):
            self.email = self.email or found[0].rstrip(".")
        rows = rows_of(block.text, self.references)
        if _is_bold(rows) and RECRUITING.search(words):
            self.notice("recruiting", words)
        elif block.kind == "item" and into is not None:
            self._add(into, words)
            return into
        elif INTERESTS.search(words):
            return self.previous if PREVIOUS.search(words) else self.current
        else:
            self._paragraph(block, rows, words)
        return into if block.kind == "item" else None

    def _add(self, into: list[dict[str, str]], words: str) -> None:
        text = text_of(words)
        if text and len(into) < MOST and text not in into:
            into.append(text)

    def notice(self, kind: str, words: str) -> None:
        """Keep a notice; one to future students with the month in which they enrol."""
        found = ENROLMENT.search(words)
        month = f"{found[1]}-{int(found[2]):02}" if found and 1 <= int(found[2]) <= 12 else None
        text = {language_of(words): dates.tidy(words)[:20_000]}
        if len(self.notices) < MOST:
            self.notices.append({"kind": kind, "text": text, **({"enrolment": month} if month else {})})

    def _paragraph(self, block: Block, rows: list[Row], words: str) -> None:
        if found := INLINE.search(f"{words}\n"):
            for part in re.split(r"\s*[,，、;；]\s*(?:and\s+)?|\s+and\s+|和", found[1] or found[2]):
                self._add(self.current, part)
        if not self.affiliations:
            self._places(rows, words)
        lines = [_markdown(row) for row in rows]
        language = "zh" if text_of(words) and "zh" in (text_of(words) or {}) else "en"
        self.length += len(words)
        if self.length < LONGEST_BIO:
            self.bio.setdefault(language, []).append(
                ("- " if block.kind == "item" else "") + " ".join(lines).strip()
            )

    def _places(self, rows: list[Row], words: str) -> None:
        """Read where the owner is, from the links of the sentence that says as what."""
        first = re.split(r"(?<=[a-z)\]])\.\s|。", words, maxsplit=1)[0]
        if not AT.search(first):
            return
        for run in (run for row in rows for run in row.runs if run.href):
            name, url = dates.tidy(run.text), identifiers.link(run.href)
            fits = url and NAMED.match(name) and name in first and not kind_of(name)
            if fits and len(self.affiliations) < 5:
                self.affiliations.append({"name": text_of(name), "url": url})

    def fields(self, owner: str | None, settings: Mapping[str, Any]) -> dict[str, Any]:
        """Put page and settings together; the settings know the name, the page the rest."""
        interests = {"current": self.current, "previous": self.previous}
        bio = {language: "\n\n".join(parts) for language, parts in self.bio.items()}
        found = {
            "name": name_of(owner) if owner else None,
            "affiliations": self.affiliations or None,
            "interests": interests if self.current or self.previous else None,
            "notices": self.notices or None,
            "bio": bio or None,
            "email": self.email,
        }
        known = {key: value for key, value in found.items() if value}
        return {**known, **settings, **({"affiliations": self.affiliations} if self.affiliations else {})}


def _is_bold(rows: list[Row]) -> bool:
    runs = [run for row in rows for run in row.runs if run.text.strip()]
    return bool(runs) and all("bold" in run.styles for run in runs)


def _markdown(row: Row) -> str:
    """Write a row as Markdown that has nothing but links and emphasis."""
    written = []
    for run in row.runs:
        text = re.sub(r"([\\`*_\[\]<>])", r"\\\1", run.text)
        leads = run.href and re.fullmatch(r"(?:https?://|mailto:)[^\s()<>]+", run.href)
        written.append(f"[{text.strip()}]({run.href})" if leads and text.strip() else text)
    return "".join(written)
