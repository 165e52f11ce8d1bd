"""A body in another format is brought in: told by its type or text, tried first, never a fault of ours."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import db
from models.writing import Change
from schemas.vocabulary import IMPORT_FORMATS
from tests.api.test_errors import told
from tests.api.writing import Owner, revision, token
from tests.conftest import in_app

PATH = "/api/v1/imports"
ENTRY = "@article{lovelace1843notes, title={Notes on the Engine}, author={Ada Lovelace}, year={1843}}"
CROSSREF = json.dumps(
    {
        "DOI": "10.1000/engine",
        "title": ["Notes on the Engine"],
        "author": [{"given": "Ada", "family": "Lovelace"}],
        "container-title": [],
    }
)


@pytest.fixture
def owner(client):
    """A program with a token that may write everything."""
    return Owner(client, token("write"))


def send(owner, body, media_type="text/plain", query=""):
    """Post a body of some type."""
    headers = {"Authorization": f"Bearer {owner.secret}"}
    return owner.client.post(f"{PATH}{query}", data=body, content_type=media_type, headers=headers)


@pytest.mark.parametrize(
    ("body", "media_type", "query"),
    [
        (ENTRY, "application/x-bibtex", ""),
        (ENTRY, "text/plain", ""),
        (ENTRY, "application/octet-stream", "?format=bibtex"),
        (b"\xef\xbb\xbf" + ENTRY.encode(), "text/plain; charset=utf-8", ""),
        (CROSSREF, "application/json", ""),
    ],
    ids=["type", "text", "named", "with a byte-order mark", "one of several of a type"],
)
def test_the_format_is_told_by_type_text_or_name(owner, body, media_type, query):
    answer = send(owner, body, media_type, query)
    assert (answer.status_code, answer.json["created"]) == (200, 1), answer.text
    key = answer.json["items"][0]["key"]
    assert owner.get(f"/api/v1/publications/{key}").json["title"] == "Notes on the Engine"
    assert answer.headers["ETag"] == f'"{revision()}"'


def test_an_import_is_one_change_with_the_tokens_name(owner):
    send(owner, ENTRY)
    change = db.session.query(Change).one()
    assert (change.actor, change.action, len(change.items)) == ("test", "import", 1)


def test_a_dry_run_reports_and_tells_every_difference_and_stores_nothing(owner):
    before = revision()
    answer = send(owner, ENTRY, query="?dry_run=true").json
    assert (answer["dry_run"], answer["created"]) == (True, 1)
    assert [change["action"] for change in answer["changes"]] == ["created"]
    assert revision() == before
    told(owner.get("/api/v1/publications/lovelace1843notes"), 404)


@pytest.mark.parametrize(
    ("similar", "result"), [("skip", "skipped"), ("merge", "unchanged"), ("add", "created")]
)
def test_what_is_similar_is_as_the_query_says(owner, similar, result):
    send(owner, ENTRY)
    renamed = ENTRY.replace("on the Engine", "on the Enginne").replace("lovelace1843notes", "other")
    answer = send(owner, renamed, query=f"?similar={similar}&dry_run=true").json
    assert [item["result"] for item in answer["items"]] == [result]


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (ENTRY, "application/octet-stream", 415),
        ("Dear all, please find attached", "text/plain", 422),
        ("{}", "application/json", 422),
        (b"\xff\xfe", "text/plain", 400),
    ],
    ids=["unknown type", "no known text", "no known JSON", "no text"],
)
def test_what_cannot_be_read_is_told(owner, body, media_type, status):
    before = revision()
    told(send(owner, body, media_type), status)
    assert revision() == before


def test_what_is_repeated_of_a_body_says_nothing_to_a_terminal(owner):
    body = json.dumps([{"title": "A", "author": [{"literal": "B"}], "type": "\x1b]0;x\x07\u202e\ny"}])
    (problem,) = send(owner, body, "application/json", "?format=csl-json").json["problems"]
    assert problem["detail"] == "Work 1: the type ']0;x y' is not known; it was taken as a document."


def test_an_import_holds_up_to_a_thousand_records(owner):
    many = "".join(f"@misc{{k{n}, title={{Work {n}}}, author={{Ada Lovelace}}}}\n" for n in range(1001))
    before = revision()
    assert "command line" in told(send(owner, many), 422)["detail"]
    assert revision() == before


def test_a_body_over_the_limit_is_413(owner, app):
    app.config["MAX_CONTENT_LENGTH"] = 100
    told(send(owner, ENTRY * 2), 413)


@pytest.fixture
def tireless(filled, tmp_path):
    """A program that may write as often as it likes."""
    with in_app(filled, tmp_path, MAX_WRITES_PER_MINUTE="0") as app:
        yield Owner(app.test_client(), token("write"))


@given(
    st.text(max_size=300),
    st.sampled_from(IMPORT_FORMATS),
)
def test_no_text_is_a_fault_of_ours(tireless, text, form):
    answer = send(tireless, text.encode("utf-8", "replace"), query=f"?format={form}&dry_run=true")
    assert answer.status_code == 200, answer.text
