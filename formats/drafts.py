"""Records in the making: readers put facts in key by key, each is bounded, and what is left out is told."""

import re
import sys
import unicodedata
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, NamedTuple

from formats import clean, identifiers
from formats.records import Found, Problem, Record

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
MOST_RECORDS = 20_000
MOST_PROBLEMS = 1000
SHOWN = 60
"""Characters of an odd value that are repeated when it is told."""
MOST_SHOWN = 10**SHOWN
"""Numbers from here on are not repeated: Python refuses to write one of many thousands of digits."""
NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9_.:+-]+")
LONGEST_KEY = 200


class Count(NamedTuple):
    """How often a source says that a work is cited, what the work is known by, and the years it tells apart.

    `by_year` has pairs of a year and how often the work was cited in it; it may not reach back to the first.
    """

    times: int
    title: str | None
    year: int | None
    doi: str | None
    arxiv_id: str | None
    by_year: tuple[tuple[int, int], ...] = ()


class Unreadable(ValueError):
    """A text that is not of its format at all; its text is one sentence."""


class Draft:
    """A record in the making, with where it stands for what is told of it."""

    def __init__(self, collection: str, where: str, line: int | None = None) -> None:
        self.collection = collection
        self.where = where
        self.line = line
        self.fields: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self.full = False
        self.labels: set[str] = set()

    def tell(self, detail: str) -> None:
        """Tell of something that was not understood."""
        # One more than is shown of all records, so that it is known that there is more.
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
        if len(links) < MOST and all(url != other["url"] for other in links):
            links.append({"kind": kind, "url": url})

    def author(self, value: Any, *, corresponding: bool = False, equal_contribution: bool = False) -> None:
        """Take an author's name, with the marks that are true of it."""
        name = self._text("an author's name", clean.line(value), value)
        authors = self.fields.setdefault("authors", [])
        if name is None:
            return
        if len(authors) < MOST_AUTHORS:
            marks = {"corresponding": corresponding, "equal_contribution": equal_contribution}
            authors.append({"name": name, **{mark: True for mark, stands in marks.items() if stands}})
        elif not self.full:
            self.full = True
            self.tell(f"only the first {MOST_AUTHORS:,} authors were taken.")

    def topic(self, value: Any) -> None:
        """Take a topic, once: those that would share an address are one."""
        label = self._text("a topic", clean.line(value), value)
        topics = self.fields.setdefault("topics", [])
        bare = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKD", label or "").casefold()).strip("-")
        if label and bare and len(topics) < MOST and bare not in self.labels:
            self.labels.add(bare)
            topics.append({"label": label})

    def known(self) -> dict[str, Any]:
        """Give all facts, without links that only repeat an identifier."""
        links = [link for link in self.fields.get("links", ()) if not self._repeats(**link)]
        return {key: value for key, value in {**self.fields, "links": links}.items() if value != []}

    def _repeats(self, kind: str, url: str) -> bool:
        """Tell an address that says no more than the work's DOI or arXiv identifier; a PDF says more."""
        doi, arxiv_id = identifiers.doi(url), identifiers.arxiv_id(url, version=True)
        same_preprint = arxiv_id is not None and arxiv_id == self.fields.get("arxiv_id") and kind != "pdf"
        return same_preprint or (doi is not None and doi == self.fields.get("doi"))


class Finds:
    """All that a text holds, in the making, and counted: neither records nor problems grow without end."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        self.entries = 0
        self.keys: set[str] = set()

    def tell(self, line: int | None, detail: str) -> None:
        """Tell of something that was not understood."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(line, detail))
        elif len(self.problems) == MOST_PROBLEMS:
            self.problems.append(Problem(None, "There is more that was not understood."))

    def add(self, draft: Draft, *needs: str) -> bool:
        """Take a draft with what it needs, else a title, and its problems; tell whether more may come."""
        self.entries += 1
        if self.entries > MOST_RECORDS:
            self.tell(draft.line, f"Only the first {MOST_RECORDS:,} entries were looked at.")
            return False
        lacking = [key for key in needs or ("title",) if key not in draft.fields]
        if not lacking:
            self._name(draft)
            self.records.append(Record(draft.collection, draft.known(), draft.line))
        elif draft.fields or not draft.problems:  # What is no entry at all was told of before.
            draft.tell(f"it was left out, because it has no {lacking[0]}.")
        for problem in draft.problems:
            self.tell(*problem)
        return True

    def _name(self, draft: Draft) -> None:
        """Take its key from a draft if another had it before: it can be the key of one alone."""
        if (key := draft.fields.get("key")) in self.keys:
            draft.tell("another entry has this key; it was taken without one.")
            del draft.fields["key"]
        elif key:
            self.keys.add(key)

    def found(self) -> Found:
        """Give all that was found, and what is told in the order of its lines."""
        return Found(self.records, sorted(self.problems, key=lambda problem: problem.line or sys.maxsize))


def fitting(text: str) -> str:
    """Give back a text that is no longer than what is read; raise Unreadable."""
    if len(text) > clean.LARGEST:
        raise Unreadable(f"The text is longer than {clean.LARGEST:,} characters.")
    return text


def reading(fill: Callable[[str, Finds], None]) -> Callable[[str], Found]:
    """Make a reader of what puts the entries of a text into finds, and may raise Unreadable."""

    @wraps(fill)
    def read(text: str) -> Found:
        finds = Finds()
        try:
            fill(fitting(text), finds)
        except Unreadable as wrong:
            finds.tell(None, str(wrong))
        return finds.found()

    return read


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
