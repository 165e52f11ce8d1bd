"""A file is loaded whole or not at all, and every fault in it is named with its place."""

import json
import re

import pytest

from models import db
from models.publication import Publication
from models.revision import current
from services import dumping, loading, reading
from tests.conftest import open_app

GOOD = {"profile": {"name": "Ada Lindqvist", "slug": "ada"}}
WORK = {"key": "a", "title": "A", "type": "article", "authors": []}

RANK = {"scheme": "CCF", "edition": "2026", "class": "A", "current": True}


def dump():
    return dumping.write(dumping.collect(db.session(), "https://example.org", "CCF"), "json")


def load(whole, language="en"):
    text = whole if isinstance(whole, str) else json.dumps(whole)
    return loading.replace(db.session(), reading.read(text, language))


def with_work(**facts):
    return {**GOOD, "publications": [{**WORK, **facts}]}


BAD = {
    "nothing": ("", "no profile"),
    "no object": ("- a\n- b\n", "no profile"),
    "neither JSON nor YAML": ("{]", "neither JSON nor YAML"),
    "broken YAML": ("a: [", "neither JSON nor YAML"),
    "a tag that makes objects": ("!!python/object/apply:os.system ['true']", "neither JSON nor YAML"),
    "too deep": ("[" * 20_000, "neither JSON nor YAML"),
    "too deep, as JSON": ('{"a":' * 20_000, "neither JSON nor YAML"),
    "no owner": ({}, "/profile"),
    "an unknown section": ({**GOOD, "papers": []}, "/papers"),
    "an unknown key": (with_work(titel="x"), "/publications/0/titel"),
    "no title": (with_work(title=""), "/publications/0/title"),
    "a title of spaces": (with_work(title=" \t"), "/publications/0/title"),
    "a title too long": (with_work(title="x" * 1001), "/publications/0/title"),
    "a title that is a number": (with_work(title=7), "/publications/0/title"),
    "an unknown type": (with_work(type="paper"), "/publications/0/type"),
    "an unknown status": (with_work(status="draft"), "/publications/0/status"),
    "two topics of one slug": (
        {
            **GOOD,
            "publications": [WORK, {**WORK, "key": "b", "topics": [{"label": "GPU"}, {"label": "gpu"}]}],
        },
        "/publications/1/topics: 2 entries have the slug 'gpu'.",
    ),
    "a year in words": (with_work(year="2024"), "/publications/0/year"),
    "a year that is true": (with_work(year=True), "/publications/0/year"),
    "a year out of range": (with_work(year=99999), "/publications/0/year"),
    "a month out of range": (with_work(month=13), "/publications/0/month"),
    "a key with a slash": (with_work(key="a/b"), "/publications/0/key"),
    "a key with a line break": (with_work(key="a\n"), "/publications/0/key"),
    "a rank without a scheme": (with_work(rank="A"), "/publications/0/rank"),
    "a link that runs": (
        with_work(links=[{"kind": "pdf", "url": "javascript:alert(1)"}]),
        "/publications/0/links/0/url",
    ),
    "a link to data": (
        with_work(links=[{"kind": "pdf", "url": "data:text/html,x"}]),
        "/publications/0/links/0/url",
    ),
    "an author without a name": (with_work(authors=[{"name": ""}]), "/publications/0/authors/0/name"),
    "a text in an unknown kind of language": (with_work(note={"english": "x"}), "/publications/0/note"),
    "an empty text": (with_work(note={"en": " "}), "/publications/0/note"),
    "an unknown venue": (with_work(venue="nowhere"), "/publications/0/venue"),
    "an award for an unknown work": ({**GOOD, "awards": [{"title": "X", "publication": "b"}]}, "'b'"),
    "a count of no day": (
        {
            **with_work(),
            "citation_counts": [{"publication": "a", "source": "s", "as_of": "yesterday", "count": 1}],
        },
        "/citation_counts/0/as_of",
    ),
    "figures of no day": ({**GOOD, "citation_totals": [{"source": "s", "as_of": "2026-13"}]}, "/as_of"),
    "a count for an unknown work": (
        {**GOOD, "citation_counts": [{"publication": "b", "source": "s", "as_of": "2026", "count": 1}]},
        "'b'",
    ),
    "two works of one key": ({**GOOD, "publications": [WORK, WORK]}, "'a'"),
    "two works of one DOI": (
        {**GOOD, "publications": [{**WORK, "doi": "10.1/x"}, {**WORK, "key": "b", "doi": "10.1/x"}]},
        "10.1/x",
    ),
    "two works of one arXiv id": (
        {**GOOD, "publications": [{**WORK, "arxiv_id": "1"}, {**WORK, "key": "b", "arxiv_id": "1"}]},
        "arxiv_id",
    ),
    "two people of one slug": ({**GOOD, "people": [{"slug": "x", "name": "X"}] * 2}, "'x'"),
    "two venues of one slug": (
        {**GOOD, "venues": [{"slug": "x", "name": "X", "kind": "journal"}] * 2},
        "'x'",
    ),
    "two entries of one number": (
        {**GOOD, "news": [{"id": 1, "text": "a"}, {"id": 1, "text": "b"}]},
        "/news",
    ),
    "one count twice": (
        {
            **with_work(),
            "citation_counts": [{"publication": "a", "source": "s", "as_of": "2026", "count": 1}] * 2,
        },
        "citation_counts",
    ),
    "a lone surrogate": ('{"profile": {"name": "\\ud800", "slug": "a"}}', "/profile/name"),
    "a lone surrogate in a title": (json.dumps(with_work(title="\ud800")), "/publications/0/title"),
    "a lone surrogate in a rank": (json.dumps(with_work(rank="CCF-\ud800")), "/publications/0/rank: "),
    "a moment before the calendar": (
        with_work(created_at="0001-01-01T00:00:00+14:00"),
        "/publications/0/created_at: ",
    ),
    "a moment after the calendar": (
        {**GOOD, "news": [{"text": "x", "updated_at": "9999-12-31T23:59:59-14:00"}]},
        "/news/0/updated_at: ",
    ),
    "a venue ranked twice by one edition": (
        {
            **GOOD,
            "venues": [
                {"slug": "w", "name": "W", "kind": "journal"},
                {"slug": "x", "name": "X", "kind": "journal", "ranks": [RANK, {**RANK, "class": "B"}]},
            ],
        },
        "/venues/1/ranks: 2 entries have the scheme, edition 'CCF', '2026'.",
    ),
    "a date that no calendar has": (
        "profile: {name: A, slug: a}\nnews: [{text: x, date: 2024-13-01}]",
        "/news/0/date",
    ),
    "a date in other digits": ({**GOOD, "news": [{"text": "x", "date": "２０２４"}]}, "/news/0/date"),
    "a key that stands twice": ('{"profile": {"name": "A", "slug": "a", "slug": "b"}}', "/profile/slug: "),
    "a key that stands twice, as YAML": ("profile: {name: A, slug: a, slug: b}", "/profile/slug: "),
    "an unknown key with a slash": ({**GOOD, "a/b": 1}, "/a~1b: "),
    "not a number": (
        '{"profile": {"name": "A", "slug": "a"}, "publications": [{"year": NaN}]}',
        "/publications/0",
    ),
    "a date out of range": ({**GOOD, "news": [{"text": "x", "date": "2024-13"}]}, "/news/0/date"),
    "a section that is no list": ({**GOOD, "news": {"text": "x"}}, "/news"),
    "an entry that is no object": ({**GOOD, "news": ["x"]}, "/news/0"),
    "a publication that is no object": ({**GOOD, "publications": ["x"]}, "/publications/0"),
    "a profile that is no object": ({"profile": "Ada"}, "/profile"),
    "a number too large": (with_work(version=2**80), "/publications/0/version"),
}


