"""An entry's rows as one text that knows the looks of its stretches, without links and tags."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from formats.homepage import links, venue
from formats.homepage.inline import Row, Run
from formats.homepage.names import MARKS

GONE = "\0"
AROUND_GONE = re.compile(rf"[\[(（【|/·,，;\\ ]{{0,9}}{GONE}[{GONE}\])）】|/·,，; ]*")
ABBREVIATED = re.compile(
    r"(?:\b[^\W\d_]|\b(?:al|vs|etc|vol|no|nos|pp|proc|int|conf|symp|trans|lett|st|dr|prof|jr|sr|fig|eq|cf|dept|univ|ed|eds|approx"
    r"|commun|comput|sci|rev|ser|art|eng|inf|syst|appl|phys|mag|assoc|acad|natl|technol|netw|wirel|wireless|environ|res|funct|mater|geosci|chem|biol|nat|adv|atmos|geophys|hydrol|meteorol|ecol))$",
    re.IGNORECASE,
)  # fmt: skip
IN_SMALL = re.compile(
    r"(?:arxiv|biorxiv|medrxiv|eprint|in|to appear|under review|accepted|eLife|npj|iScience)\b", re.IGNORECASE
)
"""What begins a sentence with a small letter."""
STOP = re.compile(
    r"[\[［][A-Z](?:/OL)?[\]］]\s*(?://|[.．。])?|[.．。?？!！](?=\s|$|[\"”’])|(?<=[a-z]{3})\.(?=[A-Z][a-z]{3})|[．。？]|\n"
)


class Span(NamedTuple):
    """A stretch of the text, its looks and address."""

    start: int
    end: int
    styles: frozenset[str]
    href: str | None


@dataclass
class Flat:
    """The text of an entry, and what was taken out of it."""

    text: str
    spans: list[Span]
    main: int
    tags: list[str] = field(default_factory=list)
    links: list[dict[str, Any]] = field(default_factory=list)
    hrefs: list[str] = field(default_factory=list)

    def blank(self, start: int, end: int) -> None:
        """Overwrite a stretch with spaces, so that all others keep their places."""
        self.text = self.text[:start] + re.sub(r"[^\n]", " ", self.text[start:end]) + self.text[end:]

    def stretches(
        self, wanted: Callable[[Span], object], start: int = 0, end: int | None = None
    ) -> Iterator[Span]:
        """Give the longest stretches whose spans are all wanted, between two places."""
        end = len(self.text) if end is None else end
        current: Span | None = None
        for span in self.spans:
            inside = span.start >= start and span.end <= end and wanted(span)
            blank = not self.text[span.start : span.end].strip()
            if current and inside and span.start == current.end and _alike(current, span):
                current = current._replace(end=span.end, styles=current.styles | span.styles)
            elif current and not (blank and "\n" not in self.text[span.start : span.end]):
                yield current
                current = span if inside and not blank else None
            elif inside and not blank:
                current = span
        if current:
            yield current


def _alike(one: Span, other: Span) -> bool:
    return one.href is None or other.href is None or one.href == other.href


def flatten(rows: list[Row], remarks: list[Row]) -> Flat:
    """Put rows and the remarks below them into one text, without links that are no more than that."""
    flat = Flat("", [], 0)
    pieces: list[str] = []
    length = 0
    for place, row in enumerate([*rows, *remarks]):
        if place == len(rows):
            flat.main = length
        for run, is_part in _whole_links(row.runs):
            text = run.text.replace("\n", " ") if is_part else _words(run, flat, place >= len(rows))
            flat.spans.append(Span(length, length + len(text), run.styles, run.href))
            pieces.append(text)
            length += len(text)
        following = rows[place + 1] if place + 1 < len(rows) else None
        end = " " if following is not None and not row.hard and _goes_on(row, following) else "\n"
        flat.spans.append(
            _between(row, following, length)
            if end == " " and following
            else Span(length, length + 1, frozenset(), None)
        )
        pieces.append(end)
        length += 1
    flat.main = flat.main if remarks else length
    flat.text = "".join(pieces)
    flat.text = AROUND_GONE.sub(lambda found: " " * len(found[0]), flat.text)
    flat.text = "".join(map(_part_at_dashes, flat.text.splitlines(True)))
    return flat


def _between(row: Row, following: Row, place: int) -> Span:
    """Give the space of a broken line the looks that go on behind it."""
    before, behind = row.runs[-1], following.runs[0]
    href = before.href if before.href == behind.href else None
    return Span(place, place + 1, before.styles & behind.styles, href)


def _part_at_dashes(line: str) -> str:
    """Let a row end at each of several dashes or bars between title, authors and venue."""
    for dash in "—|–":
        if line.count(f" {dash} ") > 1:
            return line.replace(f" {dash} ", " \n ")
    return line


def _goes_on(row: Row, following: Row) -> bool:
    """Tell a line that was broken for its length from one that ends where a part ends."""
    text, below = row.text.rstrip(), following.text.lstrip()
    last, first = row.runs[-1].href, following.runs[0].href
    if last and last == first:
        return True
    if text.count('"') % 2 or text.count("“") > text.count("”"):
        return True
    if text.endswith((",", "，", " and", "&")) or (below[:1].islower() and not IN_SMALL.match(below)):
        return True
    return (
        len(text) > 60
        and not _is_one_look(row)
        and not _is_one_look(following)
        and not text.endswith((".", "。", "?", "!", '"', "”", ")", "]"))
    )


def _is_one_look(row: Row) -> bool:
    """Tell a row whose words all stand out in one way, as a part of its own does."""
    looks = {(run.styles, run.href) for run in row.runs if run.text.strip()}
    return len(looks) == 1 and any(styles or href for styles, href in looks)


def _whole_links(runs: list[Run]) -> Iterator[tuple[Run, bool]]:
    """Join the runs of one link that names a kind; of others, tell which words are but parts of a link."""
    place = 0
    while place < len(runs):
        end = place + 1
        while runs[place].href is not None and end < len(runs) and runs[end].href == runs[place].href:
            end += 1
        words = "".join(run.text for run in runs[place:end])
        if end - place > 1 and links.kind_of(words):
            yield Run(words, runs[place].styles, runs[place].href), False
        else:
            parts = runs[place:end]
            yield parts[0], False
            yield from ((run, not run.styles & {"badge", "sup"}) for run in parts[1:])
        place = end


def _words(run: Run, flat: Flat, is_remark: bool) -> str:
    """Give a run's words; a link's own words and a badge's are taken out and kept."""
    text = run.text.replace(GONE, "")
    if run.href is not None:
        flat.hrefs.append(run.href)
        kind = links.kind_of(text) or ("link" if "badge" in run.styles else None)
        if kind:
            if made := links.link(text, run.href, kind):
                flat.links.append(made)
            if "badge" in run.styles and venue.read_year(text) and not links.kind_of(text):
                flat.tags.append(text.strip())
            return GONE * max(1, len(text))
    elif "badge" in run.styles:
        if not links.kind_of(text) or venue.read_status(text):
            flat.tags.append(text.strip())
        return GONE * len(text)
    elif links.BARE.fullmatch(text.strip()) and (made := links.link("", text.strip())):
        flat.links.append(made)
        flat.hrefs.append(made["url"])
        return GONE * len(text)
    if "sup" in run.styles:
        return "".join(character if character in MARKS + "∗＊" else " " for character in text)
    return text.replace("\n", " ")


def sentences(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Find where sentences and rows begin and end; a name's initials and abbreviations end none."""
    found, place = [], start
    for stop in STOP.finditer(text, start):
        if stop[0] == "." and not _is_end(text, stop.start()):
            continue
        if stop[0] in "?!" and text[stop.end() :].lstrip(" ")[:1].islower():
            continue
        end = stop.start() if stop[0] == "\n" else stop.end()
        if text[place:end].strip(" .．。"):
            found.append((place, end))
        place = stop.end()
    if text[place:].strip():
        found.append((place, len(text)))
    return found


def _is_end(text: str, place: int) -> bool:
    behind = text[place + 1 : place + 40].lstrip(" ")
    following = "" if IN_SMALL.match(behind) else behind[:1]
    before = text[max(0, place - 12) : place]
    if before.endswith("et al"):
        return behind[:1].isupper() or not behind
    if following.islower():
        return False
    return not (ABBREVIATED.search(before) and behind[:1] not in ("", "\n"))
