"""Which words of a citation are its title, and which its authors."""

import re
from collections.abc import Callable, Collection, Iterator

from formats.homepage import behind, names, venue
from formats.homepage.flat import Flat, Span, sentences
from formats.homepage.places import authors_first, by_place
from formats.homepage.titles import BY, DATED, EDGES, NAME_EDGES, Cited, clean_title, is_title

QUOTED = re.compile(
    r"[“‟]([^”\n]{5,500})[”]|(?<![\w\"])\"([^\"\n]{5,500})\"(?!\w)|「([^」\n]{4,300})」|``([^`'\n]{5,500})''"
)
BOOK = re.compile(r"\s{0,200}《([^》\n]{5,500})》")
"""A title in Chinese quotes, where it begins an entry; elsewhere these may hold a journal's name."""
WITH = re.compile(r"[\s,，.(（]*(?:joint )?with\s", re.IGNORECASE)


def find(flat: Flat, known: Collection[str] | None = None) -> Cited | None:
    """Find the title, by its look first and then by its place, and the authors around it.

    Titles such as "Breath Groups Matter" look like names: given known names, they are found, too.
    """
    for place in _by_look(flat):
        if cited := _around(flat, *place):
            return cited
    return by_place(flat) or (None if known is None else _like_names(flat, known))


def _by_look(flat: Flat) -> Iterator[tuple[int, int]]:
    """Give the stretches that look like a title, the likeliest first."""
    for read in (_in_book_quotes, _linked, _quoted, _bold, _italic, _alone):
        yield from read(flat)


def _styled(flat: Flat, style: str, fewest: int = 3) -> list[Span]:
    spans = flat.stretches(lambda span: style in span.styles, 0, flat.main)
    return [span for span in spans if is_title(flat.text[span.start : span.end], fewest)]


def _in_book_quotes(flat: Flat) -> Iterator[tuple[int, int]]:
    whole = BOOK.match(flat.text, 0, flat.main)
    if whole and is_title(whole[1]):
        yield whole.span()


def _linked(flat: Flat) -> Iterator[tuple[int, int]]:
    """Give linked stretches, a linked venue last, and not at all below a bold title."""
    spans = flat.stretches(lambda span: span.href is not None, 0, flat.main)
    linked = [span for span in spans if is_title(flat.text[span.start : span.end])]
    bold = next(iter(_styled(flat, "bold")), None)
    for span in sorted(linked, key=lambda span: _is_venue(flat, span)):
        if not (_is_venue(flat, span) and bold and bold.start < span.start and _leads(flat, bold)):
            yield span.start, span.end


def _quoted(flat: Flat) -> Iterator[tuple[int, int]]:
    """Give stretches in quotes, or the bold one around them."""
    quoted = [m.span() for m in QUOTED.finditer(flat.text, 0, flat.main) if is_title(m[0], 2, True)]
    bold = _styled(flat, "bold")
    for start, end in quoted:
        goes_on = flat.text[end : end + 1] in (":", "：")
        first = start + 1 if goes_on else start - 1
        yield next(((s.start, s.end) for s in bold if s.start < first and s.end >= end), (start, end))


def _bold(flat: Flat) -> Iterator[tuple[int, int]]:
    for span in _styled(flat, "bold"):
        behind_names = names.is_list(DATED.sub("", flat.text[: span.start])) and not _is_venue(flat, span)
        if behind_names or _leads(flat, span):
            yield span.start, span.end


def _italic(flat: Flat) -> Iterator[tuple[int, int]]:
    """Give italic stretches that are no venue: behind names and nothing else, or else the first words."""
    spans = [span for span in _styled(flat, "italic") if not _is_venue(flat, span)]
    behind = [span for span in spans if names.is_list(flat.text[: span.start])]
    for span in [*behind, *(span for span in spans[:1] if _leads(flat, span))]:
        yield span.start, span.end


def _alone(flat: Flat) -> Iterator[tuple[int, int]]:
    """Give the first row if it is one linked or bold stretch, however short, above a list of names."""
    text = flat.text[: flat.main]
    rows = [m.span() for m in re.finditer(r"[^\n]+", text) if m[0].strip(EDGES)]
    span = next(flat.stretches(lambda span: span.href or "bold" in span.styles, 0, flat.main), None)
    if span and len(rows) > 1 and rows[0][0] <= span.start and _fills(flat, span, rows[0]):
        yield span.start, span.end


def _is_venue(flat: Flat, span: Span) -> bool:
    return venue.read_type(flat.text[span.start : span.end]) is not None


def _leads(flat: Flat, span: Span) -> bool:
    """Tell whether a stretch begins the entry."""
    return not flat.text[: span.start].strip(EDGES)


def _fills(flat: Flat, span: Span, row: tuple[int, int]) -> bool:
    """Tell a row that is one stretch and no list of several names, with a list of names below it."""
    rest = flat.text[row[0] : span.start] + flat.text[span.end : row[1]]
    below = next((line for line in flat.text[row[1] :].split("\n") if line.strip()), "")
    own = flat.text[span.start : span.end].strip(EDGES)
    return not rest.strip(EDGES) and len(own) > 3 and names.is_list(below) and "," not in own


def _like_names(flat: Flat, known: Collection[str]) -> Cited | None:
    """Find a title that looks like names: linked or bold before names, or told by names that are known."""
    start = len(flat.text) - len(flat.text.lstrip(EDGES))
    looks: Callable[[Span], object] = lambda span: span.href or "bold" in span.styles  # noqa: E731
    span = next(flat.stretches(looks, start, flat.main), None)
    if span is not None and span.start == start:
        behind = flat.text[span.end : span.end + 1]
        ends = flat.text[span.end - 1] == "." or behind in ".。\n" or (behind in ",， " and span.href)
        words = flat.text[start : span.end]
        if ends and _known(words, known) == 0 and is_title(words, 1 if span.href else 2, True):
            cited = _around(flat, start, span.end)
            return cited if cited and cited.authors else None
    parts = sentences(flat.text[: flat.main])[:3]
    lists = [place for place in parts if names.is_list(flat.text[slice(*place)])]
    if len(lists) < 2 or lists != parts[:2]:
        return None
    first, second = (_known(flat.text[slice(*place)], known) for place in lists)
    if first > second:
        return authors_first(flat, parts)
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
        found, stop, shortened = names.take(before[offset:].rstrip(NAME_EDGES))
        if found:
            rest = [(offset + stop, start), (end, len(flat.text))]
            return Cited(title, start, end, found, False, shortened, [*_dates(flat.text[:start]), *rest])
    implied = bool(WITH.match(flat.text, end))
    listed = behind.find(flat, end)
    if listed is None:
        return Cited(title, start, end, [], implied, False, [(0, start), (end, len(flat.text))])
    rest = [(0, start), (end, listed.start), (listed.end, len(flat.text))]
    return Cited(title, start, end, listed.names, implied, listed.shortened, rest)


def _dates(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in DATED.finditer(text)]
