"""A section's items as people list them: each with its words, its looks, its links and its dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from formats.homepage import dates, links
from formats.homepage.blocks import Block
from formats.homepage.citation import LOREM
from formats.homepage.inline import Run, rows_of
from formats.homepage.source import Line

MOST = 5000
BREAK = "\n"
"""What a hard break is among an item's runs; in its words it is a space."""
NOTHING = re.compile(
    r"\W*(?:coming soon|to be (?:added|updated|announced)|tba|none(?: yet)?|nothing|n/?a|敬请期待"
    r"|待更新|更新中|last updated?\b[^.\n]{0,30}|(?:view|read|see|show) (?:more|all)\b[^.\n]{0,60}"
    r"|(?:查看|点击)[^。\n]{0,20}(?:更多|全部|完整)[^。\n]{0,20})\W*",
    re.IGNORECASE,
)
"""What people write where there is nothing yet, or nothing but a link to more."""


@dataclass
class Item:
    """One item: where it stands, its runs, the words of the items below it, and those that lead its list."""

    line: Line
    runs: list[Run]
    kind: str
    below: list[str] = field(default_factory=list)
    lead: str = ""
    beside: list["Item"] = field(default_factory=list)
    """The rows of a card below its first that are no bullets; their words are among those below, too."""

    @property
    def text(self) -> str:
        """The item's words, links that are no more than that excepted."""
        words = "".join(
            "" if run.href is not None and links.kind_of(run.text) else run.text for run in self.runs
        )
        return dates.tidy(re.sub(r"[\[(（]\s*[\])）]", "", words))

    @property
    def when(self) -> dates.Dates | None:
        """When it was, as it says itself or what stands below it."""
        return next(filter(None, map(dates.find, [self.text, *self.below])), None)

    @property
    def dates(self) -> dates.Dates | None:
        """When it was."""
        return dates.find(self.text)

    @property
    def undated(self) -> str:
        """Its words without the date."""
        return dates.without(self.text, self.dates)

    def looks(self, style: str) -> list[str]:
        """Give the stretches of one look."""
        found: list[str] = []
        open_ = False
        for run in self.runs:
            inside = style in run.styles
            if inside and open_:
                found[-1] += run.text
            elif inside:
                found.append(run.text)
            open_ = inside
        return [dates.tidy(words) for words in found if dates.tidy(words)]

    @property
    def leads(self) -> bool:
        """Tell words that stand above a list as its heading: all bold, or with a colon behind them."""
        whole = "".join(run.text for run in self.runs).strip()
        return whole.endswith((":", "：")) or self.looks("bold") == [self.text]

    def take(self, other: "Item", is_row: bool) -> None:
        """Put another item below this one, as a row of its card or a bullet."""
        self.below.append(other.text)
        if is_row:
            self.beside.append(other)

    @property
    def links(self) -> list[dict[str, Any]]:
        """Its links that lead somewhere."""
        made = (links.link(run.text, run.href) for run in self.runs if run.href)
        return [link for link in made if link][:100]


def cut(blocks: list[Block], references: dict[str, str]) -> Iterator[Item]:
    """Cut a section's blocks into items; deeper items belong to the one above.

    A list belongs to a dated paragraph above it; one such as “**Reviewer**” or “Reviewer:” only leads it.
    A card's badge that stands first goes below what follows.
    """
    last: Item | None = None
    card, lead = 0, ""
    for count, block in enumerate(blocks):
        if count >= MOST or block.header:
            continue
        item = _item(block, references)
        if item is None or LOREM.search(item.text) or NOTHING.fullmatch(item.text):
            continue
        if last is not None and block.card and block.card == card and not last.undated:
            last.runs += [Run(" "), *item.runs]
            continue
        if last is not None and block.card and block.card == card and last.kind == "badge" and not last.below:
            item.take(last, True)
            last = item
            continue
        is_listed = block.kind == "item" and last is not None and last.kind == "para" and not card
        if last is not None and (
            block.kind == "more"
            or (block.kind == "item" and block.level > 1)
            or (block.card and block.card == card)
            or (is_listed and last.dates)
        ):
            last.take(item, bool(block.card) and block.card == card and block.kind != "item")
            continue
        if last is not None and is_listed and last.leads:
            lead = last.text.rstrip(":： ")
        elif last is not None:
            yield last
        item.lead = lead
        last, card = item, block.card
    if last is not None:
        yield last


def _item(block: Block, references: dict[str, str]) -> Item | None:
    rows = [row for text in (block.cells or [block.text]) for row in rows_of(text, references)]
    runs = [
        run for row in rows for run in [*row.runs, Run(", " if block.cells else BREAK if row.hard else " ")]
    ]
    item = Item(block.line, runs, block.kind)
    return item if item.text else None


def rest_of(text: str, *taken: str) -> str:
    """Take some stretches out of a text, with the brackets and commas around them."""
    for words in taken:
        text = text.replace(words, " ", 1)
    text = re.sub(r"[(（《]\s*[)）》]", " ", text)
    return dates.tidy(re.sub(r"\s*[,，]\s*(?=[,，])", "", text))
