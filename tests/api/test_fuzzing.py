"""schemathesis asks every operation of the document what it can think of, and finds no fault."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests.api.writing import needs_token
from tests.conftest import open_app

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
]
# What the data knows cannot stand in the document: a venue, an author, a rank or a topic that is not there is
# rightly refused, and so is a range of years that ends before it begins and a search longer than the setting.
# That all is accepted that the document allows is asked only of queries without these.
KNOWN_BY_THE_DATA = {"venue", "rank", "author", "topic", "year", "q", "source", "publication"}
# What is a text of any format, or a file of many dialects: a schema can only say what all of them have.
LOOSE = {"/api/v1/imports", "/api/v1/citations"}
# Each operation is asked a fourth or a fifth as often as a rule is tried elsewhere.
PARTS = {"POSITIVE": 4, "NEGATIVE": 5}

pytestmark = pytest.mark.hypothesis


@pytest.fixture(scope="module")
def document(filled, tmp_path_factory):
    return document_of(open_app(filled, tmp_path_factory.mktemp("fuzzed")))


def document_of(app):
    """Let schemathesis read the document of an application."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


def is_empty(value):
    return value in ("", None, {}) or (isinstance(value, list) and all(map(is_empty, value)))


def checks_of(case):
    """Choose the checks: an empty value is no value, as a form sends it; a schema has no word for that."""
    empty = case.method == "GET" and any(map(is_empty, dict(case.query or {}).values()))
    unknown = empty or (case.method == "POST" and case.path in LOOSE)
    return [each for each in CHECKS if not (unknown and each is negative_data_rejection)]


def check(case):
    known = (case.query or {}).keys() & KNOWN_BY_THE_DATA
    checks = [*checks_of(case), *([] if known else [positive_data_acceptance])]
    # Answers come from the application itself here, and nothing on the way would unpack them.
    case.call_and_validate(checks=checks, headers={"Accept-Encoding": "identity"})


@pytest.mark.parametrize("mode", PARTS)
def test_no_operation_has_a_fault(document, mode):
    bounded = settings(
        max_examples=settings.default.max_examples // PARTS[mode],
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    every = [found.ok() for found in document.get_all_operations()]
    # What needs a token has tests of its own: test_fuzzing_writes.py.
    operations = [each for each in every if not needs_token(each.definition.raw)]
    paths = document.raw_schema["paths"].values()
    assert len(operations) == sum("get" in item and not needs_token(item["get"]) for item in paths)
    for operation in operations:
        if mode == "NEGATIVE" and not list(operation.iter_parameters()):
            continue
        cases = operation.as_strategy(generation_mode=schemathesis.GenerationMode[mode])
        bounded(given(cases)(check))()
