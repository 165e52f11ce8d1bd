"""Whatever the database holds is shown as text: none of it becomes markup, script or an address that runs."""

import re

import pytest
from sqlalchemy import select

from models import db
from models.profile import Profile
from models.sections import Award, Course, Education, Experience, News, Project, Service, Student, Talk
from tests.builders import Builder
from tests.conftest import open_app
from tests.frontend.reading import json_in, parse, texts, words

ATTACKS = [
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus x='",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "</template><script>alert(1)</script>",
    "<!--",
    "{{ 7*7 }}{% raw %}",
    "&lt;b&gt;&amp;",
    "</title><svg onload=alert(1)>",
    "‮<b>\u2028",
]
ADDRESSES = [
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "/\t/elsewhere.example",
]
# The start of a text, so that it stays in English, and a mark that is searched for.
START = "Marked "


def fill(build, attack):
    """Put an attack into every text that a page shows."""
    text, both = START + attack, {"en": START + attack}
    links = [{"kind": attack[:40], "url": url, "label": both} for url in ADDRESSES]
    venue = build.venue("ABC", name=text, ranks=(("CCF", "2026", "A"),))
    venue.acronym = attack[:40]
    work = build.publication(
        key="attacked",
        title=text,
        authors=[text, (f"{attack} Two", {"corresponding": True})],
        topics=[text],
        abstract=text,
        note=both,
        venue_id=venue.id,
        links=links,
        volume=attack[:40],
        issue=attack[:40],
        pages=f"1–{attack[:30]}",
        doi=f"10.1/{attack}",
        arxiv_id=attack[:40],
        citations=[{"source": attack[:40], "as_of": "2026", "count": 1}],
    )
    owner = db.session.get(Profile, 1)
    owner.name = owner.headline = owner.bio = both
    owner.affiliations = [{"name": both, "url": None}]
    owner.notices = [{"kind": "recruiting", "text": both, "enrolment": None}]
    owner.interests = {"current": [both], "previous": [both]}
    owner.links = [{"kind": "code", "url": "https://example.org/", "label": both}]
    person = build.person(f"Student {attack}")
    db.session.add_all(
        [
            Award(position=1, title=both, issuer=both, publication=work),
            Course(position=1, title=both),
            Education(position=1, institution=both, degree=both, field=both),
            Experience(position=1, role=both, organisation=both, place=both, kind="visit", description=both),
            News(position=1, text=both),
            Project(position=1, level="national", programme=both, title=both, role=both),
            Service(position=1, role=both, organisation=both),
            Student(
                position=1,
                person=person,
                name=text,
                degree="phd",
                cohort=2024,
                status="current",
                destination=both,
            ),
            Talk(position=1, title=both, event=both, place=both, links=[]),
        ]
    )
    db.session.commit()


PATHS = ["/", "/?lang=zh", "/publications/attacked", "/publications/attacke", "/?author=attacked"]


def shape(app, path):
    """Give a page's elements in order, each with the names of its attributes."""
    page = parse(app.test_client().get(path))
    return [(node.tag, sorted(name for name in node.attributes if name != "lang")) for node in page.css("*")]


@pytest.fixture(scope="module")
def harmless(bare, tmp_path_factory):
    """The shape of each page when every text is a plain word."""
    app = open_app(bare, tmp_path_factory.mktemp("harmless"))
    with app.app_context():
        fill(Builder(), "word")
        shapes = {path: shape(app, path) for path in PATHS}
        db.session.remove()
        db.engine.dispose()
    return shapes


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_of_the_database_becomes_markup(build, empty_app, harmless, attack):
    fill(build, attack)
    for path in PATHS:
        assert shape(empty_app, path) == harmless[path], path


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_text_is_read_as_it_was_written(build, empty_app, attack):
    fill(build, attack)
    page = parse(empty_app.test_client().get("/publications/attacked"))
    written = START + attack
    assert words(page.css_first("h1")) == " ".join(written.split())
    assert page.css_first('meta[name="citation_title"]').attributes["content"] == written
    assert json_in(page, 'script[type="application/ld+json"]')["headline"] == written


def test_a_kind_that_is_called_as_a_method_is_a_word_like_others(build, empty_app):
    fill(build, "word")
    named = [{"kind": kind, "url": "https://example.org/", "label": None} for kind in ("items", "get", "pdf")]
    owner = db.session.get(Profile, 1)
    owner.links = db.session.scalars(select(Talk)).one().links = named
    owner.notices = [{"kind": "items", "text": {"en": "Come"}, "enrolment": None}]
    db.session.commit()
    page = parse(empty_app.test_client().get("/"))
    assert texts(page, ".elsewhere a") == texts(page, "#talks .run a") == ["items", "get", "PDF"]
    assert texts(page, ".notice h2") == ["Notice"]


@pytest.mark.parametrize("path", PATHS)
def test_no_link_leads_to_an_address_that_runs(build, empty_app, path):
    fill(build, "word")
    owner, links = (
        db.session.get(Profile, 1),
        [{"kind": "code", "url": url, "label": None} for url in ADDRESSES],
    )
    owner.links = db.session.scalars(select(Talk)).one().links = links
    owner.affiliations = [{"name": {"en": "A"}, "url": url} for url in ADDRESSES]
    db.session.scalars(select(Education)).one().url = ADDRESSES[0]
    supervisor = build.person("Bo Chen")
    supervisor.relation, supervisor.homepage = "supervisor", ADDRESSES[0]
    db.session.commit()
    for link in parse(empty_app.test_client().get(path)).css("[href], [src], [action]"):
        for name in ("href", "src", "action"):
            address = link.attributes.get(name) or "/"
            assert address.startswith(("/", "#", "https://")), address
            # A browser reads a backslash as a slash, and leaves tabs and line breaks out (WHATWG URL).
            assert not re.sub(r"[\t\r\n]", "", address).replace("\\", "/").startswith("//"), address
