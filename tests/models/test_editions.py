"""The edition in force in a year is the newest of no later year, and before all that are known the oldest."""

import pytest

from models.editions import in_force

CCF = ["2026", "2019", "2022"]


@pytest.mark.parametrize(
    ("year", "edition"),
    [
        (1999, "2019"),
        (2019, "2019"),
        (2021, "2019"),
        (2022, "2022"),
        (2025, "2022"),
        (2026, "2026"),
        (2040, "2026"),
    ],
)
def test_the_edition_of_a_year(year, edition):
    assert in_force(CCF, year) == edition


def test_the_year_of_an_edition_stands_anywhere_in_its_name():
    assert in_force(["CORE2021", "ICORE2026"], 2024) == "CORE2021"


def test_an_edition_without_a_year_was_always_in_force_until_one_with_a_year():
    assert [in_force(["2020", "first"], year) for year in (2019, 2020)] == ["first", "2020"]


def test_no_edition_is_none():
    assert in_force([], 2020) is None
