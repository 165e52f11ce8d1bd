"""Front matter of Markdown files, as academicpages (Jekyll) and HugoBlox (Hugo) keep their entries in."""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import yaml

from formats import academicpages, hugoblox, pages
from formats.finds import Finds, Unreadable
from formats.pages import Page
from formats.records import Found

LARGEST = 1_000_000
LARGEST_HEAD = 100_000
"""Characters of the front matter itself; reading YAML is slow."""
LARGEST_TOML = 20_000
"""The same for TOML, where a key of thousands of parts takes time squared."""
DEEPEST = 20
FENCES = {"---": "yaml", "+++": "toml"}
NOTHING = ("", "~", "null", "Null", "NULL")


class Kind(NamedTuple):
    """Pages of one kind: how their path ends, what their keys may tell instead, and what reads them."""

    path: re.Pattern[str]
    told: Callable[[Mapping[str, Any]], bool]
    read: Callable[[Page, Finds], None]


def _of_collection(name: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda head: head.get("collection") == name


def _has(*names: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda head: any(name in head for name in names)


KINDS = (
    Kind(re.compile(r"(^|/)_publications/"), _of_collection("publications"), academicpages.publication),
    Kind(re.compile(r"(^|/)_talks/"), _of_collection("talks"), academicpages.talk),
    Kind(re.compile(r"(^|/)_teaching/"), _of_collection("teaching"), academicpages.course),
    Kind(re.compile(r"(^|/)authors/[^/]+/_index\.md$"), _has("superuser", "user_groups"), hugoblox.author),
    Kind(re.compile(r"(^|/)publications?/"), _has("publication_types", "publication"), hugoblox.publication),
    Kind(
        re.compile(r"(^|/)home/experience\.md$"), lambda head: bool(hugoblox.held(head)), hugoblox.experience
    ),
    Kind(re.compile(r"(^|/)(events?|talks?)/"), _has("event", "event_url", "date_end"), hugoblox.talk),
)

MAY_BE_HIDDEN = (academicpages.publication, hugoblox.publication)
"""What reads entries that can be kept without being shown."""


class Loader(yaml.BaseLoader):
    """YAML whose scalars all stay texts, and in which nothing stands for something elsewhere."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse what could grow without end."""
        if self.check_event(yaml.AliasEvent):
            raise Unreadable("The front matter uses aliases, which are not read.")
        if self.depth == DEEPEST:
            raise Unreadable(f"The front matter is nested more than {DEEPEST} deep.")
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_scalar(self, node: Any) -> Any:
        """Give a text, or None for what YAML writes for nothing."""
        return None if node.style is None and node.value in NOTHING else node.value


def sniff(text: str) -> bool:
    """Tell whether a text begins with front matter that one of the two themes may have written."""
    try:
        page = _page(text[:LARGEST], "", {})
    except Unreadable:
        return False
    return any(kind.told(page.head) for kind in KINDS)


def read(text: str, path: str = "", names: Mapping[str, str] | None = None) -> Found:
    """Read one file; its path tells what it is, else its keys do.

    `names` gives the names of people by the folders of their pages, as `author_name` reads them.
    """
    finds = Finds()
    try:
        page = _page(text, path, names or {})
        kind = _kind(page)
        if kind is None:
            raise Unreadable("This is no publication, talk, course or author of academicpages or HugoBlox.")
        if pages.is_hidden(page.head) and kind.read not in MAY_BE_HIDDEN:
            raise Unreadable("This page is not shown where it stands, so it was left out.")
        kind.read(page, finds)
    except Unreadable as wrong:
        finds.tell(1, str(wrong))
    return finds.found()


def author_name(text: str, path: str) -> tuple[str, str] | None:
    """Read an author's folder and name off the page of an author, for `names`; None of any other page."""
    try:
        page = _page(text, path, {})
    except Unreadable:
        return None
    kind = _kind(page)
    name = hugoblox.full_name(page) if kind and kind.read is hugoblox.author else None
    return (page.folder, name) if name and page.folder else None


def _kind(page: Page) -> Kind | None:
    """Find the kind by the path, and else by the keys."""
    by_path = (kind for kind in KINDS if kind.path.search(page.path))
    by_keys = (kind for kind in KINDS if kind.told(page.head))
    return next(by_path, None) or next(by_keys, None)


def _page(text: str, path: str, names: Mapping[str, str]) -> Page:
    """Part a file in front matter and body; raise Unreadable."""
    if len(text) > LARGEST:
        raise Unreadable(f"The file is longer than {LARGEST:,} characters.")
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    fence = lines[0].rstrip()
    ends = [place for place, line in enumerate(lines) if place and line.rstrip() == fence]
    if fence not in FENCES or not ends:
        raise Unreadable("The file does not begin with front matter between two lines of --- or +++.")
    head = "\n".join(lines[1 : ends[0]])
    most = LARGEST_TOML if FENCES[fence] == "toml" else LARGEST_HEAD
    if len(head) > most:
        raise Unreadable(f"The front matter is longer than {most:,} characters.")
    loaded = _toml(head) if FENCES[fence] == "toml" else _yaml(head)
    if not isinstance(loaded, dict):
        raise Unreadable("The front matter has no keys.")
    clean_path = PurePosixPath(path.replace("\\", "/")).as_posix() if path else ""
    return Page(loaded, "\n".join(lines[ends[0] + 1 :]).strip(), clean_path, names)


def _yaml(head: str) -> Any:
    try:
        return yaml.load(head, Loader)  # noqa: S506 - a loader of our own, which makes texts only
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 2 if wrong.problem_mark else 1
        raise Unreadable(f"The front matter is no YAML: it breaks in line {line}.") from None
    except (yaml.YAMLError, ValueError, RecursionError) as wrong:
        told = str(wrong) if isinstance(wrong, Unreadable) else "The front matter is no YAML."
        raise Unreadable(told) from None


def _toml(head: str) -> Any:
    try:
        return tomllib.loads(head)
    except tomllib.TOMLDecodeError as wrong:
        raise Unreadable(f"The front matter is no TOML: {str(wrong)[:100]}.") from None
    except (ValueError, RecursionError):
        raise Unreadable("The front matter is no TOML.") from None
