"""A venue is recognised where a text surely names it, and the traps between similar names catch nothing."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from formats.catalogue import read_venues
from models.recognition import NOTES, REASONS, Recogniser
from models.venue_index import Listed
from models.venue_text import LONGEST

HERE = Path(__file__).parent
GROUPS = yaml.safe_load((HERE / "venue-texts.yaml").read_text("utf-8"))
CASES = [case for cases in GROUPS.values() for case in cases]


def read_catalogue():
    """List the catalogue's venues, with the DBLP key or the name in the place of a slug."""
    rows = read_venues((HERE.parents[1] / "data/venues.csv").read_text("utf-8"))
    return [Listed(slug=row["dblp_key"] or row["name"], **row_of(row)) for row in rows]


def row_of(row):
    """Pick what a listed venue has out of a row of the file."""
    return {key: row[key] for key in Listed._fields if key != "slug"}


VENUES = read_catalogue()
RECOGNISER = Recogniser(VENUES)


@pytest.mark.parametrize(
    ("text", "venue", "year", "reason"),
    [pytest.param(*case, id=f"{rule}: {case[0]}") for rule, cases in GROUPS.items() for case in cases],
)
def test_a_text_names(text, venue, year, reason):
    found = RECOGNISER.recognise(text)
    assert (found.venue and found.venue.slug, found.year, found.reason) == (venue, year, reason)


def test_every_way_of_naming_and_of_missing_has_a_case():
    reasons = {reason for *_, reason in CASES}
    assert reasons == REASONS.keys() | NOTES.keys() - {"too long"}
    missed = [venue for _, venue, *_ in CASES if venue is None]
    assert len(CASES) >= 120
    assert len(missed) * 3 >= len(CASES)


def test_what_is_missed_has_a_note_and_what_is_found_has_none():
    for text, *_ in CASES:
        found = RECOGNISER.recognise(text)
        assert found.note == (None if found.venue and found.reason != "container" else found.note)
        assert found.venue or found.note == NOTES[found.reason]


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("FSE 2023", {"conf/fse", "conf/sigsoft"}),
        ("CC 2020", {"conf/cc", "journals/cc", "journals/comcom"}),
        ("CC 22(3)", {"journals/cc", "journals/comcom"}),
        ("WWW Companion 2022", {"conf/www", "journals/www"}),
        ("CVPRW 2021", {"conf/cvpr"}),
        ("IEEE MICRO 2023", {"conf/micro", "journals/micro"}),
        ("PACMMOD 2023", {"conf/sigmod", "conf/pods"}),
        ("Workshop on Operating Systems Principles", {"conf/sosp"}),
        ("conf/ccs/Li20", {"conf/ccs", "conf/asiaccs"}),
        ("A Paper About Everything", set()),
    ],
)
def test_what_is_unsure_gives_what_it_could_be(text, candidates):
    assert {each.slug for each in RECOGNISER.recognise(text).candidates} == candidates


def test_every_full_name_is_its_own_or_is_told_to_be_that_of_several():
    by_name = {}
    for venue in VENUES:
        by_name.setdefault(venue.name.lower(), set()).add(venue.slug)
    for venue in VENUES:
        found = RECOGNISER.recognise(venue.name)
        if found.venue is None:
            assert found.reason == "several", venue.name
            assert len(by_name[venue.name.lower()]) > 1, venue.name
        else:
            assert found.venue == venue


def test_no_short_name_is_taken_for_another_venue():
    for venue in VENUES:
        if venue.acronym:
            found = RECOGNISER.recognise(f"{venue.acronym} 2021")
            assert found.venue in (None, venue)
            assert found.venue or found.reason in ("several", "shared"), venue.acronym
            assert venue in (found.venue, *found.candidates)


def test_the_title_of_a_paper_names_no_venue():
    profile = yaml.safe_load((HERE.parents[1] / "data/profile.yaml").read_text("utf-8"))
    titles = [work["title"] for work in profile["publications"]]
    assert [title for title in titles if RECOGNISER.recognise(title).venue] == []


def test_a_kind_that_is_known_chooses():
    assert RECOGNISER.recognise("ASE 2023", kind="conference").venue.slug == "conf/kbse"
    assert RECOGNISER.recognise("ASE 2023", kind="journal").venue.slug == "journals/ase"
    assert RECOGNISER.recognise("CC 2023", kind="conference").venue is None


def test_a_dblp_key_wins_over_the_text():
    found = RECOGNISER.recognise("FSE 2020", dblp_key="conf/sigsoft/Foo20")
    assert (found.venue.slug, found.year, found.reason) == ("conf/sigsoft", 2020, "key")


def test_a_dblp_key_that_two_share_leaves_it_to_the_text():
    assert RECOGNISER.recognise("AsiaCCS 2010", dblp_key="conf/ccs/Foo10").venue.slug == "conf/asiaccs"


def test_a_key_of_a_container_needs_the_issue():
    assert RECOGNISER.recognise("PACMPL 4(POPL)", dblp_key="journals/pacmpl/A20").venue.slug == "conf/popl"


def test_a_text_too_long_for_a_name_is_not_read():
    assert RECOGNISER.recognise("SOSP " + "," * LONGEST).reason == "too long"


def test_ten_thousand_texts_take_less_than_five_seconds():
    texts = [f"{text} {2000 + number % 25}" for number, (text, *_) in enumerate(CASES * 8)][:1500]
    began = time.process_time()
    for text in texts:
        RECOGNISER.recognise(text)
    assert (time.process_time() - began) * 10_000 / len(texts) < 5


@pytest.mark.parametrize(
    "text", ["(", "a-", "'23", "proc. of the ", "vol. ", ", ", "1-", "in ", " oral", "1 (1) ", "é"]
)
def test_what_repeats_is_read_in_no_time(text):
    began = time.process_time()
    RECOGNISER.recognise((text * LONGEST)[:LONGEST])
    assert time.process_time() - began < 0.2


@given(st.text() | st.lists(st.sampled_from([case[0] for case in CASES]), max_size=4).map(", ".join))
def test_any_text_names_one_venue_with_a_reason_or_none_with_a_note(text):
    found = RECOGNISER.recognise(text)
    if found.venue is None:
        assert found.note == NOTES[found.reason]
    else:
        assert found.reason in REASONS
        assert found.venue in VENUES
    assert found.year is None or 1900 <= found.year <= 2099
