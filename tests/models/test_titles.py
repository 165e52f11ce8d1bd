"""Two titles may be one work's, or not; whoever asks is told the same."""

import time
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import title_search
from models.title_search import Titles, alike_titles
from models.titles import likeness, may_be_one

SAME = [
    ("On Trees and Forests", "On trees, and forests."),
    ("Scheduling Tensor Cores Well", "Schedulling Tensor Cores Well"),
    (
        "Scheduling Tensor Programs on Shared Accelerators",
        "Scheduling Tensor Programmes on Shared Accelerators",
    ),
    ("A Database of Colour Images for Vision", "A Data Base of Color Images for Vision"),
    ("Fast Inference on the Edge with Tiny Models", "Fast Inference on Edge Using Tiny Models"),
    (
        "EDAS: Enabling Fast Data Loading for GPU Serverless Computing",
        "EDAS: Fast Data Loading for Serverless GPUs",
    ),
    ("EDAS: Enabling Fast Data Loading", "EDAS – Enabling Fast Data Loading"),
    ("EDAS — Enabling Fast Data Loading", "EDAS: enabling fast data loading"),
    ("Scheduling Deep Learning Jobs", "Scheduling Deep Learning Jobs: A Measured Approach"),
    ("Learning to Schedule (Extended Abstract)", "Learning to Schedule"),
    ("Learning to Schedule: Extended Version", "Learning to Schedule"),
    ("Extended Abstract: Learning to Schedule", "Learning to Schedule"),
    ("面向GPU的任务调度方法", "面向 GPU 任务调度方法"),
    ("深度学习系统：性能与能效", "深度学习系统——性能与能效研究"),
    ("Łukasz Theorem Proving at Scale", "Lukasz theorem proving at scale"),
    ("Scheduling, Part I", "Scheduling, Part 1"),
    ("RISC-V Cores", "RISCV cores"),
    ("Über Bäume und Wälder", "Uber Baume und Walder"),
    ("CO2 Emissions of GPU Clusters", "CO₂ emissions of GPU clusters"),
]
"""One work, printed, announced or typed in two ways."""
TWO = [
    ("Scheduling Tensor Cores, Part 1", "Scheduling Tensor Cores, Part 2"),
    ("Scheduling Tensor Cores II", "Scheduling Tensor Cores I"),
    ("Scheduling Tensor Cores", "Scheduling Tensor Cores II"),
    ("Scheduling Tensor Cores, Part One", "Scheduling Tensor Cores, Part Two"),
    ("Report of the Workshop on Scheduling 2023", "Report of the Workshop on Scheduling 2024"),
    ("The 4th Workshop on Tensor Cores", "The 5th Workshop on Tensor Cores"),
    ("Erratum: Scheduling Tensor Cores Well", "Scheduling Tensor Cores Well"),
    ("Scheduling Tensor Cores Well (Correction)", "Scheduling Tensor Cores Well"),
    ("Comments on Scheduling Tensor Cores Well", "Scheduling Tensor Cores Well"),
    ("Poster: Scheduling Tensor Cores Well", "Scheduling Tensor Cores Well"),
    ("Efficient Training of Large Models on CPUs", "Efficient Training of Large Models on GPUs"),
    ("Supervised Learning of Tensor Programs", "Unsupervised Learning of Tensor Programs"),
    ("A Survey of Deep Learning for Vision Systems", "A Survey of Deep Learning for Speech Systems"),
    ("Editorial: On Trees", "Editorial: On Cores"),
    ("Survey: On Trees", "Survey: On Cores"),
    ("Trees", "Tree"),
    ("面向大模型的分布式训练调度方法", "面向大模型的分布式推理调度方法"),
    ("大模型系统（上）", "大模型系统（下）"),
    ("大模型系统第一部分", "大模型系统第二部分"),
    ("深度学习系统勘误", "深度学习系统"),
    ("IPv4 Routing at Scale in Practice", "IPv6 Routing at Scale in Practice"),
    ("", ""),
    ("…", "!"),
    ("EDAS", "EDAS: Enabling Fast Data Loading"),
]
"""Two works, however alike."""


@pytest.mark.parametrize(("one", "other"), SAME)
def test_titles_of_one_work_are_alike(one, other):
    assert likeness(one, other) == likeness(other, one) > 0
    assert list(alike_titles(["Something else entirely", one, other])) == [(1, 2)]
    assert [number for number, _ in Titles([(7, one), (8, "Something else entirely")]).like(other)] == [7]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_titles_of_two_works_are_not(one, other):
    assert likeness(one, other) == likeness(other, one) == 0
    assert list(alike_titles([one, other])) == []
    assert Titles([(7, one)]).like(other) == []


@pytest.mark.parametrize(
    ("titles", "years", "share_an_author", "may"),
    [
        (("Editorial", "Editorial"), (2020, 2020), False, True),
        (("Editorial", "Editorial"), (2019, 2020), False, False),
        (("Editorial", "Editorial"), (2019, 2020), True, True),
        (("Editorial", "Editorial"), (2010, 2020), True, False),
        (("Scheduling Tensor Cores Well", "Scheduling tensor cores well"), (2010, 2020), False, True),
        (("Scheduling Tensor Cores Well", "Schedulling Tensor Cores Well"), (2020, None), True, True),
        (("Scheduling Tensor Cores Well", "Schedulling Tensor Cores Well"), (2020, 2020), False, False),
        (("Scheduling Tensor Cores Well", "Schedulling Tensor Cores Well"), (2016, 2020), True, False),
        (("EDAS: Fast Loading", "EDAS: Faster Loading of Data"), (2024, 2025), True, True),
        (("EDAS: Fast Loading", "EDAS: Faster Loading of Data"), (2024, 2025), False, False),
    ],
)
def test_years_and_authors_decide_where_the_titles_alone_do_not(titles, years, share_an_author, may):
    assert (may_be_one(titles, years, share_an_author=share_an_author) > 0) == may


def test_only_equal_titles_are_wholly_alike():
    assert likeness("On Trees", "on trees.") == 100
    assert likeness("a" * 300 + " trees", "a" * 300 + " treees") == 99


def test_of_many_equal_titles_each_is_paired_with_the_first():
    assert list(alike_titles(["On Trees", "on trees.", "ON  TREES"])) == [(0, 1), (0, 2)]


def test_titles_without_letters_are_alike_to_none():
    assert list(alike_titles(["", "…", "!"])) == []


@pytest.mark.parametrize("title", ["The same title again and again", "GPU: work number {}"])
def test_three_thousand_titles_that_are_alike_are_paired_at_once(title):
    titles = [title.format(number) for number in range(3_000)]
    began = time.process_time()
    pairs = list(alike_titles(titles))
    known = Titles(enumerate(titles))
    assert len(known.like(titles[0])) <= 20
    assert len(pairs) < 20_000
    assert time.process_time() - began < 6


@given(st.lists(st.text(max_size=40), max_size=8))
def test_pairs_are_of_two_places_the_earlier_first(titles):
    pairs = list(alike_titles(titles))
    assert all(0 <= one < other < len(titles) for one, other in pairs)


def compared(monkeypatch, titles, years):
    """Count the titles that are compared with another."""
    counts = []

    def extract(_text, choices, **_options):
        counts.append(len(choices))
        return []

    monkeypatch.setattr(title_search.process, "extract", extract)
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
