"""The OpenAPI document is true of writing: what may be sent, what is answered, and by which headers."""

import json
import re
import shutil
import subprocess

import pytest

from schemas.bodies import BODIES
from schemas.patterns import ARXIV_ID, DOI, EMAIL, LINK, PICTURE, RANK
from tests.api.test_contract import of_schema, operations, validator
from tests.api.test_hostile_bodies import WHOLE
from tests.api.writing import PATH, work

EDAS = f"{PATH}/zhao2025edas"


@pytest.fixture(scope="module")
def document(reader):
    return reader.get("/api/v1/openapi.json").json


def writing(document):
    """List the operations that write: path, method and what is documented."""
    return [(path, method, told) for path, _, method, told in operations(document) if method != "get"]


def body_of(document, path, method):
    """Make a validator for what a path takes."""
    (content, *_) = document["paths"][path][method]["requestBody"]["content"].values()
    return of_schema(document, content["schema"])


def test_every_write_takes_the_headers_of_safe_writing(document):
    refs = {"#/components/parameters/IfMatch", "#/components/parameters/IdempotencyKey"}
    named = {each["name"] for each in document["components"]["parameters"].values()}
    assert named == {"If-Match", "Idempotency-Key"}
    for path, method, told in writing(document):
        assert refs <= {each.get("$ref") for each in told["parameters"]}, (path, method)


def test_every_write_names_the_headers_of_its_answers(document):
    for path, method, told in writing(document):
        if method == "delete":
            assert set(told["responses"]["204"]["headers"]) == {"Idempotency-Replayed"}, path
            continue
        good = told["responses"].get("201") or told["responses"]["200"]
        assert {"ETag", "Idempotency-Replayed"} <= set(good["headers"]), path
        if "201" in told["responses"] and "{" not in path:
            assert "Location" in good["headers"], path
            assert set(good["links"]) == {"get", "put", "patch", "delete"}, path


@pytest.mark.parametrize("collection", sorted(BODIES))
def test_what_the_document_allows_is_taken(document, daring, collection):
    path, method = f"/api/v1/{collection}", "patch" if collection == "profile" else "post"
    body_of(document, path, method).validate(WHOLE[collection])
    answer = daring.send(method.upper(), f"{path}?dry_run=true", WHOLE[collection])
    assert answer.status_code == 200, answer.text
    validator(document, path, "200", method=method).validate(answer.json)


@pytest.mark.parametrize("path", [EDAS, "/api/v1/projects/1", "/api/v1/awards/1", "/api/v1/students/1"])
def test_what_was_read_may_be_sent_back(document, reader, path):
    item = reader.get(path).json
    rule = re.sub(r"/[^/]+$", "/{key}" if path == EDAS else "/{number}", path)
    for method in ("put", "patch"):
        body_of(document, rule, method).validate(item)


def test_the_profile_that_was_read_may_be_sent_back(document, reader):
    body_of(document, "/api/v1/profile", "patch").validate(reader.get("/api/v1/profile").json)


SHORT = {"authors": ["Ada Hill", {"name": "Bo Hill"}], "venue": "TACO", "topics": ["Care"], "note": "N"}
REFUSED = [
    {"authors": [" "]},
    {"authors": []},
    {"venue": {}},
    {"venue": {"slug": None}},
    {"note": {"english": "N"}},
    {"note": {}},
    {"selected": "true"},
    {"selected": 1},
    {"title": "\t"},
    {"key": "a.csv"},
    {"doi": "10.1/x"},
    {"rank": "CCF"},
    {"rank": {"label": "CCF-A", "source": "me"}},
]


def test_a_text_may_stand_for_what_it_names(document, owner):
    body = work(**SHORT)
    body_of(document, PATH, "post").validate(body)
    assert owner.post(PATH, body).status_code == 201


@pytest.mark.parametrize("facts", REFUSED, ids=json.dumps)
def test_what_the_document_forbids_is_refused(document, owner, facts):
    assert not body_of(document, PATH, "post").is_valid(work(**facts))
    assert owner.post(PATH, work(**facts)).status_code == 422


@pytest.mark.parametrize(
    ("path", "patch", "taken"),
    [
        (EDAS, {"note": None, "selected": None, "links": None, "visibility": None, "venue": None}, True),
        (EDAS, {"note": {"zh": None, "en": "N"}, "rank": {"label": None}}, True),
        (EDAS, {"title": None}, False),
        (EDAS, {"authors": None}, False),
        ("/api/v1/projects/1", {"title": None}, False),
        ("/api/v1/projects/1", {"role": {"en": None}}, True),
        ("/api/v1/profile", {"interests": {"current": None}, "bio": None, "email": None}, True),
        ("/api/v1/profile", {"bio": {"markdown": "Words", "html": "<p>"}}, True),
        ("/api/v1/profile", {"bio": {"markdown": "Words", "text": "<p>"}}, False),
        ("/api/v1/profile", {"name": None}, False),
        ("/api/v1/profile", {"hedline": None}, False),
        ("/api/v1/profile", {"location": {"english": None}}, False),
        ("/api/v1/profile", {"interests": {"curent": None}}, False),
        (EDAS, {"venue": {"name": "TACO", "nmae": None}}, False),
    ],
)
def test_a_patch_takes_away_by_null_what_may_be_absent(document, owner, path, patch, taken):
    rule = path.replace("zhao2025edas", "{key}").replace("/1", "/{number}")
    rule = rule.replace("/api/v{number}", "/api/v1")
    assert body_of(document, rule, "patch").is_valid(patch) == taken
    assert owner.patch(path, patch).status_code == (200 if taken else 422)


