"""Which words of a citation are its title, and which its authors."""

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from formats.homepage import names, venue
from formats.homepage.flat import Flat, Span, sentences
from formats.homepage.names import Name

QUOTED = re.compile(r"[“‟]([^”\n]{5,500})[”]|(?<![\w\"])\"([^\"\n]{5,500})\"(?!\w)|「([^」\n]{4,300})」|``([^`'\n]{5,500})''")
DATED = re.compile(r"[(（]((?:19|20)\d{2})[a-z]?(?:,[^()]{0,20})?[)）]|[(（](?:in press|forthcoming|under review|submitted|accepted)[)）]",
                   re.IGNORECASE)  # fmt: skip
VENUE = re.compile(r"[,，]\s*(?:[Ii]n\s+)?(?:(?:the\s+)?(?:\d{4}\s+)?(?:IEEE|ACM|USENIX|IFIP|AAAI|Proc\b|Proceedings|International Conference|Journal|Transactions)\b"
                   r"|[^,，]{0,60}\b(?:Journal|Transactions|Letters|Conference|Symposium|Workshop)\b|[A-Z]{3,}[\s',’-]*\d{2})")  # fmt: skip
MARKER = re.compile(r"\s*[\[［](?:[A-Z]|[A-Z]/OL)[\]］]\s*(?://)?[.．。]?\s*$")
EDGES = " \t\n,，.．。;；:：|/·-–—*_`\"“”「」"
BY = re.compile(r"[\s,，.．。;；:：|/·\-–—*(（]*(?:(?:by|with|joint with|作者)\b[:：]?\s*)?", re.IGNORECASE)
WITH = re.compile(r"[\s,，.(（]*(?:joint )?with\s", re.IGNORECASE)


class Cited(NamedTuple):
    """A title with its place, the authors, whether some are implied, and the stretches of all other words."""

    title: str
    start: int
    end: int
    authors: list[Name]
    implied: bool
    shortened: bool
    rest: list[tuple[int, int]]
    stray: bool = False


def is_title(text: str, fewest: int = 2, may_be_names: bool = False) -> bool:
    """Tell whether words may be a title: enough of them, no names unless they may be, no venue with its year."""
    bare = text.strip(EDGES)
    han = len(re.findall("[\u4e00-\u9fff]", bare))
    if not (4 <= len(bare) <= 600) or not (len(bare.split()) >= fewest or han >= 5 or ":" in bare):
        return False
    if (not may_be_names and names.is_list(bare)) or (len(bare.split()) <= 6 and venue.read_year(bare)):
        return False
    return len(venue.clean(bare)) >= 4 and not (len(bare.split()) < 5 and venue.read_status(bare))


def find(flat: Flat, known: Collection[str] | None = None) -> Cited | None:
    """Find the title, by its look first and then by its place, and the authors around it.

    Titles such as "Breath Groups Matter" look like names: given the names that are known, they are found, too.
    """
    for place in _by_look(flat):
        if cited := _around(flat, *place):
            return cited
    return _by_place(flat) or (None if known is None else _like_names(flat, known))


def _by_look(flat: Flat) -> Iterator[tuple[int, int]]:
    main = flat.main
    linked = [s for s in flat.stretches(lambda span: span.href is not None, 0, main) if _holds(flat, s)]
    bold = [s for s in flat.stretches(lambda span: "bold" in span.styles, 0, main) if _holds(flat, s, 3)]
    quoted = [found.span() for found in QUOTED.finditer(flat.text, 0, main) if is_title(found[0], 2, True)]
    for span in linked:
        yield span.start, span.end
    for start, end in quoted:
        yield next(((s.start, s.end) for s in bold if s.start < start - 1 and s.end >= end), (start, end))
    for span in bold:
        first = not flat.text[: span.start].strip(EDGES)
        if first or names.is_list(DATED.sub("", flat.text[: span.start])):
            yield span.start, span.end
    rows = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", flat.text[:main]) if m[0].strip(EDGES)]
    alone = [s for s in flat.stretches(lambda span: span.href or "bold" in span.styles, 0, main)]
    for span in alone[:1]:
        if len(rows) > 1 and rows[0][0] <= span.start and _fills(flat, span, rows[0]):
            yield span.start, span.end


def _holds(flat: Flat, span: Span, fewest: int = 2) -> bool:
    return is_title(flat.text[span.start : span.end], fewest)


def _fills(flat: Flat, span: Span, row: tuple[int, int]) -> bool:
    """Tell a row that is one stretch and no list of several names, with a list of names below it."""
    rest = flat.text[row[0] : span.start] + flat.text[span.end : row[1]]
    below = next((line for line in flat.text[row[1] :].split("\n") if line.strip()), "")
    own = flat.text[span.start : span.end].strip(EDGES)
    return not rest.strip(EDGES) and len(own) > 3 and names.is_list(below) and "," not in own


