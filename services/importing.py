"""An import: records of other people's formats matched with what is there, as one change."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from sqlalchemy.orm import Session

from formats import clean
from formats.drafts import LONGEST_NAME
from formats.records import Found
from formats.records import Record as Brought
from models import overview
from models.profile import Profile
from services.bringing import Put
from services.citations import take
from services.editing import Collision, Edit, Invalid
from services.import_reports import Report
from services.judging import Judge
from services.ledger import key_of
from services.naming import Names
from services.placing import placed
from services.readings import of_scholar
from services.records import MODELS, Record

FIRST = ("profile", "publications")
"""What others refer to is brought in first."""


SCHOLAR = "/citations"
"""The path of a person's page at Google Scholar."""
OTHERS = "Its totals were left out: no link of the profile leads to the Scholar page that they are of."


class Source(NamedTuple):
    """What one file holds, by the name that its owner knows it by."""

    name: str
    found: Found
    counts: str | None = None
    """A `gs_data.json` that came along."""


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
            bring.report.note(source.name, problem.line, problem.detail)
        for brought in sorted(source.found.records, key=_turn):
            bring.take(source.name, brought)
            tell()
    # Now that all works are there.
    for source in sources:
        if source.counts:
            bring.count(source.name, source.counts)
    return bring.report


def owner_in(sources: Iterable[Source], said: str | None = None) -> str | None:
    """Tell whose profile it is, as it is said or else as some sources tell: a name that may be stored."""
    records = (each for source in sources for each in source.found.records if each.collection == "profile")
    names = (record.fields["name"] for record in records if record.fields.get("name"))
    written = (next(iter(name.values())) if isinstance(name, dict) else name for name in names)
    name = next(filter(None, map(clean.line, (said, *written))), None)
    return name and name[:LONGEST_NAME].rstrip()


def begin(session: Session, name: str, language: str) -> None:
    """Begin the profile of a database that has none, with its owner's name alone; nothing is committed."""
    empty: dict[str, Any] = {"affiliations": [], "notices": [], "links": []}
    interests: dict[str, Any] = {"current": [], "previous": []}
    person = Names(session).person(name)
    session.add(Profile(id=1, person=person, name={language: name}, interests=interests, **empty))
    session.flush()


def _turn(brought: Brought) -> int:
    return FIRST.index(brought.collection) if brought.collection in FIRST else len(FIRST)


class Import:
    """Records on their way into a change, one after another."""

    def __init__(self, edit: Edit, similar: str, new_ones_wait: bool) -> None:
        self.edit = edit
        self.judge = Judge(edit, similar, new_ones_wait)
        self.report = Report()
        self.keys: dict[tuple[str, str], str | None] = {}
        """What a work is called here, by its file and its key there; None where it was not taken."""

    def take(self, file: str, brought: Brought) -> None:
        """Add a record, or fill the entry that it is already."""
        try:
            known = self._linked(file, self._named(self._placed(file, brought)))
            put = self.judge.put(file, brought.collection, *self._readable(file, known))
        except (Invalid, Collision) as refused:
            put = Put("skipped", None, _told(refused.faults))
        if brought.collection == "publications" and "key" in brought.fields:
            self.keys[file, brought.fields["key"]] = put.key
        self.report.add(file, brought, put)

    def count(self, file: str, text: str) -> None:
        """Take the counts of works; the file's own figures if a link tells they are the owner's."""
        try:
            reading = of_scholar(text)
            if reading.totals and not self._is_of_owner(reading.totals.get("scholar_id")):
                self.report.note(file, None, OTHERS)
                reading = reading._replace(totals={})
            report = take(self.edit, reading)
        except Invalid as refused:
            self.report.note(file, None, _told(refused.faults))
            return
        *told, summary = report.lines()
        for line in told:
            self.report.note(file, None, line)
        result = next((result for result in ("created", "updated") if report.counts()[result]), "unchanged")
        put = Put(result, key_of(report.source, report.as_of), summary)
        self.report.add(file, Brought("citations", {"title": "Citation counts"}), put)

    def _placed(self, file: str, brought: Brought) -> Brought:
        """Give a work its venue of the catalogue, and note a venue that was left out."""
        known, told = placed(self.edit.session, brought)
        if told:
            self.report.note(file, brought.line, told)
        return known

    def _is_of_owner(self, scholar_id: str | None) -> bool:
        """Tell whether the owner's profile leads to a page of Google Scholar, by its identifier."""
        profile = overview.profile(self.edit.session)
        addresses = (urlsplit(link["url"]) for link in profile.links) if profile else ()
        users = [
            user
            for each in addresses
            if each.path == SCHOLAR
            for user in parse_qs(each.query).get("user", ())
        ]
        return scholar_id in users

    def _named(self, brought: Brought) -> Brought:
        """Give a profile that does not tell whose it is the name of the owner."""
        profile = overview.profile(self.edit.session) if brought.collection == "profile" else None
        return brought._replace(fields={"name": profile.name, **brought.fields}) if profile else brought

    def _linked(self, file: str, brought: Brought) -> Brought:
        """Let an entry name the work that its file means, whatever that is called here."""
        named = file, brought.fields.get("publication", "")
        if named not in self.keys:
            return brought
        if self.keys[named] is None:
            self.report.note(file, brought.line, f"publication was left out: {named[1]!r} was not taken.")
        return brought._replace(fields={**brought.fields, "publication": self.keys[named]})

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
                self.report.note(file, brought.line, f"{key} was left out: {detail}")
            return body, loaded


def _told(faults: list[dict[str, Any]]) -> str:
    return " ".join(f"{fault['pointer'].lstrip('/')}: {fault['detail']}".lstrip(": ") for fault in faults)
