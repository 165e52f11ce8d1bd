"""An address is written as the script on the page writes it."""

from typing import Any
from urllib.parse import parse_qs

import pytest

from schemas.grammar import query_string
from tests.cases import shared

# The API groups nothing when nothing is said, so there a group by year is no default that could be dropped.
OF_THE_PAGE = "the default grouping is dropped"
CASES = [case for case in shared("address") if case["name"] != OF_THE_PAGE]


def read(address: str) -> dict[str, list[str]]:
    return parse_qs(address.removeprefix("?"), keep_blank_values=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_address_is_written_in_its_one_form(case: dict[str, Any]) -> None:
    assert query_string(read(case["address"])) == case["canonical"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_one_form_stays_as_it_is(case: dict[str, Any]) -> None:
    assert query_string(read(case["canonical"])) == case["canonical"]


def test_a_change_replaces_a_parameter_and_an_empty_one_takes_it_away() -> None:
    given = {"year": ["2024"], "q": ["gpu"], "page": ["3"]}
    assert query_string(given, year=["2025"], page=[]) == "?year=2025&q=gpu"


def test_the_defaults_of_the_api_are_dropped() -> None:
    assert query_string({"page": ["1"], "per_page": ["100"], "sort": ["-year"]}) == ""
