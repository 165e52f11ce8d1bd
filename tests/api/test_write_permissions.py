"""Nobody writes without a token that reaches so far: asked of every route that is no GET, old or new."""

import time
from datetime import timedelta
from itertools import count

import pytest

from models import db, tokens
from models.database import now
from models.writing import Change
from schemas.bodies import BODIES
from tests.api.test_errors import told
from tests.api.writing import Owner, revision, token, work
from tests.conftest import in_app, open_app

NUMBER = count(1)
READING = {"GET", "HEAD", "OPTIONS"}
EXAMPLES = {"<key>": "zhao2025edas", "<digits:number>": "1"}
BODY_OF = {
    "publications": work(),
    "profile": {"headline": "X"},
    "education": {"institution": "X", "degree": "X"},
    "experience": {"role": "X", "organisation": "X"},
    "awards": {"title": "X"},
    "projects": {"title": "X"},
    "courses": {"title": "X"},
    "students": {"name": "Xu Xu", "degree": "phd"},
    "service": {"role": "X"},
    "talks": {"title": "X"},
    "news": {"text": "X"},
}
SENT = {
    **BODY_OF,
    "imports": {
        "DOI": "10.1000/x",
        "type": "journal-article",
        "container-title": ["Y"],
        "title": ["X"],
        "author": [{"family": "Xu"}],
    },
}
SENT["citations"] = {"source": "manual", "counts": [{"publication": "zhao2025edas", "count": 1}]}
MORE = ("imports", "inbox", "citations")
"""What is written to and is no collection of entries."""
WITHOUT_BODY = {"inbox", "changes"}
"""Where nothing is there yet to decide about, or to take back."""
FILLED = ("publications", "profile", "education", "awards", "projects", "courses", "students")
"""The collections of which the real profile has an entry."""


@pytest.fixture(scope="module")
def vault(filled, tmp_path_factory):
    """An application with the real profile and without limits, which nothing here may change."""
    folder = tmp_path_factory.mktemp("vault")
    with in_app(filled, folder, MAX_WRITES_PER_MINUTE="0", MAX_BAD_TOKENS_PER_MINUTE="0") as app:
        yield app


@pytest.fixture(scope="module")
def routes(vault):
    """Every way to write: method, path, and the collection it is of (`changes` for the history)."""
    found = []
    for rule in vault.url_map.iter_rules():
        path = rule.rule
        for part, example in EXAMPLES.items():
            path = path.replace(part, example)
        found += [(method, path, path.split("/")[3]) for method in rule.methods - READING]
    return sorted(found)


def test_every_route_that_is_no_reading_is_known(routes):
    assert not [path for _, path, _ in routes if "<" in path]
    assert {collection for _, _, collection in routes} == {*BODIES, "changes", *MORE}
    assert len(routes) == 7 + 4 * (len(BODIES) - 1)


def bad_token(kind):
    """Make a token that is not good, in one of the ways in which it may not be."""
    name = f"{kind} {next(NUMBER)}"
    secret = token("admin", name=name)
    made = tokens.named(db.session(), name)
    if kind == "expired":
        made.expires_at = now() - timedelta(seconds=1)
    if kind == "revoked":
        made.revoked_at = now()
    db.session.commit()
    return {"unknown": f"{secret}x", "cut short": secret[:-1]}.get(kind, secret)


AUTHORIZATIONS = {
    "none": lambda: None,
    "another kind": lambda: f"Basic {token('admin', name='another kind')}",
    "empty": lambda: "Bearer ",
    "its hash": lambda: f"Bearer {tokens.hashed(token('admin', name='its hash'))}",
    **{
        kind: lambda kind=kind: f"Bearer {bad_token(kind)}"
        for kind in ("unknown", "cut short", "expired", "revoked")
    },
}


@pytest.mark.parametrize("kind", AUTHORIZATIONS)
def test_without_a_good_token_every_write_is_401_and_writes_nothing(vault, routes, kind):
    client, authorization = vault.test_client(), AUTHORIZATIONS[kind]()
    headers = {"Authorization": authorization} if authorization else {}
    before = revision()
    for method, path, collection in routes:
        for query in ("", "?dry_run=true"):
            answer = client.open(path + query, method=method, json=SENT.get(collection), headers=headers)
            told(answer, 401)
            assert answer.headers["WWW-Authenticate"].startswith("Bearer realm="), path
    assert revision() == before
    assert db.session.query(Change).count() == 0


def test_a_token_that_was_tried_and_is_not_good_is_told_apart_from_none(vault):
    client, news = vault.test_client(), "/api/v1/news"
    told_of = [
        client.post(news, json={}, headers=headers).headers["WWW-Authenticate"]
        for headers in ({}, {"Authorization": "Bearer vit_x"})
    ]
    assert ["invalid_token" in challenge for challenge in told_of] == [False, True]


