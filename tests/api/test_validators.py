"""Every GET carries validators made before any query; who holds an answer is told so; nothing is stale."""

import statistics
import time
from email.utils import parsedate_to_datetime

import pytest
from sqlalchemy import event

from models import db
from models.publication import Publication
from models.sections import SECTIONS
from tests.api.conftest import LIST

EXAMPLES = {
    "key": "zhao2025edas",
    "slug": "han-zhao",
    "number": "1",
    "extension": "csv",
    "path": "js/main.js",
    "version": "now",
    "name": "portrait.png",
    "counted": "citations",
}
SLUGS = {"venues.show": "taco"}


def addresses(app):
    """Fill every rule of the app that GET reaches with an example."""
    from werkzeug.routing import Map

    assert isinstance(app.url_map, Map)
    adapter = app.url_map.bind("example.org")
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods:
            values = {name: EXAMPLES[name] for name in rule.arguments}
            if rule.endpoint in SLUGS:
                values["slug"] = SLUGS[rule.endpoint]
            if "number" in values:
                values["number"] = 1
            yield adapter.build(rule.endpoint, values)


def settle():
    """Wait until write and start lie a second back: a date told before that outdates at once."""
    time.sleep(1.1)


@pytest.fixture(scope="module")
def paths(reader):
    settle()
    return sorted({path for path in addresses(reader.application) if reader.get(path).status_code == 200})


EMPTY = {"experience", "service", "talks", "news"}
"""Sections of which the profile has no entry, so that the first of them is not there."""


OWNERS = {f"/api/v1/{path}" for path in ("changes", "changes/1", "inbox", "inbox/1", "checks")}
"""What is read with a token only."""


def test_every_route_that_is_read_is_looked_at(reader, paths):
    others = {path: reader.get(path).status_code for path in set(addresses(reader.application)) - set(paths)}
    missing = {path for path, status in others.items() if status == 404}
    # The form of the documentation leads to nothing until it is filled in, and the owner has no portrait.
    unfilled = {"/api/v1/docs/ask", "/files/portrait.png"}
    assert missing == {f"/api/v1/{name}/1" for name in EMPTY} | unfilled
    assert {path for path, status in others.items() if status == 401} == OWNERS
    assert set(others.values()) <= {404, 401, 301, 302}
    assert len(paths) > 30


def test_every_answer_carries_its_validators(reader, paths):
    for path in paths:
        headers = reader.get(path).headers
        assert headers.get("ETag", "").startswith('"'), path
        assert parsedate_to_datetime(headers["Last-Modified"]), path
        assert "Accept-Encoding" in headers["Vary"], path
        assert "Cache-Control" in headers, path


def test_who_holds_an_answer_is_told_so(reader, paths):
    for path in paths:
        held = reader.get(path).headers
        for conditions in ({"If-None-Match": held["ETag"]}, {"If-Modified-Since": held["Last-Modified"]}):
            answer = reader.get(path, headers=conditions)
            assert (answer.status_code, answer.data) == (304, b""), (path, conditions)


def test_head_is_get_without_the_body(reader, paths):
    for path in paths:
        asked, headed = reader.get(path), reader.head(path)
        assert headed.status_code == 200
        assert headed.data == b""
        told = [sorted(pair for pair in one.headers if pair[0] != "X-Request-ID") for one in (headed, asked)]
        assert told[0] == told[1], path


def writes(path):
    """List the methods by which an owner writes at a path."""
    collection, _, entry = path.removeprefix("/api/v1/").partition("/")
    if collection == "profile" and path.startswith("/api/"):
        return {"PATCH"}
    if collection not in ("publications", "citations", *SECTIONS) or not path.startswith("/api/"):
        return set()
    return {"PUT", "PATCH", "DELETE"} if entry else {"POST"}


def test_options_tells_what_can_be_done(reader, paths):
    for path in paths:
        answer = reader.options(path)
        assert answer.status_code == 200
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"} | writes(path), path


@pytest.mark.parametrize(
    ("held", "status"),
    [
        ("{tag}", 304), ("W/{tag}", 304), ('"x", {tag}', 304), ('"x",{tag} , "y"', 304), ("*", 304),
        ('"x"', 200), ("{bare}", 200), ("", 200), ("W/", 200), ('"', 200), (",,,", 200),
    ],
)  # fmt: skip
def test_if_none_match_is_read_as_the_standard_says(reader, held, status):
    tag = reader.get(LIST).headers["ETag"]
    answer = reader.get(LIST, headers={"If-None-Match": held.format(tag=tag, bare=tag.strip('"'))})
    assert answer.status_code == status


def test_holding_anything_is_not_enough_where_nothing_is(reader):
    assert reader.get("/api/v1/venues/nowhere", headers={"If-None-Match": "*"}).status_code == 404


@pytest.mark.parametrize(
    "since", ["yesterday", "", "Mon, 01 Jan 2001 00:00:00 GMT", "0", "Thu, 99 Nov 2026 00:00:00 GMT"]
)
def test_a_date_that_is_old_or_no_date_brings_the_answer(reader, since):
    assert reader.get(LIST, headers={"If-Modified-Since": since}).status_code == 200


