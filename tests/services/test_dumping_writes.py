"""Whatever a write accepts, a dump of it is loaded and dumped again as the same bytes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import db
from services import dumping, loading, reading
from tests.api.writing import Owner, token
from tests.builders import OWNER, Builder
from tests.conftest import in_app

PATH = "/api/v1/publications"


def dump():
    return dumping.write(dumping.collect(db.session(), "https://example.org", "CCF"), "json")


def load(text):
    loading.replace(db.session(), reading.read(text, "en"))


@pytest.fixture(scope="module")
def writer(bare, tmp_path_factory):
    """An owner with an empty profile, who writes as often as there are examples."""
    with in_app(bare, tmp_path_factory.mktemp("writer"), MAX_WRITES_PER_MINUTE="0") as app:
        Builder()
        yield Owner(app.test_client(), token())


def survives(writer):
    """Compare the dump with that of its loaded self, and ask for what its public works name."""
    first = dump()
    load(first)
    assert dump() == first
    shown = [work for work in json.loads(first)["publications"] if "visibility" not in work]
    names = [("venue", work["venue"]["slug"]) for work in shown if work["venue"]]
    names += [("author", author["slug"]) for work in shown for author in work["authors"]]
    names += [("topic", topic["slug"]) for work in shown for topic in work["topics"]]
    for parameter, slug in names[-20:]:
        answer = writer.client.get(PATH, query_string={parameter: slug})
        assert answer.status_code == 200, answer.text
        assert answer.json["total"] >= 1


LONG = ["ﷺ" * 150, "a" * 200, "한" * 200, "é" * 200, "x" * 100 + " " + "ﷺ" * 90, "ǆ" * 200]


@pytest.mark.parametrize("name", LONG)
def test_a_long_name_survives(writer, name):
    body = {
        "title": f"Of {name[0]}",
        "venue": name + name[:50],
        "authors": [name, "Bo Chen"],
        "topics": [name],
    }
    assert writer.post(PATH, body).status_code == 201
    other = {**body, "title": f"Of another {name[0]}", "venue": name + name[:51], "authors": [name[:-1]]}
    assert writer.post(PATH, {**other, "topics": [name, name[:-1]]}).status_code == 201
    student = {"name": name[:-2], "degree": "phd"}
    assert writer.post("/api/v1/students", student).status_code == 201
    survives(writer)


def name(most):
    """Make names with letters of all kinds, and some at the very limit."""
    letters = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("ﷺİßǆ한é李-_.🙂\u200b\u0301")
    short = st.text(letters, min_size=1, max_size=12)
    return short | st.builds(lambda text: (text * most)[:most], short)


JUDGED = (201, 409, 422)


@given(
    title=name(1000),
    venue=name(500) | st.fixed_dictionaries({"name": name(500)}, optional={"acronym": name(100)}),
    authors=st.lists(name(200), min_size=1, max_size=3),
    topics=st.lists(name(200), max_size=3),
    student=name(200),
    hidden=st.booleans(),
)
def test_whatever_is_accepted_survives(writer, title, venue, authors, topics, student, hidden):
    load(EMPTY)
    body = {"title": title, "venue": venue, "authors": authors, "topics": topics}
    body["visibility"] = "hidden" if hidden else "public"
    assert writer.post(PATH, body).status_code in JUDGED
    assert writer.post("/api/v1/students", {"name": student, "degree": "phd"}).status_code in JUDGED
    survives(writer)


EMPTY = json.dumps({"profile": {"name": {"en": OWNER}, "slug": "ada-lindqvist"}})
