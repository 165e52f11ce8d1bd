"""Services are asked in their own way, for identifiers that can be theirs, and page by page."""

import json
import re

import pytest

from formats import semantic_scholar
from formats.records import Found
from services import fetching
from services.fetching import fetch
from services.sources import orcid_id
from tests.formats.sources import expected_of, text_of
from tests.services.playback import DOI, LIST, ORCID, WORK, Answer, refusal


def records(found):
    """Give records as the cases write them."""
    return [record._asdict() for record in found.records]


def test_a_work_of_crossref_is_fetched_by_its_doi(server, settings):
    server.on(WORK, Answer(text_of("crossref", "message.json")))
    found = fetch("crossref", f"https://doi.org/{DOI.upper()}", settings)
    assert records(found) == expected_of("crossref", "message.json")["records"]


def test_a_person_of_dblp_is_fetched_by_the_pid(server, settings):
    server.on("/pid/123/4567-1.xml", Answer(text_of("dblp", "person.xml")))
    for written in ("123/4567-1", "https://dblp.org/pid/123/4567-1.html"):
        assert records(fetch("dblp", written, settings)) == expected_of("dblp", "person.xml")["records"]


def test_works_of_orcid_are_fetched_whole_so_that_they_have_authors(server, settings):
    server.on(f"/{ORCID}/works", Answer(text_of("orcid", "record.json")))
    server.on(f"/{ORCID}/works/12", Answer(text_of("orcid", "bulk.json")))
    found = fetch("orcid", f"https://orcid.org/{ORCID}", settings)
    assert records(found) == expected_of("orcid", "bulk.json")["records"]


def test_many_works_of_orcid_are_asked_for_in_bulks(server, settings):
    groups = [{"work-summary": [{"put-code": code}]} for code in range(1, 121)]
    server.on(f"/{ORCID}/works", Answer(json.dumps({"group": groups})))
    bulks = [",".join(map(str, range(first, min(first + 50, 121)))) for first in (1, 51, 101)]
    for codes in bulks:
        server.on(f"/{ORCID}/works/{codes}", Answer('{"bulk": []}'))
    assert fetch("orcid", ORCID, settings) == Found([], [])
    assert server.paths[1:] == [f"/{ORCID}/works/{codes}" for codes in bulks]


def page(title, cursor):
    """An answer of OpenAlex with one work."""
    return Answer(json.dumps({"meta": {"next_cursor": cursor}, "results": [{"title": title}]}))


def test_pages_of_openalex_are_followed_and_told(server, settings):
    server.on(LIST + "%2A", page("A", "c1"))
    server.on(LIST + "c1", page("B", "c 2&"))
    server.on(LIST + "c+2%26", Answer('{"meta": {"next_cursor": "c3"}, "results": []}'))
    told = []
    found = fetch("openalex", "https://openalex.org/A1", settings, told.append)
    assert [record.fields["title"] for record in found.records] == ["A", "B"]
    assert told == [1, 2, 2]


def test_a_cursor_that_leads_in_a_circle_is_left(server, settings):
    server.on(LIST + "%2A", page("A", "c1"))
    server.on(LIST + "c1", page("B", "*"))
    assert len(fetch("openalex", "A1", settings).records) == 2


def test_pages_without_end_are_ended(server, settings, monkeypatch):
    monkeypatch.setattr(fetching, "MOST_PAGES", 3)
    server.on(LIST + "%2A", page("A", "1"))
    for number in range(1, 9):
        server.on(f"{LIST}{number}", page("B", str(number + 1)))
    assert len(fetch("openalex", "A1", settings).records) == 3


def test_openalex_finds_a_person_by_orcid_too(server, settings):
    path = f"/works?filter=author.orcid%3A{ORCID}&per-page=100&cursor=%2A"
    server.on(path, Answer(text_of("openalex", "list.json")))
    assert records(fetch("openalex", ORCID, settings)) == expected_of("openalex", "list.json")["records"]


OFFSETS = f"/author/1741101/papers?fields={semantic_scholar.FIELDS}&limit=100&offset="