def _like_names(flat: Flat, known: Collection[str]) -> Cited | None:
    """Find a title that looks like a list of names: before one, linked or bold, or told by names that are known."""
    start = len(flat.text) - len(flat.text.lstrip(EDGES))
    looks: Callable[[Span], object] = lambda span: span.href or "bold" in span.styles  # noqa: E731
    span = next(flat.stretches(looks, start, flat.main), None)
    if span is not None and span.start == start:
        behind = flat.text[span.end : span.end + 1]
        ends = flat.text[span.end - 1] == "." or behind in ".。\n" or (behind in ",， " and span.href)
        words = flat.text[start : span.end]
        if ends and _known(words, known) == 0 and is_title(words, 2, True):
            cited = _around(flat, start, span.end)
            return cited if cited and cited.authors else None
    parts = sentences(flat.text[: flat.main])[:3]
    lists = [place for place in parts if names.is_list(flat.text[slice(*place)])]
    if len(lists) < 2 or lists != parts[:2]:
        return None
    first, second = (_known(flat.text[slice(*place)], known) for place in lists)
    if first > second:
        return _authors_first(flat, parts)
    title = parts[0]
    return _around(flat, *title) if second and is_title(flat.text[slice(*title)], 2, True) else None


def _known(text: str, known: Collection[str]) -> int:
    """Count the names in a text that are known."""
    return sum(name.name.rstrip(".") in known for name in names.take(text.strip(EDGES))[0])


def _around(flat: Flat, start: int, end: int) -> Cited | None:
    """Read the authors before a title, or else behind it."""
    before = DATED.sub(lambda found: " " * len(found[0]), flat.text[:start])
    title = clean_title(flat.text[start:end])
    if before.strip(EDGES):
        skipped = BY.match(before)
        offset = skipped.end() if skipped else 0
        found, stop, shortened = names.take(before[offset:].rstrip(EDGES.replace(".", "")))
        if found:
            rest = [(offset + stop, start), (end, len(flat.text))]
            return Cited(title, start, end, found, False, shortened, [*_dates(flat.text[:start]), *rest])
    implied = bool(WITH.match(flat.text, end))
    for offset, stop in _lines_behind(flat, end):
        line = flat.text[offset:stop].rstrip(" ")
        found, length, shortened = names.take(line)
        if found:
            rest = [(0, start), (end, offset), (offset + length, len(flat.text))]
            return Cited(title, start, end, found, implied, shortened, rest)
    return Cited(title, start, end, [], implied, False, [(0, start), (end, len(flat.text))])


def _dates(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in DATED.finditer(text)]


def _lines_behind(flat: Flat, end: int) -> Iterator[tuple[int, int]]:
    """Give the stretches behind a title that may be its authors: to the end of their sentence or row."""
    skipped = BY.match(flat.text, end)
    offset = skipped.end() if skipped else end
    for start, stop in sentences(flat.text, offset)[:4]:
        lead = BY.match(flat.text, start)
        start = lead.end() if lead else start
        if start < stop:
            yield start, len(flat.text[:stop].rstrip(" \n.．。")) if flat.text[stop - 1] in ".．。" else stop


def _by_place(flat: Flat) -> Cited | None:
    """Find a title that has no look of its own: behind the authors' full stop or comma, or before them."""
    text = flat.text[: flat.main]
    parts = sentences(text)
    if not parts:
        return None
    for read in (_dated, _authors_first, _title_first, _commas):
        if (cited := read(flat, parts)) and is_title(cited.title, 1):
            return cited
    return None


def _dated(flat: Flat, _: list[tuple[int, int]]) -> Cited | None:
    """Read `Last, F. (2023). Title. Venue`."""
    found = DATED.search(flat.text, 0, flat.main)
    if not found:
        return None
    authors, stop, shortened = names.take(flat.text[: found.start()].strip(" ,\n"))
    begin = re.compile(r"[\s.,:]*").match(flat.text, found.end())
    following = sentences(flat.text, begin.end() if begin else found.end())
    if not authors or stop < len(flat.text[: found.start()].strip(" ,\n")) - 2 or not following:
        return None
    place = _going_on(flat, following, 0)
    return _cited(flat, (following[0][0], place), authors, shortened, [found.span(), (place, len(flat.text))])


def _cited(
    flat: Flat, place: tuple[int, int], authors: list[Name], shortened: bool, rest: list[tuple[int, int]], stray: bool = False
) -> Cited:
    return Cited(clean_title(flat.text[slice(*place)]), *place, authors, False, shortened, rest, stray)


def _going_on(flat: Flat, parts: list[tuple[int, int]], at: int) -> int:
    """Find where a title ends that a question mark did not end."""
    while flat.text[parts[at][1] - 1] in "?？!！" and at + (1 if flat.tags else 2) < len(parts):
        start, end = parts[at + 1]
        styled = any(span.styles and span.start < end and span.end > start for span in flat.spans)
        part = flat.text[start:end]
        if styled or "\n" in flat.text[parts[at][1] : start + 1] or venue.read_year(part) or venue.read_status(part):
            break
        at += 1
    return parts[at][1]


