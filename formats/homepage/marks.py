"""What marks at names mean, as a page's own legend says."""

import re
from collections.abc import Iterable, Iterator

from formats.homepage.inline import rows_of
from formats.homepage.names import ALIKE, MARKS

CORRESPONDING, EQUAL = "corresponding", "equal_contribution"
MEANINGS = (
    (re.compile(r"correspond|通讯|通信作者", re.IGNORECASE), CORRESPONDING),
    (re.compile(r"e[qu]+al|co-?\s?first|joint(?:ly)? first|contributed the same|共同(?:第)?一作"
    r"|共同第一|同等贡献|并列",
                re.IGNORECASE), EQUAL),
    (re.compile(r"lead|advis|supervis|mentor|intern(?:ship)?s?\b|student|alphabetic|指导|学生",
                re.IGNORECASE), ""),
)  # fmt: skip
LONGEST = 400
"""Characters of a text that may be a legend."""
MARK = re.compile(f"[{re.escape(MARKS)}]+")
FILLING = re.compile(
    r"\b(?:denotes?|indicates?|means?|represents?|stands? for|are|is|the|authors?|contributions?"
    r"|contributed|co"
    r"|and|mark(?:s|ed)?|with|by|for|in|project|note|notes|where|as|respectively|first|star|students?|ly|ing|papers?"
    r"|publications?|names?|to|this|work|me|my|i|or|advised|supervised|below|following)\b"
    r"|表示|代表|为|注|作者|标注|贡献|本人|和|与|[\W_]",
    re.IGNORECASE,
)
UNAMBIGUOUS = {"✉": CORRESPONDING}
"""Marks that mean the same on every page: an envelope stands at whom one writes to."""


def read_legend(text: str) -> dict[str, str]:
    """Read what a text says of marks; nothing if it is no legend. A mark for something else means ''."""
    text = text.translate(ALIKE)
    if len(text) > LONGEST or not any(pattern.search(text) for pattern, _ in MEANINGS):
        return {}
    found = [(match[0], match.start(), match.end()) for match in MARK.finditer(text)]
    if not found:
        return {}
    meanings = _in_order(text)
    ends = [start for _, start, _ in found[1:]] + [len(text)]
    behind = [_meaning(text[end:stop]) for (_, _, end), stop in zip(found, ends, strict=True)]
    if "respectively" in text or (len(meanings) == len(found) and None in behind[:-1]):
        behind = [*meanings, *[None] * len(found)][: len(found)]
    elif behind[-1] is None and _meaning(text[: found[0][1]]) is not None:
        starts = [0] + [end for _, _, end in found[:-1]]
        behind = [_meaning(text[start:stop]) for start, (_, stop, _) in zip(starts, found, strict=True)]
    pairs = zip((mark for mark, _, _ in found), behind, strict=True)
    return {mark[0]: meaning for mark, meaning in pairs if meaning is not None}


def is_legend(text: str) -> bool:
    """Tell a text that does nothing but explain marks."""
    if not read_legend(text):
        return False
    rest = text.translate(ALIKE)
    for pattern, _ in MEANINGS:
        rest = re.sub(f"(?:{pattern.pattern})[a-z]*", "", rest, flags=re.IGNORECASE)
    return len(FILLING.sub("", rest)) <= 12


def texts_of(texts: Iterable[str]) -> Iterator[str]:
    """Give the words of each row of Markdown that may be a legend, and then of each text as a whole."""
    whole: list[str] = []
    for text in texts:
        if len(text) < 3 * LONGEST:
            rows = [row.text for row in rows_of(text)]
            yield from rows
            whole.append(" ".join(" ".join(rows).split()))
    yield from whole


def meanings_of(texts: Iterable[str]) -> dict[str, str]:
    """Read all legends among some texts; the first to explain a mark is right."""
    known: dict[str, str] = {}
    for text in texts:
        known = {**read_legend(text), **known}
    return known


def _meaning(text: str) -> str | None:
    places = [(match.start(), what) for pattern, what in MEANINGS if (match := pattern.search(text))]
    return min(places)[1] if places else None


def _in_order(text: str) -> list[str]:
    return [what for _, what in sorted((m.start(), what) for p, what in MEANINGS for m in p.finditer(text))]
