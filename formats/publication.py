"""A publication as readers give it: facts brought into the form and the limits that the API takes."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from formats import identifiers
from formats.clean import line as read_line

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
CUT = {"title": 1000, "venue": 200, "abstract": 20_000, "note": 100_000}
"""Characters of a text; what is longer is cut."""
WHOLE = {"volume": 40, "issue": 40, "pages": 40}
"""Characters of what means another thing when it is cut; what is longer is left out."""
MOST_ENTRIES = 100_000
"""Entries of one text; those behind them are left out."""
LONGEST_NAME, MOST_LINKS, MOST_AUTHORS = 200, 100, 5000

RANGE = re.compile(r"(?<=\d)\s?[-‐‑‒–—]{1,3}\s?(?=\d)")
NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9_.:+-]+")

STATUSES = {
    "accepted": re.compile(
        r"\b(to appear|in press|inpress|forthcoming|accepted (for|to|at|by|in)\b|conditionally accepted)"
        r"|^accepted\W*$|已录用|待发表",
        re.IGNORECASE,
    ),
    "preprint": re.compile(
        r"\b(preprint|prepublished|under (review|submission|revision)|submitted|in submission"
        r"|in preparation|inpreparation|working paper|on arxiv|work in progress)\b|预印本|在投|审稿中",
        re.IGNORECASE,
    ),
}
ONLY_STATUS = re.compile(
    r"(to appear|in press|forthcoming|accepted|preprint|submitted|under review|in preparation)\.?",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """Drop control characters and halves of characters, and write every line break as one kind."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def line(text: Any) -> str:
    """Write a text, or a number, on one line with single spaces."""
    return " ".join(clean(str(text)).split())


def seen(text: Any) -> str:
    """Read a text, or a number, on one line, without what turns the words around it or is not seen."""
    return read_line(str(text)) or ""


def status_in(text: str) -> str | None:
    """Tell the status that a remark such as `To appear` speaks of."""
    return next((status for status, words in STATUSES.items() if words.search(text)), None)


def is_only_status(text: str) -> bool:
    """Tell whether a remark says nothing but the status."""
    return bool(ONLY_STATUS.fullmatch(text))


def key_of(text: str) -> str:
    """Make a key that the API takes: letters lose their accents, and other signs become hyphens."""
    plain = unicodedata.normalize("NFKD", line(text)).encode("ascii", "ignore").decode()
    return NOT_IN_KEYS.sub("-", plain).lstrip("_.:+-").rstrip("-")[:200]


def tidy(facts: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Give a publication's known facts as its POST takes them, and sentences on what was left out.

    `links` come as (kind, address), `topics` as labels, and `authors` as objects with a name.
    """
    told: list[str] = []
    known = {key: facts[key] for key in ("type", "status") if facts.get(key)}
    if key := key_of(facts.get("key") or ""):
        known["key"] = key
    for name, most in (CUT | WHOLE).items():
        if text := _within(name, seen(facts.get(name) or ""), most, told):
            known[name] = text
    if "pages" in known:
        known["pages"] = RANGE.sub("–", known["pages"])
    for name, low, high in (("year", 1000, 9998), ("month", 1, 12)):
        if (number := facts.get(name)) is not None and low <= number <= high:
            known[name] = number
    _identifiers(facts, known, told)
    lists: dict[str, list[dict[str, Any]]] = {
        "authors": _authors(facts.get("authors") or (), told),
        "topics": [{"label": label} for label in _topics(facts.get("topics") or ())],
        "links": _links(facts.get("links") or (), known, told),
    }
    known |= {name: value for name, value in lists.items() if value}
    return known | ({"selected": True} if facts.get("selected") else {}), told


def _within(key: str, text: str, most: int, told: list[str]) -> str:
    if len(text) <= most:
        return text
    told.append(
        f"The {key} is longer than {most:,} characters and was {'cut' if key in CUT else 'left out'}."
    )
    return text[:most].rstrip() if key in CUT else ""


def _identifiers(facts: Mapping[str, Any], known: dict[str, Any], told: list[str]) -> None:
    """Take a DOI and an arXiv identifier; a DOI that arXiv gave is the second of the two."""
    said, number = seen(facts.get("doi") or ""), seen(facts.get("arxiv_id") or "")
    doi = identifiers.doi(said)
    if doi and identifiers.is_arxiv_doi(doi):
        number, doi = number or doi, None
    elif doi:
        known["doi"] = doi
    elif said:
        told.append(f"`{said[:60]}` is no DOI.")
    if arxiv_id := identifiers.arxiv_id(number, version=True):
        known["arxiv_id"] = arxiv_id
    elif number:
        told.append(f"`{number[:60]}` is no arXiv identifier.")


def _authors(authors: Iterable[Mapping[str, Any]], told: list[str]) -> list[dict[str, Any]]:
    taken = []
    for author in authors:
        name = seen(author["name"])
        if len(name) > LONGEST_NAME:
            told.append(f"The name `{name[:40]}…` is longer than {LONGEST_NAME} characters and was cut.")
        if name:
            taken.append({**author, "name": name[:LONGEST_NAME].rstrip()})
    if len(taken) > MOST_AUTHORS:
        told.append(f"There are more than {MOST_AUTHORS:,} authors; the others were left out.")
    return taken[:MOST_AUTHORS]


def _topics(labels: Iterable[str]) -> list[str]:
    """Keep one of those topics that would share an address."""
    taken: dict[str, str] = {}
    for label in map(seen, labels):
        bare = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKD", label).casefold()).strip("-")
        if bare and len(label) <= LONGEST_NAME:
            taken.setdefault(bare, label)
    return list(taken.values())


def _links(
    links: Iterable[tuple[str, str]], known: Mapping[str, Any], told: list[str]
) -> list[dict[str, Any]]:
    """Keep what leads somewhere, once, and leave out what only repeats an identifier."""
    taken: dict[str, str] = {}
    for kind, address in links:
        url = identifiers.link(address)
        if url is None:
            told.append(f"`{line(address)[:60]}` is no address.")
        elif not _repeats(url, known) and len(taken) < MOST_LINKS:
            taken.setdefault(url, kind)
    return [{"kind": kind, "url": url} for url, kind in taken.items()]


def _repeats(url: str, known: Mapping[str, Any]) -> bool:
    same_doi = "doi" in known and identifiers.doi(url) == known["doi"]
    return same_doi or ("arxiv_id" in known and identifiers.arxiv_id(url, version=True) == known["arxiv_id"])


def address_of(item: Mapping[str, Any]) -> str | None:
    """Choose the one address that a reference gives: the publisher's, a PDF, or the first there is."""
    links = [link for link in item.get("links") or () if link["url"].startswith(("http://", "https://"))]
    order = {"publisher": 0, "pdf": 1}
    return min(links, key=lambda link: order.get(link["kind"], 2))["url"] if links else None


def note_of(item: Mapping[str, Any]) -> str | None:
    """Write the note in one language: English where there is some, else the first."""
    note = item.get("note")
    if isinstance(note, Mapping):
        return note.get("en") or next(iter(note.values()), None)
    return note
