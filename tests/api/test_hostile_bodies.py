"""Whatever a body holds is stored or refused with its place: no fault of ours, no word of our insides."""

import json
import re
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import tokens
from schemas.bodies import BODIES
from tests.api.test_errors import INSIDES, told
from tests.api.test_write_permissions import BODY_OF
from tests.api.writing import JSON, PATH, revision, send, work

LINK = {"kind": "code", "url": "https://example.org/x", "label": {"en": "Code"}}
AUTHOR = {"name": "Ada Hill", "slug": "ada-hill", "corresponding": True, "equal_contribution": False}
VENUE = {"slug": "new-place", "acronym": "NP", "name": "New Place", "kind": "journal"}
WHOLE = {
    "publications": {
        "key": "one",
        "title": "One",
        "type": "article",
        "status": "preprint",
        "year": 2024,
        "month": 1,
        "doi": "10.1234/x",
        "arxiv_id": "2401.01234",
        "volume": "1",
        "issue": "2",
        "pages": "3",
        "venue": VENUE,
        "rank": "CCF-A",
        "authors": [AUTHOR, "Bo Hill"],
        "links": [LINK],
        "topics": [{"slug": "t", "label": "T"}, "U"],
        "abstract": "A",
        "note": {"en": "N"},
        "selected": True,
        "visibility": "public",
        "position": 1,
        "created_at": "2024-01-01T00:00:00Z",
        "updated_at": "2024-01-01T00:00:00Z",
        "version": 1,
    },
    "profile": {
        "name": {"en": "X"},
        "headline": "X",
        "affiliations": [{"name": "X", "url": "https://a.example"}],
        "bio": {"markdown": {"en": "X"}},
        "interests": {"current": ["X"], "previous": [{"en": "X"}]},
        "notices": [{"kind": "X", "text": "X", "enrolment": "2027"}],
        "links": [LINK],
        "email": "a@example.org",
        "location": "X",
        "avatar": "/files/x.png",
    },
    "education": {"institution": {"en": "X"}, "degree": "X", "field": "X", "url": "https://a.example"},
    "experience": {"role": "X", "organisation": "X", "kind": "visit", "place": "X", "start": "2020"},
    "awards": {"title": "X", "year": 2020, "issuer": "X", "publication": "zhao2025edas", "position": 1},
    "projects": {"level": "X", "programme": "X", "title": "X", "role": "X", "start": "2020", "end": "2021"},
    "courses": {"title": "X", "start": "2020", "end": "2021-02"},
    "students": {
        "name": "Xu Xu",
        "person": "xu-xu",
        "degree": "phd",
        "cohort": 2020,
        "status": "current",
        "destination": "X",
    },
    "service": {"role": "X", "organisation": "X", "start": "2020", "end": "2021"},
    "talks": {"title": "X", "event": "X", "place": "X", "date": "2020", "links": [LINK]},
    "news": {"date": "2020-01-01", "text": "X"},
}
"""A body of every collection in which every kind of field is filled."""


@pytest.fixture
def owner(daring):
    return daring


def within(**facts):
    """Write a publication with one more part, as it is."""
    return json.dumps(work(**facts)).encode()


def raw(part):
    """Write a publication with a note that is written as given."""
    return within(note="HERE").replace(b'"HERE"', part)


UNREADABLE = {
    "nothing": b"",
    "no JSON": b"title: x",
    "two values": b"{} {}",
    "a comment": b"{} // x",
    "a single quote": b"{'title': 1}",
    "a closing comma": b'{"title": "x",}',
    "not UTF-8": raw(b'"\xe9"'),
    "UTF-16": within().decode().encode("utf-16"),
    "a megabyte of [": b"[" * 1_000_000,
    "a megabyte of {": b'{"a":' * 200_000,
    "a deep list": b"[" * 30 + b"]" * 30,
    "a deep part": raw(b"[" * 900 + b"]" * 900),
    "half a character": raw(b'"\\ud800"'),
    "half a character in a key": b'{"\\udfff": 1}',
    "NUL": raw(b'"\\u0000"'),
    "NUL as it is": raw(b'"\x00"'),
    "a bell": raw(b'"\\u0007"'),
    "an escape": raw(b'"\\u001b[31m"'),
    "a control character of Latin-1": raw(b'"\\u0085"'),
    "NaN": raw(b"NaN"),
    "Infinity": raw(b"-Infinity"),
    "a number beyond any": raw(b"1e999"),
    "2^63": raw(str(2**63).encode()),
    "a number of a million digits": raw(b"9" * 1_000_000),
    "a key twice": b'{"title": "x", "title": "y"}',
    "a key twice among many": b"{" + b"".join(b'"%d":1,' % number for number in range(100_000)) + b'"7":1}',
    "a key twice inside": raw(b'{"en": "x", "en": "y"}'),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_not_strict_json_is_400_and_stores_nothing(owner, name):
    before = revision()
    told(send(owner, UNREADABLE[name]), 400)
    assert revision() == before


@pytest.mark.parametrize("body", ["null", "1", "true", '"x"', "[]", "[null]", "[[]]", "[1, {}]", '[["x"]]'])
@pytest.mark.parametrize("collection", sorted(BODIES))
def test_what_is_no_object_is_422_with_its_place(owner, collection, body):
    before, method = revision(), "PATCH" if collection == "profile" else "POST"
    answer = send(owner, body, f"/api/v1/{collection}", method=method)
    problem = told(answer, 422)
    assert all(stands_in(json.loads(body), fault["pointer"]) for fault in problem["errors"])
    assert revision() == before


def test_a_mark_of_the_byte_order_is_no_fault(owner):
    assert send(owner, b"\xef\xbb\xbf" + within(title="With a Mark")).status_code == 201


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "text/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=latin-1",
        "application/merge-patch+json",
        "application/json, text/plain",
    ],
)
def test_another_kind_of_body_is_415(owner, content_type):
    before = revision()
    told(send(owner, within(), content_type=content_type), 415)
    assert revision() == before


