"""The author field of BibTeX: names in every order, groups, and the marks that people put behind names."""

import re

from formats import latex, names
from formats.drafts import MOST_AUTHORS, Draft, shown

PARTS = re.compile(r"[{}]| and |[,;]", re.IGNORECASE)
RAISED = re.compile(r"\$\s*\^\s*\{?([^{}$]{1,20})\}?\s*\$|\\textsuperscript\s*\{([^{}]{1,40})\}")
MARK = "*†‡§¶#^∗⋆✉"
BEHIND = f"{MARK}⁰¹²³⁴⁵⁶⁷⁸⁹"
COMMANDS = {
    r"\dagger": "†", r"\ddagger": "‡", r"\ast": "*", r"\star": "⋆", r"\dag": "†", r"\ddag": "‡", "∗": "*",
}  # fmt: skip
LEGENDS = {
    "equal_contribution": re.compile(r"equal|co-first|joint first|共同(一作|第一)|同等", re.IGNORECASE),
    "corresponding": re.compile(r"correspond|通[讯信]", re.IGNORECASE),
}
MEANING = re.compile(rf"([{MARK}])([^{MARK}]{{1,80}})")


def split(tex: str, sign: str) -> list[str]:
    """Split a text at a sign wherever it stands outside braces."""
    pieces: list[str] = []
    depth = start = 0
    for part in PARTS.finditer(tex):
        if part[0] in "{}":
            depth = max(0, depth + (1 if part[0] == "{" else -1))
        elif depth == 0 and part[0].lower() == sign and len(pieces) <= MOST_AUTHORS:
            pieces.append(tex[start : part.start()])
            start = part.end()
    return [piece.strip() for piece in [*pieces, tex[start:]]]


def read(draft: Draft, tex: str, legend: str = "") -> None:
    """Take names as printed, with the marks that a legend such as `* Equal contribution` explains."""
    meaning = {mark: key for mark, words in MEANING.findall(legend) for key in _meant(words)}
    unexplained: set[str] = set()
    for name in _one_by_one(draft, " ".join(tex.split())):
        if name.lower() == "others":
            draft.tell("not all authors are named (`and others`).")
            continue
        printed, marks = _name(draft, name)
        unexplained |= marks - meaning.keys()
        draft.author(printed, **{meaning[mark]: True for mark in marks & meaning.keys()})
    if unexplained:
        draft.tell(f"what {' '.join(sorted(unexplained))} behind a name means is not said.")


def _meant(words: str) -> list[str]:
    return [key for key, pattern in LEGENDS.items() if pattern.search(words)][:1]


def _one_by_one(draft: Draft, tex: str) -> list[str]:
    """Split a list at `and`, or at what people write in its place."""
    listed = [name for name in split(tex, " and ") if name and name.lower() != "and"]
    if len(listed) == 1 and len(parts := split(tex, ";")) > 1:
        draft.tell("the names are parted by semicolons in place of `and`.")
        return parts
    taken = []
    for name in listed:
        parts = split(name, ",")
        if len(parts) > 2 and all(" " in part for part in parts):
            draft.tell("names are parted by commas in place of `and`.")
            taken += parts
        else:
            taken.append(name)
    return taken


def _name(draft: Draft, tex: str) -> tuple[str, set[str]]:
    """Read one name, `First von Last`, `von Last, First` or `von Last, Jr, First`, and its marks."""
    marks: set[str] = set()
    parts = [_bare(part, marks) for part in split(tex, ",")]
    if len(parts) > 3:
        draft.tell(f"{shown(tex)} has too many commas for a name.")
        parts = [" ".join(parts)]
    family, *more = parts
    given, suffix = (more[-1], more[0]) if len(more) == 2 else (more[0] if more else "", "")
    return names.printed(family, given, suffix), marks


def _bare(tex: str, marks: set[str]) -> str:
    """Read a part of a name without the marks behind it, which are gathered."""
    if "$" in tex or "\\" in tex:
        tex = RAISED.sub(lambda found: _marks(found[1] or found[2], marks), tex)
    text = latex.read(tex)
    bare = text.rstrip(BEHIND)
    _marks(text[len(bare) :], marks)
    return bare.rstrip(" ,")


def _marks(raised: str, marks: set[str]) -> str:
    """Gather marks; numbers and letters, which point at affiliations, are none."""
    for command, mark in COMMANDS.items():
        raised = raised.replace(command, mark)
    marks |= set(raised) & set(MARK)
    return ""
