"""The files beside a homepage: the author block of `_config.yml`, and the citation data in its dialects."""

import json

import pytest

from formats.homepage import citations, config, read

SETTINGS = """
title: Ada Fern
repository: example/example.github.io
author:
  name: Ada Fern
  avatar: images/me.png
  bio: Economist
  location: Delta
  employer: Delta University
  email: ada@example.org
  googlescholar: https://scholar.google.com/citations?user=ABC
  orcid: https://orcid.org/0000-0001-2345-6789
  github: adafern
  linkedin: ada-fern
  tumblr: ada
  google_plus: ada
  wikipedia: Ada
  twitter: "@ada"
  stackoverflow: 12345
  keybase:
"""


def test_each_key_of_the_author_block_has_its_place():
    fields, problems = config.read(SETTINGS)
    assert problems == []
    assert fields.pop("links") == [
        {"kind": "scholar", "url": "https://scholar.google.com/citations?user=ABC"},
        {"kind": "orcid", "url": "https://orcid.org/0000-0001-2345-6789"},
        {"kind": "github", "url": "https://github.com/adafern"},
        {"kind": "twitter", "url": "https://twitter.com/ada"},
        {"kind": "linkedin", "url": "https://www.linkedin.com/in/ada-fern"},
        {"kind": "stackoverflow", "url": "https://www.stackoverflow.com/users/12345"},
        {"kind": "google_plus", "url": "https://plus.google.com/+ada"},
        {"kind": "tumblr", "url": "https://ada.tumblr.com"},
        {"kind": "wikipedia", "url": "https://en.wikipedia.org/wiki/User:Ada"},
    ]
    assert fields == {
        "name": {"en": "Ada Fern"},
        "headline": {"en": "Economist"},
        "location": {"en": "Delta"},
        "affiliations": [{"name": {"en": "Delta University"}}],
        "email": "ada@example.org",
    }


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Hao Lin (林昊)", {"en": "Hao Lin", "zh": "林昊"}),
        ("林昊 Hao Lin", {"en": "Hao Lin", "zh": "林昊"}),
        ("林昊 / Hao Lin", {"en": "Hao Lin", "zh": "林昊"}),
        ("林昊", {"zh": "林昊"}),
        ("艾拉·阿里", {"zh": "艾拉·阿里"}),
        ("Ada B. Fern Jr.", {"en": "Ada B. Fern Jr."}),
    ],
)
def test_a_name_in_two_scripts_is_one_name_in_two_languages(name, wanted):
    fields, _ = config.read(f"author:\n  name: {name}\n")
    assert fields == {"name": wanted}


def test_the_settings_are_read_as_text_in_their_language():
    text = (
        "author:\n  bio: 经济学 <br> <b>博士生</b>\n  location: 三角洲\n  rednote: https://red.example/me\n"
    )
    fields, problems = config.read(text)
    assert fields == {
        "headline": {"zh": "经济学 博士生"},
        "location": {"zh": "三角洲"},
        "links": [{"kind": "rednote", "url": "https://red.example/me"}],
    }
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "author: [",
        "just text",
        "author: none",
        "author:\n  email: nowhere",
        "author:\n  uri: javascript:alert(1)",
        "author:\n  fax: 1",
    ],
)
def test_what_the_settings_do_not_say_rightly_is_told(text):
    fields, problems = config.read(text)
    assert not fields
    assert problems


def test_a_name_in_chinese_alone_names_the_owner():
    page = "# 论文\n- [A Study of Stars](https://example.org/a), with Bo Ek. *FAST 2020*\n"
    (_, paper) = read({"_pages/about.md": page, "_config.yml": "author:\n  name: 林昊\n"}).records
    assert [author["name"] for author in paper.fields["authors"]] == ["林昊", "Bo Ek"]