def _authors_first(flat: Flat, parts: list[tuple[int, int]]) -> Cited | None:
    start, end = parts[0]
    lead = flat.text[start:end].strip(EDGES.replace(".", ""))
    if len(parts) > 1 and names.is_list(lead):
        authors, _, shortened = names.take(lead.rstrip(" .．。"))
        place = _going_on(flat, parts, 1)
        place = _with_venue(flat, parts[1][0], place)
        return _cited(flat, (parts[1][0], place), authors, shortened, [(place, len(flat.text))])
    return _stray_initial(flat, parts)


def _stray_initial(flat: Flat, parts: list[tuple[int, int]]) -> Cited | None:
    """Read authors whose list ends with an initial: that of the last of them, or one that was left over."""
    start, end = parts[0]
    text = flat.text[start:end]
    last = max((found.end() for found in re.finditer(r"(?:[,，]|\band\b|&)\s*", text)), default=0)
    for found in re.finditer(r"(?:[A-Z]\.[ -]?)+(?=\s[^\s])|(?<=\s[A-Z])\.(?=\s)", text[: last + 60]):
        lead, title = text[: found.end()].strip(), text[found.end() :].strip()
        if len(title.split()) > 2 and names.is_list(lead) and not names.is_list(title.split(",")[0]):
            authors, _, shortened = names.take(lead)
            stray = bool(re.search(r"[,，]\s*[A-Z]\.$", lead)) and len(authors) == len(names.parts_of(lead)) - 1
            place = start + found.end()
            return _cited(flat, (place, end), authors, shortened, [(end, len(flat.text))], stray)
    return None


def _title_first(flat: Flat, parts: list[tuple[int, int]]) -> Cited | None:
    """Read `Title. Authors. Venue`, the parts on rows or in sentences."""
    for at in range(1, min(4, len(parts))):
        start, end = parts[at]
        lead = BY.match(flat.text, start)
        start = lead.end() if lead else start
        authors, stop, shortened = names.take(flat.text[start:end].rstrip(" .．。"))
        listed = names.is_list(flat.text[start:end])
        if authors and (listed or (len(authors) > 1 and at == 1)) and is_title(flat.text[parts[0][0] : parts[at - 1][1]]):
            return _cited(flat, (parts[0][0], parts[at - 1][1]), authors, shortened, [(start + stop, len(flat.text))])
    return None


def _commas(flat: Flat, parts: list[tuple[int, int]]) -> Cited | None:
    """Read `A, B and C, title, venue, year`."""
    start, end = parts[0]
    text = flat.text[start:end]
    authors, stop, shortened = names.take(text)
    if not authors or stop >= len(text.rstrip(EDGES)):
        return None
    lead = BY.match(text, stop)
    begin = start + (lead.end() if lead else stop)
    looks: Callable[[Span], object] = lambda span: span.styles & {"italic", "bold", "code"}  # noqa: E731
    styled = next((span.start for span in flat.stretches(looks, begin, end)), None)
    if styled is not None and is_title(flat.text[begin:styled], 1):
        return _cited(flat, (begin, styled), authors, shortened, [(styled, len(flat.text))])
    if len(parts) > 1 and not venue.read_year(flat.text[begin:end]):
        return _cited(flat, (begin, end), authors, shortened, [(end, len(flat.text))])
    place = _before_venue(flat.text[begin:end]) + begin
    return _cited(flat, (begin, place), authors, shortened, [(place, len(flat.text))])


def _with_venue(flat: Flat, start: int, end: int) -> int:
    """Find where a title ends that its venue follows behind a comma, in the same sentence."""
    text = flat.text[start:end]
    venues = any(venue.read_year(flat.text[a:b]) for a, b in sentences(flat.text[: flat.main], end))
    styled = any(span.styles & {"italic", "bold"} and span.start < end and span.end > start for span in flat.spans)
    if venues or styled or not venue.read_year(text):
        return end
    return start + _before_venue(text)


def _before_venue(text: str) -> int:
    """Find the comma before the venue: the first part in a venue's words, or the last that is no year or page."""
    commas = [found.start() for found in re.finditer("[,，]", text)]
    for comma in commas:
        if VENUE.match(text, comma):
            return comma
    for comma in reversed(commas):
        if venue.clean(text[comma:]):
            return comma
    return len(text)


def clean_title(text: str) -> str:
    """Leave of a title's words the title alone."""
    text = " ".join(text.split())
    text = MARKER.sub("", text.strip(EDGES.replace("-", "").replace("*", "")))
    text = re.sub(r"(?<=[a-z]{2}):(?=[A-Z])", ": ", text)
    for opening, closing in ("()", "[]", "《》"):
        if text.startswith(opening) and text.endswith(closing) and text.count(opening) == 1:
            text = text[1:-1]
    return text.strip(" ,，.．。;；:：|`\"“”")
