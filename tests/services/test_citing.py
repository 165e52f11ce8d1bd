"""Citations are asked for in few requests, and given whole or not at all, of the works asked for alone."""

import json
import re
from urllib.parse import quote, urlencode

import pytest

from formats import crossref, openalex, semantic_scholar
from formats.records import Count
from services import citing
from services.citing import Work, counts_by, counts_of
from services.web import Unfetched
from tests.formats.sources import text_of
from tests.services.playback import Answer

RIVERS = Work("okafor2024rivers", "Sparse Rivers", 2024, "10.1145/1234567.7654321", "2401.01234")
DEW = Work("okafor2023dew", "Dew", 2023, None, "2305.00001")
FOG = Work("moe2022fog", "Fog", 2022, "10.1000/fog", None)
LOST = Work("moe2021lost", "Lost", 2021, None, None)
WORKS = [RIVERS, DEW, FOG, LOST]


def openalex_path(*dois):
    query = {"filter": f"doi:{'|'.join(dois)}", "per-page": 100, "select": openalex.COUNTED}
    return f"/works?{urlencode(query)}"


def crossref_path(*dois):
    query = {"filter": ",".join(f"doi:{doi}" for doi in dois), "rows": len(dois), "select": crossref.COUNTED}
    return f"/works?{urlencode(query)}"


BATCH = f"/paper/batch?fields={semantic_scholar.COUNTED}"
ALL_DOIS = (RIVERS.doi, "10.48550/arxiv.2401.01234", "10.48550/arxiv.2305.00001", FOG.doi)
PATHS = {
    "openalex": openalex_path(*ALL_DOIS),
    "crossref": crossref_path(RIVERS.doi, FOG.doi),
    "semantic-scholar": BATCH,
}


def cited(doi, times, title="Of another title", **more):
    """Write works of each service's shape that are known by a DOI alone."""
    return {
        "openalex": {"doi": f"https://doi.org/{doi}", "title": title, "cited_by_count": times, **more},
        "crossref": {"DOI": doi.upper(), "title": [title], "is-referenced-by-count": times, **more},
        "semantic-scholar": {"externalIds": {"DOI": doi}, "title": title, "citationCount": times, **more},
    }


def answer(service, *works):
    """Write an answer of a service."""
    held = [work and work[service] for work in works]
    envelopes = {"openalex": {"results": held}, "crossref": {"message": {"items": held}}}
    return Answer(json.dumps(envelopes.get(service, held)))


def times(found):
    """Give how often each work is cited."""
    return {key: count.times for key, count in found.items()}


def test_openalex_is_asked_once_for_all_and_tells_the_years(server, settings):
    server.on(PATHS["openalex"], Answer(text_of("openalex", "list.json")))
    told = []
    found = counts_of("openalex", WORKS, settings, told.append)
    assert found == {
        RIVERS.key: Count(12, *RIVERS[1:], ((2024, 5), (2025, 7))),
        DEW.key: Count(3, *DEW[1:]),
        FOG.key: Count(0, *FOG[1:]),
    }
    assert told == [3]
    assert len(server.asked) == 1


def test_crossref_is_asked_for_what_it_registers(server, settings):
    server.on(PATHS["crossref"], answer("crossref", cited(FOG.doi, 4), cited(RIVERS.doi, 9)))
    assert times(counts_of("crossref", WORKS, settings)) == {RIVERS.key: 9, FOG.key: 4}


def test_semantic_scholar_is_posted_all_identifiers_and_knows_not_each(server, settings):
    server.on(
        BATCH, Answer(json.dumps([None, json.loads(text_of("semantic-scholar", "author.json"))["data"][0]]))
    )
    found = counts_of("semantic-scholar", WORKS, {**settings, "SEMANTIC_SCHOLAR_KEY": "s3cret"})
    assert found == {RIVERS.key: Count(12, *RIVERS[1:])}
    ids = [f"DOI:{RIVERS.doi}", "ARXIV:2401.01234", "ARXIV:2305.00001", f"DOI:{FOG.doi}"]
    assert [json.loads(body) for body in server.posted] == [{"ids": ids}]
    headers = server.asked[0][1]
    assert (headers["Content-Type"], headers["X-Api-Key"]) == ("application/json", "s3cret")


