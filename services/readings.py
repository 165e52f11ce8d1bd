"""Readings on their way into the ledger, out of a `gs_data.json`, a body of our own, or a service."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from marshmallow import ValidationError

from formats import clean, scholar_stats
from formats.homepage import citations as scholar
from formats.records import Count
from models.database import now
from schemas import body_faults
from schemas.citation_figures import LARGEST, MOST_YEARS
from schemas.citations import CitationsBody
from schemas.json_body import Unreadable, parse
from schemas.patterns import SOURCE
from services.editing import Invalid
from services.records import Record

GOOGLE = "google-scholar"
"""The source of a `gs_data.json`, unless it is named otherwise."""
OWN_KEYS = {"counts", "totals"}
"""What tells a body of our own: the theme's files have neither, though some have a `source`."""
NO_COUNTS = "This holds no counts: send a gs_data.json as it is, or an object with source and counts."
FIGURE_OF = {name: figure for figure, name in scholar_stats.NAMES.items()}
"""The figures of a `gs_data.json`, each with its name here."""
AHEAD = timedelta(hours=14)
"""How far the clocks of some are ahead of UTC: what is today there is no day of the future."""


class Given(NamedTuple):
    """A count that is handed in, with all that may tell of which work it is."""

    times: int
    publication: str | None = None
    doi: str | None = None
    arxiv_id: str | None = None
    title: str | None = None
    year: int | None = None
    source_id: str | None = None


class Reading(NamedTuple):
    """What one source said on one day, and what of it was not understood."""

    source: str
    as_of: str
    counts: list[Given]
    totals: Record
    problems: list[str]


def of_body(body: bytes, source: str | None = None) -> Reading:
    """Read a `gs_data.json` in any dialect, or a body of our own; a source may be named beside it.

    Raise Unreadable for what is no JSON, and Invalid for what is neither or says what cannot be.
    """
    if source is not None:
        try:
            SOURCE(source)
        except ValidationError as wrong:
            raise Invalid([body_faults.fault("/source", str(wrong.messages[0]))]) from None
    fault: Exception = Invalid([body_faults.fault("", NO_COUNTS)])
    try:
        data = parse(body)
    except Unreadable as unreadable:
        # A theme's file may hold what no body of ours does, such as a number beyond 2^63.
        data, fault = None, unreadable
    if isinstance(data, dict) and data.keys() & OWN_KEYS:
        return of_object(data, source)
    try:
        reading = of_scholar(body.decode("utf-8-sig"), source)
    except UnicodeDecodeError:
        raise fault from None
    if not (reading.counts or reading.totals):
        raise fault
    return reading


def of_scholar(text: str, source: str | None = None) -> Reading:
    """Read a `gs_data.json`, or a badge's file; without a day of its own it is of today."""
    found = scholar.read(text)
    problems = [clean.line(problem.detail) or "" for problem in found.problems]
    as_of = today()
    if found.as_of:
        try:
            as_of = date.fromisoformat(found.as_of).isoformat()
        except ValueError:
            problems.append(f"The file's day, {found.as_of}, is not in the calendar; today's was taken.")
    _refuse_future(as_of, "/updated")
    counts = []
    for each in found.publications:
        title = clean.line(each.title)
        if title is None or each.count > LARGEST:
            problems.append(f"{(title or 'A publication')[:60]}: its title or count cannot be.")
        else:
            given = Given(each.count, title=title[:1000], year=each.year, source_id=_id(each.scholar_id))
            counts.append(given)
    totals = _figures(found.totals, problems)
    if (owner := _id(found.scholar_id, 100)) and totals:
        totals["scholar_id"] = owner
    return Reading(source or GOOGLE, as_of, counts, totals, problems)


def of_counts(source: str, counts: Iterable[tuple[str | None, Count]]) -> Reading:
    """Make a reading of what a service counts today, each beside the key of its work where that is known.

    Citations per year are the sums of those whose work is known.
    """
    given: list[Given] = []
    problems: list[str] = []
    years: Counter[int] = Counter()
    for key, each in counts:
        if 0 <= each.times <= LARGEST:
            names = (None, each.doi, each.arxiv_id, each.title, each.year) if key is None else (key,)
            given.append(Given(each.times, *names))
            years.update(dict(each.by_year) if key else {})
        else:
            problems.append(f"{each.title or each.doi}: its count cannot be.")
    per_year = {str(year): years[year] for year in sorted(years)}
    return Reading(source, today(), given, {"per_year": per_year} if per_year else {}, problems)


def today() -> str:
    """Tell which day it is, in UTC."""
    return now().date().isoformat()


def of_object(data: Any, source: str | None = None) -> Reading:
    """Read a body of our own, or raise Invalid with all that is wrong with it."""
    try:
        said: Any = CitationsBody().load(data)
    except ValidationError as found:
        messages = found.normalized_messages()
        raise Invalid(body_faults.of_body(messages, CitationsBody, data)) from None
    if not (name := said["source"] or source):
        raise Invalid([body_faults.fault("/source", "Say who counted, such as google-scholar or manual.")])
    if source not in (None, name):
        raise Invalid([body_faults.fault("/source", f"The address says {source!r}, and the body {name!r}.")])
    as_of = said["as_of"] or today()
    _refuse_future(as_of, "/as_of")
    totals = {figure: value for figure, value in (said["totals"] or {}).items() if value is not None}
    if "per_year" in totals:
        totals["per_year"] = dict(sorted(totals["per_year"].items()))
    if not (said["counts"] or totals):
        raise Invalid([body_faults.fault("/counts", "This holds neither counts nor totals.")])
    return Reading(name, as_of, [Given(**count) for count in said["counts"]], totals, [])


def _refuse_future(as_of: str, pointer: str) -> None:
    if as_of > (now() + AHEAD).date().isoformat():
        raise Invalid([body_faults.fault(pointer, f"{as_of} is yet to come, so nobody counted then.")])


def _figures(found: Record, problems: list[str]) -> Record:
    """Take the figures of a `gs_data.json`, under their names here, without what is too large to be."""
    figures: Record = {}
    for name, figure in FIGURE_OF.items():
        if found.get(name, -1) > LARGEST:
            problems.append(f"{name} is larger than all citations of anyone, and was left out.")
        elif name in found:
            figures[figure] = found[name]
    years = found.get("cites_per_year", {})
    kept = {
        year: years[year]
        for year in sorted(years)
        if len(year) == 4 and year.isascii() and year.isdigit() and years[year] <= LARGEST
    }
    if kept and len(kept) == len(years) <= MOST_YEARS:
        figures["per_year"] = kept
    elif years:
        problems.append("cites_per_year holds what is no year or no count, and was left out.")
    if figures and "organization" in found:
        figures["organization"] = str(found["organization"])
    return figures


def _id(value: str | None, most: int = 200) -> str | None:
    text = clean.line(value)
    return text if text and len(text) <= most else None
