"""Titles that have no look of their own, found by their place: behind the authors, or before them."""

import re
from collections.abc import Callable
from itertools import islice

from formats.homepage import names, venue
from formats.homepage.flat import Flat, Span, sentences
from formats.homepage.names import Name
from formats.homepage.titles import BY, DATED, EDGES, NAME_EDGES, Cited, clean_title, is_title

VENUE = re.compile(r"[,，]\s*(?:[Ii]n\s+)?(?:(?:the\s+)?(?:\d{4}\s+)?(?:IEEE|ACM|USENIX|IFIP|AAAI"
    r"|Proc\b|Proceedings|International Conference|Journal|Transactions)\b"
                   r"|[^,，]{0,60}\b(?:Journal|Transactions|Letters|Conference|Symposium|Workshop|Meeting)\b"
                   r"|[A-Z]{3,}[\s',’-]*\d{2})")  # fmt: skip


BARE_YEAR = re.compile(r"[,，\s]\s?(?:19|20)\d{2}\s?[.．。](?=\s|[A-Z])")
"""A year without brackets, where it parts the authors from the title."""
INITIAL = re.compile(r"(?:[A-Z]\.[ -]?)+(?=\s[^\s])|(?<=\s[A-Z])\.(?=\s)")
MOST_INITIALS = 100
"""Initials behind which a title is looked for."""
LAST_INITIAL = re.compile(r"[^\W\d_]{2,}\s[A-Z](?:-[A-Z])?\.\s\S+$")
"""Where the last author ends and the title begins: `… Ek B. Stars: A Study`."""


def by_place(flat: Flat) -> Cited | None:
    """Find a title that has no look of its own: behind the authors' full stop or comma, or before them."""
    text = flat.text[: flat.main]
    parts = sentences(text)
    if not parts:
        return None
    for read in (_dated, _colon, authors_first, _title_first, _commas, _title_commas):
        if (cited := read(flat, parts)) and is_title(cited.title, 1):
            return cited
    return None


def _dated(flat: Flat, _: list[tuple[int, int]]) -> Cited | None:
    """Read `Last, F. (2023). Title. Venue`, and `A, B, 2023. Title, venue`."""
    found = DATED.search(flat.text, 0, flat.main) or BARE_YEAR.search(flat.text, 0, flat.main)
    if not found:
        return None
    authors, stop, shortened = names.take(flat.text[: found.start()].strip(" ,\n"))
    begin = re.compile(r"[\s.,:]*").match(flat.text, found.end())
    following = sentences(flat.text, begin.end() if begin else found.end())
    if not authors or stop < len(flat.text[: found.start()].strip(" ,\n")) - 2 or not following:
        return None
    begins, place = following[0][0], _going_on(flat, following, 0)
    if is_title(flat.text[begins : (comma := _venue_behind(flat.text, begins, place))], 3):
        place = comma
    return _cited(flat, (begins, place), authors, shortened, [found.span(), (place, len(flat.text))])


def _colon(flat: Flat, parts: list[tuple[int, int]]) -> Cited | None:
    """Read `A, B: Title. Venue`; one name alone before a colon may be a title's first half."""
    start, end = parts[0]
    colon = re.search(r"[:：]\s", flat.text[start:end])
    lead = flat.text[start : start + colon.start()] if colon else ""
    if not colon or not names.is_list(lead) or LAST_INITIAL.search(lead):
        return None
    authors, _, shortened = names.take(flat.text[start : start + colon.start()].strip())
    begin = start + colon.end()
    stop = _with_venue(flat, begin, end)
    rest = [(stop, len(flat.text))]
    return _cited(flat, (begin, stop), authors, shortened, rest) if len(authors) > 1 else None


def _title_commas(flat: Flat, parts: list[tuple[int, int]]) -> Cited | None:
    """Read `Title, A, B, venue`: the title ends at the first comma behind which several names stand."""
    start, end = parts[0]
    if names.is_list(flat.text[start:end]):
        return None
    for comma in list(re.finditer(r"[,，]\s*", flat.text[start:end]))[:20]:
        begin = start + comma.end()
        authors, stop, shortened = names.take(flat.text[begin:end].rstrip(" .．。"))
        if len(authors) > 1 and is_title(flat.text[start : begin - 1]):
            place = (start, start + comma.start())
            return _cited(flat, place, authors, shortened, [(begin + stop, len(flat.text))])
    return None


def _cited(
    flat: Flat,
    place: tuple[int, int],
    authors: list[Name],
    shortened: bool,
    rest: list[tuple[int, int]],
    stray: bool = False,
) -> Cited:
    return Cited(clean_title(flat.text[slice(*place)]), *place, authors, False, shortened, rest, stray)


def _going_on(flat: Flat, parts: list[tuple[int, int]], at: int) -> int:
    """Find where a title ends that a question mark did not end."""
    while flat.text[parts[at][1] - 1] in "?？!！" and at + (1 if flat.tags else 2) < len(parts):
        start, end = parts[at + 1]
        styled = any(span.styles and span.start < end and span.end > start for span in flat.spans)
        part = flat.text[start:end]
        if (
            styled
            or "\n" in flat.text[parts[at][1] : start + 1]
            or venue.read_year(part)
            or venue.read_status(part)
        ):
            break
        at += 1
    return parts[at][1]


def authors_first(flat: Flat, parts: list[tuple[int, int]]) -> Cited | None:
    start, end = parts[0]
    lead = flat.text[start:end].strip(NAME_EDGES)
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
    for found in islice(INITIAL.finditer(text, 0, last + 60), MOST_INITIALS):
        lead, title = text[: found.end()].strip(), text[found.end() :].strip()
        is_title_there = len(title.split()) > 2 and not title.split()[0].endswith((",", "，"))
        if is_title_there and names.is_list(lead) and not names.is_list(title.split(",")[0]):
            authors, _, shortened = names.take(lead)
            stray = (
                bool(re.search(r"[,，]\s*[A-Z]\.$", lead)) and len(authors) == len(names.parts_of(lead)) - 1
            )
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
        if authors and (listed or (len(authors) > 1 and at == 1)):
            row = flat.text.find("\n", *parts[0][:1])
            last = max((part[1] for part in parts[:at] if row < 0 or part[1] <= row), default=parts[0][1])
            place = (parts[0][0], last)
            if is_title(flat.text[slice(*place)]):
                return _cited(
                    flat, place, authors, shortened, [(last, start), (start + stop, len(flat.text))]
                )
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
    styled = next((span.start for span in flat.stretches(looks, begin) if span.start < end), None)
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
    styled = any(
        span.styles & {"italic", "bold"} and span.start < end and span.end > start for span in flat.spans
    )
    if venues or styled or not venue.read_year(text):
        return end
    return start + _before_venue(text)


def _venue_behind(text: str, start: int, end: int) -> int:
    """Find the comma behind which a venue's words stand, or the end."""
    places = (found.start() for found in re.finditer("[,，]", text[start:end]))
    return next((start + place for place in places if VENUE.match(text, start + place, end)), end)


def _before_venue(text: str) -> int:
    """Find the comma before the venue: one in a venue's words, or the last that is no year or page."""
    commas = [found.start() for found in re.finditer("[,，]", text)]
    for comma in commas:
        if VENUE.match(text, comma):
            return comma
    for comma in reversed(commas):
        if venue.clean(text[comma:]):
            return comma
    return len(text)
