"""A page in the seed's shape comes over as the profile that a new database starts with."""

from pathlib import Path

import pytest
import yaml

from formats.homepage import read

HERE = Path(__file__).parent
PAGE = (HERE / "homepages" / "seed" / "about.md").read_text("utf-8")
FOUND = read({"about.md": PAGE})
PROFILE = yaml.safe_load((HERE.parent.parent / "data" / "profile.yaml").read_text("utf-8"))

# How the page prints the venues that the profile names by their slugs.
PRINTED = {
    "atc": "ATC",
    "taco": "TACO",
    "eurosys": "Eurosys",
    "tc": "TC",
    "scis": "Chinese Science Information Science",
    "asplos": "ASPLOS",
    "socc": "SoCC",
    "hpca": "HPCA",
    "sc": "SC",
    "iccd": "ICCD",
    "tpds": "TPDS",
    "icdcs": "ICDCS",
}
# What the profile knows in a second language, of people or by order, and the page does not say.
ADDED = {
    "education": {"institution": "zh", "degree": "zh"},
    "students": {"destination": "en"},
}


def of(collection):
    return [record.fields for record in FOUND.records if record.collection == collection]


def facts(item):
    """Return what the page says of a publication of the profile."""
    return {
        "title": item["title"],
        "authors": item["authors"],
        "venue": PRINTED.get(item.get("venue")),
        "year": item.get("year"),
        "status": item["status"],
        "rank": item.get("rank"),
    }


def test_all_publications_come_over_in_their_order():
    assert [paper["title"] for paper in of("publications")] == [
        item["title"] for item in PROFILE["publications"]
    ]


@pytest.mark.parametrize("place", range(24))
def test_a_publication_has_every_author_mark_venue_year_status_and_rank(place):
    found, expected = of("publications")[place], facts(PROFILE["publications"][place])
    assert {key: found.get(key) for key in expected} == expected


def test_icdcs_2020_keeps_the_rank_that_its_owner_states():
    paper = next(paper for paper in of("publications") if paper.get("venue") == "ICDCS")
    assert (paper["year"], paper["rank"]) == (2020, "CCF-B")


def test_what_is_on_arxiv_is_an_article_that_says_so():
    preprints = [paper for paper in of("publications") if paper["status"] == "preprint"]
    assert [(paper["type"], paper["note"]) for paper in preprints] == [("article", {"en": "On arXiv"})] * 5


@pytest.mark.parametrize("collection", ["education", "awards", "projects", "courses", "students"])
def test_a_section_comes_over_whole(collection):
    added = ADDED.get(collection, {})
    expected = [
        {
            key: {tag: text for tag, text in value.items() if tag != added[key]} if key in added else value
            for key, value in entry.items()
        }
        for entry in PROFILE[collection]
    ]
    assert of(collection) == expected


def test_the_owner_is_whom_most_papers_make_stand_out():
    assert of("profile")[0]["name"] == PROFILE["profile"]["name"]


@pytest.mark.parametrize("which", ["current", "previous"])
def test_interests_of_today_and_before_are_kept_apart(which):
    expected = [{"en": topic["en"]} for topic in PROFILE["profile"]["interests"][which]]
    assert of("profile")[0]["interests"][which] == expected


def test_the_notice_to_future_students_has_their_month():
    recruiting, students = of("profile")[0]["notices"]
    assert (recruiting["kind"], recruiting["enrolment"]) == ("recruiting", "2026-09")
    assert students == {"kind": "students", "text": {"en": "It is a joy to work with all of you."}}


def test_the_first_sentence_tells_where_the_owner_is():
    urls = [place["url"] for place in of("profile")[0]["affiliations"]]
    assert urls == [place["url"] for place in PROFILE["profile"]["affiliations"]]


@pytest.mark.parametrize(
    "hidden", ["Nobody Shall See", "欧阳", "青年编委", "地理学", "景观", "gsData", "append"]
)
def test_nothing_comes_from_comments_and_liquid(hidden):
    assert hidden in PAGE or hidden == "gsData"
    assert hidden not in str(FOUND.records)


def test_a_legend_is_no_paper_and_its_marks_stand_in_no_name():
    names = [author["name"] for paper in of("publications") for author in paper["authors"]]
    assert not [name for name in names if set("*^`") & set(name)]


def test_only_the_stray_initial_is_told_with_its_line():
    line = next(number for number, text in enumerate(PAGE.splitlines(), 1) if "Minyi Guo, M." in text)
    assert FOUND.problems == [(line, "A single initial after the authors was left out.")]


def test_every_record_knows_its_line():
    lines = PAGE.splitlines()
    for record in FOUND.records:
        if record.collection == "publications":
            assert record.fields["title"].split()[-1] in lines[record.line - 1]
