"""Publications from the services that know them, by the identifier of a person or a work."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from formats import answers, clean, crossref, dblp, identifiers, openalex, orcid
from formats.drafts import MOST_RECORDS, Unreadable
from formats.records import Found, Problem, Record
from services import web
from services.web import Limits, Missing, Unfetched

LONGEST = 900
"""Seconds for all that one call asks."""
MOST_PAGES = 200
PER_PAGE = 100
PER_BULK = 50
"""Works of one answer: OpenAlex allows 200, and ORCID 100."""

Get = Callable[[str], str]
"""Asks for a path, with its query, below the service's address."""


class Source(NamedTuple):
    """A service: its name, the setting of its address, its identifiers, and how it is asked and read."""

    title: str
    setting: str
    media_type: str
    identify: Callable[[str], str | None]
    example: str
    pages: Callable[[Get, str, str], Iterator[str]]
    read: Callable[[str], Found]


def orcid_id(text: str) -> str | None:
    """Read an ORCID iD whose last character, the check, is right (ISO 7064, MOD 11-2), or None."""
    found = re.fullmatch(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])", text.strip(), re.ASCII)
    if not found:
        return None
    digits = found[1].replace("-", "").upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return found[1].upper() if digits[-1] == ("X" if check == 10 else str(check)) else None


def dblp_pid(text: str) -> str | None:
    """Read the identifier of a person at DBLP, such as 65/9612 or w/WeiWang-1, or None."""
    found = re.fullmatch(
        r"(?:https?://dblp\.(?:org|uni-trier\.de)/pid/)?([a-z0-9]{1,4}/[A-Za-z0-9_=-]{1,100}?)(?:\.html|\.xml)?",
        text.strip(),
    )
    return found[1] if found else None


def openalex_author(text: str) -> str | None:
    """Read an author of OpenAlex, or an ORCID iD, as the filter that finds their works, or None."""
    found = re.fullmatch(r"(?:https?://openalex\.org/(?:authors/)?)?([Aa][0-9]{1,15})", text.strip())
    if found:
        return f"author.id:{found[1].upper()}"
    known = orcid_id(text)
    return f"author.orcid:{known}" if known else None


def _orcid_pages(get: Get, identifier: str, _contact: str) -> Iterator[str]:
    """Ask for the list, and then for each work whole: only these have authors."""
    listed = get(f"/{identifier}/works")
    codes = orcid.put_codes(listed)
    if not codes:
        yield listed
    for start in range(0, len(codes), PER_BULK):
        yield get(f"/{identifier}/works/{','.join(map(str, codes[start : start + PER_BULK]))}")


def _dblp_pages(get: Get, identifier: str, _contact: str) -> Iterator[str]:
    yield get(f"/pid/{identifier}.xml")


def _crossref_pages(get: Get, identifier: str, contact: str) -> Iterator[str]:
    polite = f"?{urlencode({'mailto': contact})}" if contact else ""
    yield get(f"/works/{quote(identifier, safe='')}{polite}")


def _openalex_pages(get: Get, identifier: str, contact: str) -> Iterator[str]:
    """Follow the cursor until it ends, or leads where it has led before."""
    cursor, known = "*", set[str]()
    while cursor and cursor not in known:
        known.add(cursor)
        query = {"filter": identifier, "per-page": PER_PAGE, "cursor": cursor}
        text = get(f"/works?{urlencode(query | ({'mailto': contact} if contact else {}))}")
        yield text
        cursor = _cursor(text)


def _cursor(text: str) -> str:
    try:
        answer = answers.load(text)
    except Unreadable:
        return ""
    following = answers.at(answer, "meta", "next_cursor")
    return following[:1000] if isinstance(following, str) and answers.each(answer, "results") else ""


JSON, XML = "application/json", "application/xml"
SOURCES = {
    "orcid": Source("ORCID", "ORCID_URL", JSON, orcid_id, "0000-0002-1825-0097", _orcid_pages, orcid.read),
    "dblp": Source("DBLP", "DBLP_URL", XML, dblp_pid, "65/9612", _dblp_pages, dblp.read),
    "openalex": Source(
        "OpenAlex",
        "OPENALEX_URL",
        JSON,
        openalex_author,
        "A5023888391, or an ORCID iD",
        _openalex_pages,
        openalex.read,
    ),
    "crossref": Source(
        "Crossref",
        "CROSSREF_URL",
        JSON,
        identifiers.doi,
        "10.1145/3503222.3507721",
        _crossref_pages,
        crossref.read,
    ),
}


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
    limits = Limits(
        settings["FETCH_TIMEOUT"],
        settings["FETCH_RETRIES"],
        settings["MAX_FETCH_BYTES"],
        time.monotonic() + LONGEST,
    )
    contact = settings["FETCH_CONTACT"]
    headers = {
        "Accept": service.media_type,
        "User-Agent": f"Vitrine (mailto:{contact})" if contact else "Vitrine",
    }

    def get(path: str) -> str:
        return web.get(settings[service.setting] + path, service.title, headers, limits)

    try:
        for number, text in enumerate(service.pages(get, known, contact), 1):
            yield text
            if number == MOST_PAGES:
                return
    except Missing:
        raise Unfetched(f"{service.title} does not know {identifier.strip()[:100]}.") from None
