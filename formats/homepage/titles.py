"""What a title is, told from names and venues, and what is found around it."""

import re
from typing import NamedTuple

from formats.homepage import names, venue
from formats.homepage.names import Name
from formats.letters import HAN

DATED = re.compile(r"[(（]((?:19|20)\d{2})[a-z]?(?:,[^()]{0,20})?[)）]|[(（](?:in press|forthcoming"
    r"|under review|submitted|accepted)[)）]",
                   re.IGNORECASE)  # fmt: skip
MARKER = re.compile(r"\s*[\[［](?:[A-Z]|[A-Z]/OL)[\]］]\s*(?://)?[.．。]?\s*$")
EDGES = ' \t\n,，.．。;；:：|/·-–—*_`"“”「」'
NAME_EDGES = EDGES.replace(".", "").replace("*", "")
BY = re.compile(
    r"[\s,，.．。;；:：|/·\-–—*(（\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]*"
    r"(?:(?:by|with|joint with|作者)\b[:：]?\s*)?",
    re.IGNORECASE,
)


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
    """Tell whether words may be a title: enough of them, no names (unless they may be), no dated venue."""
    bare = text.strip(EDGES)
    han = len(re.findall(f"[{HAN}]", bare))
    if not (4 <= len(bare) <= 600) or not (len(bare.split()) >= fewest or han >= 5 or ":" in bare):
        return False
    if (not may_be_names and names.is_list(bare)) or (len(bare.split()) <= 6 and venue.read_year(bare)):
        return False
    return len(venue.clean(bare)) >= 4 and not (len(bare.split()) < 5 and venue.read_status(bare))


def is_prose(text: str) -> bool:
    """Tell a sentence or an abstract from authors and a venue: most of its many words are small."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text[:1000])
    return len(words) >= 12 and sum(word[0].islower() for word in words) > 0.6 * len(words)


def clean_title(text: str) -> str:
    """Leave of a title's words the title alone."""
    text = whole = " ".join(text.split())
    text = MARKER.sub("", text.strip(EDGES.replace("-", "").replace("*", "")))
    text = re.sub(r"(?<=[a-z]{2}):(?=[A-Z])", ": ", text)
    for opening, closing in ("()", "[]", "《》"):
        if text.startswith(opening) and text.endswith(closing) and text.count(opening) == 1:
            text = text[1:-1]
    return _with_quotes(text.strip(' ,，.．。;；:：|`"“”'), whole)


def _with_quotes(bare: str, whole: str) -> str:
    """Give a quote back to a title that begins or ends with words in quotes."""
    for opening, closing in ("“”", '""'):
        if opening == closing and bare.count(opening) % 2:
            return next((text for text in (opening + bare, bare + closing) if text in whole), bare)
        more = bare.count(opening) - bare.count(closing)
        text = bare + closing if more > 0 else opening + bare
        if more and text in whole:
            return text
    return bare
