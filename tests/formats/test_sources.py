"""Each shape of a service or theme is read to the records that stand beside it, and these can be stored."""

import json

import pytest

from formats import front_matter
from tests.formats.sources import READERS, cases, expected_of, read, refusal, text_of

ALL = cases(*READERS)


@pytest.mark.parametrize(("name", "path"), ALL)
def test_a_case_is_read_as_it_is_expected(name, path):
    found = read(name, path, text_of(name, path))
    expected = expected_of(name, path)
    assert [record._asdict() for record in found.records] == expected["records"]
    assert [list(problem) for problem in found.problems] == expected["problems"]


@pytest.mark.parametrize(("name", "path"), ALL)
def test_what_is_read_is_what_the_api_takes(name, path):
    assert [
        refusal(record) for record in read(name, path, text_of(name, path)).records if refusal(record)
    ] == []


@pytest.mark.parametrize(("name", "path"), cases("crossref", "openalex", "semantic-scholar"))
def test_counts_are_told_apart_from_the_works(name, path):
    counts = READERS[name].counts(text_of(name, path))
    assert json.loads(json.dumps(counts)) == expected_of(name, path)["counts"]


@pytest.mark.parametrize(("name", "path"), ALL)
def test_a_text_is_taken_for_its_own_format_and_for_no_other(name, path):
    text = text_of(name, path)
    sniffed = [other for other, reader in READERS.items() if reader.sniff(text)]
    # A page that says nothing of its kind is known by its path alone.
    known_by_path = path in ("_publications/odd.md", "content/publication/old/index.md")
    assert sniffed == ([] if known_by_path else [name])


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    "text", ["", " ", "{}", "[]", "7", "null", "hello", "<html><p>Hello</p></html>", "@book{x,}"]
)
def test_what_is_of_no_format_is_sniffed_by_none(name, text):
    assert not READERS[name].sniff(text)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    "text", ["", "hello", "{", "<dblp><article", "---\n", "+++\na = \n+++", "---\n- a\n---"]
)
def test_what_cannot_be_read_is_told_in_a_sentence(name, text):
    found = read(name, "", text)
    assert found.records == []
    assert found.problems
    assert all(problem.detail.endswith(".") for problem in found.problems)


def test_put_codes_are_those_of_the_works_that_are_read():
    assert READERS["orcid"].put_codes(text_of("orcid", "record.json")) == [12]
    assert READERS["orcid"].put_codes("no json") == []


@pytest.mark.parametrize("switch", ["published: false", "published: 'no'", "draft: true", "private: yes"])
def test_what_a_site_does_not_show_is_hidden_or_left_out(switch):
    publication = f"---\ntitle: A\ncollection: publications\n{switch}\n---\n"
    (record,) = front_matter.read(publication).records
    assert record.fields["visibility"] == "hidden"
    for kind in ("collection: talks", "collection: teaching", "event: B", "superuser: true"):
        found = front_matter.read(f"---\ntitle: A\n{kind}\n{switch}\n---\n")
        assert found.records == []
        assert "left out" in found.problems[0].detail


def test_an_authors_page_lends_its_folder_a_name():
    reader = READERS["front_matter"]
    path = "content/authors/admin/_index.md"
    assert reader.author_name(text_of("front_matter", path), path) == ("admin", "Wei Okafor")
    other = "content/event/shore/index.md"
    assert reader.author_name(text_of("front_matter", other), other) is None
    assert reader.author_name("no page", path) is None
