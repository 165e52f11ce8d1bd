"""A section's blocks, cut into entries: one paper, award or project each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from formats.homepage import finding, names, titles, venue
from formats.homepage.blocks import Block
from formats.homepage.context import Context, context_of
from formats.homepage.flat import flatten
from formats.homepage.inline import Row, plain, rows_of
from formats.homepage.source import Line
from formats.homepage.tags import take_tags

MOST = 5000
"""Entries of one section that are read."""
LONE_YEAR = re.compile(r"\W*(?:19|20)\d{2}\W*")
GROUP_WORDS = re.compile(
    r"\W*(?:journals?|conferences?|workshops?|preprints?|under review)?\s*(?:papers?|articles?"
    r"|publications?)?(?:\s*[(（][^()（）]{0,60}[)）])?\W*",
    re.IGNORECASE,
)


@dataclass
class Entry:
    """The rows of one entry, the remarks below them, its badges, and what headings among the items say."""

    line: Line
    rows: list[Row]
    context: Context
    remarks: list[Row] = field(default_factory=list)
    badges: list[str] = field(default_factory=list)
    card: int = 0
    shape: str = "para"
    cells: dict[str, str] = field(default_factory=dict)
    level: int = 0

    @property
    def text(self) -> str:
        """All words of the entry."""
        return "\n".join(row.text for row in [*self.rows, *self.remarks])


class Gatherer:
    """The entries found so far, and what the next block may belong to."""

    def __init__(self, context: Context, references: dict[str, str]) -> None:
        self.entries: list[Entry] = []
        self.context = context
        self.references = references
        self.header: list[str] = []
        self.lone: Entry | None = None

    def take(self, block: Block) -> None:
        """Put a block into the entry that it belongs to, or begin one."""
        rows = [] if block.kind == "row" else rows_of(block.text, self.references)
        rows = [_in_bold(row) for row in rows] if block.kind == "heading" else rows
        last = self.entries[-1] if self.entries else None
        if block.kind == "row":
            self.table_row(block)
        elif block.kind == "badge" and last and not block.card:
            last.badges.append(plain(block.text, self.references))
        elif block.card:
            self.in_card(block, rows, last if last and last.card == block.card else None)
        elif rows and block.kind == "item":
            self.item(block, rows, last)
        elif rows and block.kind == "more" and last and last.shape == "item":
            _below(last, rows)
        elif rows and block.kind in ("para", "more", "heading"):
            self.paragraph(block, rows, last)

    def begin(self, block: Block, rows: list[Row], shape: str) -> Entry:
        """Begin an entry."""
        entry = Entry(block.line, rows, self.context, card=block.card, shape=shape, level=block.level)
        self.entries.append(entry)
        return entry

    def in_card(self, block: Block, rows: list[Row], last: Entry | None) -> None:
        """Take a block of a card: its badge, its rows, and bullets as remarks when rows stand above."""
        entry = last or self.begin(block, [], "card")
        if block.kind == "badge":
            entry.badges.append(plain(block.text, self.references))
        elif block.kind == "item" and not entry.rows:
            entry.shape = "bullets"
            entry.rows.extend(rows)
        elif block.kind == "item" and not (entry.shape == "bullets" and self.is_bare(entry)):
            entry.remarks.extend(rows)
        else:
            _below(entry, rows)

    def item(self, block: Block, rows: list[Row], last: Entry | None) -> None:
        """Take a list's item: a group's heading, an entry, or a part of the one above it."""
        text = block.text
        if self.is_group(text):
            self.context = context_of(plain(text), self.context)
            return
        if last is not None and block.level > max(1, last.level) and last.shape == "item":
            (last.rows if self.is_bare(last) else last.remarks).extend(rows)
        elif last is not None and last.shape == "title" and not _is_whole(rows):
            last.remarks.extend(rows)
        else:
            for part in _parted(rows, at_titles=False):
                self.begin(block, part, "item")

    def is_group(self, text: str) -> bool:
        """Tell a year or a kind of publication that stands alone, as a heading would."""
        words = plain(text, self.references) if len(text) < 80 else ""
        return bool(words) and bool(LONE_YEAR.fullmatch(words) or GROUP_WORDS.fullmatch(words))

    def is_bare(self, entry: Entry) -> bool:
        """Tell an item that has nothing but a title yet, or only parts of a paper in items of their own."""
        return not entry.remarks and len(entry.rows) < 4 and not _is_whole(entry.rows[:1])

    def paragraph(self, block: Block, rows: list[Row], last: Entry | None) -> None:
        """Take a paragraph: a citation of its own, a title, or what belongs to the title above it."""
        if self.is_group(block.text):
            self.context = context_of(plain(block.text), self.context)
        elif last is not None and last.shape == "title" and not _begins(rows) and not _is_whole(rows):
            _below(last, rows)
        elif last is not None and self.lacks(last, rows):
            last.rows.extend(rows)
        else:
            begun = [self.begin(block, part, "title" if _begins(part) else "para") for part in _parted(rows)]
            self.lone = next((entry for entry in begun[-1:] if _is_lone(entry)), None)

    def lacks(self, last: Entry, rows: list[Row]) -> bool:
        """Tell a paragraph that is what the entry above it lacks: authors, or a lone title's venue."""
        if last.shape == "item":
            return self.is_bare(last) and all(names.is_list(row.text) for row in rows)
        return last is self.lone and _goes_on(last, rows)

    def table_row(self, block: Block) -> None:
        """Take a row of a table; its header says what the cells are."""
        if block.header:
            self.header = [plain(cell, self.references).lower() for cell in block.cells]
            return
        rows = [row for cell in block.cells for row in rows_of(cell, self.references)]
        entry = self.begin(block, rows, "row")
        pairs = zip(self.header, block.cells, strict=False)
        entry.cells = {name: cell for name, cell in pairs if name}


