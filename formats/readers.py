"""Every format that is read: one row each."""

import re
from collections.abc import Callable
from typing import NamedTuple

from formats import bibtex_reading, csl_json, ris
from formats.records import Found

HEAD = 5000
"""Characters at the beginning of a text that show what it is."""
BIBTEX = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]{1,40}[ \t]*[{(]", re.MULTILINE)
RIS = re.compile(r"^[ \ufeff]*TY {0,3}- ?[A-Z]", re.MULTILINE)
JSON = re.compile(r"\ufeff?\s*[\[{]")
CSL = re.compile(
    r'"(container-title|date-parts|citation-key|archive_location)"|"type"\s?:\s?"(article-|paper-conf)'
)


class Reader(NamedTuple):
    """A format: its media types and extensions, what tells it from others by a text, and what reads it."""

    media_types: tuple[str, ...]
    extensions: tuple[str, ...]
    sniff: Callable[[str], bool]
    read: Callable[[str], Found]


READERS = {
    "bibtex": Reader(
        ("application/x-bibtex", "text/x-bibtex"),
        ("bib", "bibtex", "biblatex"),
        lambda text: bool(BIBTEX.search(text[:HEAD])),
        bibtex_reading.read,
    ),
    "ris": Reader(
        ("application/x-research-info-systems", "application/research-info-systems"),
        ("ris",),
        lambda text: bool(RIS.search(text[:HEAD])),
        ris.read,
    ),
    "csl_json": Reader(
        ("application/vnd.citationstyles.csl+json",),
        ("csl.json", "csljson"),
        lambda text: bool(JSON.match(text) and CSL.search(text[:HEAD])),
        csl_json.read,
    ),
}
"""By the name of the format."""
