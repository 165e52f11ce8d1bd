"""Titles and names are compared by their letters: what is alike is paired once, and nothing else is."""

import re
import time
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from models import sameness
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


def likeness(one, other):
    """Work out how much two texts have in common, in hundredths, by their longest common subsequence."""
    row = [0] * (len(other) + 1)
    for letter in one:
        before = row
        row = [0]
        for place, another in enumerate(other):
            row.append(before[place] + 1 if letter == another else max(row[-1], before[place + 1]))
    return 200 * row[-1] / (len(one) + len(other))


BEGUN = "On the Scheduling of Many Jobs"
TITLES = st.tuples(st.integers(0, len(BEGUN)), st.sampled_from(["", "x", "Q q", "3", " 3 ", "zzz", "?"])).map(
    lambda drawn: BEGUN[: drawn[0]] + drawn[1] + BEGUN[drawn[0] :]
)
WORKS = st.lists(st.tuples(TITLES, st.none() | st.integers(2000, 2006)), min_size=2, max_size=6)


@given(WORKS)
def test_titles_are_paired_by_letters_numbers_and_years_in_whatever_order_they_are_compared(works):
    titles, years = zip(*works, strict=True)
    plain = [re.sub("[^a-z0-9]", "", title.lower()) for title in titles]
    first = [plain.index(text) for text in plain]
    expected = {(known, place) for place, known in enumerate(first) if known < place}
    for one, other in combinations(sorted(set(first)), 2):
        numbers = [re.findall("[0-9]+", titles[place]) for place in (one, other)]
        near = None in (years[one], years[other]) or abs(years[one] - years[other]) <= 3
        if near and numbers[0] == numbers[1] and likeness(plain[one], plain[other]) >= 92:
            expected.add((one, other))
    assert set(alike_titles(titles, years)) == expected


def compared(monkeypatch, titles, years):
    """Count the titles that are compared with another."""
    counts = []

    def extract(_text, choices, **_options):
        counts.append(len(choices))
        return []

    monkeypatch.setattr(sameness.process, "extract", extract)
    list(alike_titles(titles, years))
    return sum(counts)


def test_titles_that_begin_alike_are_compared_with_those_of_near_years_alone(monkeypatch):
    years = [1980 + place % 40 for place in range(2000)]
    words = ["".join(pair) for pair in product("abcdefghij", repeat=4)][:2000]
    titles = [f"On the fair scheduling of many jobs in {word}" for word in words]
    # Each of 50 works of a year with those of its own year behind it, and with all of three more years.
    assert compared(monkeypatch, titles, years) <= 2000 * (25 + 3 * 50)


def test_titles_with_other_numbers_are_not_compared_at_all(monkeypatch):
    titles = [f"On the fair scheduling of many jobs, number {number}" for number in range(2000)]
    assert compared(monkeypatch, titles, [2000] * 2000) == 0


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