def test_pages_of_semantic_scholar_are_followed_for_as_long_as_they_go_on(server, settings):
    server.on(OFFSETS + "0", Answer(text_of("semantic-scholar", "author.json")))
    server.on(OFFSETS + "100", Answer('{"offset": 100, "next": 100, "data": [{"title": "Mere"}]}'))
    written = "https://www.semanticscholar.org/author/Wei-Okafor/1741101"
    found = fetch("semantic-scholar", written, {**settings, "SEMANTIC_SCHOLAR_KEY": "s3cret"})
    assert records(found)[:-1] == expected_of("semantic-scholar", "author.json")["records"]
    assert found.records[-1].fields["title"] == "Mere"
    assert [headers["X-Api-Key"] for _, headers in server.asked] == ["s3cret", "s3cret"]


def test_a_key_goes_to_its_own_service_alone_and_is_never_told(server, settings):
    keyed = {**settings, "SEMANTIC_SCHOLAR_KEY": "s3cret"}
    server.on(WORK, Answer(text_of("crossref", "message.json")))
    fetch("crossref", DOI, keyed)
    server.on(OFFSETS + "0", Answer('{"message": "Forbidden"}', 403))
    assert "s3cret" not in refusal(keyed, "semantic-scholar", "1741101")
    assert ["X-Api-Key" in headers for _, headers in server.asked] == [False, True]


def test_services_are_told_whom_to_write_to_only_when_there_is_someone(server, settings):
    server.on(WORK, Answer(text_of("crossref", "message.json")))
    server.on(f"{WORK}?mailto=ada%40example.org", Answer(text_of("crossref", "message.json")))
    fetch("crossref", DOI, settings)
    fetch("crossref", DOI, {**settings, "FETCH_CONTACT": "ada@example.org"})
    agents = [headers["User-Agent"] for _, headers in server.asked]
    assert agents == ["Vitrine", "Vitrine (mailto:ada@example.org)"]
    assert {headers["Accept"] for _, headers in server.asked} == {"application/json"}


WRONG = {
    "orcid": [
        "",
        "0000-0002-1825-0098",
        "0000-0002-1825-009",
        "../0000-0002-1825-0097",
        "A1",
        "٠٠٠٠-0002-1825-0097",
    ],
    "dblp": ["", "Wei Okafor", "../../etc", "123/../4567", "123/4567?x=1", "123/4567\r\nX: y", "123"],
    "openalex": ["", "W1", "A", "A1|A2", "A1,type:book", "0000-0002-1825-0098"],
    "semantic-scholar": [
        "",
        "A1",
        "1/papers",
        "https://www.semanticscholar.org/author/a/b/1",
        "https://example.org/author/1",
        "١",
    ],
    "crossref": ["", "10.1145", "11.1000/x", "10.1145/a b", "https://example.org/10.1145/x", "10.1/x"],
}


@pytest.mark.parametrize(
    ("source", "written"), [(name, text) for name, texts in WRONG.items() for text in texts]
)
def test_what_is_no_identifier_is_never_asked_for(server, settings, source, written):
    assert "is no identifier of" in refusal(settings, source, written)
    assert server.asked == []


def test_a_service_that_is_not_known_is_told(settings):
    assert (
        refusal(settings, "scholar")
        == "'scholar' is no service that is known; write orcid, dblp, openalex, crossref, semantic-scholar."
    )


# Samples of ORCID's own documentation; and the check worked out by ISO 7064's sum instead of its recursion.
@pytest.mark.parametrize(
    "digits", ["000000021825009", "000000021694233", "000000012281955", "123456789012345"]
)
def test_only_one_check_fits_an_orcid(digits):
    def fits(check):
        return (sum(int(digit) * 2 ** (15 - place) for place, digit in enumerate(digits)) + check) % 11 == 1

    for check, written in enumerate("0123456789X"):
        text = "-".join(re.findall("....", digits + written))
        assert (orcid_id(text) == text) is fits(check)