@pytest.fixture(scope="module")
def untouched(filled, tmp_path_factory):
    """An application with the real profile that every bad file leaves as it is; with it, what it holds."""
    app = open_app(filled, tmp_path_factory.mktemp("untouched"))
    with app.app_context():
        yield app, dump(), current(db.engine)
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize(("whole", "told"), BAD.values(), ids=list(BAD))
def test_a_bad_file_is_refused_with_its_fault_and_changes_nothing(untouched, whole, told):
    app, *before = untouched
    with app.app_context():
        with pytest.raises(reading.ProfileFault) as refused:
            load(whole)
        db.session.rollback()
        assert told in str(refused.value)
        assert [dump(), current(db.engine)] == before


def test_every_fault_of_a_file_is_named_at_once(app):
    whole = with_work(title="", year="x", type="paper", links=[{"kind": "pdf", "url": "x"}])
    whole["news"], whole["papers"] = [{"text": ""}, {"date": "x", "text": "a"}], []
    with pytest.raises(reading.ProfileFault) as refused:
        load(whole)
    places = sorted(line.partition(": ")[0] for line in str(refused.value).splitlines())
    expected = [
        "/news/0/text",
        "/news/1/date",
        "/papers",
        "/publications/0/links/0/url",
        "/publications/0/title",
    ]
    assert places == [*expected, "/publications/0/type", "/publications/0/year"]


