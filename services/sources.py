"""The services that know publications: how each is named, asked page by page, and read."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import quote, urlencode

from formats import answers, crossref, dblp, identifiers, openalex, orcid, semantic_scholar
from formats.finds import Unreadable
from formats.records import Found

PER_PAGE = 100
PER_BULK = 50
"""Works of one answer: OpenAlex allows 200, Semantic Scholar 1,000, and ORCID 100."""

Get = Callable[[str], str]
"""Asks for a path, with its query, below the service's address."""


class Source(NamedTuple):
    """A service: its name, the setting of its address, its identifiers, and how it is asked and read.

    `key_setting` names the setting of a key that goes into the header `x-api-key`, if there is one.
    """

    title: str
    setting: str
    media_type: str
    identify: Callable[[str], str | None]
    example: str
    pages: Callable[[Get, str, str], Iterator[str]]
    read: Callable[[str], Found]
    key_setting: str | None = None


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


def semantic_scholar_author(text: str) -> str | None:
    """Read the number of an author at Semantic Scholar, as it is or in an address, or None."""
    found = re.fullmatch(
        r"(?:https?://(?:www\.)?semanticscholar\.org/author/(?:[^/\s?#]{1,200}/)?)?([0-9]{1,15})",
        text.strip(),
    )
    return found[1] if found else None


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


def _semantic_scholar_pages(get: Get, identifier: str, _contact: str) -> Iterator[str]:
    """Follow the offsets for as long as they grow."""
    offset: int | None = 0
    while offset is not None:
        query = {"fields": semantic_scholar.FIELDS, "limit": PER_PAGE, "offset": offset}
        text = get(f"/author/{identifier}/papers?{urlencode(query, safe=',')}")
        yield text
        offset = semantic_scholar.following(text, offset)


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
    "semantic-scholar": Source(
        "Semantic Scholar",
        "SEMANTIC_SCHOLAR_URL",
        JSON,
        semantic_scholar_author,
        "1741101",
        _semantic_scholar_pages,
        semantic_scholar.read,
        "SEMANTIC_SCHOLAR_KEY",
    ),
}
