"""The table of what is read: each format is known by its text, and by no other's."""

import json

import pytest

from formats import bibtex, csl_json, ris
from formats.readers import READERS
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
    "csl_json": csl_json.write([KNOWN]),
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
    (record,) = READERS[name].read(WRITTEN[name]).records
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


def test_no_extension_or_media_type_stands_for_two_formats():
    for names in ("extensions", "media_types"):
        listed = [name for reader in READERS.values() for name in getattr(reader, names)]
        assert len(listed) == len(set(listed))