def test_a_failure_halfway_leaves_the_profile_as_it_was(app, monkeypatch):
    before, revision = dump(), current(db.engine)

    def fail(*_args):
        raise RuntimeError

    monkeypatch.setattr(loading, "_entry", fail)
    with pytest.raises(RuntimeError):
        load({**with_work(), "news": [{"text": "x"}]})
    db.session.rollback()
    assert (dump(), current(db.engine)) == (before, revision)


def test_a_load_is_one_write(app):
    before = current(db.engine)[0]
    load(with_work())
    assert current(db.engine)[0] == before + 1


def test_a_load_replaces_all_but_the_venues(app, client):
    venues = client.get("/api/v1/venues").json["total"]
    load(with_work())
    assert [item["key"] for item in client.get("/api/v1/publications").json["items"]] == ["a"]
    assert client.get("/api/v1/education").json["total"] == 0
    assert client.get("/api/v1/people").json["total"] == 1
    assert client.get("/api/v1/venues").json["total"] == venues


def test_a_plain_text_is_in_the_default_language(app):
    load({**GOOD, "news": [{"text": "你好"}]}, "zh")
    whole = json.loads(dump())
    assert whole["news"][0]["text"] == {"zh": "你好"}
    assert whole["profile"]["name"] == {"zh": "Ada Lindqvist"}


def test_a_person_named_in_many_places_is_one(app):
    author = {"name": "Bo Chen"}
    students = [{"name": "Bo Chen", "degree": "phd"}]
    load({**with_work(authors=[author, {"name": "BO CHEN"}]), "students": students})
    assert [person["slug"] for person in json.loads(dump())["people"]] == ["ada", "bo-chen"]


def test_works_keep_the_order_of_the_file(app):
    load({**GOOD, "publications": [{**WORK, "key": key} for key in "cab"]})
    ordered = db.session.query(Publication).order_by(Publication.position)
    assert [row.key for row in ordered] == ["c", "a", "b"]


def test_a_venue_that_a_file_brings_is_added_once(app):
    venue = {"slug": "new", "name": "New", "kind": "journal", "ranks": []}
    load({**with_work(venue="new"), "venues": [venue]})
    load({**with_work(venue="new"), "venues": [venue]})
    assert json.loads(dump())["venues"][0]["slug"] == "new"


@pytest.mark.parametrize(
    "numbers", [[None, 1], [None, 2, 1], [2, None, None, 3], [2**31, None], [None, None]]
)
def test_an_entry_without_a_number_gets_one_that_no_other_has(app, numbers):
    """Someone adds an entry by hand to a dump, wherever it belongs."""
    entries = [{"text": str(place), "id": number} for place, number in enumerate(numbers)]
    load({**GOOD, "news": [{key: value for key, value in entry.items() if value} for entry in entries]})
    news = json.loads(dump())["news"]
    assert [entry["text"]["en"] for entry in news] == [str(place) for place in range(len(numbers))]
    assert all(entry["id"] == number for entry, number in zip(news, numbers, strict=True) if number)
    assert len({entry["id"] for entry in news}) == len(news)
    load(dump())


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-02T00:00:00+14:00"]
)
def test_the_ends_of_the_calendar_can_be_stored(app, moment):
    load(with_work(created_at=moment, updated_at=moment))
    before = dump()
    load(before)
    assert dump() == before


def test_half_a_character_is_refused_wherever_it_would_be_stored(app):
    """No database takes it; what a dump adds for readers is left aside before it matters."""
    whole = json.loads(dump())
    kinds = {re.sub(r"\d+", "0", place): (holder, key) for place, holder, key in texts(whole)}
    assert {"/profile/slug", "/publications/0/rank/label", "/venues/0/ranks/0/class"} <= kinds.keys()
    for holder, key in kinds.values():
        kept, holder[key] = holder[key], "x\ud800"
        try:
            outcome = json.dumps(reading.read(json.dumps(whole), "en"), default=str)
        except reading.ProfileFault as refused:
            outcome = "" if re.match(r"(/\w+)+: ", str(refused)) else f"\\ud800 has no place: {refused}"
        assert "\\ud800" not in outcome
        holder[key] = kept


def texts(value, place=""):
    """Every text in an object: its place, and what holds it by which key."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        if isinstance(part, str):
            yield f"{place}/{key}", value, key
        yield from texts(part, f"{place}/{key}")