@pytest.mark.parametrize("service", PATHS)
def test_of_two_versions_the_greater_count_stands_and_strangers_are_dropped(server, settings, service):
    works = [
        cited(RIVERS.doi, 5),
        cited("10.48550/arxiv.2401.01234", 8),
        cited("10.1000/strange", 99),
        cited(FOG.doi, 1),
    ]
    server.on(PATHS[service], answer(service, *works))
    assert times(counts_of(service, WORKS, settings)) == {RIVERS.key: 8, FOG.key: 1}


def test_a_work_under_an_identifier_of_another_version_is_known_by_a_title_of_its_own(server, settings):
    twins = [FOG, Work("other", "fog!", 2022, "10.1000/other", None)]
    other = cited("10.1000/version", 7, "sparse  RIVERS", year=2023), cited("10.1000/x", 5, "Fog", year=2022)
    far = cited("10.1000/y", 6, "Dew", year=2020)
    server.on(BATCH, answer("semantic-scholar", *other, far))
    assert times(counts_of("semantic-scholar", [RIVERS, DEW, *twins], settings)) == {RIVERS.key: 7}


@pytest.mark.parametrize("service", ["openalex", "semantic-scholar"])
@pytest.mark.parametrize("name", [(None, "2401.01234v2"), ("10.48550/arxiv.2401.01234", None)])
def test_a_preprint_is_asked_for_and_known_whatever_the_profile_has_of_its_name(
    server, settings, service, name
):
    work = RIVERS._replace(doi=name[0], arxiv_id=name[1])
    counted = answer(service, cited("10.48550/arXiv.2401.01234", 8))
    server.on(openalex_path("10.48550/arxiv.2401.01234"), counted)
    server.on(BATCH, counted)
    found = counts_of(service, [work], settings)
    assert found == {work.key: Count(8, *work[1:])}
    assert [each for body in server.posted for each in json.loads(body)["ids"]][-1:] in (
        [],
        ["ARXIV:2401.01234"],
    )


def test_many_works_are_parted_as_the_service_allows(server, settings):
    works = [Work(f"k{number}", f"T{number}", 2000, f"10.1000/{number}", None) for number in range(1, 1201)]
    for start in range(0, 1200, 50):
        dois = [work.doi for work in works[start : start + 50]]
        held = [cited(doi, start) for doi in dois]
        server.on(openalex_path(*dois), answer("openalex", *held))
        server.on(crossref_path(*dois), answer("crossref", *held))
    server.on(BATCH, *(answer("semantic-scholar", *[cited(work.doi, 1) for work in works[at : at + 500]])
                       for at in (0, 500, 1000)))  # fmt: skip
    for service, requests in (("openalex", 24), ("crossref", 24), ("semantic-scholar", 3)):
        server.asked.clear()
        assert counts_of(service, works, settings).keys() == {work.key for work in works}
        assert len(server.asked) == requests
    assert max(len(path) for path in server.paths) < 4000


def test_long_identifiers_make_short_requests(server, settings, monkeypatch):
    long = [Work(str(number), "T", 2000, f"10.1000/{number}{'é' * 200}", None) for number in range(9)]
    with pytest.raises(Unfetched):
        counts_of("openalex", long, settings)
    assert len(server.paths[0]) < citing.LONGEST + 300


@pytest.mark.parametrize("doi", ["10.1000/a,b", "10.1000/a|b"])
def test_a_doi_that_would_part_the_filter_is_asked_for_alone(server, settings, doi):
    odd, gone = Work("odd", "Odd", 2000, doi, None), Work("gone", "Gone", 2000, f"{doi}c", None)
    select = urlencode({"select": openalex.COUNTED})
    server.on(f"/works/doi:{quote(doi)}?{select}", Answer(json.dumps(cited(doi, 2)["openalex"])))
    server.on(f"/works/{quote(doi, safe='')}", Answer(json.dumps({"message": cited(doi, 2)["crossref"]})))
    for service in ("openalex", "crossref"):
        assert times(counts_of(service, [odd, gone], settings)) == {"odd": 2}


