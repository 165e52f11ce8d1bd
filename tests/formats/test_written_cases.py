"""Two works, one of which all is known and one of which nothing is, in every format: each is a file."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from formats import bibtex_reading, csl_json, ris
from formats.channel import Channel
from formats.references import STYLES
from formats.registry import FORMATS
from tests.formats.items import as_record

CASES = Path(__file__).parent / "cases" / "written"
WORKS = json.loads((CASES / "works.json").read_text("utf-8"))
CHANNEL = Channel(
    "Publications of Grace Ashby",
    "Grace Ashby",
    "https://ashby.example/api/v1/publications.atom",
    "https://ashby.example/",
    "2026-03-01T00:00:00Z",
)


def rows(text):
    """The cells of a CSV file."""
    return list(csv.reader(io.StringIO(text)))


def lines_of_json(text):
    """The objects of NDJSON, of which the case is the list of works itself."""
    return [json.loads(line) for line in text.splitlines()] if not text.startswith("[") else json.loads(text)


def tree(text):
    """XML without the blanks that only lay it out."""
    return ElementTree.canonicalize(text, strip_text=True)


LAYOUTS = {
    "bib": str,
    "ris": str,
    "csl.json": json.loads,
    "csv": rows,
    "ndjson": lines_of_json,
    "jsonld": json.loads,
    "atom": tree,
    "feed.json": json.loads,
}
"""How the text of each format is looked at: as it is, or without what only lays it out."""


def case(extension):
    """The file of a format."""
    return (CASES / f"works.{'json' if extension == 'ndjson' else extension}").read_text("utf-8")


@pytest.mark.parametrize(
    "extension", sorted(FORMATS.keys() - {f"{name}.{end}" for name in STYLES for end in ("txt", "html")})
)
def test_works_are_written_as_their_file_has_them(extension):
    look = LAYOUTS[extension]
    assert look(FORMATS[extension].written(WORKS, None, lambda: CHANNEL)) == look(case(extension))


@pytest.mark.parametrize(
    ("extension", "read"), [("bib", bibtex_reading.read), ("ris", ris.read), ("csl.json", csl_json.read)]
)
def test_a_file_is_read_as_the_works_less_what_the_format_has_no_place_for(extension, read):
    # A link within the site leads nowhere from a file, and of the kinds of links there is no word.
    links = [{"kind": "publisher", "url": "https://example.org/tides?a=1&b=2"}]
    kept = [as_record({**WORKS[0], "links": links}), as_record(WORKS[1])]
    found = read(case(extension))
    assert [record.fields for record in found.records] == kept
    assert found.problems == []