def test_the_settings_name_the_owner_of_the_page():
    page = "# Publications\n- Bo Ek, **Ada Fern**. A Study of Stars. **FAST 2020**\n"
    (profile, paper) = read({"_pages/about.md": page, "_config.yml": SETTINGS}).records
    assert (profile.collection, profile.fields["name"]) == ("profile", {"en": "Ada Fern"})
    assert paper.collection == "publications"


AUTHOR = {
    "container_type": "Author",
    "scholar_id": "OWNER",
    "organization": 12345678901234567890,
    "citedby": 120,
    "hindex": 5,
    "i10index": 3,
    "cites_per_year": {"2023": 40, "2024": 80},
    "updated": "2024-05-06 07:08:09.123456",
}
WANTED = citations.Count("A Study of Stars", 2020, 7, "2024-05-06", "OWNER:PUB")
NAMELESS = WANTED._replace(scholar_id=None)
BIB = {"title": "A Study of Stars", "pub_year": "2020"}
DIALECTS = {
    "by id": ({"OWNER:PUB": {"bib": BIB, "num_citations": 7, "author_pub_id": "OWNER:PUB"}}, WANTED),
    "a list": ([{"bib": BIB, "num_citations": 7, "author_pub_id": "OWNER:PUB"}], WANTED),
    "flat": (
        [{"title": "A Study of Stars", "authors": "A Fern", "year": "2020", "num_citations": 7}],
        NAMELESS,
    ),
    "year as integer": ({"OWNER:PUB": {"bib": {**BIB, "pub_year": 2020}, "num_citations": 7}}, WANTED),
    "short ids": ({"PUB": {"bib": BIB, "num_citations": 7}}, WANTED),
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_dialect_gives_the_same_count(dialect):
    publications, wanted = DIALECTS[dialect]
    found = citations.read(json.dumps({**AUTHOR, "publications": publications}))
    assert found.publications == [wanted]
    assert found.problems == []


def test_a_placeholder_counts_nothing():
    found = citations.read(json.dumps({**AUTHOR, "publications": {"PUB": {"bib": BIB, "num_citations": 0}}}))
    assert [count.count for count in found.publications] == [0]


def test_what_is_too_many_is_told(monkeypatch):
    monkeypatch.setattr(citations, "MOST", 1)
    publications = [{"title": f"A Study of Star {number}", "num_citations": 7} for number in (1, 2)]
    found = citations.read(json.dumps({**AUTHOR, "publications": publications}))
    assert [count.title for count in found.publications] == ["A Study of Star 1"]
    assert [problem.detail for problem in found.problems] == ["Only the first 1 publications were read."]


def test_the_totals_are_exact():
    found = citations.read(json.dumps(AUTHOR))
    assert found.totals == {
        "citedby": 120,
        "hindex": 5,
        "i10index": 3,
        "cites_per_year": {"2023": 40, "2024": 80},
        "organization": 12345678901234567890,
    }
    assert (found.scholar_id, found.as_of) == ("OWNER", "2024-05-06")


def test_the_file_of_the_badge_gives_the_total():
    assert citations.read('{"schemaVersion": 1, "label": "citations", "message": "120"}').totals == {
        "citedby": 120
    }


def test_a_broken_publication_is_told_and_hides_no_other():
    publications = {
        "A": None,
        "B": {"bib": BIB},
        "C": {"num_citations": 1},
        "PUB": {"bib": BIB, "num_citations": 7},
    }
    found = citations.read(json.dumps({**AUTHOR, "publications": publications}))
    assert found.publications == [WANTED]
    assert len(found.problems) == 3


@pytest.mark.parametrize(
    "text", ["", "[", "[]", "null", '{"publications": 3}', "[" * 100_000, '{"a": ' + "9" * 5000 + "}"]
)
def test_what_is_no_citation_data_gives_nothing(text):
    found = citations.read(text)
    assert (found.publications, found.totals) == ([], {})


def test_the_publications_file_is_chosen_before_the_badge():
    names = ["google-scholar-stats/gs_data_shieldsio.json", "google-scholar-stats/gs_data.json"]
    assert citations.find(dict.fromkeys(names, "")) == names[1]
