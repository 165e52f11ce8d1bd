"""A page's lines, cut into headings, list items, paragraphs, badges and rows of tables."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from formats.homepage.inline import HIDING
from formats.homepage.source import Line

BLOCK_TAG = re.compile(
    r"<(/?)(div|ul|ol|li|article|section|table|thead|tbody|tr|td|th|p|h[1-6]|dl|dt|dd|center|details|summary"
    r"|figure|figcaption|blockquote|main|header|footer|nav|hr)\b((?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*)/?>",
    re.IGNORECASE,
)
HEADING = re.compile(r" {0,3}(#{1,6})(?!#)\s*(\S.*?)\s*#*\s*$")
ITEM = re.compile(r"(\s*)(?:(?:[-*+•]|\d{1,4}[.)])(?:\s+(?=\S)|\s*$)|\d{1,3}、\s*(?=\S))(.*)")
SETEXT = re.compile(r" {0,3}(=+|-+)\s*$")
RULE = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*$")
TABLE_RULE = set(" \t:|-")
POPUP = re.compile(r"popup|modal|lightbox|tooltip|bibtex|(?:page|site)[-_]+footer", re.IGNORECASE)
"""The class of what is not shown until it is asked for, and of what stands below every page of a site."""
CLASS = re.compile(r"\bclass\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
CARD = re.compile(
    r"(?:\w{1,20}[-_]+){0,3}(?:item|card|entry)"
    r"|(?:paper|papers?-?list|pub|publication|bib|bibliography|article)?[-_]*(?:box|item|card|entry|row)"
    r"|paper|pub|publication|article|media",
    re.IGNORECASE,
)
PICTURE = re.compile(r"(?:.*[-_])?(?:badge|image|img|thumb)(?:[-_].*)?", re.IGNORECASE)
"""The class of a badge, or of a picture's frame, in which nothing else has words."""
ENTRY_TAGS = {"li", "tr", "article", "dd"}
VOID = {"hr"}
DEEPEST = 100
"""Nested elements that are told apart."""


@dataclass
class Block:
    """A piece of the page: its kind, text with inline marks, first line, depth, and the card it lies in.

    A kind is `heading`, `item`, `row`, `badge`, `para`, or `more` for what is indented below an item.
    """

    kind: str
    line: Line
    text: str
    level: int = 0
    card: int = 0
    cells: list[str] = field(default_factory=list)
    header: bool = False


class Element(NamedTuple):
    """An element that is open: its name, the card that it is or 0, and the class that makes it one."""

    name: str
    card: int
    box: str


class Cutter:
    """What is open while the lines of a page are read."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.open: list[Element] = []
        self.cards = 0
        self.hidden = 0
        self.block: Block | None = None
        self.indents: list[int] = []
        self.after_blank = False
        self.badge = 0

    @property
    def card(self) -> int:
        """The outermost card that is open, or 0."""
        return next((element.card for element in self.open if element.card), 0)

    @property
    def is_bare(self) -> bool:
        """Whether a card is open that has nothing but a badge yet: a heading there is its title."""
        last = self.blocks[-1] if self.blocks else None
        return bool(self.card) and (last is None or last.card != self.card or last.kind == "badge")

    def close(self) -> None:
        """End the block that is being read."""
        if self.block is not None and self.block.text.strip():
            self.blocks.append(self.block)
        self.block = None

    def add(self, line: Line, text: str) -> None:
        """Add text to the block that is being read, or begin a paragraph."""
        if self.hidden:
            return
        if self.block is None:
            kind = "badge" if self.badge else "more" if self.indents and _is_indented(line) else "para"
            self.block = Block(kind, line, "", 0, self.card)
        self.block.text += text

    def tag(self, line: Line, found: re.Match[str]) -> None:
        """Open or close an element."""
        closing, name, attributes = bool(found[1]), found[2].lower(), found[3]
        self.close()
        if closing:
            self._leave(name)
        elif name not in VOID and len(self.open) < DEEPEST:
            self._enter(name, attributes)
        if name[0] == "h" and name[1:].isdigit() and not closing and not self.hidden:
            self.block = Block("heading", line, "", int(name[1:]), self.card)

    def _enter(self, name: str, attributes: str) -> None:
        found = CLASS.search(attributes)
        classes = next((group for group in found.groups() if group), "").split() if found else []
        box = next((word for word in classes if CARD.fullmatch(word)), "")
        is_card = bool(box) or name in ENTRY_TAGS
        self.cards += is_card
        if box:
            self._leave_box(box)
        if name not in ("p", "td", "th") or not self.open or self.open[-1].name != name:
            self.open.append(Element(name, self.cards if is_card else 0, box))
        if not self.hidden and (HIDING.search(attributes) or any(map(POPUP.search, classes))):
            self.hidden = len(self.open)
        if not self.badge and any(PICTURE.fullmatch(word) for word in classes):
            self.badge = len(self.open)

    def _leave_box(self, box: str) -> None:
        """Close a box that was left open: boxes of one class do not lie in one another."""
        at = next((i for i, element in enumerate(self.open) if element.box == box), None)
        if at is not None:
            self.close_elements(at)

    def _leave(self, name: str) -> None:
        at = next((i for i in range(len(self.open) - 1, -1, -1) if self.open[i].name == name), None)
        if at is not None:
            self.close_elements(at)

    def close_elements(self, at: int) -> None:
        """Close the elements that are open, from one on."""
        del self.open[at:]
        self.hidden = self.hidden if self.hidden <= at else 0
        self.badge = self.badge if self.badge <= at else 0


def _is_indented(line: Line) -> bool:
    return line.text[:2].isspace()


def cut_blocks(lines: list[Line]) -> list[Block]:
    """Cut a page's lines into blocks, in their order."""
    cutter = Cutter()
    for place, line in enumerate(lines):
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        _read_line(cutter, line, following)
    cutter.close()
    return cutter.blocks


