"""Ranks of a scheme of the owner's own are loaded from CSV: all, or none and every fault with its line."""

import pytest
from sqlalchemy import select

from models import db
from models.revision import current
from models.venue import Venue, VenueRank
from tests.conftest import open_app

HEADER = "venue,scheme,edition,rank\n"


@pytest.fixture
def file(tmp_path):
    """Write a file of ranks; give its path."""

    def write(rows, header=HEADER):
        path = tmp_path / "ranks.csv"
        path.write_text(header + rows, encoding="utf-8")
        return str(path)

    return write


def own(venue="taco"):
    """Give what the own scheme has of a venue: edition, label, whether it is current."""
    chosen = select(VenueRank.edition, VenueRank.label, VenueRank.current).join(
        Venue, Venue.id == VenueRank.venue_id
    )
    found = db.session.execute(chosen.where(VenueRank.scheme == "Own", Venue.slug == venue))
    return sorted(tuple(row) for row in found)


def test_a_venue_goes_by_any_of_its_names_and_twice_is_once(say, file):
    names = [
        "taco",
        "MICRO",
        "conf/asplos",
        "USENIX ATC",
        '"Proc. of the 30th ACM Symposium on Operating Systems Principles"',
    ]
    path = file("".join(f"{name},Own,2025,A\n" for name in names))
    assert say("ranks", path) == "5 ranks read: 5 added, 0 changed.\n"
    for slug in ("taco", "micro", "asplos", "atc", "sosp"):
        assert own(slug) == [("2025", "Own-A", True)]
    revision = current(db.engine)
    assert say("ranks", path) == "5 ranks read: 0 added, 0 changed.\n"
    assert current(db.engine) == revision


def test_a_rank_that_differs_is_corrected_and_a_newer_edition_becomes_the_current_one(say, file):
    say("ranks", file("taco,Own,2025,A\n"))
    assert say("ranks", file("taco,Own,2025,B\nmicro,Own,2026,A\n")) == "2 ranks read: 1 added, 1 changed.\n"
    assert own() == [("2025", "Own-B", False)]
    assert own("micro") == [("2026", "Own-A", True)]


def test_every_fault_is_told_with_its_line_and_nothing_is_stored(refused, file):
    rows = "taco,Own,2025,A\nnosuch,Own,2025,A\nCC,Own,2025,A\n"
    rows += "taco,My-Own,2025,A\ntaco,Own,2025,B\nmicro,Own,,A\n"
    told = refused("ranks", file(rows)).removeprefix("Error: ").splitlines()
    assert [line.rpartition("ranks.csv:")[2].partition(":")[0] for line in told] == ["3", "4", "5", "6", "7"]
    assert "nosuch" in told[0]
    assert "Write cc or " in told[1]
    assert "hyphen" in told[2]
    assert "Line 2 ranks this venue A" in told[3]
    assert "The edition is missing" in told[4]
    assert own() == []


@pytest.mark.parametrize("rank", ["A B", '"A,B"', "A\u200bB"])
def test_a_rank_that_no_filter_could_name_is_refused(refused, file, rank):
    assert "ranks.csv:2: " in refused("ranks", file(f"taco,Own,2025,{rank}\n"))


def test_a_file_without_its_columns_is_refused(refused, file):
    assert "ranks.csv:1: There is no column venue" in refused("ranks", file("a,b\n", header=""))


def test_an_edition_of_a_listed_scheme_stays_current_when_the_catalogue_is_loaded_again(say, file):
    say("ranks", file("taco,CCF,2030,C\n"))
    say("catalogue")
    rows = db.session.scalars(
        select(VenueRank).join(Venue, Venue.id == VenueRank.venue_id).where(Venue.slug == "taco")
    )
    assert [(rank.edition, rank.label) for rank in rows if rank.scheme == "CCF" and rank.current] == [
        ("2030", "CCF-C")
    ]


def test_the_setting_chooses_the_scheme_shown_first(filled, tmp_path, file):
    path = file("taco,Own,2025,Top\n")
    app = open_app(filled, tmp_path, RANK_SCHEME="Own")
    with app.app_context():
        assert app.test_cli_runner().invoke(args=["ranks", path]).exit_code == 0
        client = app.test_client()
        items = client.get("/api/v1/publications?rank=Own-Top&venue=taco").json["items"]
        assert {item["rank"]["source"] for item in items} <= {"owner"}
        venue = client.get("/api/v1/venues/taco").json
        assert "Own-Top" in {rank["label"] for rank in venue["ranks"]}
        db.session.remove()
        db.engine.dispose()
