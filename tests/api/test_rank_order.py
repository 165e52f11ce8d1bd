"""Ranks of every scheme stand in the same order here, in the chart and in the script on the page."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from frontend.chart import bars
from tests.api.conftest import LIST
from tests.builders import Builder
from tests.cases import shared

CASES = shared("rank")


@pytest.fixture(scope="module")
def ranked(shelf: Flask) -> FlaskClient:
    """A program that talks to a list with the ranks of the cases."""
    with shelf.app_context():
        build = Builder()
        for rank in CASES["given"]:
            build.publication(stated_rank=rank)
    return shelf.test_client()


@pytest.mark.parametrize("sort", ["rank", "-rank"])
def test_a_list_by_rank_follows_the_class_whatever_the_scheme(ranked, sort):
    items = ranked.get(f"{LIST}?sort={sort}").json["items"]
    assert [item["rank"] and item["rank"]["label"] for item in items] == CASES[sort]


def test_the_facet_puts_the_leading_scheme_first_and_keeps_schemes_apart(ranked):
    facets = ranked.get(f"{LIST}?facets=rank").json["facets"]
    assert [bucket["value"] for bucket in facets["rank"]] == CASES["facet"]


def test_a_bar_of_the_chart_stacks_from_the_best_up():
    (bar,) = bars([{"year": 2024, "total": 11, "ranks": dict.fromkeys(CASES["facet"], 1)}])
    assert [rank for rank, _ in bar["ranks"]] == CASES["stack"]
