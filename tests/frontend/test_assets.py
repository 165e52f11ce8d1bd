"""Scripts and styles: where they stand, how long they are kept, and that no page carries its own."""

import base64
import hashlib
import json
import re

import pytest

from api.headers import SECURITY
from frontend.assets import MODULES
from tests.conftest import ROOT
from tests.frontend.reading import attribute, parse, scripts

PAGES = ["/", "/?lang=zh", "/?year=abc", "/?year=2019&status=preprint", "/publications/xullm", "/nothing"]
ANSWERS = [
    *PAGES,
    "/robots.txt",
    "/sitemap.xml",
    "/favicon.ico",
    "/about",
    "/static/0/site.css",
    "/static/0/nothing",
]
STATIC = ROOT / "frontend" / "static"


def linked(reader, path="/"):
    """The addresses of this site's files that a page names."""
    page = reader.get(path)
    nodes = [*parse(page).css("link, script"), *scripts(page).css("link, script")]
    named = [node.attributes.get("href") or node.attributes.get("src") for node in nodes]
    return [address for address in named if address and address.startswith("/")]


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_forbids_what_the_page_does_not_need(reader, path):
    for answer in (reader.get(path), reader.get(path)):
        policy = dict(rule.split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert policy["style-src"] == policy["connect-src"] == policy["img-src"] == "'self'"
        assert re.fullmatch(r"'self' 'sha256-[A-Za-z0-9+/]{43}='", policy["script-src"])
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert policy["form-action"] == "'self'"
        assert {name: answer.headers[name] for name in SECURITY} == SECURITY


@pytest.mark.parametrize("path", PAGES)
def test_no_page_carries_a_style_or_script_of_its_own(reader, path):
    page = parse(reader.get(path))
    for node in page.css("*"):
        assert node.tag != "style"
        assert not [name for name in node.attributes if name == "style" or name.startswith("on")], node.html
    policy = reader.get(path).headers["Content-Security-Policy"]
    for script in page.css("script"):
        if not script.attributes.get("src") and "json" not in script.attributes.get("type", ""):
            digest = base64.b64encode(hashlib.sha256(script.text().encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy, script.html


@pytest.mark.parametrize("path", PAGES)
def test_whatever_a_page_loads_is_of_this_site_and_there_to_be_kept_for_ever(reader, path):
    page = reader.get(path)
    loaded = "img, script[src], link:not([rel=canonical]):not([rel=alternate])"
    for node in (*parse(page).css(loaded), *scripts(page).css(loaded)):
        address = node.attributes.get("src") or node.attributes["href"]
        answer = reader.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_an_address_of_another_build_is_answered_but_not_kept(reader):
    answer = reader.get("/static/0123456789ab/js/main.js")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_styles_are_all_sheets_in_the_order_of_their_names(reader):
    sheets = [path.read_text(encoding="utf-8") for path in sorted((STATIC / "css").glob("*.css"))]
    text = reader.get(attribute(parse(reader.get("/")), "link[rel=stylesheet]", "href")).text
    places = [text.find(sheet) for sheet in sheets]
    assert -1 not in places
    assert places == sorted(places)
    assert text.lstrip().startswith(sheets[0].lstrip()[:40])


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.js")), ids=lambda path: path.name)
def test_a_script_is_sent_line_by_line_without_those_that_are_comments(reader, path):
    sent = reader.get(f"/static/0/{path.relative_to(STATIC).as_posix()}").text.split("\n")
    written = path.read_text(encoding="utf-8").split("\n")
    differ = [(line.strip(), other) for line, other in zip(written, sent, strict=True) if line != other]
    assert differ
    assert {other for _, other in differ} == {""}
    assert [
        line for line, _ in differ if not (line.startswith("//") or re.fullmatch(r"/\*\* .* \*/", line))
    ] == []
    assert not [line for line in sent if line.strip().startswith("//")]


def test_every_module_that_the_script_imports_is_loaded_ahead_and_no_other(reader):
    needed, unread = set(), ["main.js"]
    while unread:
        name = unread.pop()
        needed.add(name)
        source = (STATIC / "js" / name).read_text(encoding="utf-8")
        unread += set(re.findall(r'from "\./([\w.-]+)"', source)) - needed
    ahead = scripts(reader.get("/")).css("link[rel=modulepreload]")
    assert {link.attributes["href"].rpartition("/")[2] for link in ahead} == needed == set(MODULES)


def test_files_say_what_they_are(reader):
    kinds = {address.rpartition(".")[2]: reader.get(address).content_type for address in linked(reader)}
    assert kinds == {
        "js": "text/javascript; charset=utf-8",
        "css": "text/css; charset=utf-8",
        "svg": "image/svg+xml",
    }


def test_the_icon_is_found_without_reading_the_page(reader):
    answer = reader.get("/favicon.ico")
    assert answer.content_type == "image/svg+xml"
    assert answer.data == (STATIC / "favicon.svg").read_bytes()


@pytest.mark.parametrize(
    "path", ["../config.py", "..%2f..%2fconfig.py", "js/../../../config.py", "%2fetc/passwd", "js"]
)
def test_nothing_outside_the_static_files_is_given(reader, path):
    assert reader.get(f"/static/0/{path}").status_code == 404


def test_the_data_in_a_page_cannot_close_its_element(reader):
    for block in parse(reader.get("/")).css("script[type$=json]"):
        assert "<" not in block.text()
        json.loads(block.text())
