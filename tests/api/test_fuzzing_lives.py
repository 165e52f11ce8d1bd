"""Entries live as the document says: added, read, changed, taken away and brought back, in any order."""

from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode
from schemathesis.generation.feedback import NO_FEEDBACK
from schemathesis.specs.openapi.checks import ensure_resource_availability, use_after_free

from models import db
from models.sections import SECTIONS
from tests.api.test_fuzzing import checks_of, document_of
from tests.api.test_fuzzing_writes import judged
from tests.api.test_history import changes, without_stamps
from tests.api.writing import Owner, token
from tests.conftest import in_app, open_app

PARTS = 5
"""A life is many requests, so fewer of them are led than rules are tried elsewhere."""

pytestmark = pytest.mark.hypothesis


@pytest.fixture(scope="module")
def owner(filled, tmp_path_factory):
    with in_app(filled, tmp_path_factory.mktemp("lives"), MAX_WRITES_PER_MINUTE="0") as app:
        yield Owner(app.test_client(), token())


@pytest.fixture(scope="module")
def document(owner):
    document = document_of(owner.client.application)
    document.config.generation.update(modes=[GenerationMode.POSITIVE])
    return document


def token_in(filled, folder):
    """Copy the real profile into a folder, with a token."""
    with in_app(filled, folder):
        return token()


def bounded(**more):
    return settings(
        max_examples=settings.default.max_examples // PARTS,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        **more,
    )


def test_any_entry_is_added_changed_taken_away_and_brought_back(owner, document):
    named = {operation.ok().label: operation.ok() for operation in document.get_all_operations()}

    @bounded()
    @given(st.sampled_from(["publications", *SECTIONS]), st.data())
    def live(collection, data):
        path, part = f"/api/v1/{collection}", "{key}" if collection == "publications" else "{number}"
        made = named[f"POST {path}"].as_strategy(feedback=NO_FEEDBACK)
        changed = named[f"PATCH {path}/{part}"].as_strategy(feedback=NO_FEEDBACK)
        body = judged(data.draw(made).body)
        lead(owner, path, body[0] if isinstance(body, list) else body, judged(data.draw(changed).body))

    live()


def lead(owner, path, body, patch):
    """Lead an entry through its life; what the data alone can refuse is no life."""
    added = owner.post(path, {**body, "visibility": "public"} if "authors" in body else body)
    assume(added.status_code == 201)
    address = added.headers["Location"].removeprefix("https://example.org")
    assert owner.get(address).json == added.json
    changed = owner.patch(address, patch)
    if changed.status_code == 200:
        address = changed.headers.get("Content-Location", address).removeprefix("https://example.org")
        assume(patch.get("visibility") != "hidden")
        assert owner.get(address).json == changed.json
    stood = owner.get(address).json
    assert owner.delete(address).status_code == 204
    assert owner.get(address).status_code == 404
    taken_away = changes(owner, "per_page=1")[0]["id"]
    assert owner.post(f"/api/v1/changes/{taken_away}/revert").status_code == 201
    assert without_stamps(owner.get(address).json) == without_stamps(stood)
    brought_back = changes(owner, "per_page=1")[0]["id"]
    assert owner.post(f"/api/v1/changes/{brought_back}/revert").status_code == 201
    assert owner.get(address).status_code == 404


def test_links_lead_from_one_operation_to_the_next_without_a_fault(filled, owner, document, tmp_path):
    seen, number, secret = set(), count(), token_in(filled, tmp_path)
    of_some = document.include(path_regex=r"/(publications/\{key\}|news(/\{number\})?|publications)$")

    class Lives(of_some.as_state_machine()):
        def setup(self):
            # Each begins with the same data: what was done before must not matter.
            folder = tmp_path / str(next(number))
            folder.mkdir()
            self.app = open_app(tmp_path / "vitrine.db", folder, MAX_WRITES_PER_MINUTE="0")

        def teardown(self):
            with self.app.app_context():
                db.engine.dispose()

        def get_call_kwargs(self, case):
            headers = {"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}
            return {"headers": headers, "app": self.app}

        def before_call(self, case):
            # A tag that nobody gave is of no state, and what is only tried does not happen.
            case.headers.pop("If-Match", None)
            case.query.pop("dry_run", None)

        def after_call(self, response, case):
            super().after_call(response, case)
            seen.add((case.method, response.status_code))

        def validate_response(self, response, case, **_):
            checks = [*checks_of(case), use_after_free, ensure_resource_availability]
            case.validate_response(response, checks=checks, recorder=self.recorder)

    Lives.run(settings=bounded(stateful_step_count=20, deadline=None))
    places = {("POST", 201), ("GET", 200), ("PATCH", 200), ("PUT", 200), ("DELETE", 204), ("GET", 404)}
    # A few walks need not come by every place; many do.
    assert len(places & seen) >= (3 if settings.default.max_examples < 100 else len(places)), seen
