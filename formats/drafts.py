"""Records in the making: readers put facts in key by key, each is bounded, and what is left out is told."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from formats import clean, identifiers
from formats.records import Problem

LONGEST_NAME = 200
# The most characters of each text, as the API takes them; a venue is recognised by its end as well.
LIMITS = {
    "title": 1000,
    "venue": 500,
    "volume": 40,
    "issue": 40,
    "pages": 40,
    "abstract": 20_000,
    "description": 20_000,
    "note": 100_000,
    "an author's name": LONGEST_NAME,
    "a topic": 200,
}
WHOLE = ("volume", "issue", "pages")
"""What means another thing when it is cut, and is left out instead."""
MOST_AUTHORS = 5000
MOST = 100
"""Links of a record, and topics."""
MOST_PROBLEMS = 1000
"""What is told of a record, and of a whole text."""
SHOWN = 60
"""Characters of an odd value that are repeated when it is told."""
MOST_SHOWN = 10**SHOWN
"""Numbers from here on are not repeated: Python refuses to write one of many thousands of digits."""
NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9_.:+-]+")
LONGEST_KEY = 200


class Draft:
    """A record in the making, with where it stands for what is told of it."""

    def __init__(self, collection: str, where: str, line: int | None = None) -> None:
        self.collection = collection
        self.where = where
        self.line = line
        self.fields: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self.full: set[str] = set()
        self.labels: set[str] = set()

    def tell(self, detail: str) -> None:
        """Tell of something that was not understood."""
        # One more than is shown, so that it is known that there is more.
        if len(self.problems) <= MOST_PROBLEMS:
            self.problems.append(Problem(self.line, f"{self.where}: {detail}"))

    def put(self, key: str, value: Any) -> None:
        """Take a fact that is clean already, unless there is none."""
        if value is not None and value not in ("", []):
            self.fields[key] = value

    def text(self, key: str, value: Any) -> None:
        """Take a text of one line."""
        self.put(key, self._text(key, clean.line(value), value))

    def prose(self, key: str, value: Any) -> None:
        """Take a text of several paragraphs."""
        self.put(key, self._text(key, clean.prose(value), value))

    def _text(self, what: str, text: str | None, value: Any) -> str | None:
        if text is None and value not in (None, "") and not (isinstance(value, str) and not value.strip()):
            self.tell(f"{what} is no text.")
        most = LIMITS.get(what, 1000)
        if text and len(text) > most:
            is_cut = what not in WHOLE
            done = f"cut to its first {most:,}" if is_cut else f"left out: it has more than {most:,}"
            self.tell(f"{what} was {done} characters.")
            text = text[:most].rstrip() if is_cut else None
        return text

    def kind(self, said: str | None, types: Mapping[str, str]) -> str | None:
        """Give the type that a source's word stands for: a document where it is not known, which is told."""
        if said and said not in types:
            self.tell(f"the type {shown(said)} is not known; it was taken as a document.")
        return types.get(said, "document") if said else None

    def key(self, value: Any) -> None:
        """Take what the source calls a work: letters lose their accents, and signs become hyphens."""
        text = clean.line(value) or ""
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        key = NOT_IN_KEYS.sub("-", plain).lstrip("_.:+-").rstrip("-")[:LONGEST_KEY]
        self.put("key", key)
        if text and not key:
            self.tell(f"{shown(text)} can be no key; it was taken without one.")

    def date(self, parts: tuple[int, int | None, int | None] | None, value: Any) -> None:
        """Take the year and month of a date that was read from a value."""
        if parts is None:
            if value not in (None, "", [], {}):
                self.tell(f"{shown(value)} is no date.")
            return
        self.put("year", parts[0])
        self.put("month", parts[1])

    def identifier(self, value: Any) -> None:
        """Take a DOI; one that arXiv gave is its arXiv identifier."""
        doi = identifiers.doi(value)
        if doi is None:
            if value not in (None, ""):
                self.tell(f"{shown(value)} is no DOI.")
        elif identifiers.is_arxiv_doi(doi):
            self.fields.setdefault("arxiv_id", identifiers.arxiv_id(doi))
        else:
            self.fields.setdefault("doi", doi)

    def link(self, kind: str, value: Any, *, on_site: bool = False) -> None:
        """Take a link, once, and the identifier of one that leads to arXiv; `on_site` takes a path, too."""
        url = identifiers.address(value) or (identifiers.path(value) if on_site else None)
        if url is None:
            if value not in (None, ""):
                self.tell(f"{shown(value)} is no address that a page may link to.")
            return
        if known := identifiers.arxiv_id(url):
            self.fields.setdefault("arxiv_id", known)
        links = self.fields.setdefault("links", [])
        if all(url != other["url"] for other in links) and self._has_room("links", MOST):
            links.append({"kind": kind, "url": url})

    def author(self, value: Any, *, corresponding: bool = False, equal_contribution: bool = False) -> None:
        """Take an author's name, with the marks that are true of it."""
        name = self._text("an author's name", clean.line(value), value)
        authors = self.fields.setdefault("authors", [])
        if name and self._has_room("authors", MOST_AUTHORS):
            marks = {"corresponding": corresponding, "equal_contribution": equal_contribution}
            authors.append({"name": name, **{mark: True for mark, stands in marks.items() if stands}})

    def tell_of_no_authors(self, why: str = "") -> None:
        """Tell where nobody is named, and why, if that is known."""
        if not self.fields.get("authors"):
            self.tell(f"no authors are named{why}.")

    def topic(self, value: Any) -> None:
        """Take a topic, once: those that would share an address are one."""
        label = self._text("a topic", clean.line(value), value)
        topics = self.fields.setdefault("topics", [])
        bare = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKD", label or "").casefold()).strip("-")
        if label and bare and bare not in self.labels and self._has_room("topics", MOST):
            self.labels.add(bare)
            topics.append({"label": label})

    def _has_room(self, key: str, most: int) -> bool:
        """Tell whether a list may grow; of the first that it has no room for, tell that."""
        if len(self.fields[key]) < most:
            return True
        if key not in self.full:
            self.full.add(key)
            self.tell(f"only the first {most:,} {key} were taken.")
        return False

    def known(self) -> dict[str, Any]:
        """Give all facts, without links that only repeat an identifier."""
        links = [link for link in self.fields.get("links", ()) if not self._repeats(**link)]
        return {key: value for key, value in {**self.fields, "links": links}.items() if value != []}

    def _repeats(self, kind: str, url: str) -> bool:
        """Tell an address that says no more than the work's DOI or arXiv identifier; a PDF says more."""
        doi, arxiv_id = identifiers.doi(url), identifiers.arxiv_id(url, version=True)
        same_preprint = arxiv_id is not None and arxiv_id == self.fields.get("arxiv_id") and kind != "pdf"
        return same_preprint or (doi is not None and doi == self.fields.get("doi"))


def shown(value: Any) -> str:
    """Repeat an odd value, shortened; one that is no text is only named."""
    if isinstance(value, Mapping):
        return "An object"
    if isinstance(value, list | tuple):
        return "A list"
    if isinstance(value, int) and abs(value) >= MOST_SHOWN:
        return "A number of many digits"
    text = clean.line(value if isinstance(value, str) else repr(value)[:SHOWN]) or ""
    return repr(text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…")
