"""An import: records of other people's formats matched with what is there, as one change."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from formats.records import Found
from formats.records import Record as Brought
from models import overview
from models.profile import Profile
from schemas.vocabulary import RESULTS
from services.bringing import Bringing, Put
from services.editing import Collision, Edit, Invalid
from services.inbox import propose
from services.matching import Match
from services.naming import Names
from services.recognising import recognise
from services.records import MODELS, Record

FIRST = ("profile", "publications")
"""What others refer to is brought in first."""


DBLP_RECORD = re.compile(r"https://dblp\.org/rec/((?:conf|journals)/[\w-]+)/", re.ASCII)
KIND_OF = {"article-journal": "journal", "paper-conference": "conference"}
NEW = ("unknown", "beside")
"""Why a text names no venue of the catalogue, where it surely names one all the same."""


class Source(NamedTuple):
    """What one file holds, by the name that its owner knows it by."""

    name: str
    found: Found


class Outcome(NamedTuple):
    """What became of one record; `key` is None where it was skipped."""

    result: str
    collection: str
    key: str | None
    title: str
    file: str
    line: int | None
    detail: str | None = None


class Report(NamedTuple):
    """What became of every record, and what could not be understood."""

    outcomes: list[Outcome]
    problems: list[dict[str, Any]]

    def counts(self) -> dict[str, int]:
        """Count the records by what became of them."""
        found = Counter(outcome.result for outcome in self.outcomes)
        return {result: found[result] for result in RESULTS}

    def document(self) -> dict[str, Any]:
        """Write it as the API gives it."""
        return {
            **self.counts(),
            "items": [outcome._asdict() for outcome in self.outcomes],
            "problems": self.problems,
        }


def bring_in(
    edit: Edit,
    sources: Iterable[Source],
    similar: str = "skip",
    tell: Callable[[], None] = lambda: None,
    new_ones_wait: bool = False,
) -> Report:
    """Bring the records of some sources into one change, and report on each.

    What may be an entry that is there, but not surely, is skipped, merged, added or laid into the inbox, as
    `similar` says; what is new is laid there, too, where it has to wait. `tell` is called after every record.
    """
    sources = list(sources)
    bring = Import(edit, similar, new_ones_wait)
    counts = Counter(record.collection for source in sources for record in source.found.records)
    edit.make_room({name: number for name, number in counts.items() if name in MODELS})
    for source in sources:
        for problem in source.found.problems:
            bring.note(source.name, problem.line, problem.detail)
        for brought in sorted(source.found.records, key=_turn):
            bring.take(source.name, brought)
            tell()
    return Report(bring.outcomes, bring.problems)


def owner_in(sources: Iterable[Source]) -> str | None:
    """Read in some sources whose profile it is."""
    profiles = (
        each.fields for source in sources for each in source.found.records if each.collection == "profile"
    )
    names = (fields["name"] for fields in profiles if fields.get("name"))
    name = next(names, None)
    return next(iter(name.values())) if isinstance(name, dict) else name


def begin(session: Session, name: str, language: str) -> None:
    """Begin the profile of a database that has none, with nothing but its owner's name."""
    empty: dict[str, Any] = {"affiliations": [], "notices": [], "links": []}
    interests: dict[str, Any] = {"current": [], "previous": []}
    person = Names(session).person(name)
    session.add(Profile(id=1, person=person, name={language: name}, interests=interests, **empty))
    session.flush()


def _turn(brought: Brought) -> int:
    return FIRST.index(brought.collection) if brought.collection in FIRST else len(FIRST)


