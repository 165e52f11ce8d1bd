"""A block's text, read into rows of runs: words of one look, with the address that they lead to."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import unquote

from markdown_it import MarkdownIt

from formats.homepage import links

PARSER = MarkdownIt("commonmark", {"html": True, "maxNesting": 20})
LONGEST = 10_000
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b(.*)>", re.DOTALL)
HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|\bhidden\b(?!\s*=\s*[\"']?false)", re.IGNORECASE
)
"""What makes an element one that is not shown."""
HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
ATTRIBUTE = re.compile(r"\b(alt|src|class)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
STYLES = {
    "strong_open": "bold", "em_open": "italic", "b": "bold", "strong": "bold", "i": "italic", "em": "italic",
    "cite": "italic", "u": "underline", "ins": "underline", "code": "code", "sup": "sup",
    "papertitle": "bold",
    "span": "span", "font": "span", "mark": "span", "kbd": "code",
}  # fmt: skip
TAGGING = re.compile(r"badge|\btag\b|label|venue|\bconf\b", re.IGNORECASE)
"""The class of words that are set apart as a badge is."""
SHIELD = re.compile(r"img\.shields\.io/(?:static/v1|badge/)([^?\s]*)", re.IGNORECASE)
MATHS = (
    (re.compile(r"&dagger;"), "†"),
    (re.compile(r"&Dagger;"), "‡"),
    (re.compile(r"\$?\^?\{?\\(?:dagger|dag)\b\}?\$?"), "†"),
    (re.compile(r"\$?\^?\{?\\(?:ddagger|ddag)\b\}?\$?"), "‡"),
    (re.compile(r"\$?\^?\{?\\(?:ast|star)\b\}?\$?"), "*"),
    (re.compile(r"\$\^\{?\\?([*†‡§#✉\d, ]{1,12})\}?\$|\$([*†‡§#✉]{1,4})\$"), r"<sup>\1\2</sup>"),
    (re.compile(r"(?<=\w)\^([*†‡§#✉\d,]{1,6})\^"), r"<sup>\1</sup>"),
    (re.compile(r"\$([A-Za-z])\^\{?(\w)\}?([A-Za-z]?)\$"), r"\1\2\3"),
    (re.compile(r"\\(?:textbf|textit|underline|emph)\{([^{}\n]{1,200})\}"), r"**\1**"),
    (re.compile(r"(?<=[(（])\*(?=[\s=:：])"), r"\\*"),
)
LINE_END = re.compile(r"\\\\[ \t]*(?=\n|\Z)")
"""Two backslashes, which end a row in kramdown."""
SUP = re.compile(r"<sup>[^<>\\]{1,12}</sup>", re.IGNORECASE)
SUPERSCRIPTS = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]")


class Run(NamedTuple):
    """Words of one look."""

    text: str
    styles: frozenset[str] = frozenset()
    href: str | None = None


class Row(NamedTuple):
    """The runs of one line, and whether a hard break ends it."""

    runs: list[Run]
    hard: bool

    @property
    def text(self) -> str:
        """The row's words."""
        return "".join(run.text for run in self.runs)


def rows_of(text: str, references: dict[str, str] | None = None) -> list[Row]:
    """Read Markdown with inline HTML into rows; pictures become their badge's words or nothing."""
    text = LINE_END.sub("  ", text)
    for pattern, replacement in MATHS:
        text = pattern.sub(replacement, text)
    text = SUP.sub(lambda found: found[0].replace("*", "\\*"), text)
    known = {key: {"href": url, "title": ""} for key, url in (references or {}).items()}
    tokens = PARSER.parseInline(SUPERSCRIPTS.sub("", text[:LONGEST]), {"references": known})
    reader = _Reader()
    for token in tokens[0].children or [] if tokens else []:
        reader.take(token)
    return [row for row in reader.finish() if row.text.strip()]


def plain(text: str, references: dict[str, str] | None = None) -> str:
    """Read the words of a text alone."""
    return " ".join(" ".join(row.text for row in rows_of(text, references)).split())


