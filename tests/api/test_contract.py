"""The OpenAPI document is valid, says something of everything, and every answer keeps what it promises."""

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource

from models import db, listing
from models.sections import SECTIONS
from schemas import publication, sections
from schemas.vocabulary import FACETS, GROUPS
from tests.api.conftest import LIST
from tests.api.writing import needs_token

EXAMPLES = {"{key}": "zhao2025edas", "{number}": "1", "{extension}": "csv"}


@pytest.fixture(scope="module")
def document(reader):
    return reader.get("/api/v1/openapi.json").json


def filled_in(path):
    """Put an example in each variable part of a documented path."""
    path = path.replace("{slug}", "taco" if "/venues/" in path else "han-zhao")
    for part, example in EXAMPLES.items():
        path = path.replace(part, example)
    return path


def test_the_document_is_a_valid_openapi_31(document):
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()


def test_the_document_names_every_path_of_the_api_and_no_other(reader, document):
    rules = {rule.rule for rule in reader.application.url_map.iter_rules() if rule.rule.startswith("/api/v1")}
    served = {rule.partition("<")[0] for rule in rules}
    documented = {path.partition("{")[0] for path in document["paths"]}
    undocumented = {"/api/v1/openapi.json", "/api/v1/docs", "/api/v1/docs/ask"}
    assert {path for path in served - documented if path not in undocumented} == set()
    assert documented <= served


METHODS = {"get", "post", "put", "patch", "delete"}
GOOD = {"200", "201", "204"}


def operations(document):
    """List every operation: its path, what all methods there share, its method and itself."""
    return [
        (path, item, method, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    ]


def test_every_operation_and_parameter_is_described(document):
    for path, item, _, operation in operations(document):
        assert operation["summary"], path
        good = GOOD & set(operation["responses"])
        assert good, path
        assert all(operation["responses"][code]["description"] for code in good), path
        for parameter in [*item.get("parameters", []), *operation.get("parameters", [])]:
            named = document["components"]["parameters"].get(parameter.get("$ref", "").rpartition("/")[2])
            told = named or parameter
            assert told.get("description", "").strip(), (path, told["name"])


def test_every_operation_says_which_problems_it_may_answer(document):
    for path, _, _, operation in operations(document):
        problems = {code: told for code, told in operation["responses"].items() if code.startswith("4")}
        assert "400" in problems, path
        assert ("404" in problems) == ("{" in path or path.endswith(("/profile", "/resume.json"))), path
        assert ("401" in problems) == ("security" in operation), path
        assert ("415" in problems) == ("requestBody" in operation), path
        for told in problems.values():
            assert list(told["content"]) == ["application/problem+json"]


def test_the_document_names_the_words_that_may_be_said(document):
    parameters = {each["name"]: each["schema"] for each in document["paths"][LIST]["get"]["parameters"]}
    assert parameters["status"]["items"]["enum"][:3] == ["published", "accepted", "preprint"]
    assert all(name in parameters["facets"]["pattern"] for name in FACETS)
    assert all(name in parameters["group_by"]["pattern"] for name in GROUPS)
    assert (parameters["per_page"]["maximum"], parameters["per_page"]["default"]) == (1000, 100)


def validator(document, path, status="200", kind="application/json", method="get"):
    """Make a validator for what a path answers."""
    return of_schema(
        document, document["paths"][path][method]["responses"][status]["content"][kind]["schema"]
    )


def of_schema(document, schema):
    """Make a validator for a schema in the document."""
    whole = Resource.from_contents({"$schema": "https://json-schema.org/draft/2020-12/schema", **document})
    registry = Registry().with_resource("urn:api", whole)
    return Draft202012Validator(renamed(schema), registry=registry)


def renamed(schema):
    """Let references within the document point to it from outside."""
    if isinstance(schema, dict):
        return {key: f"urn:api{value}" if key == "$ref" else renamed(value) for key, value in schema.items()}
    return [renamed(part) for part in schema] if isinstance(schema, list) else schema


QUERIES = ["", "?lang=en", "?lang=zh"]
OF_THE_LIST = [
    f"?facets={','.join(FACETS)}&group_by=year,rank",
    "?fields=key,year",
    "?page=99",
    "?group_by=venue",
    "?per_page=5&page=2",
]


def test_every_answer_is_as_documented(reader, document):
    checked = 0
    for path, _, method, operation in operations(document):
        if method != "get" or needs_token(operation):
            continue
        if "application/json" not in operation["responses"]["200"].get("content", {}):
            continue
        queries = QUERIES + (OF_THE_LIST if path == LIST else [])
        for query in queries if path != "/api/v1/" else [""]:
            answer = reader.get(filled_in(path) + query)
            if answer.status_code == 404 and path.split("/")[3] in ("experience", "service", "talks", "news"):
                continue
            assert answer.status_code == 200, path
            validator(document, path).validate(answer.json)
            checked += 1
    assert checked > 60


def test_every_key_of_an_answer_is_documented(reader, document):
    """Extra keys would pass a validator, so they are looked for by name."""
    schemas = document["components"]["schemas"]
    item = reader.get(f"{LIST}/zhao2025edas").json
    assert {*item, "visibility"} == set(schemas["Publication"]["properties"])
    assert set(item["venue"]) == set(schemas["VenueBrief"]["properties"])
    assert set(item["authors"][0]) == set(schemas["Author"]["properties"])
    assert {*item["rank"], "edition"} == set(schemas["EffectiveRank"]["properties"])
    assert set(item["ranks"][0]) == set(schemas["ListedRank"]["properties"])
    for path, name in [
        ("profile", "Profile"),
        ("venues/taco", "Venue"),
        ("people/han-zhao", "Person"),
        ("metrics", "Metrics"),
    ]:
        assert set(reader.get(f"/api/v1/{path}").json) == set(schemas[name]["properties"])


def test_a_problem_is_as_documented(reader, document):
    answer = reader.get(f"{LIST}?year=x&foo=1&venue=y")
    validator(document, LIST, "400", "application/problem+json").validate(answer.json)


def test_the_hand_written_dump_is_what_the_schema_would_write(app):
    everything = listing.everything(db.session(), "CCF")
    assert len(everything) == 24
    writer = publication.Writer("https://example.org")
    for work in everything:
        written = writer.write(work)
        assert publication.Publication().dump(written) == written
        assert list(publication.Publication().dump(written)) == list(written)


@pytest.mark.parametrize("name", SECTIONS)
def test_the_entries_of_a_section_are_what_their_schema_would_write(app, name):
    for entry in db.session.query(SECTIONS[name]):
        written = sections.dump(name, entry)
        assert sections.SECTIONS[name]().dump(written) == written
