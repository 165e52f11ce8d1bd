"""Files and folders, gathered as texts and read by the format that each is in."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from formats import front_matter, homepage
from formats.homepage import citations
from formats.readers import READERS, by_ending, told
from formats.records import Found, Problem
from services.importing import Source

MOST_FILES = 20_000
"""Files of one folder: more than any homepage has, and few enough to be read."""
LARGEST = 50_000_000
"""Bytes of one file."""
PASSED_OVER = {"_drafts", "node_modules", "vendor", "_site", "public", "__pycache__"}
PAGE = "_pages/about.md"
"""The file by which a folder is known as a homepage of the theme that is read whole."""
STATS = "google-scholar-stats/"
"""Where a homepage keeps how often its papers are cited."""
OF_THE_PAGE = ("_pages/", "_includes/", "_data/", "_config.yml", "README.md", STATS)
BESIDE = (".html", ".yml", ".yaml")
"""Endings of what belongs to a page and says nothing alone."""
FEW = 5
GIVEN = Path("-")
STDIN = "standard input"


class Unreadable(ValueError):
    """Files that nothing can be brought in from; its text says why."""


class Gathered(NamedTuple):
    """A file alone, or a folder: its name, its texts by path, and why others of its files were left out."""

    name: str
    texts: Mapping[str, str]
    is_folder: bool
    problems: Sequence[Problem] = ()


def gather(paths: Iterable[Path], given: IO[bytes]) -> list[Gathered]:
    """Read files, and those of folders whose ending a format has; `-` stands for what is given beside them.

    Raise Unreadable where one that is named is no UTF-8 text, too large, or a folder with nothing to be read.
    """
    return [_gathered(path, given) for path in paths]


def _gathered(path: Path, given: IO[bytes]) -> Gathered:
    if path == GIVEN:
        return Gathered(STDIN, {STDIN: _decoded(given, STDIN)}, False)
    return _folder(path) if path.is_dir() else Gathered(str(path), {str(path): _text(path)}, False)


def _folder(folder: Path) -> Gathered:
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for file in _within(folder):
        try:
            texts[str(file.relative_to(folder))] = _text(file)
        except Unreadable as told:
            problems.append(Problem(None, str(told)))
    return Gathered(str(folder), texts, True, problems)


def _within(folder: Path) -> list[Path]:
    found: list[Path] = []
    for root, folders, names in os.walk(folder):
        # What begins with a full stop is no content, and what is linked may lie anywhere.
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in PASSED_OVER)
        files = [Path(root, name) for name in sorted(names) if by_ending(name) or name.endswith(BESIDE)]
        found += filter(_is_plain, files)
        if len(found) > MOST_FILES:
            raise Unreadable(f"{folder} holds more than {MOST_FILES:,} files; name those that are meant.")
    if not any(by_ending(file.name) for file in found):
        raise Unreadable(f"{folder} holds no file of a format that is known here.")
    return found


def _is_plain(file: Path) -> bool:
    """Tell a file from a link, and from a pipe or a device, which may have no end."""
    return stat.S_ISREG(file.lstat().st_mode)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return _decoded(file, str(path))
    except OSError as fault:
        raise Unreadable(f"{path} cannot be read ({fault.strerror}).") from None


def _decoded(file: IO[bytes], name: str) -> str:
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Unreadable(f"{name} is larger than {LARGEST // 1_000_000} MB.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(f"{name} is not UTF-8 text.") from None


def sources(
    gathered: Iterable[Gathered], form: str | None = None, tell: Callable[[], None] = lambda: None
) -> list[Source]:
    """Read every text in a format that is named, or in the one that it looks like."""
    found = []
    for each in gathered:
        for source in _of_folder(each, form) if each.is_folder else _of_file(each, form):
            found.append(source)
            tell()
    return found


def _of_file(file: Gathered, form: str | None) -> Iterator[Source]:
    for path, text in file.texts.items():
        try:
            yield Source(path, read(text, path, [form] if form else by_ending(path) or list(READERS)))
        except Unreadable as fault:
            yield Source(path, Found([], [Problem(None, str(fault))]))


def _of_folder(folder: Gathered, form: str | None) -> Iterator[Source]:
    """Read a homepage whole, and each other file alone; those of no format are named together."""
    texts = folder.texts
    if folder.problems:
        yield Source(folder.name, Found([], list(folder.problems)))
    if PAGE in texts and form in (None, "acad-homepage"):
        yield Source(PAGE, homepage.read(texts))
        if counted := citations.find({path: text for path, text in texts.items() if path.startswith(STATS)}):
            yield Source(counted, Found([], []), texts[counted])
        texts = {path: text for path, text in texts.items() if not path.startswith(OF_THE_PAGE)}
    people = dict(filter(None, (front_matter.author_name(text, path) for path, text in texts.items())))
    unknown = []
    for path, text in texts.items():
        possible = [form] if form else [name for name in by_ending(path) if name != "acad-homepage"]
        if (name := told(text, possible)) is None:
            unknown += [path] if possible else []
        elif name == "front-matter":
            yield Source(path, front_matter.read(text, path, people))
        else:
            yield Source(path, READERS[name].read(text, path))
    if unknown:
        more = f" and {len(unknown) - FEW} more" if len(unknown) > FEW else ""
        told_of = f"These are of no format that is known here: {', '.join(unknown[:FEW])}{more}."
        yield Source(folder.name, Found([], [Problem(None, told_of)]))


def read(text: str, path: str, names: Sequence[str]) -> Found:
    """Read a text in the one of some formats that it looks like, or raise Unreadable."""
    form = names[0] if len(names) == 1 else told(text, names)
    if form is None:
        raise Unreadable(f"This looks like none of {', '.join(names)}.")
    return READERS[form].read(text, path)
