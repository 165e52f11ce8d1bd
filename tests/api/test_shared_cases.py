"""The list answers the shared cases as the script on the page does."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.api.conftest import LIST
from tests.cases import load_items, shared

CASES = shared("filter")


@pytest.fixture(scope="module")
def loaded(shelf: Flask) -> FlaskClient:
    """A program that talks to an application with the items of the cases."""
    with shelf.app_context():
        load_items(CASES["items"])
    return shelf.test_client()


def test_what_is_loaded_comes_out_as_the_case_file_has_it(loaded: FlaskClient) -> None:
    items = {item["key"]: item for item in loaded.get(f"{LIST}?per_page=1000").json["items"]}
    for item in CASES["items"]:
        got = items[item["key"]]
        assert {key: got[key] for key in item if key != "venue"} == {
            key: value for key, value in item.items() if key != "venue"
        }


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_a_query_keeps_the_same_publications_in_the_same_order(loaded: FlaskClient, case: dict) -> None:
    answer = loaded.get(f"{LIST}?{case['query']}")
    assert [item["key"] for item in answer.json["items"]] == case["keys"]


@pytest.mark.parametrize("case", CASES["facets"], ids=lambda case: case["name"])
def test_a_query_counts_the_same_facets(loaded: FlaskClient, case: dict) -> None:
    answer = loaded.get(f"{LIST}?{case['query']}&facets={','.join(case['facets'])}")
    counted = {
        name: [{"value": bucket["value"], "count": bucket["count"]} for bucket in buckets]
        for name, buckets in answer.json["facets"].items()
    }
    assert counted == case["facets"]
