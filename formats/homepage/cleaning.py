"""What is no content of a page, taken out so that every line keeps its number."""

import re
from collections.abc import Iterator

from formats.records import Problem

LONGEST_FILE = 400_000
"""Characters of one file that are read; a page has some twenty thousand."""
LONGEST_LINE = 10_000
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
SURROGATES = re.compile(r"[\ud800-\udfff]")
COMMENT_LINE = re.compile(r" {0,3}\[(?://|comment|_?\w{0,20})\]:\s*(?:#|<>)(?:\s|$)", re.IGNORECASE)
REFERENCE = re.compile(r" {0,3}\[([^\[\]\n]{1,200})\]:\s*<?(\S{1,2000}?)>?(?:\s+[\"'(][^\n]{0,300})?\s*$")
ATTRIBUTES = re.compile(r"\{[:#][^{}\n]{0,300}\}")
FRONT_MATTER = re.compile(r"\s*(?:<[^<>\n]{1,1000}>)?---[ \t]*(?=\n)")
"""Its first line, in front of which a picture may have been pasted."""
FENCE = re.compile(r" {0,3}(```|~~~)")
VALUES = (re.compile(r"\{\{"), re.compile(r"\}\}"))
SOMETIMES = re.compile(
    r"\{%-?\s*if\b[^%{}\n]{0,200}%\}[^{}<>\n]{0,200}\{%-?\s*endif\s*-?%\}(?=[^<>{}\n]{0,300}>)"
)
"""What Liquid may write into an element, such as ` hidden`: whether it does is not known here."""

# What opens, what closes, and what a reader is told when it was no mere comment.
HIDDEN: tuple[tuple[str, str, str], ...] = (
    (r"<!--", r"-->", ""),
    (r"\{%-?\s*comment\s*-?%\}", r"\{%-?\s*endcomment\s*-?%\}", ""),
    (r"<script\b", r"</script\s*>", "A script stands here, and what it writes is not on the page."),
    (r"<style\b", r"</style\s*>", ""),
    (r"<template\b", r"</template\s*>", ""),
    (r"<pre\b", r"</pre\s*>", "A block of code is not read."),
    (r"\{%-?\s*for\b", r"\{%-?\s*endfor\s*-?%\}", "Liquid fills a list here, which is not on the page."),
)
PATTERNS = [(re.compile(a, re.IGNORECASE), re.compile(b, re.IGNORECASE), told) for a, b, told in HIDDEN]
TAGS = (re.compile(r"\{%(?!-?\s*include)"), re.compile(r"%\}"))


def clean(text: str) -> tuple[list[str], dict[str, str], list[Problem]]:
    """Take out what is no content; give the lines, the addresses of reference links, and what is told."""
    problems: list[Problem] = []
    text = "".join(_drop_unreadable(text, problems))
    text = _drop_front_matter(text)
    for opening, closing, told in PATTERNS:
        text = cut(text, opening, closing, told, problems)
    text = cut(SOMETIMES.sub("", text), *TAGS)
    text = cut(text, *VALUES)
    references: dict[str, str] = {}
    return list(_lines(text, references, problems)), references, problems


def cut(
    text: str,
    opening: re.Pattern[str],
    closing: re.Pattern[str],
    told: str = "",
    problems: list[Problem] | None = None,
) -> str:
    """Cut all between two marks but line breaks; what is told and never closed ends with the text."""
    kept, place = [], 0
    while start := opening.search(text, place):
        end = closing.search(text, start.end())
        if end is None and problems is None:
            break
        kept.append(text[place : start.start()])
        place = end.end() if end else len(text)
        kept.append("\n" * text.count("\n", start.start(), place))
        line = text.count("\n", 0, start.start()) + 1 if problems is not None and (told or not end) else 0
        if problems is not None and told:
            problems.append(Problem(line, told))
        if problems is not None and not end:
            problems.append(
                Problem(line, "What begins here is never closed, so the rest of the page is hidden.")
            )
    return "".join([*kept, text[place:]])


def _drop_unreadable(text: str, problems: list[Problem]) -> Iterator[str]:
    if len(text) > LONGEST_FILE:
        problems.append(Problem(None, f"Only the first {LONGEST_FILE:,} characters are read."))
        text = text[:LONGEST_FILE]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if SURROGATES.search(text):
        problems.append(Problem(None, "Halves of characters (lone surrogates) are left out."))
        text = SURROGATES.sub("", text)
    yield CONTROLS.sub("", text)


def _drop_front_matter(text: str) -> str:
    begin = FRONT_MATTER.match(text)
    if begin is None:
        return text
    end = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE).search(text, begin.end())
    return text if end is None else "\n" * text.count("\n", 0, end.end()) + text[end.end() :]


def _lines(text: str, references: dict[str, str], problems: list[Problem]) -> Iterator[str]:
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        mark = FENCE.match(line)
        if fence or mark:
            if mark and not fence:
                fence = mark[1]
                problems.append(Problem(number, "A block of code is not read."))
            elif mark and mark[1] == fence:
                fence = ""
            yield ""
            continue
        yield _one_line(line, number, references, problems)


def _one_line(line: str, number: int, references: dict[str, str], problems: list[Problem]) -> str:
    if COMMENT_LINE.match(line):
        return ""
    if found := REFERENCE.match(line):
        references[found[1].strip().upper()] = found[2]
        return ""
    if len(line) > LONGEST_LINE:
        problems.append(Problem(number, f"Only the first {LONGEST_LINE:,} characters of this line are read."))
    return ATTRIBUTES.sub("", line[:LONGEST_LINE])
