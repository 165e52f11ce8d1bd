"""One record in the making: facts are taken key by key, cut to what the API takes, and oddities are told."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from formats import clean, identifiers
from formats.records import Found, Problem, Record

# The most characters of each text, as the API takes them.
LIMITS = {
    "title": 1000,
    "venue": 500,
    "volume": 40,
    "issue": 40,
    "pages": 40,
    "abstract": 20_000,
    "description": 20_000,
    "an author's name": 200,
    "a topic": 200,
}
MOST_AUTHORS = 5000
MOST = 100
"""Links of a record, and topics."""
MOST_RECORDS = 20_000
MOST_PROBLEMS = 1000
SHOWN = 60
"""Characters of an odd value that are repeated when it is told."""
MOST_SHOWN = 10**SHOWN
"""Numbers from here on are not repeated: Python refuses to write one of many thousands of digits."""


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

    def tell(self, detail: str) -> None:
        """Tell of something that was not understood."""
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
            self.tell(f"{what} was cut to its first {most:,} characters.")
            text = text[:most].rstrip()
        return text

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
            self.put("arxiv_id", identifiers.arxiv_id(doi))
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

    def author(self, value: Any, *, corresponding: bool = False, equal: bool = False) -> None:
        """Take an author's name, with the marks that are true of it."""
        name = self._text("an author's name", clean.line(clean.unmarked(value)), value)
        authors = self.fields.setdefault("authors", [])
        if name is None:
            return
        if len(authors) < MOST_AUTHORS:
            marks = {"corresponding": corresponding, "equal_contribution": equal}
            authors.append({"name": name, **{mark: True for mark, stands in marks.items() if stands}})
        elif not self.full:
            self.full = True
            self.tell(f"only the first {MOST_AUTHORS:,} authors were taken.")

    def topic(self, value: Any) -> None:
        """Take a topic, once."""
        label = self._text("a topic", clean.line(value), value)
        topics = self.fields.setdefault("topics", [])
        if label and len(topics) < MOST and all(label.lower() != other["label"].lower() for other in topics):
            topics.append({"label": label})


class Finds:
    """All that a text holds, in the making, and counted: neither records nor problems grow without end."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        self.entries = 0

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
        if lacking:
            draft.tell(f"it was left out, because it has no {lacking[0]}.")
        else:
            kept = {key: value for key, value in draft.fields.items() if value != []}
            self.records.append(Record(draft.collection, kept, draft.line))
        for problem in draft.problems:
            self.tell(*problem)
        return True

    def found(self) -> Found:
        """Give all that was found."""
        return Found(self.records, self.problems)


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
