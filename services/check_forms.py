"""The rules for what is wrong by its form: years and dates that cannot be, addresses that lead nowhere."""

from collections.abc import Iterator
from typing import Any

from models.addresses import dead_by_form
from services.check_facts import Facts, Finding, of_work


def years(facts: Facts) -> Iterator[Finding]:
    """Find years that cannot be, or must be known."""
    for work in facts.works:
        if told := _wrong_year(work, facts.this_year):
            advice = f"Correct it: `flask edit publications {work.key} --set year=…`."
            yield of_work("year", work, told, advice)
    for name, entry in facts.entries:
        if told := _wrong_dates(entry, facts.this_year):
            advice = f"Correct it: `flask edit {name} {entry.id} --set …`."
            yield Finding("year", name, str(entry.id), told, advice)


OLDEST = 1900
AHEAD = 1
"""Years from now in which a work may be out: it is often accepted for the next."""


def _wrong_year(work: Any, this_year: int) -> str | None:
    arxiv = work.arxiv_id if work.arxiv_id and work.arxiv_id[:4].isdigit() else None
    if work.year is None:
        return "This was published and has no year." if work.status == "published" else None
    if not OLDEST <= work.year <= this_year + AHEAD:
        return f"The year {work.year} cannot be."
    if arxiv and work.status == "preprint" and work.year < 2000 + int(arxiv[:2]):
        return f"The year {work.year} is before {arxiv} was on arXiv."
    return None


def _wrong_dates(entry: Any, this_year: int) -> str | None:
    given = {name: getattr(entry, name, None) for name in ("start", "end", "date", "year", "cohort")}
    dates = {name: str(value) for name, value in given.items() if value}
    for name, value in dates.items():
        # What is planned ends years from now; a degree or a project is not planned for twenty.
        if not OLDEST <= int(value[:4]) <= this_year + (20 if name in ("start", "end", "cohort") else AHEAD):
            return f"The {name} {value} cannot be."
    if "start" in dates and "end" in dates:
        length = min(len(dates["start"]), len(dates["end"]))
        if dates["end"][:length] < dates["start"][:length]:
            return f"It ends in {dates['end']}, before it starts in {dates['start']}."
    return None


def addresses(facts: Facts) -> Iterator[Finding]:
    """Find addresses that look dead by their form."""
    for collection, key, value in _with_addresses(facts):
        for url in dict.fromkeys(_urls(value)):
            if told := dead_by_form(url):
                advice = "Correct the address, or take the link away."
                yield Finding(
                    "address", collection, key, f"The address {url[:200]} leads nowhere: {told}.", advice
                )


def _with_addresses(facts: Facts) -> Iterator[tuple[str, str, Any]]:
    if profile := facts.profile:
        yield "profile", "profile", [profile.links, profile.affiliations, profile.notices, profile.avatar]
    yield from (("publications", work.key, work.links) for work in facts.works)
    yield from (
        ("people", person.slug, [{"url": person.homepage}]) for person in facts.people if person.homepage
    )
    for name, entry in facts.entries:
        yield name, str(entry.id), [{"url": getattr(entry, "url", None)}, getattr(entry, "links", None)]


def _urls(value: Any) -> Iterator[str]:
    """Give every address in lists and objects, wherever a key says that it is one."""
    if isinstance(value, list):
        for part in value:
            yield from _urls(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            if key == "url" and isinstance(part, str):
                yield part
            else:
                yield from _urls(part)
