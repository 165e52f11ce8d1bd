"""BibTeX, RIS and CSL-JSON hold the works of the list, as whoever reads them finds."""

import pytest
from pybtex.database import parse_string

from formats.readers import READERS
from formats.registry import FORMATS
from tests.api.conftest import LIST

READ_BY = {"bib": "bibtex", "ris": "ris", "csl.json": "csl-json"}


def facts(fields, venue):
    """What every reader must find: of a publication of the API, or of a record."""
    alike = {
        key: fields.get(key) or None for key in ("key", "title", "type", "status", "year", "doi", "pages")
    }
    return {**alike, "venue": venue, "authors": [author["name"] for author in fields["authors"]]}


@pytest.mark.parametrize("query", ["", "year=2024", "rank=none&sort=-title", "year=1999"])
@pytest.mark.parametrize("extension", READ_BY)
def test_a_download_is_read_back_as_the_list_in_its_order(reader, extension, query):
    items = reader.get(f"{LIST}?{query}").json["items"]
    found = READERS[READ_BY[extension]].read(reader.get(f"{LIST}.{extension}?{query}").text, "")
    assert [facts(record.fields, record.fields.get("venue")) for record in found.records] == [
        facts(item, item["venue"] and item["venue"]["name"]) for item in items
    ]
    assert not found.problems


def test_another_reader_of_bibtex_finds_the_same_works(reader):
    items = reader.get(LIST).json["items"]
    entries = parse_string(reader.get(f"{LIST}.bib").text, "bibtex").entries
    assert list(entries) == [item["key"] for item in items]
    assert [len(entry.persons["author"]) for entry in entries.values()] == [
        len(item["authors"]) for item in items
    ]


@pytest.mark.parametrize("extension", READ_BY)
def test_fields_choose_what_is_written(reader, extension):
    text = reader.get(f"{LIST}/zhao2025edas.{extension}").text
    assert "Han" in text
    text = reader.get(f"{LIST}.{extension}?year=2025&fields=key,title").text
    assert "EDAS" in text
    assert "Han" not in text


@pytest.mark.parametrize("extension", READ_BY)
def test_a_long_download_is_compressed(reader, extension):
    answer = reader.get(f"{LIST}.{extension}", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"


def test_the_document_names_what_accept_chooses_and_at_downloads_all(reader):
    paths = reader.get("/api/v1/openapi.json").json["paths"]
    kinds = {
        path: set(paths[f"{LIST}{path}"]["get"]["responses"]["200"]["content"])
        for path in ("", "/{key}", ".{extension}", "/{key}.{extension}")
    }
    chosen = {form.media_type.partition(";")[0] for form in FORMATS.values() if form.by_accept}
    assert kinds[""] == kinds["/{key}"] == {"application/json", *chosen}
    assert kinds[".{extension}"] == kinds["/{key}.{extension}"] == {*chosen, "text/plain", "text/html"}
