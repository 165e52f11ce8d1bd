"""The venue catalogue in data/ is complete and agrees with itself and with the profile."""

import csv
from collections import Counter
from pathlib import Path

import yaml

DATA = Path(__file__).parent.parent / "data"


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def identity(row):
    return row["kind"], row["dblp_key"] or row["name"]


def test_each_of_the_twelve_venues_of_the_profile_is_one_row():
    profile = yaml.safe_load((DATA / "profile.yaml").read_text(encoding="utf-8"))
    venues = {item["venue"] for item in profile["publications"] if "venue" in item}
    acronyms = Counter(row["acronym"].lower() for row in rows("venues.csv"))
    assert {slug: acronyms[slug] for slug in venues} == dict.fromkeys(venues, 1)
    assert len(venues) == 12


def test_the_catalogue_holds_745_venues_each_once():
    identities = [identity(row) for row in rows("venues.csv")]
    assert len(identities) == len(set(identities)) == 745


def test_the_catalogue_ranks_a_known_venue_once_per_edition_2246_times():
    ranks = rows("venue_ranks.csv")
    assert len({(*identity(row), row["scheme"], row["edition"]) for row in ranks}) == len(ranks) == 2246
    named = {(*identity(row), row["acronym"], row["name"]) for row in rows("venues.csv")}
    assert {(*identity(row), row["acronym"], row["name"]) for row in ranks} <= named


def test_the_newest_rank_of_a_venue_agrees_with_its_ranks_by_edition():
    ranks = {(*identity(row), row["scheme"], row["edition"]): row["rank"] for row in rows("venue_ranks.csv")}
    for row in rows("venues.csv"):
        assert ranks.get((*identity(row), "CCF", row["ccf_edition"]), "") == row["ccf_rank"]
        assert ranks.get((*identity(row), "CORE", "ICORE2026"), "") == row["core_rank"]
