"""Whatever is written into whatever field runs nothing, asks nothing elsewhere and becomes no element."""

import csv
import io
import json
import re
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

import pytest
from flask_migrate import upgrade
from playwright.sync_api import expect
from pybtex.database import parse_string
from selectolax.lexbor import LexborHTMLParser

from app import create_app
from bench.servers import vitrine
from formats import bibtex
from models import db, tokens
from schemas.bodies import BODIES
from schemas.json_body import misfit
from schemas.text import TextInput
from tests.browser.editing import Site, come_back
from tests.browser.payloads import PAYLOADS
from tests.browser.planting import Planter, Values, alone, body_of, places, together, within
from tests.browser.visiting import settle
from tests.browser.watching import Watch, hurts
from tests.builders import Builder
from tests.conftest import make_database

# Tests without a browser run apart from those with one, and the site would be made twice.
pytestmark = pytest.mark.usefixtures("page")

TAKEN = [payload for payload in PAYLOADS if not misfit(payload.text)]
REFUSED = [payload for payload in PAYLOADS if misfit(payload.text)]
TEXTS = [payload.text for payload in PAYLOADS]
SECTIONS = [name for name in BODIES if name != "profile"]
SINGLE = [
    place for place, field in places("profile").items() if 0 not in place and not isinstance(field, TextInput)
]
"""What a profile has once and in no language, such as an address."""


class Poisoned(NamedTuple):
    """A live site with the corpus in all its fields, its owner, and what was taken of each entry."""

    address: str
    owner: Planter
    taken: dict[str, list[Values]]


@contextmanager
def empty_site(folder):
    """Serve a site with nothing in it, and give its address, its owner's token and its owner."""
    path = make_database(folder / "vitrine.db", upgrade)
    app = create_app({"DATABASE_URL": f"sqlite:///{path}"})
    with app.app_context():
        Builder()
        token = tokens.make(db.session(), "owner", ["admin"], None)
        db.session.commit()
        db.engine.dispose()
    with vitrine(path, MAX_WRITES_PER_MINUTE="0", MAX_SEARCH_CHARACTERS="2000") as server:
        yield server.address, token, Planter(server.address, token)


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory):
    """A site whose owner has put the corpus into every field: an entry for each payload, and one profile."""
    with empty_site(tmp_path_factory.mktemp("poisoned")) as (address, _, owner):
        for each in TAKEN:
            owner.plant("PATCH", "profile", dict.fromkeys(SINGLE, each.text))
        taken = {name: owner.add(name, [alone(name, each) for each in TAKEN]) for name in SECTIONS}
        taken["profile"] = [owner.plant("PATCH", "profile", together("profile", TAKEN))]
        yield Poisoned(address, owner, taken)


def test_every_text_takes_every_payload(poisoned):
    planted = {name: [alone(name, each) for each in TAKEN] for name in SECTIONS}
    planted["profile"] = [together("profile", TAKEN)]
    for name, drafts in planted.items():
        for draft, taken in zip(drafts, poisoned.taken[name], strict=True):
            texts = [place for place in draft if isinstance(places(name)[within(name, place)], TextInput)]
            assert len(texts) >= 2
            assert [place for place in texts if taken.get(place) != draft[place]] == [], name


def test_control_characters_are_refused_with_their_place(poisoned):
    for collection in BODIES:
        method = "PATCH" if collection == "profile" else "POST"
        for payload in REFUSED:
            body = body_of(alone(collection, payload))
            _, status, told = poisoned.owner.send(method, f"/api/v1/{collection}", body)
            assert status == 400
            assert re.search(r"A control character stands here \(U\+00..\)\. \(at /", told)


