"""An import: records of other people's formats matched with what is there, as one change."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from formats.records import Found
from formats.records import Record as Brought
from models.known import venues_named
from services.editing import Collision, Edit, Invalid
from services.filling import filling, free_keys
from services.matching import Match, Matcher
from services.records import MODELS, Record, record_of

RESULTS = ("created", "updated", "unchanged", "skipped")
FIRST = ("profile", "publications")
"""What others refer to is brought in first."""


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

    def document(self) -> dict[str, Any]:
        """Write it as the API gives it."""
        counts = Counter(outcome.result for outcome in self.outcomes)
        return {
            **{result: counts[result] for result in RESULTS},
            "items": [outcome._asdict() for outcome in self.outcomes],
            "problems": self.problems,
        }


def bring_in(
    edit: Edit, sources: Iterable[Source], similar: str = "skip", tell: Callable[[], None] = lambda: None
) -> Report:
    """Bring the records of some sources into one change, and report on each.

    What may be an entry that is there, but not surely, is skipped, merged or added, as `similar` says.
    `tell` is called after every record.
    """
    sources = list(sources)
    bring = Import(edit, similar)
    counts = Counter(record.collection for source in sources for record in source.found.records)
    edit.make_room({name: number for name, number in counts.items() if name in MODELS})
    for source in sources:
        for problem in source.found.problems:
            bring.note(source.name, problem.line, problem.detail)
        for brought in sorted(source.found.records, key=_turn):
            bring.take(source.name, brought)
            tell()
    return Report(bring.outcomes, bring.problems)


def _turn(brought: Brought) -> int:
    return FIRST.index(brought.collection) if brought.collection in FIRST else len(FIRST)


class Import:
    """Records on their way into a change, and what became of each."""

    def __init__(self, edit: Edit, similar: str) -> None:
        self.edit, self.similar = edit, similar
        self.matcher = Matcher(edit.session)
        self.outcomes: list[Outcome] = []
        self.problems: list[dict[str, Any]] = []

    def note(self, file: str, line: int | None, detail: str) -> None:
        """Note what could not be understood or stored."""
        self.problems.append({"file": file, "line": line, "detail": detail})

    def take(self, file: str, brought: Brought) -> None:
        """Add a record, or fill the entry that it is already."""
        try:
            result, key, detail = self._put(brought.collection, self._readable(file, brought))
        except (Invalid, Collision) as refused:
            result, key, detail = "skipped", None, _told(refused.faults)
        title = title_of(brought)
        self.outcomes.append(Outcome(result, brought.collection, key, title, file, brought.line, detail))

    def _readable(self, file: str, brought: Brought) -> Record:
        """Leave out what cannot be stored, and say so; raise Invalid where too little is left."""
        try:
            self.edit.check(brought.collection, brought.fields)
        except Invalid as refused:
            wrong = {fault["pointer"].split("/")[1]: fault["detail"] for fault in refused.faults}
            body = {key: value for key, value in brought.fields.items() if key not in wrong}
            self.edit.check(brought.collection, body)
            for key, detail in wrong.items():
                self.note(file, brought.line, f"{key} was left out: {detail}")
            return body
        return brought.fields

    def _put(self, collection: str, body: Record) -> tuple[str, str | None, str | None]:
        loaded = self.edit.check(collection, body)
        found = self.matcher.match(collection, loaded)
        if found.doubt and self.similar == "skip":
            return "skipped", None, found.doubt
        if found.entry is None or (found.doubt and self.similar == "add"):
            return self._add(collection, body, found)
        return self._fill(collection, {key: loaded[key] for key in body if key in loaded}, found)

    def _add(self, collection: str, body: Record, found: Match) -> tuple[str, str | None, str | None]:
        told = found.doubt
        if collection == "publications" and self.matcher.is_taken(key := body.get("key")):
            told = f"The key {key!r} is another work's here, so this one was given a new key."
            body = {name: value for name, value in body.items() if name != "key"}
        entry = self.edit.create(collection, body)
        self.matcher.add(collection, entry)
        return "created", self.edit.key_of(collection, entry), told

    def _fill(self, collection: str, said: Record, found: Match) -> tuple[str, str | None, str | None]:
        entry, key = found.entry, self.edit.key_of(collection, found.entry)
        free = free_keys(self.edit.session, collection, key)
        if collection == "publications":
            # The key by which it is known here stays, whatever another place calls it.
            said = {name: self._as_here(name, value) for name, value in said.items() if name != "key"}
        filled = filling(record_of(collection, entry), said, free)
        if found.doubt and entry.status == "preprint":
            # Now that it is published, what was chosen for a preprint is chosen anew.
            filled.patch.update(status=said.get("status"), type=said.get("type"))
            filled.patch.update({"year": said["year"]} if said.get("year") else {})
        result = self.edit.patch(collection, entry, filled.patch) if filled.patch else "unchanged"
        kept = f"Left as it stands here: {', '.join(filled.kept)}." if filled.kept else None
        return result, key, kept

    def _as_here(self, name: str, value: Any) -> Any:
        """Write a venue that is known by its slug, as records do."""
        if name != "venue" or value is None:
            return value
        for word in (value["slug"], value["acronym"], value["name"]):
            found = venues_named(self.edit.session, word) if word else {}
            if len(found) == 1:
                return next(iter(found.values()))
        return value


def _told(faults: list[dict[str, Any]]) -> str:
    return " ".join(f"{fault['pointer'].lstrip('/')}: {fault['detail']}".lstrip(": ") for fault in faults)


def title_of(brought: Brought) -> str:
    """Name a record to people: by its title, or by what comes nearest."""
    for key in ("title", "name", "degree", "role", "text"):
        value = brought.fields.get(key)
        if value:
            return str(value if not isinstance(value, dict) else next(iter(value.values())))[:200]
    return brought.collection
