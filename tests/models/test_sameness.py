"""Names are compared by their letters: what may be one person's is paired, and nothing else is."""

import pytest

from models.sameness import name_forms, share_a_name, shortened, without_middle


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


@pytest.mark.parametrize(
    ("some", "others", "may"),
    [
        (["Han Zhao", "Bo Chen"], ["Cy Ro", "H. Zhao"], True),
        (["John Smith"], ["John A. Smith"], True),
        (["李雷"], ["李 雷"], True),
        (["Han Zhao"], ["Wei Zhao"], False),
        (["Han Zhao", "H. Zhao"], ["Bo Chen"], False),
        ([], ["Bo Chen"], True),
    ],
)
def test_two_lists_of_names_may_have_a_person_in_common(some, others, may):
    assert share_a_name(some, others) == may
