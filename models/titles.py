"""Whether two titles may be one work's, told by their words alone: one rule for imports and checks."""

import re
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from models.folding import fold

ALIKE = 90
"""Hundredths of their letters that two titles of one wording share (normalised indel similarity)."""
SLIP = 85
"""The same of two words that are one with a slip: `Programs` and `Programmes`, but not `CPUs` and `GPUs`."""
SHORT = 16
"""Letters below which titles must be equal to be alike, and beginnings say nothing."""
LONG = 20
"""Letters from which a title is long."""
LONGEST = 400
"""Characters of a title that are compared."""
APART = 3
"""Years between two versions of a work."""

Years = tuple[int | None, int | None]

HAN = "\u3400-\u9fff"
WORD = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")
NUMERAL = re.compile(r"(?<![\w-])(?:[ivx]{1,4}|(?<=part )(?:one|two|three|four|five))(?![\w-])")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
NUMERALS = {numeral: str(value) for value, numeral in enumerate(ROMAN, 1)}
NUMERALS |= {word: str(value) for value, word in enumerate(["one", "two", "three", "four", "five"], 1)}
NUMBER = re.compile(r"\d+|第[一二三四五六七八九十]+|\([一二三四五六七八九十上中下]\)|[上中下](?=[篇卷册])")
SMALL = {"a", "an", "the", "of", "for", "on", "in", "to", "and", "with", "via", "by", "using"}
SMALL |= {"toward", "towards", "的", "之", "与", "和", "及"}
"""Words in which two prints of a title may differ."""
VERSION = re.compile(
    r"\W*\b(?:extended (?:abstract|version)|full (?:version|paper)|short (?:version|paper)|technical report"
    r"|preprint|work in progress|invited paper)\b\W*|\W*(?:扩展摘要|扩展版|技术报告)\W*"
)
"""What calls a title's work a version of another, which has the title without it."""
BESIDE = re.compile(
    r"\b(?:errat(?:um|a)|corrigend(?:um|a)|corrections?|retract(?:ion|ed)|addend(?:um|a)|comments?|reply|rejoinder"
    r"|responses?|discussion|posters?|demos?|tutorials?|keynotes?|slides|artifacts?|datasets?|supplement\w*)\b"
    r"|勘误|更正|撤稿|评论|答复|海报|演示"
)
"""What makes a work of its own about another, under its title."""
BEGINNING = re.compile(r"(.+?)(?::|\s[-‐‑–—]+\s|[—–]{1,2})\s*\S")
LABEL = re.compile(
    r"(?:guest )?editorial|preface|foreword|introduction|abstract|survey|review|position|report|letter|panel|"
    r"viewpoint|(?:brief|new) \w+|research|perspective|\w+ paper"
)
"""What stands before a colon and names no work."""


def letters(text: str) -> str:
    """Give the letters and digits of a text, folded."""
    return re.sub(r"[\W_]+", "", fold(text))


def _length(text: str) -> int:
    """Count letters; a character of Han says as much as two."""
    return len(letters(text)) + len(re.findall(f"[{HAN}]", text))


def is_long(title: str) -> bool:
    """Tell a title that no two works have by chance."""
    return _length(title) >= LONG


def likeness(one: str, other: str) -> int:
    """Tell how much two titles that may be one work's have in common, from 1 to 100; or 0.

    They are equal but for marks, alike but for slips, or begin alike before a colon or dash. Numbers must be
    the same, and neither may be about the other, as an erratum is.
    """
    first, second = plain(one), plain(other)
    if not letters(first) or _told_apart(first, second):
        return 0
    if letters(first) == letters(second):
        return 100
    if not (_one_wording(first, second) or _one_beginning(first, second)):
        return 0
    # A hundred is for titles that are equal.
    return min(99, max(1, round(fuzz.ratio(letters(first), letters(second)))))


def plain(title: str) -> str:
    """Fold a title, write its numbers in digits, and leave out what calls it a version."""
    folded = NUMERAL.sub(lambda found: NUMERALS.get(found[0], found[0]), fold(title)[:LONGEST])
    return VERSION.sub(" ", folded).strip() or folded


def are_told_apart(one: str, other: str) -> bool:
    """Tell whether two titles, however alike, say they are two works': `Part 1`, `Part 2`, `Erratum`."""
    return _told_apart(plain(one), plain(other))


def _told_apart(first: str, second: str) -> bool:
    if numbers(first) != numbers(second):
        return True
    return set(BESIDE.findall(first)) != set(BESIDE.findall(second))


def numbers(title: str) -> list[str]:
    """Give the numbers of a plain title in their order, which two titles of one work have alike."""
    return NUMBER.findall(title)


def weight(title: str) -> str:
    """Give the letters of a title's words, without the small ones."""
    return "".join(word for word in WORD.findall(title) if word not in SMALL)


def _one_wording(first: str, second: str) -> bool:
    """Tell titles of the same words but for slips and small words."""
    one, other = weight(first), weight(second)
    if min(_length(first), _length(second)) < SHORT or fuzz.ratio(one, other) < ALIKE:
        return False
    mine, others = WORD.findall(first), WORD.findall(second)
    changes = SequenceMatcher(None, mine, others, autojunk=False).get_opcodes()
    return all(what == "equal" or _is_slip(mine[a:b], others[c:d]) for what, a, b, c, d in changes)


def _is_slip(some: list[str], others: list[str]) -> bool:
    one, other = ("".join(word for word in words if word not in SMALL) for words in (some, others))
    return one == other or (one[:1] == other[:1] and fuzz.ratio(one, other) >= SLIP)


def _one_beginning(first: str, second: str) -> bool:
    """Tell titles with one beginning, or of which one is the other's: subtitles change until the print."""
    heads = [beginning(title) for title in (first, second)]
    wholes = [letters(title) for title in (first, second)]
    if heads[0] and heads[1]:
        return heads[0] == heads[1]
    pairs = zip(heads, wholes[::-1], strict=True)
    return any(head == whole and _length(head) >= SHORT for head, whole in pairs)


def beginning(title: str) -> str:
    """Give the letters before a title's first colon or dash, "" where they name no work."""
    found = BEGINNING.match(plain(title))
    return letters(found[1]) if found and not LABEL.fullmatch(found[1].strip()) else ""


def may_be_one(titles: tuple[str, str], years: Years, *, share_an_author: bool) -> int:
    """Tell how much of the titles of two works is alike where they may be one work, or 0.

    Equal titles count within a year, or where they are long; others where an author and the years fit, too.
    """
    score = likeness(*titles)
    year, other = years
    near = year is None or other is None or abs(year - other) <= APART
    is_equal = score == 100 and (year == other or is_long(titles[0]))
    return score if is_equal or (share_an_author and near) else 0
