"""The table of what is read: each format is known by its text, and by no other's."""

import json

import pytest

from formats import bibtex, csl_json, ris
from formats.readers import READERS, by_ending, told
from tests.formats.items import item

KNOWN = item(
    title="Work of @all {kinds}",
    year=2020,
    authors=[{"name": "Ada Lindqvist"}],
    venue={"slug": "v", "acronym": "V", "name": "Conf", "kind": "conference"},
)
WRITTEN = {
    "bibtex": bibtex.write_all([KNOWN]),
    "ris": ris.write([KNOWN]),
    "csl-json": csl_json.write([KNOWN]),
}
OTHERS = {
    "a page": "---\nlayout: page\n---\n# Publications\n- Work, mail ada@example.org {x}\n",
    "json": json.dumps({"title": "Work", "type": "book"}),
    "csv": "key,title\nwork1,Work\n",
    "xml": '<?xml version="1.0"?><dblp><article key="x"/></dblp>',
    "nothing": "",
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_text_is_known_as_its_own_format_and_no_other(name):
    assert [other for other, reader in READERS.items() if reader.sniff(WRITTEN[name])] == [name]


@pytest.mark.parametrize("name", WRITTEN)
def test_all_readers_give_the_same_record_of_a_work(name):
    (record,) = READERS[name].read(WRITTEN[name], "").records
    assert record.fields == {
        "key": "work1",
        "type": "paper-conference",
        "status": "published",
        "title": "Work of @all {kinds}",
        "authors": [{"name": "Ada Lindqvist"}],
        "year": 2020,
        "venue": "Conf",
    }


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_another_text_is_taken_for_none_of_them(text):
    assert not [name for name in WRITTEN if READERS[name].sniff(text)]


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("papers.BIB", ["bibtex"]),
        ("x/y.ris", ["ris"]),
        ("works.json", ["orcid", "openalex", "semantic-scholar", "csl-json", "crossref"]),
        ("_publications/2020-x.md", ["front-matter", "acad-homepage"]),
        ("notes.txt", []),
    ],
)
def test_a_files_ending_says_which_formats_it_may_be_in(path, names):
    assert by_ending(path) == names


def test_a_work_of_crossref_is_not_taken_for_csl():
    work = {"DOI": "10.1000/x", "title": ["A"], "container-title": ["B"], "issued": {"date-parts": [[2020]]}}
    assert told(json.dumps(work), READERS) == "crossref"
    item = {**work, "title": "A", "container-title": "B", "type": "article-journal"}
    assert told(json.dumps([item]), READERS) == "csl-json"