@pytest.mark.parametrize("length", ["told", "not told"])
def test_a_body_over_the_limit_is_413(owner, length):
    before, big = revision(), b" " * 2_000_001
    more = {} if length == "told" else {"environ_overrides": {"wsgi.input_terminated": True}}
    if length == "not told":
        more["environ_overrides"] |= {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}
    told(send(owner, big, **more), 413)
    assert revision() == before


def test_the_limit_is_met_only_by_who_may_write(owner):
    told(owner.client.post(PATH, data=b" " * 2_000_001, content_type=JSON), 401)


def stands_in(body, pointer):
    """Tell whether a pointer leads to something in a body, or to a key that an object there should have."""
    for place in pointer.split("/")[1:]:
        key = place.replace("~1", "/").replace("~0", "~")
        if isinstance(body, list) and key.isdecimal() and int(key) < len(body):
            body = body[int(key)]
        elif isinstance(body, dict):
            body = body.get(key)
        else:
            return False
    return True


def places(value, at=()):
    """List the way to every part of a body."""
    yield at
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in parts:
        yield from places(inner, (*at, key))


def put(value, at, part):
    """Put something else in the place of a part."""
    if not at:
        return part
    changed = deepcopy(value)
    inner = changed
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = part
    return changed


WORDS = ["", " ", "x", "x" * 300, "none", "\u200b", "\u202e", "\u0301", "🙂", "...", "../..", "a/b~c", "'--"]
KEYS = ["en", "zh", "name", "slug", "label", "source", "markdown", "url", "acronym", "a/b~c", "", "__proto__"]
PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, -1, 1, 2024, 2**31, 2**31 + 1, 2**53, 2**63 - 1, -(2**63) + 1, 1.5, -0.0, 1e300]),
    st.sampled_from(WORDS),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
)
ANYTHING = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=5,
)
SPOILT = st.sampled_from(sorted(WHOLE)).flatmap(
    lambda collection: st.tuples(
        st.just(collection), st.sampled_from(list(places(WHOLE[collection]))), ANYTHING
    )
)


@pytest.mark.parametrize("collection", sorted(BODIES))
def test_a_whole_body_is_taken(owner, collection):
    method = "PATCH" if collection == "profile" else "POST"
    answer = owner.send(method, f"/api/v1/{collection}?dry_run=true", WHOLE[collection])
    assert answer.status_code == 200, answer.text


@given(SPOILT)
def test_anything_in_any_place_is_stored_or_refused_with_its_place(owner, spoilt):
    collection, at, part = spoilt
    judge(owner, collection, put(WHOLE[collection], at, part))


AWKWARD = [None, True, 0, -1, 1.5, 2**63 - 1, "", "x", "🙂", [], [None], [[]], ["x"], [{}], {}, {"en": None}]


@pytest.mark.parametrize("collection", sorted(BODIES))
def test_each_awkward_value_in_each_place_is_stored_or_refused(owner, collection):
    for at in places(WHOLE[collection]):
        for part in AWKWARD:
            judge(owner, collection, put(WHOLE[collection], at, part), query="?dry_run=true")


def judge(owner, collection, body, query=""):
    """Send a body: it is stored, or refused with places that are in it and with nothing stored."""
    before, method = revision(), "PATCH" if collection == "profile" else "POST"
    answer = send(owner, json.dumps(body), f"/api/v1/{collection}{query}", method=method)
    if answer.status_code >= 400:
        problem = told(answer, answer.status_code)
        assert answer.status_code in (409, 422), body
        assert all(stands_in(body, fault["pointer"]) for fault in problem["errors"]), problem["errors"]
        assert revision() == before
    else:
        assert answer.status_code in (200, 201), body


@given(st.sampled_from([PATH, f"{PATH}/zhao2025edas", "/api/v1/awards/1", "/api/v1/profile"]), ANYTHING)
def test_a_patch_of_anything_is_taken_or_refused(owner, path, body):
    answer = send(owner, json.dumps(body), f"{path}?dry_run=true", method="PATCH")
    told(answer, answer.status_code) if answer.status_code != 200 else None
    assert answer.status_code in ((405,) if path == PATH else (200, 409, 422)), body


def test_no_log_holds_a_token_or_what_was_sent(owner, caplog, monkeypatch):
    caplog.set_level("DEBUG")
    for data in UNREADABLE.values():
        send(owner, data)

    def fail(*_args, **_more):
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("services.editing.bodies.check", fail)
    answer = owner.post(PATH, work(title="Told to Nobody"))
    told(answer, 500)
    assert "Unforeseen: RuntimeError < services.editing:" in caplog.text
    for secret in ("unforeseen", owner.secret, "Told to Nobody", tokens.hashed(owner.secret)):
        assert secret not in caplog.text
        assert secret not in answer.text


def test_every_collection_is_tried():
    assert set(WHOLE) == set(BODY_OF) == set(BODIES)
    assert re.search(INSIDES, "sqlite3.OperationalError")
