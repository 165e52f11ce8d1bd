"""The publications in data/profile.yaml are those of the source page, with its faults repaired."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

DATA = Path(__file__).parent.parent / "data"
TEXT = (DATA / "profile.yaml").read_text(encoding="utf-8")
FILE = yaml.safe_load(TEXT)
PUBLICATIONS = FILE["publications"]
PREPRINTS = [item for item in PUBLICATIONS if item["status"] == "preprint"]
PUBLISHED = [item for item in PUBLICATIONS if item["status"] == "published"]
BY_KEY = {item["key"]: item for item in PUBLICATIONS}
JOURNALS = {"taco", "tc", "tpds", "scis"}

# Venue, year and rank of the published ones, in the order of the page.
STATED = """
    atc 2025 CCF-A, taco 2025 CCF-A, taco 2025 CCF-A, taco 2025 CCF-A, eurosys 2025 CCF-A,
    taco 2024 CCF-A, tc 2024 CCF-A, scis 2024 CCF-A, asplos 2024 CCF-A, socc 2023 CCF-B,
    tc 2023 CCF-A, tc 2022 CCF-A, atc 2022 CCF-A, hpca 2022 CCF-A, sc 2021 CCF-A,
    iccd 2021 CCF-B, tpds 2020 CCF-A, icdcs 2020 CCF-B, taco 2019 CCF-A
"""

# Author lists with * for corresponding and ^ for equal contribution.
AUTHORS = {
    "xullm": "Chuhao Xu, Zijun Li, Quan Chen, Han Zhao, Minyi Guo",
    "cuixputimer": "Weihao Cui, Ji Zhang, Han Zhao*, Chao Liu, Wenhao Zhang, Jian Sha, Quan Chen, "
    "Bingsheng He, Minyi Guo",
    "cuioptimizing": "Weihao Cui^, Yukang Chen^, Han Zhao^, Ziyi Xu, Quan Chen, Xusheng Chen, Yangjie Zhou, "
    "Shixuan Sun, Minyi Guo",
    "zhao2024adaptive": "Han Zhao^, Junxiao Deng^, Weihao Cui, Quan Chen, Youtao Zhang, Deze Zeng, Minyi Guo",
    "chen2023maximizing": "Binghao Chen, Han Zhao*, Weihao Cui, Yifu He, Shulai Zhang, Quan Chen, Zijun Li, "
    "Minyi Guo",
    "xu2024faasmem": "Chuhao Xu, Yiyu Liu, Zijun Li, Quan Chen, Han Zhao, Deze Zeng, Qian Peng, Xueqi Wu, "
    "Haifeng Zhao, Senbo Fu, Minyi Guo",
    "feng2024potamoi": "Yu Feng, Weikai Lin, Zihan Liu, Jingwen Leng, Minyi Guo, Han Zhao, Xiaofeng Hou, "
    "Jieru Zhao, Yuhao Zhu",
    "cui2021enable": "Weihao Cui, Han Zhao, Quan Chen, Ningxin Zheng, Jingwen Leng, Jieru Zhao, Zhuo Song, "
    "Tao Ma, Yong Yang, Chao Li, Minyi Guo",
}

REPAIRED = {
    "zhang2025efficient": "Efficient Performance-Aware GPU Sharing with Compatibility and Isolation through "
    "Kernel Space Interception",
    "zhao2022tacker": "Tacker: Tensor-CUDA Core Kernel Fusion for Improving the GPU Utilization "
    "while Ensuring QoS",
}


def printed(author):
    return (
        author["name"]
        + "*" * author.get("corresponding", False)
        + "^" * author.get("equal_contribution", False)
    )


def test_five_preprints_come_before_nineteen_published():
    assert [item["status"] for item in PUBLICATIONS] == ["preprint"] * 5 + ["published"] * 19


def test_a_preprint_has_no_year_venue_or_rank():
    assert [item["key"] for item in PREPRINTS if item.keys() & {"year", "month", "venue", "rank"}] == []
    assert [item["note"] for item in PREPRINTS] == [{"en": "On arXiv"}] * 5


def test_venue_year_and_rank_are_as_stated():
    found = [f"{item['venue']} {item['year']} {item['rank']}" for item in PUBLISHED]
    assert found == [" ".join(entry.split()) for entry in STATED.split(",")]


def test_sixteen_are_stated_as_ccf_a_and_three_as_ccf_b():
    assert Counter(item["rank"] for item in PUBLISHED) == {"CCF-A": 16, "CCF-B": 3}


def test_the_type_follows_the_venue():
    found = {item["key"]: item["type"] for item in PUBLICATIONS}
    kinds = {
        item["key"]: "article-journal" if item["venue"] in JOURNALS else "paper-conference"
        for item in PUBLISHED
    }
    assert found == kinds | {item["key"]: "article" for item in PREPRINTS}


def test_keys_are_unique_and_begin_with_first_author_and_year():
    assert len(BY_KEY) == len(PUBLICATIONS) == 24
    for item in PUBLICATIONS:
        surname = item["authors"][0]["name"].split()[-1].lower()
        first_words = re.split(r"[^a-z0-9]+", item["title"].lower().removeprefix("a "))
        assert item["key"] == f"{surname}{item.get('year', '')}{first_words[0]}"


@pytest.mark.parametrize("key", AUTHORS)
def test_authors_stand_in_order_with_their_marks(key):
    assert [printed(author) for author in BY_KEY[key]["authors"]] == AUTHORS[key].split(", ")


def test_marks_stand_only_where_the_page_prints_them():
    marked = {item["key"] for item in PUBLICATIONS if any(len(author) > 1 for author in item["authors"])}
    assert marked == {"cuixputimer", "cuioptimizing", "zhao2024adaptive", "chen2023maximizing"}


def test_all_author_lists_hold_186_names_and_the_owner_once_each():
    names = [[author["name"] for author in item["authors"]] for item in PUBLICATIONS]
    assert [authors.count("Han Zhao") for authors in names] == [1] * 24
    assert sum(map(len, names)) == 186


def test_no_name_is_an_initial_or_carries_a_mark():
    names = {author["name"] for item in PUBLICATIONS for author in item["authors"]}
    assert [name for name in names if not re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", name)] == []


@pytest.mark.parametrize("key", REPAIRED)
def test_a_faulty_title_is_repaired(key):
    assert BY_KEY[key]["title"] == REPAIRED[key]


def test_no_title_has_a_fault_of_spacing_or_a_full_stop():
    fault = re.compile(r"^\s|\s$|\s\s|\s[.,:;]|[,:;]\S|\.$")
    assert [item["title"] for item in PUBLICATIONS if fault.search(item["title"])] == []


def test_every_repair_is_written_at_the_top_of_the_file():
    opening = TEXT.split("\nprofile:")[0]
    repairs = [
        "Minyi Guo",
        "Interception .",
        "Tacker:Tensor",
        "Chinese Science Information Science",
        "In ASPLOS2024",
    ]
    assert [repair for repair in [*repairs, "Eurosys2025", "(On Arxiv)"] if repair not in opening] == []


@pytest.mark.parametrize(
    "hidden", ["王仰麟", "彭建", "Turner", "景观", "生态", "太湖", "地理", "Boosting Embodied AI", "副主编"]
)
def test_nothing_is_taken_from_the_comments(hidden):
    assert hidden not in TEXT
