"""Folding is the same in Python and in JavaScript, and folding twice is folding once."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.folding import LONGEST_SLUG, fold, slug
from tests.cases import shared


@pytest.mark.parametrize("case", shared("fold"), ids=lambda case: case["name"])
def test_a_text_is_folded(case: dict[str, Any]) -> None:
    assert fold(case["text"]) == case["folded"]


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@given(st.text())
def test_a_slug_can_stand_in_an_address(text: str) -> None:
    made = slug(text)
    assert made
    assert not any(character.isspace() or character in "/?#%&=!" for character in made)
    assert slug(made) == made


@given(st.text(alphabet="aﷺ한é-ß李 ", min_size=150))
def test_a_slug_is_never_longer_than_what_can_be_stored(text: str) -> None:
    made = slug(text)
    assert len(made) <= LONGEST_SLUG
    assert slug(made) == made


@pytest.mark.parametrize("letter", ["a", "ﷺ", "한"])
def test_names_that_differ_only_at_their_end_have_slugs_of_their_own(letter: str) -> None:
    names = [f"{letter * 200} {ending}" for ending in ("one", "two", "")]
    assert len({slug(name) for name in names}) == 3


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Weihao Cui", "weihao-cui"),
        ("Łukasz Różycki", "lukasz-rozycki"),
        ("李娜", "李娜"),
        ("한", "한"),
        ("…", "unnamed"),
        ("None", "unnamed"),
    ],
)
def test_a_name_has_a_slug(name: str, expected: str) -> None:
    assert slug(name) == expected
