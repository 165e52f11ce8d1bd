"""The labels and tags that stand before a citation, or behind its first row: `[J3]`, `CVPR 2024`."""

import re

from formats.homepage import venue
from formats.homepage.flat import Flat, Span
from formats.homepage.marks import is_legend
from formats.homepage.names import is_name

LEAD = re.compile(r"[\s:：|•·–—\-\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]*(?![✉†‡])")
LABEL = re.compile(
    r"\s*(?:[\[(（【]\s*(?:[A-Z]{0,3}[-.]?\s?\d{0,3}|\d{4}[a-z]?-\d+)\s*[\])）】]|[A-Z]?\d{1,3}[.)、])\s*(?=\S)"
)
BRACKET_TAG = re.compile(r"\s*[\[【(（]([^\[\]【】()（）\n]{2,80}(?:\([^()]{0,30}\))?)[\]】)）]\s*[.:：]?")
TRAILING = re.compile(r"[(（\[]([^()（）\[\]\n]{3,80})[)）\]][ .]*$")
DAY = re.compile(r"\s*(?:19|20)\d{2}(?:[./-]\d{1,2})?\s*[:：.,，]\s*(?=\S)")
MOST = 4
"""How many labels and tags may stand one behind another."""
LOOKS = {"code", "bold", "badge", "italic", "span"}
Tag = tuple[str, int]
"""A tag's words, and where it ends."""


def take_tags(flat: Flat) -> None:
    """Take out what stands before a citation: labels such as `[J3]`, and tags such as `[ICML 2024]`."""
    for _ in range(MOST):
        lead = LEAD.match(flat.text)
        start = lead.end() if lead else 0
        flat.blank(0, start)
        found = next(
            (found for look in (_label, _in_brackets, _styled, _plain, _day) if (found := look(flat, start))),
            None,
        )
        if found is None:
            break
        tag, end = found
        flat.tags.append(tag)
        flat.blank(start, end)
    _take_trailing(flat)


def _label(flat: Flat, start: int) -> Tag | None:
    found = LABEL.match(flat.text, start)
    return (found[0].strip(), found.end()) if found else None


def _in_brackets(flat: Flat, start: int) -> Tag | None:
    found = BRACKET_TAG.match(flat.text, start)
    return (found[1], found.end()) if found and is_tag(found[1]) else None


def _styled(flat: Flat, start: int) -> Tag | None:
    """Find a first stretch with a look of its own that is a tag, or in code before a linked title."""
    span = next(
        (span for span in flat.spans if span.start >= start and flat.text[span.start : span.end].strip()),
        None,
    )
    if span is None or span.start != start or not span.styles & LOOKS:
        return None
    words = flat.text[start : span.end].strip(" []【】:：.")
    if span.href and not venue.read_year(words) and _goes_on(flat, span):
        return None
    is_one = is_tag(words) or ("code" in span.styles and _leads_to_link(flat, span.end))
    return (words, span.end) if is_one else None


def _goes_on(flat: Flat, span: Span) -> bool:
    """Tell a stretch that is but the beginning of a link, as the bold name of a system is of a title."""
    return any(other.start == span.end and other.href == span.href for other in flat.spans)


def _plain(flat: Flat, start: int) -> Tag | None:
    """Find a first row that is a tag without any look, such as `arXiv 2026`."""
    end = flat.text.find("\n", start, flat.main - 1)
    words = flat.text[start:end] if end > 0 else ""
    looks = any(span.href or span.styles for span in flat.spans if start <= span.start < end)
    return (words.strip(), end) if 0 < len(words.split()) <= 4 and not looks and is_tag(words) else None


def _day(flat: Flat, start: int) -> Tag | None:
    found = DAY.match(flat.text, start)
    return (found[0].strip(" :：.,，"), found.end()) if found else None


def _leads_to_link(flat: Flat, place: int) -> bool:
    """Tell a label in code, whatever its words, that stands before a linked title."""
    span = next(flat.stretches(lambda span: span.href is not None, place, flat.main), None)
    between = flat.text[place : span.start] if span else flat.text[place:]
    return "," not in between and "\n" not in between


def _take_trailing(flat: Flat) -> None:
    """Take out a tag in brackets that ends the first row, when others follow: `Title (ICML 2024)`."""
    start = len(flat.text) - len(flat.text.lstrip())
    end = flat.text.find("\n", start)
    if end < 0 or not flat.text[end : flat.main].strip():
        return
    found = TRAILING.search(flat.text[:end], start)
    if found and found.start() > start and (is_tag(found[1]) or venue.read_year(found[1])):
        flat.tags.append(found[1])
        flat.blank(found.start(), found.end())


def is_tag(text: str) -> bool:
    """Tell a tag, such as `CVPR 2024`, `Under Review` or `TKDE`, from an author's name or a title."""
    words = text.split()
    if not words or len(words) > 9 or is_legend(text):
        return False
    if venue.read_status(text) or venue.read_rank(text):
        return len(venue.clean(text).split()) <= 5
    if venue.read_year(text) and len(words) <= 6:
        return not is_name(text)
    return (
        len(words) <= 2
        and "," not in text
        and words[-1].isupper()
        and 1 < len(words[-1]) < 12
        and not is_name(text)
    )
