"""Whatever a service answers, slow, broken, too large or leading elsewhere, ends in one sentence, in time."""

import time

import pytest

from formats import semantic_scholar
from services import fetching, web
from services.fetching import fetch
from tests.formats.sources import text_of
from tests.services.playback import DOI, LIST, ORCID, WORK, Answer, dripping_headers, pouring, refusal


def test_what_is_not_there_is_told_at_once(server, settings):
    assert refusal(settings) == f"Crossref does not know {DOI}."
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 418, 501])
def test_a_refusal_is_told_at_once(server, settings, status):
    server.on(WORK, Answer("no", status))
    assert refusal(settings) == f"Crossref refuses the request (status {status})."
    assert len(server.asked) == 1


GOOD = Answer(text_of("crossref", "message.json"))


@pytest.mark.parametrize(
    "passing",
    [
        Answer("", 429, {"Retry-After": "0"}),
        Answer("", 429, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}),
        Answer("", 503, {"Retry-After": "soon"}),
        Answer("", 500),
        Answer("", 502),
        Answer('{"half": ', length=100),
    ],
)
def test_a_failure_that_passes_is_not_seen(server, settings, passing):
    server.on(WORK, passing, GOOD)
    assert len(fetch("crossref", DOI, settings).records) == 1
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("lasting", "told"),
    [
        (Answer("", 500), "Crossref fails (status 500)."),
        (Answer("", 429), "Crossref is asked too often (status 429)."),
        (Answer('{"half": ', length=100), "Crossref could not be reached, or broke off."),
    ],
)
def test_a_failure_that_lasts_is_told_after_as_many_attempts(server, settings, lasting, told):
    server.on(WORK, lasting)
    assert refusal(settings) == told
    assert len(server.asked) == 3


def test_a_service_that_wants_a_long_rest_is_left_alone(server, settings):
    server.on(WORK, Answer("", 429, {"Retry-After": "3600"}))
    assert refusal(settings) == "Crossref asks to be left alone for 3600 seconds; try later."
    assert len(server.asked) == 1


def test_pauses_grow_and_a_rest_that_is_asked_for_is_kept(server, settings, monkeypatch):
    pauses = []
    monkeypatch.setattr(web.time, "sleep", pauses.append)
    monkeypatch.setattr(web, "BACK_OFF", 8)
    server.on(WORK, Answer("", 500), Answer("", 500), Answer("", 429, {"Retry-After": "7"}), GOOD)
    fetch("crossref", DOI, {**settings, "FETCH_RETRIES": 3})
    assert 4 <= pauses[0] <= 8 <= pauses[1] <= 16
    assert pauses[2] == 7


def test_no_pause_leads_past_the_end_of_all_time(server, settings, monkeypatch):
    monkeypatch.setattr(fetching, "LONGEST", 20)
    server.on(WORK, Answer("", 503, {"Retry-After": "30"}))
    began = time.monotonic()
    assert refusal(settings) == "Crossref fails (status 503)."
    assert time.monotonic() - began < 2


SLOW = {"FETCH_TIMEOUT": 0.3, "FETCH_RETRIES": 0}


@pytest.mark.parametrize("slow", ["body", "headers", "nothing"])
def test_an_answer_that_drips_is_cut(server, settings, slow):
    server.on(WORK, Answer("x" * 300, drip=0.05))
    if slow != "body":
        server.raw = dripping_headers(server) if slow == "headers" else lambda _: server.stopped.wait(10)
    began = time.monotonic()
    assert refusal({**settings, **SLOW}).startswith("Crossref took longer than")
    assert time.monotonic() - began < 2


def test_an_answer_that_is_too_large_is_not_read_to_its_end(server, settings):
    server.raw = pouring
    began = time.monotonic()
    assert refusal(settings) == "Crossref answers with more than 100,000 bytes."
    assert time.monotonic() - began < 2
    assert len(server.asked) == 1


def test_an_answer_of_just_the_largest_size_is_read(server, settings):
    body = text_of("crossref", "message.json").encode()
    server.on(WORK, Answer(body + b" " * (100_000 - len(body))))
    assert len(fetch("crossref", DOI, settings).records) == 1


def test_nobody_there_is_told(server, settings):
    closed = {**settings, "CROSSREF_URL": "http://127.0.0.1:1"}
    assert refusal(closed) == "Crossref could not be reached, or broke off."


def test_a_redirect_on_the_same_host_is_followed(server, settings):
    server.on(WORK, Answer("", 301, {"Location": "/moved"}))
    server.on("/moved", GOOD)
    assert len(fetch("crossref", DOI, settings).records) == 1


ELSEWHERE = [
    "http://localhost:{port}/moved",
    "http://127.0.0.1:1/moved",
    "http://169.254.169.254/latest",
    "http://[::1]:{port}/moved",
    "http://[::1",
    "//example.invalid/x",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_a_redirect_to_another_host_is_not_followed(server, settings, target):
    port = server.address.rpartition(":")[2]
    server.on(WORK, Answer("", 302, {"Location": target.format(port=port)}))
    server.on("/moved", GOOD)
    assert refusal(settings).startswith("Crossref ")
    assert server.paths == [WORK]


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/plain,x", "gopher://x"]
)
def test_a_redirect_to_another_scheme_is_refused(server, settings, target):
    server.on(WORK, Answer("", 302, {"Location": target}))
    assert refusal(settings).startswith("Crossref ")
    assert server.paths == [WORK]


def test_redirects_in_a_circle_end(server, settings):
    server.on(WORK, Answer("", 302, {"Location": WORK}))
    assert refusal(settings) == "Crossref refuses the request (status 302)."
    assert len(server.asked) < 12


def test_what_a_redirect_says_besides_is_not_waited_for(server, settings):
    server.on(WORK, Answer("", 302, {"Location": "/moved"}, length=10**12))
    server.on("/moved", GOOD)
    assert len(fetch("crossref", DOI, settings).records) == 1


@pytest.mark.parametrize(
    ("source", "identifier", "path"),
    [
        ("crossref", DOI, WORK),
        ("dblp", "1/2", "/pid/1/2.xml"),
        ("openalex", "A1", LIST + "%2A"),
        ("orcid", ORCID, f"/{ORCID}/works"),
        ("semantic-scholar", "1", f"/author/1/papers?fields={semantic_scholar.FIELDS}&limit=100&offset=0"),
    ],
)
@pytest.mark.parametrize("body", ["<html><p>Log in</p>", "", "{", b"\xff\xfe\x00", "7"])
def test_an_answer_of_another_kind_is_told(server, settings, source, identifier, path, body):
    server.on(path, Answer(body))
    assert "answered with nothing that can be taken." in refusal(settings, source, identifier)
