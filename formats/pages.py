"""One page of a site's source: what stands in its front matter, its body, and where it lay."""

import datetime
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from formats import clean
from formats.drafts import Draft

INDEXES = ("index", "_index")
LANGUAGE = re.compile(r"\.[a-z]{2}(?:-[a-z]{2,4})?$", re.IGNORECASE)


class Page(NamedTuple):
    """A page: its front matter, its body as Markdown, its path, and people's names by their folders."""

    head: dict[str, Any]
    body: str
    path: str
    names: Mapping[str, str]

    @property
    def folder(self) -> str:
        """Name what the page is called by: its folder where it is an index, else its file."""
        parts = self.path.rsplit("/", 2)
        stem = parts[-1].rsplit(".md", 1)[0]
        return parts[-2] if LANGUAGE.sub("", stem) in INDEXES and len(parts) > 1 else stem

    def where(self, kind: str) -> str:
        """Name the page to people."""
        return f"{kind} {self.folder[:100]}" if self.folder else kind


def is_true(value: Any) -> bool:
    """Tell whether a switch is on, in TOML or in YAML of any age."""
    return value is True or (isinstance(value, str) and value.strip().lower() in ("true", "yes", "on"))


def is_hidden(head: Mapping[str, Any]) -> bool:
    """Tell a page that its site does not show (Jekyll's `published: false`, Hugo's `draft` and `private`)."""
    published = head.get("published")
    is_off = published is False or (clean.line(published) or "").lower() in ("false", "no", "off")
    return is_off or any(is_true(head.get(name)) for name in ("draft", "private"))


def date(value: Any) -> tuple[int, int | None, int | None] | None:
    """Read a date as YAML's text or TOML's own."""
    return clean.date(value.isoformat() if isinstance(value, datetime.date) else value)


def several(value: Any) -> list[Any]:
    """Give a list as it is, and what stands alone as a list of one."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def plain(value: Any) -> str | None:
    """Read a line without the marks of Markdown and HTML for emphasis."""
    text = clean.line(clean.unmarked(value))
    return clean.line(re.sub(r"\*+|(?<!\w)_+|_+(?!\w)", "", text)) if text else None


def talk(page: Page, event: str) -> Draft:
    """Begin the record of a talk, of which the themes name the event by different keys."""
    draft = Draft("talks", page.where("Talk"), 1)
    for key, name in (("title", "title"), ("event", event), ("place", "location")):
        draft.text(key, plain(page.head.get(name)))
    draft.put("date", clean.written_date(date(page.head.get("date"))))
    return draft