class _Reader:
    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.runs: list[Run] = []
        self.styles: list[str] = []
        self.hrefs: list[str | None] = []
        self.tags: list[str] = []
        self.closed = False
        """Whether an element has just ended: one that begins at once is set apart from it."""

    def take(self, token: Any) -> None:
        """Take one token of the parser."""
        kind = token.type
        if kind in ("text", "text_special"):
            self.add(token.content)
        elif kind == "code_inline":
            self.add(token.content, "code")
        elif kind in ("softbreak", "hardbreak"):
            self.end_row(kind == "hardbreak")
        elif kind == "link_open":
            self.hrefs.append(str(token.attrGet("href") or ""))
        elif kind == "link_close" and self.hrefs:
            self.hrefs.pop()
        elif kind == "image":
            self.image(str(token.attrGet("src") or ""), token.content)
        elif kind == "html_inline":
            self.tag(token.content)
        elif kind in STYLES:
            self.styles.append(STYLES[kind])
        elif kind in ("strong_close", "em_close") and self.styles:
            self.styles.pop()

    def add(self, text: str, *more: str) -> None:
        """Add words in the look of this place."""
        self.closed = False
        if text and "hidden" not in self.styles:
            self.runs.append(
                Run(text, frozenset([*self.styles, *more]), self.hrefs[-1] if self.hrefs else None)
            )

    def end_row(self, hard: bool) -> None:
        """End a row."""
        self.rows.append(Row(self.runs, hard))
        self.runs = []

    def image(self, source: str, alt: str) -> None:
        """Read the words of a badge, which its address or its replacement text holds."""
        if found := SHIELD.search(source):
            self.add(f" {_shield(found[1])} ", "badge")
        elif self.hrefs and links.kind_of(alt):
            self.add(f" {alt} ", "badge")

    def tag(self, html: str) -> None:
        """Read an element inside the text."""
        found = TAG.fullmatch(html)
        if found is None:
            return
        name = found[2].lower()
        attributes = {each[0].lower(): each[1] or each[2] or each[3] for each in ATTRIBUTE.findall(found[3])}
        if name == "br":
            self.end_row(True)
        elif name == "img":
            self.image(attributes.get("src", ""), attributes.get("alt", ""))
        elif name == "a":
            self._link(bool(found[1]), found[3])
        elif name in STYLES:
            self._style(bool(found[1]), name, attributes.get("class", ""), bool(HIDING.search(found[3])))

    def _link(self, closing: bool, attributes: str) -> None:
        if closing and self.hrefs:
            self.hrefs.pop()
        elif not closing:
            found = HREF.search(attributes)
            self.hrefs.append(next((group for group in found.groups() if group), "") if found else None)

    def _style(self, closing: bool, name: str, classes: str, hidden: bool) -> None:
        if name == "span" and not closing and self.closed and not hidden:
            self.add(", ")
        self.closed = closing
        style = "hidden" if hidden else "badge" if TAGGING.search(classes) else STYLES[name]
        if not closing:
            self.styles.append(style)
            self.tags.append(name)
        elif name in self.tags:
            at = len(self.tags) - 1 - self.tags[::-1].index(name)
            del self.tags[at:]
            del self.styles[max(0, len(self.styles) - 1) :]

    def finish(self) -> Iterator[Row]:
        """Give all rows."""
        self.end_row(True)
        for row, following in pairwise(self.rows):
            yield row._replace(hard=row.hard or (following.hard and not following.text.strip()))
        yield self.rows[-1]


def _shield(path: str) -> str:
    """Read a shields.io badge's address: label, message and colour, parted by hyphens."""
    parts = [
        part.replace("\0", "-") for part in unquote(path).replace("--", "\0").removesuffix(".svg").split("-")
    ]
    words = parts[:-1] if len(parts) > 1 else parts
    return " ".join(words).replace("__", "\0").replace("_", " ").replace("\0", "_")
