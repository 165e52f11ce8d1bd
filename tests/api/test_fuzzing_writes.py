"""schemathesis writes, with a token, what the document allows and what it forbids, and finds no fault."""

import re

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode
from schemathesis.generation.feedback import NO_FEEDBACK

from models import db
from models.publication import Publication
from models.sections import SECTIONS
from models.writing import Change
from schemas import bodies
from tests.api.test_fuzzing import LOOSE, checks_of, document_of
from tests.api.writing import needs_token, token
from tests.conftest import in_app

# What the data knows cannot stand in the document: whether a venue or a publication is there and clear,
# whether two topics are one, and whether a patch takes the last language of a text away.
JUDGED_BY_THE_DATA = re.compile(r"(/\d+)?/(venue|rank|publication|topics/\d+)")
# Sections are written by one code, so they share their examples.
PARTS = {"POSITIVE": 4, "NEGATIVE": 5}

pytestmark = pytest.mark.hypothesis


@pytest.fixture(scope="module")
def app(filled, tmp_path_factory):
    with in_app(filled, tmp_path_factory.mktemp("written"), MAX_WRITES_PER_MINUTE="0") as app:
        yield app


@pytest.fixture(scope="module")
def headers(app):
    return {"Authorization": f"Bearer {token()}"}


@pytest.fixture(scope="module")
def groups(app):
    """Group the operations that need a token: those of the sections by method, each other one alone."""
    found = {}
    for operation in (each.ok() for each in document_of(app).get_all_operations()):
        if needs_token(operation.definition.raw):
            of_section = operation.path.split("/")[3] in SECTIONS
            name = operation.method if of_section else operation.label
            found.setdefault(name, []).append(operation)
    return list(found.values())


def test_every_operation_that_needs_a_token_is_asked(app, groups):
    asked = sum(map(len, groups))
    rules = app.url_map.iter_rules()
    writing = sum(len(rule.methods - {"GET", "HEAD", "OPTIONS"}) for rule in rules)
    assert asked == writing + len(["/changes", "/changes/{number}", "/inbox", "/inbox/{number}", "/checks"])


@pytest.mark.parametrize("mode", PARTS)
def test_no_write_has_a_fault(groups, headers, mode):
    bounded = settings(
        max_examples=settings.default.max_examples // PARTS[mode],
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    wanted = {"generation_mode": GenerationMode[mode], "feedback": NO_FEEDBACK, "headers": headers}
    for operations in groups:
        cases = st.sampled_from(operations).flatmap(lambda each: each.as_strategy(**wanted))
        bounded(given(cases, st.integers(0, 99))(check))()


def check(case, place):
    """Send a case and judge the answer."""
    aim(case, place)
    allowed = case.meta.generation.mode is GenerationMode.POSITIVE
    if allowed:
        case.body = judged(case.body)
    answer = case.call_and_validate(checks=checks_of(case), headers={"Accept-Encoding": "identity"})
    assert not allowed or is_right(case, answer), (case.as_curl_command(), answer.text)


def aim(case, place):
    """Lead a case to something that is there, in whichever state it is."""
    case.headers.pop("If-Match", None)
    collection = case.operation.path.split("/")[3]
    named = {"publications": Publication.key, "changes": Change.id}
    column = named.get(collection) or (SECTIONS[collection].id if collection in SECTIONS else None)
    path = case.meta.components.get(ParameterLocation.PATH)
    if column is None or path is None or path.mode is GenerationMode.NEGATIVE:
        return
    if there := list(db.session.scalars(db.select(column))):
        (part,) = case.path_parameters
        case.path_parameters[part] = there[place % len(there)]


READ_BACK = (bodies.PublicationBody, bodies.AuthorBody, bodies.VenueBody, bodies.RankBody)
IGNORED = {"person", "ranks", "publisher", "area", "dblp_key", "aliases"}.union(
    *(schema.derived for schema in READ_BACK)
)


def judged(value):
    """Leave out slugs of people and topics, and what is ignored but for strict JSON: no pattern tells it."""
    if isinstance(value, dict):
        return {
            key: judged(part)
            for key, part in value.items()
            if (key not in IGNORED or (key == "url" and "kind" in value))
            and not (key == "slug" and {"name", "label"} & value.keys())
        }
    return [judged(part) for part in value] if isinstance(value, list) else value


def is_right(case, answer):
    """Tell whether what the document allows was done, or refused for what the data alone can know."""
    if answer.status_code < 300 or answer.status_code in (404, 409):
        return True
    if case.path in LOOSE and answer.status_code in (422, 400, 415):
        # The text is of no format that is known, or is no text; or the counts are of no work and no day.
        return True
    faults = answer.json().get("errors", [])
    if answer.status_code != 422 or not faults:
        # The key came before, with another request.
        return answer.status_code == 422 and "Idempotency-Key" in case.headers
    places = [fault["pointer"] for fault in faults]
    return all(JUDGED_BY_THE_DATA.fullmatch(place) or leaves_nothing(case, place) for place in places)


def leaves_nothing(case, place):
    """Tell whether a patch takes languages of a text away, of which there may have been no others."""
    text = case.body.get(place[1:]) if case.method == "PATCH" else None
    return isinstance(text, dict) and not any(text.values())
