"""The authors of a citation where they stand behind its title."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from formats.homepage.flat import Flat, Span, sentences
from formats.homepage.names import Name, is_list, take
from formats.homepage.titles import BY

QUOTED = re.compile(r"[\"“]([^\"“”\n]+)[\"”][ .。]*\n?")
"""Authors in quotes, with nothing else in their row."""
GOES_ON = re.compile(r"[,，、&]\s*\n")
"""The end of a row of names that the next row goes on with."""


class Listed(NamedTuple):
    """Names with the place where they stand, and whether others were left out."""

    names: list[Name]
    start: int
    end: int
    shortened: bool


def find(flat: Flat, end: int) -> Listed | None:
    """Read the authors behind a title: the first list of several, or of one and nothing else; or else any."""
    doubtful: Listed | None = None
    for offset, stop in _lines_behind(flat, end):
        line = flat.text[offset:stop].rstrip(" ")
        found, length, shortened = take(line)
        listed = Listed(found, offset, offset + length, shortened)
        one = len(found) == 1 and is_list(line) and not _is_italic(flat, offset, stop)
        if len(found) > 1 or one:
            return _with_more(flat, listed, stop) if is_list(line) else listed
        doubtful = doubtful or (listed if found else None)
    return doubtful


def _is_italic(flat: Flat, start: int, end: int) -> bool:
    """Tell whether all words between two places are italic, as a venue's are."""
    return all(
        "italic" in s.styles
        for s in flat.spans
        if start <= s.start < end and flat.text[s.start : s.end].strip()
    )


def _with_more(flat: Flat, listed: Listed, stop: int) -> Listed:
    """Read on where a full stop stands among the names by mistake: `Ann Lee. Bo Ek, Cy Ro, FAST 2020`."""
    following = next(iter(sentences(flat.text, stop)), None)
    if following is None or "\n" in flat.text[stop - 1 : following[0] + 1]:
        return listed
    found, length, shortened = take(flat.text[slice(*following)].rstrip(" .．。"))
    looks: Callable[[Span], object] = lambda span: span.styles & {"bold", "italic"}  # noqa: E731
    styled = next(
        (span.start for span in flat.stretches(looks, stop) if flat.text[span.start :].strip()), None
    )
    own = styled is not None and styled <= following[0] + 1
    if own or not (len(found) > 1 or (found and styled is not None and styled < following[1] + 2)):
        return listed
    return Listed([*listed.names, *found], listed.start, following[0] + length, listed.shortened or shortened)


def _lines_behind(flat: Flat, end: int) -> Iterator[tuple[int, int]]:
    """Give the stretches behind a title that may be its authors: to the end of their sentence or row."""
    skipped = BY.match(flat.text, end)
    offset = skipped.end() if skipped else end
    for start, stop in islice(_joined(flat, sentences(flat.text, offset)), 4):
        lead = BY.match(flat.text, start)
        start = lead.end() if lead else start
        if quoted := QUOTED.fullmatch(flat.text, start, stop):
            yield quoted.span(1)
        elif start < stop:
            yield start, len(flat.text[:stop].rstrip(" \n.．。")) if flat.text[stop - 1] in ".．。" else stop


def _joined(flat: Flat, parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give sentences and rows; a row of names that ends with a comma goes on in the next row."""
    begun: int | None = None
    for at, (start, stop) in enumerate(parts):
        begun = start if begun is None else begun
        following = flat.text[slice(*parts[at + 1])] if at + 1 < len(parts) else ""
        if following and GOES_ON.search(flat.text, max(start, stop - 3), stop + 1) and is_list(following):
            continue
        yield begun, stop
        begun = None