def _read_line(cutter: Cutter, line: Line, following: str) -> None:
    text = line.text.expandtabs(4)
    if not text.strip():
        if cutter.block is not None and cutter.block.kind in ("item", "rest"):
            cutter.after_blank = True
        else:
            cutter.close()
        return
    if any(read(cutter, line, text, following) for read in (_heading, _setext, _table, _item)):
        cutter.after_blank = False
        return
    if cutter.after_blank:
        cutter.close()
        if not _is_indented(line) or BLOCK_TAG.match(text.strip()):
            cutter.indents = []
    cutter.after_blank = False
    _pieces(cutter, line, text)


def _pieces(cutter: Cutter, line: Line, text: str) -> None:
    """Read a line's text and the elements that it opens and closes."""
    place = 0
    if cutter.block is not None and cutter.block.text:
        cutter.block.text += "\n"
    for found in BLOCK_TAG.finditer(text):
        if text[place : found.start()].strip():
            cutter.add(line, text[place : found.start()])
        cutter.tag(line, found)
        place = found.end()
    if text[place:].strip():
        cutter.add(line, text[place:] if cutter.block else text[place:].lstrip())


def _heading(cutter: Cutter, line: Line, text: str, _: str) -> bool:
    if not (found := HEADING.match(text)) or cutter.hidden:
        return False
    cutter.close()
    cutter.indents = []
    if not cutter.card or (len(found[1]) == 1 and not cutter.is_bare):
        cutter.close_elements(0)
    cutter.blocks.append(Block("heading", line, BLOCK_TAG.sub("", found[2]), len(found[1]), cutter.card))
    return True


def _setext(cutter: Cutter, _: Line, text: str, __: str) -> bool:
    found = SETEXT.match(text)
    block = cutter.block
    if found and block and block.kind == "para" and "\n" not in block.text and not block.card:
        block.kind, block.level = "heading", 1 if found[1][0] == "=" else 2
        cutter.close()
        return True
    if RULE.match(text) or (found and found[1][0] == "="):
        cutter.close()
        return True
    return False


def _is_table_rule(text: str) -> bool:
    """Tell the line between a table's header and its rows."""
    return set(text) <= TABLE_RULE and "|" in text and "-" in text


def _table(cutter: Cutter, line: Line, text: str, following: str) -> bool:
    if _is_table_rule(text):
        cutter.close()
        return True
    is_header = "|" in text and _is_table_rule(following)
    if cutter.hidden or not (is_header or (text.lstrip().startswith("|") and text.count("|") > 1)):
        return False
    cutter.close()
    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", text.strip().strip("|"))]
    cutter.blocks.append(Block("row", line, "\n".join(cells), 0, cutter.card, cells, is_header))
    return True


def _item(cutter: Cutter, line: Line, text: str, _: str) -> bool:
    if not (found := ITEM.match(text)) or cutter.hidden or RULE.match(text):
        return False
    cutter.close()
    indent = len(found[1])
    while cutter.indents and cutter.indents[-1] > indent:
        cutter.indents.pop()
    if not cutter.indents or indent > cutter.indents[-1] + (len(cutter.indents) > 0):
        cutter.indents.append(indent)
    cutter.block = Block("item", line, "", min(len(cutter.indents), DEEPEST), cutter.card)
    _pieces(cutter, line, found[2] or "")
    return True
