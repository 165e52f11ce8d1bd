"""A document is read as what it says; a key that stands twice in an object is told with its place."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from formats.document import DEEPEST, Unreadable, read

keys = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | keys,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(keys, values))
def test_a_document_without_repeated_keys_is_read_as_it_is(whole):
    assert read(json.dumps(whole)) == (whole, [])
    assert read("---\n" + yaml.safe_dump(whole)) == (whole, [])


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('{"a": 1, "a": 1}', ["/a"]),
        ('{"a": [{}, {"b": {"c": 1, "d": 2, "c": 3, "c": 4}}]}', ["/a/1/b/c"]),
        ('{"a": {"x": 1, "x": 2}, "b": {"y": 1, "y": 2}, "c": {"z": 1}}', ["/a/x", "/b/y"]),
        ('{"a/b": {"~": 1, "~": 2}}', ["/a~1b/~0"]),
    ],
)
def test_a_key_that_stands_twice_is_told_with_its_place(text, places):
    assert read(text)[1] == places
    assert read(f"---\n{text}")[1] == places


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: &a {x: 1, y: 2}\nb: {<<: *a, x: 3}", {"a": {"x": 1, "y": 2}, "b": {"x": 3, "y": 2}}),
        ("a: &a {x: 1}\nb: {x: 3, <<: *a}", {"a": {"x": 1}, "b": {"x": 3}}),
        ("a: &a {x: 1}\nb: &b {x: 2}\nc: {<<: [*a, *b]}", {"a": {"x": 1}, "b": {"x": 2}, "c": {"x": 1}}),
        ("a: &a [1]\nb: *a", {"a": [1], "b": [1]}),
        ("1: a\n'1': b", {1: "a", "1": "b"}),
    ],
)
def test_what_an_anchor_brings_is_no_repetition(text, data):
    assert read(text) == (data, [])


def test_a_repetition_behind_an_anchor_is_told_once():
    assert read("a: &a {x: 1, x: 2}\nb: *a\nc: {<<: *a}")[1] == ["/a/x"]


def test_a_list_that_holds_itself_is_read():
    found, places = read("&a [*a]")
    assert found[0] is found
    assert places == []


def test_a_date_is_a_text():
    assert read("{}")[0] == {}
    assert read("a: 2024-09-01\nb: 2024-13-99\n2024-01-01: c")[0] == {
        "a": "2024-09-01",
        "b": "2024-13-99",
        "2024-01-01": "c",
    }


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "- " * 100_000,
        '{"a":' * 100_000,
        "!!bool maybe",
        "!!int ''",
        "!!timestamp never: [",
        "!!python/object/apply:os.system ['true']",
        "? [a]\n: b",
        "a\n---\nb",
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(text):
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert str(refused.value)
    assert "\n" not in str(refused.value)


def test_nesting_is_read_as_deep_as_is_allowed():
    assert read("[" * DEEPEST + "]" * DEEPEST)[1] == []
