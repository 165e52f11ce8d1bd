"""Publications from the services that know them, by the identifier of a person or a work."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from formats import clean
from formats.finds import MOST_RECORDS
from formats.records import Found, Problem, Record
from services import web
from services.sources import SOURCES, Source
from services.web import Limits, Missing, Unfetched

LONGEST = 900
"""Seconds for all that one call asks."""
MOST_PAGES = 200


class Ask(Protocol):
    """Asks for a path, with its query, below the service's address; what is posted goes as JSON."""

    def __call__(self, path: str, posted: Any = None) -> str: ...


def way_to(service: Source, settings: Mapping[str, Any]) -> Ask:
    """Make what asks a service, within the limits that the settings have and `LONGEST` for all of it."""
    contact = settings["FETCH_CONTACT"]
    headers = {
        "Accept": service.media_type,
        "User-Agent": f"Vitrine (mailto:{contact})" if contact else "Vitrine",
    }
    if service.key_setting and settings[service.key_setting]:
        headers["x-api-key"] = settings[service.key_setting]
    limits = Limits(
        settings["FETCH_TIMEOUT"],
        settings["FETCH_RETRIES"],
        settings["MAX_FETCH_BYTES"],
        time.monotonic() + LONGEST,
    )

    def ask(path: str, posted: Any = None) -> str:
        url = settings[service.setting] + path
        if posted is None:
            return web.get(url, service.title, headers, limits)
        typed = {**headers, "Content-Type": "application/json"}
        return web.get(url, service.title, typed, limits, json.dumps(posted).encode())

    return ask


def fetch(
    source: str,
    identifier: str,
    settings: Mapping[str, Any],
    progress: Callable[[int], None] = lambda _: None,
) -> Found:
    """Fetch all works of a person, or a work; raise Unfetched, whose text is one sentence.

    `progress` is told after each page how many records there are.
    """
    records: list[Record] = []
    problems: list[Problem] = []
    for text in texts(source, identifier, settings):
        found = SOURCES[source].read(text)
        records += found.records
        problems += found.problems
        progress(len(records))
        if len(records) >= MOST_RECORDS:
            problems.append(Problem(None, f"Only the first {MOST_RECORDS:,} entries were taken."))
            break
    if problems and not records:
        raise Unfetched(
            f"{SOURCES[source].title} answered with nothing that can be taken. {problems[0].detail}"
        )
    return Found(records[:MOST_RECORDS], problems)


def texts(source: str, identifier: str, settings: Mapping[str, Any]) -> Iterator[str]:
    """Give the answers of a service as they are, page by page; raise Unfetched."""
    if source not in SOURCES:
        raise Unfetched(f"{source!r} is no service that is known; write {', '.join(SOURCES)}.")
    service = SOURCES[source]
    known = service.identify(identifier)
    if known is None:
        shown = clean.line(identifier[:100]) or ""
        raise Unfetched(f"{shown!r} is no identifier of {service.title}; write it as {service.example}.")
    get = way_to(service, settings)
    try:
        for number, text in enumerate(service.pages(get, known, settings["FETCH_CONTACT"]), 1):
            yield text
            if number == MOST_PAGES:
                return
    except Missing:
        raise Unfetched(f"{service.title} does not know {identifier.strip()[:100]}.") from None
