"""What is kept in front of the application: how it is compressed, told apart, bounded, and never an error."""

import gzip
import random
from datetime import UTC, datetime

import brotli
import pytest

from api.caching import SMALL, KeptAnswers, choose_coding
from api.headers import EXPOSED, SECURITY, fixed_headers
from tests.api.conftest import LIST
from tests.conftest import open_app

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def kept_of(client) -> KeptAnswers:
    return client.application.wsgi_app.application


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""), ("identity", ""), ("gzip", "gzip"), ("br", "br"), ("gzip, br", "br"),
        ("gzip, zstd, br", "br"),
        ("GZIP", "gzip"), ("gzip;q=0.1", "gzip"), ("br;q=0, gzip", "gzip"), ("br;q=0.000,gzip ; q=0", ""),
        ("br; q=0.5, gzip;q=1", "br"), ("*", ""), ("*;q=0", ""), ("x", ""), (",;,q=", ""),
        ("deflate", ""),
    ],
)  # fmt: skip
def test_a_coding_is_chosen_among_those_accepted(accepted, coding):
    assert choose_coding(accepted) == coding


@pytest.mark.parametrize("path", [LIST, f"{LIST}.bib", f"{LIST}.csv", "/", "/api/v1/openapi.json"])
def test_every_coding_holds_the_same_bytes(reader, path):
    plain = reader.get(path, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    for coding, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        answer = reader.get(path, headers={"Accept-Encoding": coding})
        assert answer.headers["Content-Encoding"] == coding
        assert unpack(answer.data) == plain.data
        assert len(answer.data) == int(answer.headers["Content-Length"]) < len(plain.data)
        assert answer.headers["ETag"] != plain.headers["ETag"]


def test_a_small_answer_is_not_compressed(reader):
    answer = reader.get("/robots.txt", headers={"Accept-Encoding": "br, gzip"})
    assert len(answer.data) < SMALL
    assert "Content-Encoding" not in answer.headers


def test_a_tag_of_one_coding_says_nothing_of_another(reader):
    tag = reader.get(LIST, headers={"Accept-Encoding": "br"}).headers["ETag"]
    assert reader.get(LIST, headers={"Accept-Encoding": "gzip", "If-None-Match": tag}).status_code == 200
    assert reader.get(LIST, headers={"Accept-Encoding": "br", "If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("order", [1, -1])
def test_kinds_of_one_address_are_never_mixed_up(reader, order):
    kinds = {"application/json": "application/json", "text/csv": "text/csv; charset=utf-8"}
    for _ in range(2):
        for accepted, content_type in list(kinds.items())[::order]:
            answer = reader.get(f"{LIST}?sort=title", headers={"Accept": accepted})
            assert answer.content_type == content_type
            assert "Accept" in [part.strip() for part in answer.headers["Vary"].split(",")]


def test_languages_of_one_address_are_never_mixed_up(reader):
    for lang in ("en", "zh", "en", "zh"):
        answer = reader.get("/", headers={"Accept-Language": lang})
        assert f'<html lang="{lang}' in answer.text
        assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize(
    "path", [LIST, "/", "/api/v1/profile", f"{LIST}.csv", "/api/v1/", "/robots.txt", "/sitemap.xml"]
)
def test_a_kept_answer_is_the_fresh_one(filled, tmp_path, path):
    client = open_app(filled, tmp_path).test_client()
    fresh, kept = client.get(path), client.get(path)
    assert kept.data == fresh.data
    # Within a second of a write its date is told a second early; both may fall on either side.
    assert all_but(kept.headers, "Last-Modified") == all_but(fresh.headers, "Last-Modified")


def all_but(headers, *names):
    return sorted((name, value) for name, value in headers if name not in (*names, "X-Request-ID"))


@pytest.mark.parametrize("path", [LIST, "/", f"{LIST}.csv", "/api/v1/nothing", "/nothing", f"{LIST}?year=x"])
def test_what_is_fixed_is_what_the_application_sends(reader, path):
    sent = dict(reader.get(path).headers)
    fixed = dict(fixed_headers(path))
    assert {name: sent.get(name) for name in fixed} == fixed
    tag = sent.get("ETag")
    if tag:
        unchanged = reader.get(path, headers={"If-None-Match": tag}).headers
        body = ("Content-Type", "Content-Length", "Content-Encoding", "Link", "Content-Disposition")
        assert all_but(unchanged) == all_but(sent.items(), *body)


def test_a_host_that_a_stranger_names_is_never_told(reader):
    evil = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    paths = [
        LIST,
        f"{LIST}?per_page=5",
        "/",
        "/api/v1/",
        "/api/v1/openapi.json",
        "/sitemap.xml",
        "/robots.txt",
    ]
    paths += [
        "/about/",
        "/publications",
        "//api/v1/publications",
        "/api//v1/publications",
        "/api/v1/publications/",
    ]
    paths += ["/publications/zhao2025edas", "//evil.example/", "/about.html"]
    for path in paths:
        answer = reader.get(path, headers=evil)
        assert "evil.example" not in answer.text.replace("//evil.example/", ""), path
        assert "evil.example" not in str(answer.headers), path


def test_errors_are_not_kept(filled, tmp_path):
    client = open_app(filled, tmp_path).test_client()
    for path in ("/api/v1/nothing", f"{LIST}?year=x", f"{LIST}/nothing", "/nothing", "/?year=x"):
        answer = client.get(path)
        assert answer.status_code in (400, 404)
        assert "ETag" not in answer.headers
        assert "Last-Modified" not in answer.headers
    assert not kept_of(client).kept


def test_memory_is_bounded_whatever_strangers_ask():
    sizes = random.Random(7)
    kept = KeptAnswers(
        answering(lambda: b"x" * sizes.randrange(200_000)), lambda: (1, NOW), "build", 1_000_000
    )
    for number in range(5000):
        ask(kept, f"/?{number}")
        assert kept.size <= 1_000_000
    assert kept.size >= sum(len(answer.body) for answer in kept.kept.values())
    assert len(kept.kept) > 5


def test_an_answer_too_large_to_be_kept_is_given_all_the_same():
    kept = KeptAnswers(answering(b"x" * 300_000), lambda: (1, NOW), "build", 1_000_000)
    assert len(ask(kept, "/")[1]) == 300_000
    assert not kept.kept


def test_what_an_old_revision_held_does_not_count_twice():
    # The revision is read before an answer is made and after it.
    readings = iter(range(2000))
    kept = KeptAnswers(answering(b"x" * 1000), lambda: (next(readings) // 2, NOW), "build", 100_000)
    for _ in range(1000):
        ask(kept, "/")
    assert kept.size < 2000


def test_what_was_read_last_is_kept_longest(filled, tmp_path):
    kept = KeptAnswers(answering(b"x" * 100), lambda: (1, NOW), "build", 4 * 600)
    for name in ("a", "b", "c", "d", "a", "e"):
        ask(kept, f"/{name}")
    asked = []
    kept.application = answering(b"x" * 100, asked)
    for name in ("a", "e", "c", "d"):
        ask(kept, f"/{name}")
    assert asked == []
    ask(kept, "/b")
    assert asked == ["/b"]


def test_nothing_is_kept_when_the_setting_is_nought(filled, tmp_path):
    client = open_app(filled, tmp_path, KEPT_MEGABYTES="0").test_client()
    assert client.get(LIST).data == client.get(LIST).data
    assert not kept_of(client).kept


def test_an_answer_made_while_the_data_changed_is_not_taken_for_the_new_one():
    """A write came between: the answer may hold parts of both revisions, so it is made anew."""
    revisions = iter([1, 2, 2, 2])
    bodies = iter([b"new", b"newer"])
    kept = KeptAnswers(
        lambda *given: answering(next(bodies))(*given), lambda: (next(revisions), NOW), "build", 9999
    )
    assert ask(kept, "/")[1] == b"newer"
    assert ask(kept, "/")[1] == b"newer"


def test_an_answer_that_writes_never_leave_alone_is_given_and_not_kept():
    revisions = iter(range(100))
    kept = KeptAnswers(answering(b"x"), lambda: (next(revisions), NOW), "build", 9999)
    assert ask(kept, "/") == ("200 OK", b"x")
    assert not kept.kept


def test_what_one_reader_may_see_is_never_kept_for_another(reader):
    tags = {reader.get(LIST, headers=given).headers["ETag"] for given in ({}, bearer("a"), bearer("b"))}
    assert len(tags) == 3


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def test_static_files_are_kept_for_ever_under_the_address_of_this_build(reader):
    build = reader.application.config["BUILD"]
    answer = reader.get(f"/static/{build}/js/main.js")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert reader.get("/static/old/js/main.js").headers["Cache-Control"] == "no-cache"
    assert reader.get(LIST).headers["Cache-Control"] == "no-cache"


def answering(body, asked=None):
    """Make an application that answers everything with one body, and notes what was asked."""

    def application(environ, start_response):
        if asked is not None:
            asked.append(environ["PATH_INFO"])
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [body() if callable(body) else body]

    return application


def ask(application, path):
    """Ask a WSGI application; give the status and the body."""
    told = []
    body = b"".join(
        application({"REQUEST_METHOD": "GET", "PATH_INFO": path}, lambda *given: told.append(given))
    )
    return told[0][0], body


def test_openness_and_protection_are_what_the_contract_says(reader):
    for path in (LIST, "/api/v1/nothing", f"{LIST}.csv"):
        answer = reader.get(path, headers={"Origin": "https://someone.example"})
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert set(answer.headers["Access-Control-Expose-Headers"].split(", ")) == set(EXPOSED)
    assert {"Content-Location", "ETag", "Link", "Last-Modified", "Location"} <= set(EXPOSED)


def test_pages_are_not_open_to_other_origins(reader):
    answer = reader.get("/", headers={"Origin": "https://someone.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_browser_may_ask_first(reader):
    asked = {"Origin": "https://someone.example", "Access-Control-Request-Method": "GET"}
    asked["Access-Control-Request-Headers"] = "If-None-Match"
    answer = reader.options(LIST, headers=asked)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]
    assert "if-none-match" in answer.headers["Access-Control-Allow-Headers"].lower()
    assert int(answer.headers["Access-Control-Max-Age"]) > 0


@pytest.mark.parametrize(
    "path",
    [
        LIST,
        "/",
        "/nothing",
        "/api/v1/nothing",
        f"{LIST}?year=x",
        "/robots.txt",
        "/publications",
        "/static/x/js/main.js",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_every_answer_protects_its_reader(reader, path, method):
    headers = reader.open(path, method=method).headers
    assert {name: headers.get(name) for name in SECURITY} == SECURITY
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers


def test_an_error_is_compressed_like_any_answer(reader):
    answer = reader.get("/?year=abc", headers={"Accept-Encoding": "br"})
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (400, "br")
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert "ETag" not in answer.headers


def test_only_a_file_of_this_build_may_be_kept_for_ever(reader):
    build = reader.application.config["BUILD"]
    held = {"If-None-Match": reader.get(f"/static/{build}/js/main.js").headers["ETag"]}
    assert "immutable" in reader.get(f"/static/{build}/js/main.js").headers["Cache-Control"]
    assert "immutable" in reader.get(f"/static/{build}/js/main.js", headers=held).headers["Cache-Control"]
    assert reader.get("/static/older/js/main.js").headers["Cache-Control"] == "no-cache"
    assert reader.get("/").headers["Cache-Control"] == "no-cache"
