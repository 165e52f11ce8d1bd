"""Taking the text of a citation apart: the year, the kind that its form tells, and what may be a name."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from models.folding import fold

LONGEST = 1000
"""Characters of a text that are read: no name of a venue, however dressed, is longer."""

YEAR = re.compile(r"(?<!\d)(?<!\d[./:])((?:19|20)\d\d)(?!\d)(?!\.\d)")
SHORT_YEAR = re.compile(r"['’‘ʼ`´]\s?(\d\d)(?!\d)")
GLUED_YEAR = re.compile(r"(?P<name>[^\W\d][^\s\d]*?)(?P<mark>-?)(?P<year>\d\d)")
DATE = re.compile(r"\b((?:19|20)\d\d)[-/.]\d\d?(?:[-/.]\d\d?)?(?!\d)")

JOURNAL, CONFERENCE = "journal", "conference"

ARXIV = re.compile(r"\barxiv:\s?[\w.-]*/?\d[\d.]*(?:v\d+)?", re.IGNORECASE)

# What is no part of a name, in the order in which it is taken out.
NO_NAME = [
    re.compile(r"https?://\S+", re.IGNORECASE),
    re.compile(r"\b(?:doi:?\s*)?10\.\d{4,9}/\S+", re.IGNORECASE),
    ARXIV,
    re.compile(r"\babs/\d{4}\.\d{4,5}(?:v\d+)?", re.IGNORECASE),
    re.compile(r"[(\[【（]?\s*\b(?:CCF|CORE)[\s-]*(?:class\s+)?[ABC]\b\*?\s*(?:类|class)?\s*[)\]】）]?"),
    re.compile(
        r"\b(?:pp\.?|pages?|article(?:\s+no\.?)?|art\.)\s*[a-z]?\d[\d:]*(?:\s?[-–—]+\s?\d[\d:]*)?",
        re.IGNORECASE,
    ),
    re.compile(r":\s?\d[\d:]*(?![\w:])(?:\s?[-–—]+\s?\d[\d:]*)?"),
]
VOLUME = [
    re.compile(r"\b(?:vol(?:ume)?|no|number|issue|iss)\b\.?\s*\w*\d+\w*(?:\s?[-–/]\s?\d+)?", re.IGNORECASE),
    re.compile(r"\b\d{1,4}\s?\(\s?\d{1,3}(?:\s?[-–/]\s?\d{1,3})?\s?\)"),
    re.compile(r"第?\s?\d{1,4}\s?[卷期]"),
]
PAGES = re.compile(r"(?<![\w-])\d{1,5}\s?[-–—]{1,2}\s?\d{1,5}(?![\w-])")
ORDINAL = re.compile(
    r"\b(?:the\s+)?(?:\d{1,3}\s?(?:st|nd|rd|th)|(?:(?:twenty|thirty|forty|fifty|sixty)[- ]?)?(?:first|second|"
    r"third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|"
    r"(?:twen|thir|for|fif|six)tieth)\b",
    re.IGNORECASE,
)
LEADING = re.compile(
    r"^\W*(?:(?:to\s+)?appear(?:s|ed|ing)?\s+(?:in|at)|accepted\s+(?:to|by|at|for|in)|published\s+(?:in|at|by)|"
    r"presented\s+at|in\s*:|in(?=\s)|at(?=\s)|the(?=\s))\s*(?!$)",
    re.IGNORECASE,
)
PROCEEDINGS = re.compile(
    r"^\W*(?:conference\s+)?proc(?:eedings|s)?\b\.?(?:\s+of)?(?:\s+the)?\s*(?!$)", re.IGNORECASE
)
TRAILING = re.compile(
    r"[\s,;-]{1,9}(?:oral|spotlight|highlight|(?:best|distinguished|outstanding|long|full|regular)\s+papers?(?:\s+award)?|"
    r"main(?:\s+(?:conference|track))?|(?:research|technical|main)\s+(?:track|papers?|program)|proceedings|"
    r"to\s+appear|accepted|in\s+press|early\s+access)\W{0,9}$",
    re.IGNORECASE,
)
LETTER = re.compile(r"[^\W\d_]")
BRACKETS = re.compile(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]")
CUTS = re.compile(r"[,;:，；：。]|\s[-–—|]\s|\s/\s")
EMPTY = re.compile(
    r"[\W\d_]*(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|to\s+appear|accepted|oral|spotlight|"
    r"in\s+press|early\s+access)?[\W\d_]*",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"\b(?:workshops?|companion|demos?|demonstrations?|posters?|findings|extended\s+abstracts?|adjunct|doctoral|"
    r"ph\.?d\.?\s+forum|tutorials?|student\s+research|satellite|co-?located(?:\s+with)?|in\s+conjunction\s+with|"
    r"late[- ]breaking|work[- ]in[- ]progress|newsletter|record|supplement(?:al|ary)?|nier|seip|seis|j?seet|"
    r"industr(?:y|ial)\s+track|tools?\s+track|artifacts?)\b|@|研讨会|海报|演示",
    re.IGNORECASE,
)
NOT_OUT = re.compile(
    r"\b(?:submitted|under\s+(?:review|submission|revision)|in\s+submission|rejected)\b|在投|投稿|审稿",
    re.IGNORECASE,
)
FOR_CONFERENCE = re.compile(r"\b(?:proc(?:eedings)?|conf(?:erence)?|symp(?:osium)?)\b", re.IGNORECASE)
FOR_JOURNAL = re.compile(r"\b(?:trans(?:actions)?|journal)\b", re.IGNORECASE)


class Taken(NamedTuple):
    """A text taken apart."""

    year: int | None
    kind: str | None
    """What the form of the text tells: `journal`, `conference`, or nothing."""
    whole: list[str]
    """The text without year, volume and pages; then also without what leads to a name."""
    unbracketed: list[str]
    """The same without what stands in brackets."""
    parts: list[str]
    """What stands between commas and colons outside brackets."""
    brackets: list[str]


def clean(text: str) -> str:
    """Bring a text to one width and one line, without control characters and halves of letters."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST])
    return " ".join("".join(" " if unicodedata.category(each)[0] == "C" else each for each in plain).split())


