"""Every format that publications are written in: one row each."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple

from formats import bibtex, csl_json, ris
from formats.tables import write_csv, write_ndjson


class Format(NamedTuple):
    """A format: its media type, the name of its link, and what writes items, or some keys of them."""

    media_type: str
    link: str
    write: Callable[[Iterable[Any], Collection[str] | None], str]


FORMATS = {
    "bib": Format("application/x-bibtex; charset=utf-8", "bibtex", bibtex.write_all),
    "ris": Format("application/x-research-info-systems; charset=utf-8", "ris", ris.write),
    "csl.json": Format("application/vnd.citationstyles.csl+json", "csl_json", csl_json.write),
    "csv": Format("text/csv; charset=utf-8", "csv", write_csv),
    "ndjson": Format("application/x-ndjson", "ndjson", write_ndjson),
}
"""By the extension of the address."""
