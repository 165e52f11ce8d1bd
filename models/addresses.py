"""Addresses that look dead by their form alone; nothing is fetched."""

import re
from urllib.parse import urlsplit

CLOSED = {
    "goo.gl": "goo.gl no longer forwards",
    "code.google.com": "code.google.com was closed",
    "gitorious.org": "gitorious.org was closed",
    "geocities.com": "geocities.com was closed",
    "plus.google.com": "plus.google.com was closed",
    "academic.microsoft.com": "academic.microsoft.com was closed",
    "hub.jazz.net": "hub.jazz.net was closed",
}
"""Hosts that answer no more, and what became of them."""

LOCAL = re.compile(
    r"localhost|127(\.\d+){3}|0\.0\.0\.0|10(\.\d+){3}|192\.168(\.\d+){2}|\[?::1\]?|.*\.(local|lan|internal)"
)
RESERVED = re.compile(r"(?:.*\.)?(?:example\.(?:com|org|net|edu)|.*\.?(?:test|invalid|example))")
HOST = re.compile(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}\.?|\d+(?:\.\d+){3}|\[[0-9a-f:.]+\]"
)
UNFINISHED = re.compile(
    r"\{\{|\}\}|\{%|<[^>]*>|\b(?:todo|tbd|fixme|xxx+|your[-_]?(?:name|id|url|username))\b", re.IGNORECASE
)


def dead_by_form(url: str) -> str | None:
    """Say why an address cannot lead anywhere, or None where it may."""
    if url.startswith(("/", "mailto:")):
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return "it cannot be read as an address"
    rules = (
        (parts.scheme not in ("http", "https"), "it does not begin with http:// or https://"),
        (re.search(r"\s", url), "it has a space within"),
        (re.match(r"https?:/*https?:", url, re.IGNORECASE), "it begins twice"),
        (UNFINISHED.search(url), "a part of it was never filled in"),
        (LOCAL.fullmatch(host), "its host is a machine of one's own"),
        (RESERVED.fullmatch(host), "its host is reserved for examples"),
        (not HOST.fullmatch(host), "its host is no name of a site"),
        (url.endswith(("...", "…", "%E2%80%A6")), "its end was cut off"),
        (url.endswith((",", ";", "'", '"', "<", ">")), "a mark hangs on its end"),
        (url.endswith(")") and "(" not in url, "a bracket hangs on its end"),
        (_is_doi_without(host, parts.path), "it has no DOI behind doi.org"),
        (_is_arxiv_without(host, parts.path), "it has no identifier behind arxiv.org"),
    )
    found = next((told for wrong, told in rules if wrong), None)
    return found or CLOSED.get(host.removeprefix("www."))


def _is_doi_without(host: str, path: str) -> bool:
    return host in ("doi.org", "dx.doi.org", "www.doi.org") and not re.match(
        r"/(?:abs/)?10\.\d{4,9}[.\d]*(?:/|%2F)\S", path
    )


def _is_arxiv_without(host: str, path: str) -> bool:
    return (
        host in ("arxiv.org", "www.arxiv.org")
        and bool(re.fullmatch(r"/(?:abs|pdf|html)?/?", path))
        and path != "/"
    )