def _in_bold(row: Row) -> Row:
    """Let a heading inside a card stand out as what it is."""
    runs = [run if "badge" in run.styles else run._replace(styles=run.styles | {"bold"}) for run in row.runs]
    return row._replace(runs=runs)


def _below(entry: Entry, rows: list[Row]) -> None:
    """Put rows below an entry's: as more of them, or as remarks when these began or prose begins."""
    is_title = _begins(rows) and not _is_whole(entry.rows)
    is_remark = entry.remarks or (
        entry.rows and titles.is_prose(" ".join(row.text for row in rows)) and not is_title
    )
    (entry.remarks if is_remark else entry.rows).extend(rows)


def _parted(rows: list[Row], at_titles: bool = True) -> Iterator[list[Row]]:
    """Part rows at each that is another title, or a whole citation, when what stands above it is whole."""
    part: list[Row] = []
    for row in rows:
        begins = (at_titles and len(part) > 1 and _begins([row])) or (
            part and part[-1].hard and _is_whole([row], 2)
        )
        if begins and _is_whole(part):
            yield part
            part = []
        part.append(row)
    yield part


def _is_lone(entry: Entry) -> bool:
    """Tell a paragraph that is no more than a title without any look of its own."""
    text = " ".join(row.text for row in entry.rows)
    return (
        entry.shape == "para"
        and titles.is_title(text, 4)
        and not venue.read_year(text)
        and not _is_whole(entry.rows)
    )


def _goes_on(lone: Entry, rows: list[Row]) -> bool:
    """Tell the paragraphs below a lone title: its authors first, and then its venue."""
    if not _is_whole(lone.rows):
        return _begins_with_names(rows)
    text = " ".join(row.text for row in rows)
    return bool(venue.read_type(text) or venue.read_year(text)) and not _is_whole(rows)


def _begins_with_names(rows: list[Row]) -> bool:
    found, _, _ = names.take(rows[0].text)
    return len(found) > 1 or names.is_list(rows[0].text)


def _is_whole(rows: list[Row], fewest: int = 1) -> bool:
    """Tell rows that have a title and authors, at least so many."""
    flat = flatten(rows, [])
    take_tags(flat)
    found = finding.find(flat)
    return found is not None and len(found.authors) >= fewest and titles.is_title(found.title)


def _begins(rows: list[Row]) -> bool:
    """Tell a paragraph that begins with a title, however short when names stand below it."""
    named = len(rows) > 1 and names.is_list(rows[1].text)
    return _is_title_alone(rows[:1], 2 if named else 3)


def _is_title_alone(rows: list[Row], fewest: int = 3) -> bool:
    """Tell rows that are one linked or bold stretch, or one in quotes."""
    looks = {
        bool(run.href or "bold" in run.styles) for row in rows for run in row.runs if run.text.strip(" .,")
    }
    text = " ".join(row.text for row in rows)
    return (
        looks == {True}
        and titles.is_title(text, fewest, True)
        and not (venue.read_type(text) or venue.read_status(text) or venue.read_year(text[-6:]))
    )


def gather(blocks: list[Block], context: Context, references: dict[str, str]) -> Iterator[Entry]:
    """Cut a section's blocks into entries."""
    gatherer = Gatherer(context, references)
    for block in blocks:
        if len(gatherer.entries) < MOST:
            gatherer.take(block)
    return (entry for entry in gatherer.entries if entry.rows or entry.remarks)