def take_apart(text: str) -> Taken:
    """Take a cleaned text apart."""
    is_preprint = ARXIV.search(text) is not None
    text = DATE.sub(r" \1 ", text)
    for pattern in NO_NAME:
        text = pattern.sub(" ", text)
    volume = any(pattern.search(text) for pattern in VOLUME)
    year, text = _year(text)
    for pattern in VOLUME:
        text = pattern.sub(" ", text)
    text = PAGES.sub(" ", text)
    plain, ordinals = ORDINAL.subn(" ", text)
    bare = strip(plain)
    named = strip(BRACKETS.sub(" ", bare))
    whole = _lettered(spellings(bare))
    return Taken(
        year,
        _kind(text, volume, ordinals > 0),
        whole or (["arXiv"] if is_preprint else []),
        _lettered(spellings(named)) if named != bare else [],
        [part for part in map(strip, CUTS.split(named)) if not EMPTY.fullmatch(part)],
        [inner for inner in map(strip, BRACKETS.findall(bare)) if not EMPTY.fullmatch(inner)],
    )


def _lettered(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if LETTER.search(text)))


def _year(text: str) -> tuple[int | None, str]:
    """Find the last year of a text, and give the text without any."""
    found = YEAR.findall(text)
    if found:
        return int(found[-1]), SHORT_YEAR.sub(" ", YEAR.sub(" ", text))
    short = SHORT_YEAR.findall(text)
    return (full_year(short[-1]) if short else None), SHORT_YEAR.sub(" ", text)


def full_year(digits: str) -> int | None:
    """Give the year that two digits stand for: from 1980 to 2039, or none."""
    number = int(digits)
    return 2000 + number if number < 40 else 1900 + number if number >= 80 else None


def _kind(text: str, volume: bool, ordinal: bool) -> str | None:
    if volume or FOR_JOURNAL.search(text):
        return JOURNAL
    return CONFERENCE if ordinal or FOR_CONFERENCE.search(text) else None


def strip(text: str) -> str:
    """Leave out the marks and numbers at both ends of a text, and what hangs on behind."""
    text = re.sub(r"\(\s*\)", " ", text)
    for _ in range(3):
        shorter = TRAILING.sub("", text)
        if shorter == text:
            break
        text = shorter
    return " ".join(text.split()).strip(" ,;:.-–—/|\"'“”*_")


def spellings(text: str) -> Iterator[str]:
    """Give a text as it is and without what leads to a name."""
    yield text
    for _ in range(2):
        text = strip(LEADING.sub("", text))
        yield text
    text = strip(PROCEEDINGS.sub("", text))
    yield text
    yield strip(LEADING.sub("", text))


def squeeze(text: str) -> str:
    """Give the letters and digits of a text, without regard to case, accents, marks and spaces."""
    return re.sub(r"[\W_]+", "", fold(text).replace("&", "and"))


SHORT_FORMS = {
    "intl": "international",
    "int": "international",
    "conf": "conference",
    "symp": "symposium",
    "wksp": "workshop",
    "trans": "transactions",
    "conferences": "conference",
    "j": "journal",
    "ann": "annual",
    "annu": "annual",
    "proc": "proceedings",
}
LEFT_OUT = frozenset({"annual", "international", "the", "of", "on", "and", "joint"})
TYPES = frozenset({"conference", "symposium", "workshop"})


def words(text: str) -> list[str]:
    """Split a name into its words in their long forms, without those that are often left out."""
    plain = fold(text).replace("int'l", "intl").replace("int’l", "intl").replace("&", " and ")
    written = [SHORT_FORMS.get(word, word) for word in re.split(r"[\W_]+", plain) if word]
    return [word for word in written if word not in LEFT_OUT]