class Import:
    """Records on their way into a change, and what became of each."""

    def __init__(self, edit: Edit, similar: str, new_ones_wait: bool) -> None:
        self.edit, self.similar, self.new_ones_wait = edit, similar, new_ones_wait
        self.bringing = Bringing(edit)
        self.outcomes: list[Outcome] = []
        self.problems: list[dict[str, Any]] = []

    def note(self, file: str, line: int | None, detail: str) -> None:
        """Note what could not be understood or stored."""
        self.problems.append({"file": file, "line": line, "detail": detail})

    def take(self, file: str, brought: Brought) -> None:
        """Add a record, or fill the entry that it is already."""
        try:
            known = self._named(self._placed(file, brought))
            put = self._put(file, brought.collection, *self._readable(file, known))
        except (Invalid, Collision) as refused:
            put = Put("skipped", None, _told(refused.faults))
        title, line = title_of(brought), brought.line
        self.outcomes.append(Outcome(put.result, brought.collection, put.key, title, file, line, put.detail))

    def _named(self, brought: Brought) -> Brought:
        """Give a profile that does not tell whose it is the name of the owner."""
        profile = overview.profile(self.edit.session) if brought.collection == "profile" else None
        return brought._replace(fields={"name": profile.name, **brought.fields}) if profile else brought

    def _placed(self, file: str, brought: Brought) -> Brought:
        """Name a publication's venue by its slug where the catalogue surely knows it; say where it may."""
        text = brought.fields.get("venue")
        if brought.collection != "publications" or not isinstance(text, str):
            return brought
        kind = KIND_OF.get(brought.fields.get("type", ""))
        known = recognise(self.edit.session, text, kind, stream_of(brought.fields))
        if known.venue:
            year = {} if brought.fields.get("year") or not known.year else {"year": known.year}
            return brought._replace(fields={**brought.fields, **year, "venue": {"slug": known.venue.slug}})
        if known.reason in NEW:
            return brought
        could_be = ", ".join(venue.slug for venue in known.candidates)
        self.note(file, brought.line, f"venue {text!r} was left out: {known.note} {could_be}".rstrip())
        return brought._replace(fields={**brought.fields, "venue": None})

    def _readable(self, file: str, brought: Brought) -> tuple[Record, Record]:
        """Give a body and what it loads as, without what cannot be stored, which is told.

        Raise Invalid where too little is left.
        """
        try:
            return brought.fields, self.edit.check(brought.collection, brought.fields)
        except Invalid as refused:
            wrong = {fault["pointer"].split("/")[1]: fault["detail"] for fault in refused.faults}
            body = {key: value for key, value in brought.fields.items() if key not in wrong}
            loaded = self.edit.check(brought.collection, body)
            for key, detail in wrong.items():
                self.note(file, brought.line, f"{key} was left out: {detail}")
            return body, loaded

    def _put(self, file: str, collection: str, body: Record, loaded: Record) -> Put:
        found = self.bringing.matcher.match(collection, loaded)
        if collection == "profile" and found.entry is None:
            return Put("skipped", None, "There is no profile that it could fill.")
        if found.doubt and self.similar == "skip":
            return Put("skipped", None, found.doubt)
        waits = self.new_ones_wait and found.entry is None and collection == "publications"
        if waits or (found.doubt and self.similar == "inbox"):
            return self._propose(file, body, found)
        if found.entry is None or (found.doubt and self.similar == "add"):
            return self.bringing.add(collection, body, found)
        return self.bringing.fill(collection, body, found)

    def _propose(self, file: str, body: Record, found: Match) -> Put:
        if propose(self.edit.session, file, body, found):
            return Put("proposed", None, found.doubt)
        return Put("skipped", None, "It lies in the inbox, or was decided there before.")


def stream_of(fields: Record) -> str | None:
    """Read the DBLP key of a venue, `conf/asplos`, from the address of a record at DBLP."""
    addresses = (link["url"] for link in fields.get("links", ()) if link.get("kind") == "dblp")
    return next((found[1] for url in addresses if (found := DBLP_RECORD.match(url))), None)


def _told(faults: list[dict[str, Any]]) -> str:
    return " ".join(f"{fault['pointer'].lstrip('/')}: {fault['detail']}".lstrip(": ") for fault in faults)


def title_of(brought: Brought) -> str:
    """Name a record to people: by its title, or by what comes nearest."""
    for key in ("title", "name", "degree", "role", "text"):
        value = brought.fields.get(key)
        if value:
            return str(value if not isinstance(value, dict) else next(iter(value.values())))[:200]
    return brought.collection
