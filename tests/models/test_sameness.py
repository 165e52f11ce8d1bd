"""Titles and names are compared by their letters: what is alike is paired once, and nothing else is."""

import time

from hypothesis import given
from hypothesis import strategies as st

from models.sameness import alike_titles, name_forms, shortened, without_middle


def test_of_many_equal_titles_each_is_paired_with_the_first():
    assert list(alike_titles(["On Trees", "on trees.", "ON  TREES"])) == [(0, 1), (0, 2)]


def test_titles_without_letters_are_alike_to_none():
    assert list(alike_titles(["", "…", "!"])) == []


def test_ten_thousand_equal_titles_are_paired_at_once():
    began = time.process_time()
    assert len(list(alike_titles(["The same title again and again"] * 10_000))) == 9_999
    assert time.process_time() - began < 2


@given(st.lists(st.text(max_size=40), max_size=8))
def test_pairs_are_of_two_places_the_earlier_first(titles):
    pairs = list(alike_titles(titles))
    assert all(0 <= one < other < len(titles) for one, other in pairs)


def test_a_name_has_one_form_in_any_order_and_one_with_any_hyphens():
    assert name_forms("Zhao, Han") & name_forms("Han Zhao")
    assert name_forms("Wei-Hao Cui") & name_forms("Weihao Cui")
    assert not name_forms("Han Zhao") & name_forms("Hang Zhao")
    assert name_forms("Li") == set()
    assert name_forms("李娜") & name_forms("李 娜")


def test_initials_stand_for_names_on_either_side_of_the_surname():
    names = {1: "H. Zhao", 2: "Han Zhao", 3: "Zhao Hui", 4: "Wei Zhao", 5: "H. Z."}
    assert set(shortened(names)) == {(1, 2), (1, 3)}


def test_middle_initials_are_dropped_from_one_side_only():
    names = {1: "John Smith", 2: "John A. Smith", 3: "John B. Smith", 4: "Jane A. Smith"}
    assert set(without_middle(names)) == {(2, 1), (3, 1)}
