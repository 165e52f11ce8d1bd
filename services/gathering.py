"""Files and folders, gathered as texts and read by the format that each is in."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from formats.readers import READERS, by_ending, told
from formats.records import Found, Problem
from services.importing import Source

MOST_FILES = 20_000
"""Files of one folder: more than any homepage has, and few enough to be read."""
LARGEST = 50_000_000
"""Bytes of one file."""
PASSED_OVER = {"node_modules", "vendor", "_site", "public", "__pycache__"}


class Unreadable(ValueError):
    """Files that nothing can be brought in from; its text says why."""


def texts(paths: Iterable[Path]) -> dict[str, str]:
    """Read files, and those of folders whose ending a format has, by the path that people know them by.

    Raise Unreadable where one is no UTF-8 text, too large, or where a folder holds nothing to be read.
    """
    found: dict[str, str] = {}
    for path in paths:
        files = [path] if path.is_file() else _within(path)
        if not files:
            raise Unreadable(f"{path} holds no file of a format that is known here.")
        for file in files:
            found[str(file if file == path else file.relative_to(path))] = _text(file)
    return found


def _within(folder: Path) -> list[Path]:
    found: list[Path] = []
    for root, folders, names in os.walk(folder):
        # What begins with a full stop is no content, and what is linked may lie anywhere.
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in PASSED_OVER)
        files = [Path(root, name) for name in sorted(names) if by_ending(name)]
        found += [file for file in files if not file.is_symlink()]
        if len(found) > MOST_FILES:
            raise Unreadable(f"{folder} holds more than {MOST_FILES:,} files; name those that are meant.")
    return found


def _text(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        raise Unreadable(f"{path} is larger than {LARGEST // 1_000_000} MB.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(f"{path} is not UTF-8 text.") from None


def sources(
    files: Mapping[str, str], form: str | None = None, tell: Callable[[], None] = lambda: None
) -> list[Source]:
    """Read every text in a format that is named, or in the one that it looks like."""
    found = []
    for path, text in files.items():
        try:
            records = read(text, path, [form] if form else by_ending(path) or list(READERS))
        except Unreadable as fault:
            records = Found([], [Problem(None, str(fault))])
        found.append(Source(path, records))
        tell()
    return found


def read(text: str, path: str, names: Sequence[str]) -> Found:
    """Read a text in the one of some formats that it looks like, or raise Unreadable."""
    form = names[0] if len(names) == 1 else told(text, names)
    if form is None:
        raise Unreadable(f"This looks like none of {', '.join(names)}.")
    return READERS[form].read(text, path)