def test_nobody_is_asked_for_works_without_identifiers(server, settings):
    for service in PATHS:
        assert counts_of(service, [LOST], settings) == {}
    assert server.asked == []


def refusal(service, settings, works=WORKS):
    """Give what a request for counts is refused with."""
    with pytest.raises(Unfetched) as refused:
        counts_of(service, works, settings)
    told = str(refused.value)
    assert re.fullmatch(r"['A-Z][^\n]*\.", told)
    return told


BROKEN = [
    *map(Answer, ["{", "<html></html>", "", '{"error": "gone"}', "7", "null", "[" * 100_000, " " * 100_001]),
    *(Answer("", status) for status in (400, 403, 404, 500)),
    Answer("x", length=9),
    Answer("", 302, {"Location": "/elsewhere"}),
    Answer("", 429, {"Retry-After": "999"}),
]


@pytest.mark.parametrize("service", PATHS)
@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_answer_is_told_and_nothing_is_given(server, settings, service, broken):
    server.on(PATHS[service], broken)
    refusal(service, {**settings, "FETCH_RETRIES": 0})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_what_is_posted_is_sent_nowhere_else(server, settings, status):
    server.on(BATCH, Answer("", status, {"Location": "/elsewhere"}))
    server.on("/elsewhere", answer("semantic-scholar", cited(RIVERS.doi, 1)))
    assert refusal("semantic-scholar", settings) == (
        "Semantic Scholar sends elsewhere what was posted, which is not followed."
    )


@pytest.mark.parametrize("service", PATHS)
def test_counts_of_before_a_failure_are_not_given(server, settings, service, monkeypatch):
    monkeypatch.setattr(citing, "PER_FILTER", 1)
    monkeypatch.setattr(citing, "PER_POST", 1)
    first = {
        "openalex": openalex_path(RIVERS.doi).replace("=100", "=2"),
        "crossref": crossref_path(RIVERS.doi),
    }
    server.on(first.get(service, BATCH), answer(service, cited(RIVERS.doi, 5)), Answer("", 500))
    refusal(service, {**settings, "FETCH_RETRIES": 0})
    assert len(server.asked) == 2


@pytest.mark.parametrize("service", PATHS)
def test_a_rest_that_is_asked_for_is_kept_and_the_same_is_asked_again(server, settings, service):
    good = answer(service, cited(RIVERS.doi, 5))
    server.on(PATHS[service], Answer("", 429, {"Retry-After": "0"}), Answer("", 503), good)
    assert times(counts_of(service, WORKS, settings)) == {RIVERS.key: 5}
    assert server.paths == [PATHS[service]] * 3
    assert len(set(server.posted)) <= 1


def test_an_answer_that_drips_is_cut(server, settings):
    server.on(BATCH, Answer("[" + " " * 300, drip=0.05))
    told = refusal("semantic-scholar", {**settings, "FETCH_TIMEOUT": 0.3, "FETCH_RETRIES": 0})
    assert told.startswith("Semantic Scholar took longer than")


@pytest.mark.parametrize("service", PATHS)
@pytest.mark.parametrize("odd", [None, True, -1, 2**40, "many", [], {}, 1.5])
def test_a_count_that_is_none_is_left_out(server, settings, service, odd):
    server.on(PATHS[service], answer(service, cited(RIVERS.doi, odd), cited(FOG.doi, 2)))
    assert times(counts_of(service, WORKS, settings)) == {FOG.key: 2}


def test_all_works_of_a_person_are_counted(server, settings):
    path = f"/author/1/papers?fields={semantic_scholar.FIELDS}&limit=100&offset="
    server.on(path + "0", Answer(text_of("semantic-scholar", "author.json")))
    server.on(path + "100", answer("semantic-scholar", cited("10.1000/x", 5)))
    told = []
    found = counts_by("semantic-scholar", "1", settings, told.append)
    assert [count.times for count in found] == [12, 3, 0, 5]
    assert told == [3, 4]


def test_a_service_that_counts_nothing_is_told(settings):
    told = "'dblp' is no service that counts citations; write openalex, crossref, semantic-scholar."
    assert refusal("dblp", settings) == told
    with pytest.raises(Unfetched, match="counts citations"):
        counts_by("orcid", "0000-0002-1825-0097", settings)