WAYS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "as it is": (
        {},
        (
            "/",
            "/?group_by=venue&sort=title&lang=zh",
            f"/?q={quote('<script>')}&lang=zh#<script>",
            "/api/v1/docs",
        ),
    ),
    # What is written would run, if it were an element.
    "without the policy": (
        {"bypass_csp": True},
        (
            "/?lang=zh",
            f"/?q={quote(TEXTS[0])}&type=article#javascript:ran=1",
            f"/publications/{quote(TEXTS[0], safe='')}?lang=zh#{quote(TEXTS[0])}",
            "/api/v1/docs",
        ),
    ),
    "without a script": (
        {"java_script_enabled": False},
        (
            "/",
            "/?lang=zh",
            f"/?q={quote(TEXTS[0])}&year={quote(TEXTS[1])}",
            "/?status=preprint&group_by=rank",
        ),
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_view_is_hurt(tab, poisoned, way):
    options, paths = WAYS[way]
    page = tab(**options)
    watch = Watch(page, urlsplit(poisoned.address).netloc)
    for path in paths:
        page.goto(poisoned.address + path)
        if "java_script_enabled" not in options:
            settle(page)
        watch.look()
    assert watch.noted == []


def test_no_publications_page_is_hurt_nor_who_copies_its_bibtex(blank, poisoned):
    listed = json.loads(poisoned.owner.read("/api/v1/publications?fields=key&per_page=1000"))["items"]
    assert len(listed) == len(TAKEN)
    pages = [poisoned.owner.read(f"/publications/{item['key']}") for item in listed]
    assert hurts(blank, pages) == [[]] * len(pages)
    for item, page in zip(listed, pages, strict=True):
        entries = parse_string(LexborHTMLParser(page).css_first("#bibtex-text").text(), "bibtex").entries
        assert list(entries) == [item["key"]]
        assert set(entries[item["key"]].fields) <= {"title", *bibtex.FIELDS}


def test_an_address_is_never_more_than_text(blank, site):
    reader = Planter(site, "")
    starts = ("", "publications/", "files/")
    paths = [f"/{starts[place % 3]}{quote(text, safe='')}" for place, text in enumerate(TEXTS)]
    for few in (TEXTS[start::3] for start in range(3)):
        names = ("year", "venue", "author", "sort", "group_by", "lang", "page")
        paths += [f"/?{urlencode({name: few}, doseq=True)}" for name in names]
        paths.append(f"/?{urlencode(dict.fromkeys(few, 'x'))}")
    answers = [reader.send("GET", path) for path in paths]
    assert {status for _, status, _ in answers} == {400, 404}
    assert hurts(blank, [text for _, _, text in answers]) == [[]] * len(paths)


def test_no_answer_to_a_program_is_taken_for_a_page(poisoned):
    paths = [
        f"/api/v1/{start}{quote(text, safe='')}"
        for start in ("", "publications/", "docs/ask?path=")
        for text in TEXTS
    ]
    paths += [
        f"/api/v1/{name}"
        for name in (*BODIES, "publications.csv", "publications.ndjson", "people", "venues", "metrics")
    ]
    for path in paths:
        headers, status, _ = poisoned.owner.send("GET", path)
        assert status in (200, 404)
        assert re.match(r"application/((problem\+)?json|x-ndjson)|text/csv", headers["Content-Type"])
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_no_cell_is_a_formula(poisoned):
    table = list(csv.reader(io.StringIO(poisoned.owner.read("/api/v1/publications.csv"), newline="")))
    assert len(table) == 1 + len(TAKEN)
    assert [cell for row in table for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


TYPE = """texts => {
  const fields = document.querySelectorAll("dialog [data-fields] :is(input:not([type=checkbox]), textarea)");
  for (const [place, field] of fields.entries()) {
    field.dataset.before = field.value;
    field.value = field.matches("textarea:not(.line)") ? texts.join("\\n") : texts[place % texts.length];
  }
}"""
GIVE_BACK = """() => {
  const refused = document.querySelectorAll("dialog [aria-invalid]");
  for (const field of refused) field.value = field.dataset.before;
  return refused.length;
}"""


def test_the_editor_is_not_hurt(page, poisoned, tmp_path):
    with empty_site(tmp_path) as (address, token, owner):
        for name in SECTIONS:
            # Few entries, with all payloads in each place that took any.
            took = {place for values in poisoned.taken[name] for place in values}
            owner.add(name, [together(name, TAKEN, took)])
        owner.plant("PATCH", "profile", together("profile", TAKEN))
        watch = Watch(page, urlsplit(address).netloc)
        come_back(page, Site(address, {"admin": token}), "/?lang=zh")
        for name in BODIES:
            entry = page.locator(".who" if name == "profile" else f"#{name} [data-key]")
            entry.locator("[data-act=edit]").dispatch_event("click")
            expect(page.locator("dialog")).to_be_visible()
            watch.look()
            page.evaluate(TYPE, [payload.text for payload in reversed(TAKEN)])
            review(page)
            assert page.locator("dialog .fault:visible").count() > 0
            while page.evaluate(GIVE_BACK):
                watch.look()
                review(page)
            expect(page.locator("[data-step=review] tbody")).not_to_have_count(0)
            watch.look()
            page.evaluate("document.querySelector('dialog').close()")
        page.locator("#publications [data-act=remove]").dispatch_event("click")
        expect(page.get_by_role("alertdialog")).to_be_visible()
        watch.look()
    assert watch.noted == []


def review(page):
    """Ask what would change, and wait for the answer."""
    page.locator("dialog [data-act=review]").dispatch_event("click")
    expect(page.locator("dialog[aria-busy]")).to_have_count(0)
