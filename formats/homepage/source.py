"""A homepage's files, put together to the lines of one page."""

import posixpath
import re
from collections.abc import Mapping
from typing import NamedTuple

from formats.homepage.cleaning import clean
from formats.records import Problem

PAGES = ("_pages/about.md", "about.md", "_pages/about.html", "index.md", "_pages/index.md", "README.md")
INCLUDE = re.compile(r"\{%-?\s*include(_relative)?\s+['\"]?([^\s'\"%{}]{1,300})")
DEEPEST, MOST = 10, 200
"""How deep files may include one another, and how many times in all."""


class Line(NamedTuple):
    """A line of the page, and where it stands."""

    number: int
    text: str
    path: str


class Page(NamedTuple):
    """The lines of a page without what is no content, and the addresses of its reference links."""

    path: str
    lines: list[Line]
    references: dict[str, str]
    problems: list[Problem]


def page_of(files: Mapping[str, str]) -> str | None:
    """Name the file that is the page: one of the theme's, or the first in Markdown."""
    by_end = (path for name in PAGES for path in sorted(files) if path == name or path.endswith(f"/{name}"))
    loose = (path for path in sorted(files) if path.lower().endswith((".md", ".markdown", ".html")))
    return next(by_end, None) or next(loose, None)


def gather(files: Mapping[str, str]) -> Page:
    """Read the page and the parts that it includes."""
    path = page_of(files)
    page = Page(path or "", [], {}, [])
    if path is None:
        page.problems.append(Problem(None, "There is no page among the files, such as _pages/about.md."))
        return page
    _take(files, path, page, ())
    return page


def told(page: Page, line: Line | None, detail: str) -> Problem:
    """Tell a problem of a line; one of an included part names that."""
    if line is None:
        return Problem(None, detail)
    return Problem(line.number, detail if line.path == page.path else f"{line.path}: {detail}")


def _take(files: Mapping[str, str], path: str, page: Page, above: tuple[str, ...]) -> None:
    lines, references, problems = clean(files[path])
    page.references.update(references)
    page.problems.extend(
        problem if path == page.path else Problem(problem.line, f"{path}: {problem.detail}")
        for problem in problems
    )
    for number, text in enumerate(lines, 1):
        line = Line(number, text, path)
        if found := INCLUDE.search(text):
            _include(files, line, found, page, (*above, path))
        else:
            page.lines.append(line)


def _include(
    files: Mapping[str, str], line: Line, found: re.Match[str], page: Page, above: tuple[str, ...]
) -> None:
    folder = posixpath.dirname(line.path) if found[1] else f"{_root(line.path)}_includes"
    path = posixpath.normpath(posixpath.join(folder, found[2]))
    page.lines.append(Line(line.number, "", line.path))
    if path not in files:
        page.problems.append(told(page, line, f"The included file {path} is not there."))
    elif path in above or len(above) >= DEEPEST:
        page.problems.append(told(page, line, f"The included file {path} includes itself."))
    elif len({part.path for part in page.lines}) > MOST or len(page.lines) > 100_000:
        page.problems.append(told(page, line, "The page includes too many files."))
    else:
        _take(files, path, page, above)
        page.lines.append(Line(line.number, "", line.path))


def _root(path: str) -> str:
    """Return the repository's folder, which `_pages` lies in."""
    return path[: path.rindex("_pages/")] if "_pages/" in path else ""