def test_a_date_is_read_with_any_zone(reader):
    since = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 +0800"}
    assert reader.get(LIST, headers=since).status_code == 304


def test_a_date_beyond_all_bounds_is_no_date(reader):
    since = {"If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 +99999999999999999999"}
    assert reader.get(LIST, headers=since).status_code == 200


def test_a_date_without_a_zone_brings_the_answer(reader):
    since = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00"}
    assert reader.get(LIST, headers=since).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/nothing-here", f"{LIST}?year=abc", "/nothing", "/?year=abc"])
def test_a_date_makes_no_answer_of_an_error(reader, path):
    since = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert reader.get(path, headers=since).status_code == reader.get(path).status_code >= 400


def test_a_tag_counts_more_than_a_date(reader):
    held = {"If-None-Match": '"x"', "If-Modified-Since": reader.get(LIST).headers["Last-Modified"]}
    assert reader.get(LIST, headers=held).status_code == 200


def test_a_write_changes_every_answer(app, client):
    before = client.get(LIST)
    row = db.session.query(Publication).filter_by(key="zhao2025edas").one()
    row.title = "Changed"
    db.session.commit()
    after = client.get(LIST, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.headers["ETag"] != before.headers["ETag"]
    assert "Changed" in after.text


def test_two_writes_within_a_second_are_never_taken_for_each_other(app, client):
    """A reader who read between them must be told of the second, by tag and by date."""
    row = db.session.query(Publication).filter_by(key="zhao2025edas").one()
    for number in range(5):
        row.title = f"Title {number}"
        db.session.commit()
        row = db.session.query(Publication).filter_by(key="zhao2025edas").one()
        held = client.get(LIST).headers
        row.title = f"Title {number} again"
        db.session.commit()
        row = db.session.query(Publication).filter_by(key="zhao2025edas").one()
        for conditions in ({"If-None-Match": held["ETag"]}, {"If-Modified-Since": held["Last-Modified"]}):
            answer = client.get(LIST, headers=conditions)
            assert answer.status_code == 200
            assert f"Title {number} again" in answer.text


def test_a_date_that_was_told_stays_good_until_the_next_write(app, client):
    settle()
    held = client.get(LIST).headers["Last-Modified"]
    assert client.get(LIST, headers={"If-Modified-Since": held}).status_code == 304


def test_a_new_build_outdates_what_readers_hold(filled, tmp_path):
    from tests.conftest import open_app

    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = open_app(filled, tmp_path / "a")
    other = open_app(filled, tmp_path / "b", DEFAULT_LANGUAGE="zh")
    held = first.test_client().get("/").headers["ETag"]
    assert other.test_client().get("/", headers={"If-None-Match": held}).status_code == 200


@pytest.fixture
def statements(app):
    """Every statement that reaches the database, as it is sent."""
    sent = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    "path", [LIST, f"{LIST}?q=gpu&facets=year,venue", "/api/v1/profile", "/", f"{LIST}.csv"]
)
def test_a_304_and_a_kept_answer_ask_for_the_revision_and_nothing_else(client, statements, path):
    held = client.get(path).headers["ETag"]
    assert len(statements) > 2
    for headers in ({"If-None-Match": held}, {}):
        statements.clear()
        client.get(path, headers=headers)
        assert len(statements) == 1
        assert "revision" in statements[0]


def test_a_304_is_known_before_anything_was_ever_read(filled, tmp_path):
    """A new process with nothing kept tells it from the revision alone."""
    import shutil

    from app import create_app

    path = tmp_path / "vitrine.db"
    shutil.copy(filled, path)
    settings = {"DATABASE_URL": f"sqlite:///{path}"}
    held = create_app(settings).test_client().get(LIST).headers["ETag"]
    second = create_app(settings)
    with second.app_context():
        sent = []
        event.listen(db.engine, "before_cursor_execute", lambda *args: sent.append(args[2]))
        answer = second.test_client().get(LIST, headers={"If-None-Match": held})
        db.engine.dispose()
    assert (answer.status_code, len(sent)) == (304, 1)


def test_a_304_costs_less_than_a_tenth_of_an_answer(filled, tmp_path):
    from tests.conftest import open_app

    app = open_app(filled, tmp_path, KEPT_MEGABYTES="0")
    client = app.test_client()
    held = {"If-None-Match": client.get(LIST).headers["ETag"]}

    def cost(**headers):
        times = []
        for _ in range(30):
            start = time.process_time()
            app.wsgi_app(environ(client, headers), lambda *_: None)
            times.append(time.process_time() - start)
        return statistics.median(times)

    # The lowest of several ratios: other work on the machine only ever makes one worse.
    ratios = [cost(**held) / cost() for _ in range(5)]
    with app.app_context():
        db.engine.dispose()
    assert min(ratios) < 0.1, ratios


def environ(client, headers):
    from werkzeug.test import EnvironBuilder

    return EnvironBuilder(LIST, headers=headers).get_environ()