@pytest.mark.parametrize(
    "scope", [*(f"write:{collection}" for collection in (*BODIES, "citations")), "write", "admin"]
)
def test_a_token_opens_what_its_scope_says_and_nothing_else(vault, routes, scope):
    owner, before = Owner(vault.test_client(), token(scope, name=scope)), revision()
    opened, refused = set(), set()
    for method, path, collection in routes:
        answer = owner.send(method, f"{path}?dry_run=true", SENT.get(collection))
        if answer.status_code == 403:
            assert "insufficient_scope" in answer.headers["WWW-Authenticate"]
            told(answer, 403)
            told(owner.send(method, path, SENT.get(collection)), 403)
            refused.add(collection)
        else:
            # Nothing is there to change in a section without entries, and no change to take back yet.
            expected = (200,) if collection in FILLED or method == "POST" else (404,)
            assert answer.status_code in ((404,) if collection in WITHOUT_BODY else expected), path
            opened.add(collection)
    assert revision() == before
    every = {*BODIES, "changes", *MORE}
    reached = {"admin": every, "write": every - {"changes"}, "write:publications": {"publications", "inbox"}}
    reached = reached.get(scope, {scope.removeprefix("write:")})
    assert (opened, refused) == (reached, every - reached)


@pytest.mark.parametrize("path", ["/api/v1/changes", "/api/v1/changes/1", "/api/v1/changes?collection=news"])
def test_history_is_told_to_admin_alone(vault, path):
    client = vault.test_client()
    told(client.get(path), 401)
    told(client.get(path, headers={"Authorization": "Bearer vit_x"}), 401)
    name = f"no reader of {path}"
    told(Owner(client, token("write", name=name)).get(path), 403)
    assert Owner(client, token("admin", name=f"{name} but")).get(path).status_code in (200, 404)
    # What was answered to one is not kept for another.
    told(client.get(path), 401)


def test_whether_a_token_was_ever_good_is_not_told(vault):
    answers = [
        Owner(vault.test_client(), bad_token(kind)).post("/api/v1/news", {}).json
        for kind in ("unknown", "expired", "revoked")
    ]
    assert [{**answer, "request_id": ""} for answer in answers] == [{**answers[0], "request_id": ""}] * 3


@pytest.fixture
def limited(filled, tmp_path):
    """Make an application with limits of its own."""
    opened = []

    def limited(**settings):
        app = open_app(filled, tmp_path, **settings)
        opened.append(app)
        return app

    yield limited
    for app in opened:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def guess(client, address="192.0.2.1", secret="vit_wrong", **headers):
    """Try a token from an address."""
    return client.post(
        "/api/v1/news?dry_run=true",
        json={"text": "X"},
        headers={"Authorization": f"Bearer {secret}", **headers},
        environ_base={"REMOTE_ADDR": address},
    )


def test_who_guesses_has_to_wait_and_nobody_else(limited):
    app = limited(MAX_BAD_TOKENS_PER_MINUTE="3")
    client = app.test_client()
    with app.app_context():
        secret = token()
    assert [guess(client).status_code for _ in range(5)] == [401, 401, 401, 429, 429]
    late = guess(client)
    told(late, 429)
    assert 0 < int(late.headers["Retry-After"]) <= 21
    assert guess(client, address="192.0.2.2").status_code == 401
    # Who has a good token may share the address, at a campus or behind a proxy, and is not locked out.
    assert guess(client, secret=secret).status_code == 200


def test_who_guesses_at_history_has_to_wait_as_well(limited):
    client = limited(MAX_BAD_TOKENS_PER_MINUTE="2").test_client()
    asked = [
        client.get("/api/v1/changes", headers={"Authorization": f"Bearer vit_{number}"}).status_code
        for number in range(3)
    ]
    assert asked == [401, 401, 429]


def test_who_waited_may_try_again(limited, monkeypatch):
    client = limited(MAX_BAD_TOKENS_PER_MINUTE="1").test_client()
    assert [guess(client).status_code for _ in range(2)] == [401, 429]
    later = time.monotonic() + int(guess(client).headers["Retry-After"])
    monkeypatch.setattr("api.limits.time.monotonic", lambda: later)
    assert guess(client).status_code == 401


def test_writes_of_one_token_are_counted_and_not_those_of_another(limited):
    app = limited(MAX_WRITES_PER_MINUTE="2")
    with app.app_context():
        one, other = (Owner(app.test_client(), token(name=name)) for name in ("one", "other"))
        asked = [one.post("/api/v1/news", {"text": f"{number}"}) for number in range(3)]
        assert [answer.status_code for answer in asked] == [201, 201, 429]
        assert int(asked[2].headers["Retry-After"]) > 0
        assert other.post("/api/v1/news", {"text": "X"}).status_code == 201
        assert one.get("/api/v1/news").json["total"] == 3


ELSEWHERE = {"X-Forwarded-For": "203.0.113.9"}


def test_a_forwarded_address_is_not_believed_unless_proxies_are_set(limited):
    client = limited(MAX_BAD_TOKENS_PER_MINUTE="1").test_client()
    assert guess(client, **ELSEWHERE).status_code == 401
    assert guess(client, **{"X-Forwarded-For": "203.0.113.10"}).status_code == 429


def test_behind_a_proxy_readers_are_told_apart(limited):
    client = limited(MAX_BAD_TOKENS_PER_MINUTE="1", PROXIES="1").test_client()
    assert [guess(client, **ELSEWHERE).status_code for _ in range(2)] == [401, 429]
    assert guess(client, **{"X-Forwarded-For": "203.0.113.10"}).status_code == 401
    # What a reader wrote itself stands before what the proxy adds, and changes nothing.
    assert guess(client, **{"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}).status_code == 429


def test_a_proxy_tells_the_address_and_nothing_else(limited):
    client = limited(PROXIES="1").test_client()
    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher", "X-Forwarded-Prefix": "/x"}
    asked = [client.get("/", headers=given).text for given in ({}, headers)]
    assert asked[0] == asked[1]
