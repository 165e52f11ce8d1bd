"""A value keeps its place in the filter whatever the filters leave of it."""

from frontend.facets import completed

EVERY = [
    {"value": "taco", "label": "TACO", "count": 5, "selected": False},
    {"value": "tc", "label": "TC", "count": 3, "selected": False},
]


def test_a_value_without_a_publication_left_is_counted_as_zero_in_its_place():
    found = [{"value": "tc", "label": "TC", "count": 2, "selected": False}]
    assert [(value["value"], value["count"]) for value in completed(found, EVERY, [])] == [
        ("taco", 0),
        ("tc", 2),
    ]


def test_a_chosen_value_stays_chosen_though_nothing_is_left_of_it():
    assert [value["selected"] for value in completed([], EVERY, ["taco"])] == [True, False]


def test_what_has_no_value_stands_last_however_often_it_is():
    every = [{"value": "none", "label": "none", "count": 9, "selected": False}, *EVERY]
    assert [value["value"] for value in completed(every, every, [])] == ["taco", "tc", "none"]
