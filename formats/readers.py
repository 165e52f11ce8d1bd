"""Every format that is read: one row each, and which row is meant by a name, a file's ending or its text."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from formats import (
    bibtex_reading,
    crossref,
    csl_json,
    dblp,
    front_matter,
    homepage,
    openalex,
    orcid,
    ris,
    semantic_scholar,
)
from formats.records import Found

HEAD = 5000
"""Characters at the beginning of a text that show what it is."""
BIBTEX = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]{1,40}[ \t]*[{(]", re.MULTILINE)
RIS = re.compile(r"^[ \ufeff]*TY {0,3}- ?[A-Z]", re.MULTILINE)
OF_JSON = re.compile(r"\ufeff?\s*[\[{]")
OF_CROSSREF = re.compile(r'"title"\s?:\s?\[')
"""CSL's title is one text, that of Crossref a list."""
CSL = re.compile(
    r'"(container-title|date-parts|citation-key|archive_location)"|"type"\s?:\s?"(article-|paper-conf)'
)


OF_PAGE = re.compile(r"^#{1,3} |paper-box|<h[1-3]\b", re.MULTILINE)
"""Headings, or the theme's own boxes for papers."""


class Reader(NamedTuple):
    """A format: its media types, the endings of its files, how its text is told, and what reads it.

    A reader is given the text and the path of its file, which says in some formats what the text is.
    """

    media_types: tuple[str, ...]
    endings: tuple[str, ...]
    sniff: Callable[[str], bool]
    read: Callable[[str, str], Found]


def _alone(read: Callable[[str], Found]) -> Callable[[str, str], Found]:
    """Let a format whose text says everything be read without its path."""
    return lambda text, _path: read(text)


JSON, XML = "application/json", "application/xml"

READERS: dict[str, Reader] = {
    "bibtex": Reader(
        ("application/x-bibtex", "text/x-bibtex"),
        (".bib", ".bibtex", ".biblatex"),
        lambda text: bool(BIBTEX.search(text[:HEAD])),
        _alone(bibtex_reading.read),
    ),
    "ris": Reader(
        ("application/x-research-info-systems", "application/research-info-systems"),
        (".ris",),
        lambda text: bool(RIS.search(text[:HEAD])),
        _alone(ris.read),
    ),
    "dblp": Reader((XML, "text/xml"), (".xml",), dblp.sniff, _alone(dblp.read)),
    "orcid": Reader((JSON,), (".json",), orcid.sniff, _alone(orcid.read)),
    "openalex": Reader((JSON,), (".json",), openalex.sniff, _alone(openalex.read)),
    "semantic-scholar": Reader((JSON,), (".json",), semantic_scholar.sniff, _alone(semantic_scholar.read)),
    "csl-json": Reader(
        ("application/vnd.citationstyles.csl+json", JSON),
        (".json", ".csljson"),
        lambda text: bool(
            OF_JSON.match(text) and CSL.search(text[:HEAD]) and not OF_CROSSREF.search(text[:HEAD])
        ),
        _alone(csl_json.read),
    ),
    "crossref": Reader((JSON,), (".json",), crossref.sniff, _alone(crossref.read)),
    "front-matter": Reader(("text/markdown",), (".md", ".markdown"), front_matter.sniff, front_matter.read),
    "acad-homepage": Reader(
        ("text/markdown", "text/html"),
        (".md", ".markdown"),
        lambda text: bool(OF_PAGE.search(text)),
        lambda text, path: homepage.read({path or "about.md": text}),
    ),
}
"""By name, in the order in which they are tried where several could be meant."""

MEDIA_TYPES = sorted({kind for reader in READERS.values() for kind in reader.media_types} | {"text/plain"})
"""What a text may come as; `text/plain` leaves its format to be told by the text."""


def by_ending(path: str) -> list[str]:
    """Name the formats that a file of this name may be in."""
    return [name for name, reader in READERS.items() if path.lower().endswith(reader.endings)]


def by_media_type(media_type: str) -> list[str]:
    """Name the formats that a body of a media type may be in."""
    if media_type == "text/plain":
        return list(READERS)
    return [name for name, reader in READERS.items() if media_type in reader.media_types]


def told(text: str, names: Iterable[str]) -> str | None:
    """Choose the first of some formats that a text looks like; None where it looks like none."""
    return next((name for name in names if READERS[name].sniff(text)), None)
