"""Folding is the same in Python and in JavaScript, and folding twice is folding once."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.folding import fold, slug
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
