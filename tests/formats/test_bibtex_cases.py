"""BibTeX as people write it: each case is a file, with what it holds beside it."""

import json
from pathlib import Path

import pytest
from pybtex.database import parse_string
from pybtex.errors import capture

from formats import bibtex_reading

CASES = sorted((Path(__file__).parent / "cases" / "bibtex").glob("*.bib"))
GENERAL = {"type": "article-journal", "status": "published"}
"""What a case leaves out where it is so."""


def expected(case):
    """What a case's file says: records as the reader gives them, and lines with words of the problems."""
    return json.loads(case.with_suffix(".json").read_text("utf-8"))


def filled(fields):
    """A record of a case with what goes without saying, an author who is only named being a text there."""
    if fields.pop("collection", "publications") == "awards":
        return fields
    authors = [{"name": each} if isinstance(each, str) else each for each in fields.get("authors", [])]
    return {**GENERAL, **fields, **({"authors": authors} if authors else {})}


def test_there_are_many_messy_cases():
    assert len(CASES) >= 30


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_record_of_a_case_is_read(case):
    found = bibtex_reading.read(case.read_text("utf-8"))
    assert [record.fields for record in found.records] == [filled(each) for each in expected(case)["records"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_fault_of_a_case_is_told_with_its_line_and_nothing_else_is(case):
    told = bibtex_reading.read(case.read_text("utf-8")).problems
    faults = expected(case)["problems"]
    assert [problem.line for problem in told] == [line for line, _ in faults]
    for line, words in faults:
        assert any(problem.line == line and words in problem.detail for problem in told), words


def without_braces(text):
    return " ".join(text.replace("{", "").replace("}", "").split())


AGREED = [
    "strings",
    "names",
    "parentheses",
    "spread-out",
    "types",
    "biblatex",
    "arxiv",
    "capitals",
    "quotes-and-braces",
]


@pytest.mark.parametrize("name", AGREED)
def test_where_nothing_is_broken_pybtex_finds_the_same_entries_and_names(name):
    case = next(case for case in CASES if case.stem == name)
    with capture():
        theirs = list(parse_string(case.read_text("utf-8"), "bibtex").entries.values())
    ours = bibtex_reading.read(case.read_text("utf-8")).records
    assert len(ours) == len(theirs)
    for record, entry in zip(ours, theirs, strict=True):
        persons = entry.persons.get("author") or entry.persons.get("editor") or []
        assert len(record.fields.get("authors", [])) == len(persons)
        for author, person in zip(record.fields.get("authors", []), persons, strict=True):
            last = [without_braces(part) for part in [*person.prelast_names, *person.last_names]]
            if author["name"].isascii() and "\\" not in "".join(last):
                assert " ".join(last) in author["name"]