@pytest.mark.parametrize(
    ("name", "query", "body", "status"),
    [
        ("one", "", work(), "201"),
        ("a list", "", [work(), work(title="Other")], "201"),
        ("a dry run", "?dry_run=true", work(), "200"),
        ("a new one that is merged", "?upsert=true", work(), "201"),
        ("one that is there", "?upsert=true", {"key": "zhao2025edas", **work(), "pages": "1"}, "200"),
        (
            "a list that is merged",
            "?upsert=true",
            [work(), {**work(), "key": "zhao2025edas", "title": "T"}],
            "201",
        ),
        ("a refusal", "", {}, "422"),
    ],
)
def test_every_answer_to_an_addition_is_as_documented(document, owner, name, query, body, status):
    answer = owner.post(PATH + query, body)
    assert str(answer.status_code) == status, answer.text
    validator(document, PATH, status, answer.mimetype, "post").validate(answer.json)


def test_every_answer_to_a_change_is_as_documented(document, owner):
    rule = f"{PATH}/{{key}}"
    for query in ("?dry_run=true", ""):
        patched = owner.patch(EDAS + query, {"pages": "1-2"})
        validator(document, rule, "200", method="patch").validate(patched.json)
    validator(document, rule, "200", method="delete").validate(owner.delete(f"{EDAS}?dry_run=true").json)
    assert owner.delete(EDAS).status_code == 204
    number = owner.get("/api/v1/changes").json["items"][0]["id"]
    rule, path = "/api/v1/changes/{number}/revert", f"/api/v1/changes/{number}/revert"
    tried = owner.post(f"{path}?dry_run=true")
    validator(document, rule, "200", method="post").validate(tried.json)
    validator(document, rule, "201", method="post").validate(owner.post(path).json)


def test_links_lead_from_what_was_added_to_what_is_there(document, owner):
    for path, method, told in writing(document):
        if method != "post" or "{" in path:
            continue
        collection = path.rpartition("/")[2]
        if collection not in WHOLE:
            continue
        added = owner.post(path, {**WHOLE[collection], "position": 1})
        for name, link in told["responses"]["201"]["links"].items():
            pointer, _, by = link["operationRef"].removeprefix("#/paths/").rpartition("/")
            rule = pointer.replace("~1", "/")
            assert (by in document["paths"][rule], by) == (True, name)
            ((part, expression),) = link["parameters"].items()
            key = added.json[expression.removeprefix("$response.body#/")]
            assert owner.get(rule.replace(f"{{{part}}}", str(key))).json == added.json


def patterns(part):
    """List every pattern within a part of the document."""
    if isinstance(part, dict):
        own = [part["pattern"]] if isinstance(part.get("pattern"), str) else []
        return own + [found for inner in part.values() for found in patterns(inner)]
    return [found for inner in part for found in patterns(inner)] if isinstance(part, list) else []


def test_every_pattern_of_the_document_is_one_of_javascript(document):
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js was not found")
    written = sorted(set(patterns(document)))
    assert len(written) > 10
    script = "for (const each of JSON.parse(require('fs').readFileSync(0))) new RegExp(each, 'u')"
    done = subprocess.run([node, "-e", script], input=json.dumps(written), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        (DOI, ["10.1145/1", " doi: 10.1234/a(b)", "https://dx.doi.org/10.1234/x"], ["10.1/x", "10.1234/"]),
        (ARXIV_ID, ["2401.01234v2", "arXiv:math.GT/0309136"], ["2401.1", "x 2401.01234"]),
        (LINK, ["/a", "mailto:a", "http://a"], ["//a", "/", "javascript:a", "/a b", "/a\n", "/\x07a"]),
        (PICTURE, ["/files/a.png"], ["//a", "/\\a", "https://a/b", "/a b"]),
        (EMAIL, ["a@b.c", "李@例子.中国"], ["a@b", "a b@c.d", "a@b.c\n", "<a@b.c>", "a@@b.c", "a@b..c"]),
        (RANK, ["CCF-A", "CORE-A*", "中科院-1区"], ["CCF", "-A", "!C-A", "C C-A", "C-A,B", "C-\u200b"]),
    ],
)
def test_what_fits_a_pattern(rule, good, bad):
    assert all(rule.regex.fullmatch(text) for text in good)
    assert not any(rule.regex.fullmatch(text) for text in bad)
