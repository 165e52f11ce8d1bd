"""Ranks at publication: items, filters, counts, order and metrics agree with what is counted by hand."""

from collections import Counter
from itertools import product

import pytest

from tests.api.conftest import LIST
from tests.builders import Builder

HISTORY = {
    "alpha": {"2019": "B", "2022": "A", "2026": "A"},
    "beta": {"2019": "A", "2022": "B", "2026": "C"},
    "gamma": {"2026": "A"},
    "delta": {"2019": "C", "2022": "C"},
    "none": {},
}
YEARS = (None, 2005, 2018, 2019, 2021, 2022, 2025, 2026, 2027)
STATED = (None, "CCF-B")


@pytest.fixture(scope="module")
def works(shelf):
    """Build a work of every venue, year and statement; give what each is expected to be ranked by."""
    made = {}
    with shelf.app_context():
        build = Builder()
        for name, history in HISTORY.items():
            editions = sorted(history.items(), reverse=True)
            venue = build.venue(name.upper(), tuple(("CCF", edition, rank) for edition, rank in editions))
            for rank in venue.ranks:
                rank.current = rank.edition == "2026"
            for year, (number, stated) in product(YEARS, enumerate(STATED)):
                key = f"{name}-{year}-{number}"
                build.publication(key=key, title=key, venue=venue, year=year, stated_rank=stated)
                made[key] = stated or by_hand(history, year)
    return made


@pytest.fixture
def built(shelf, works):
    """A program that talks to the application with these works."""
    return shelf.test_client()


def by_hand(history, year):
    """Choose the rank as the documentation says."""
    edition = "2026" if year is None or year >= 2026 else "2022" if year >= 2022 else "2019"
    return f"CCF-{history[edition]}" if edition in history else None


def label(item):
    return item["rank"] and item["rank"]["label"]


def test_items_have_the_rank_of_their_year(works, ask):
    items = ask("rank_at=published&per_page=1000")["items"]
    assert {item["key"]: label(item) for item in items} == works


def test_an_item_names_the_edition_that_ranks_it_and_the_oldest_before_all(works, ask):
    items = {item["key"]: item for item in ask("rank_at=published&per_page=1000")["items"]}
    assert items["alpha-2021-0"]["rank"] == {
        "label": "CCF-B", "scheme": "CCF", "class": "B", "source": "catalogue", "edition": "2019",
    }  # fmt: skip
    assert items["alpha-2005-0"]["rank"]["edition"] == "2019"
    assert items["alpha-None-0"]["rank"]["edition"] == "2026"
    assert "edition" not in items["alpha-2021-1"]["rank"]
    assert [rank["edition"] for rank in items["alpha-2021-0"]["ranks"]] == ["2026", "2022", "2019"]


def test_todays_ranks_are_what_they_were(works, ask):
    plain, today = ask("per_page=1000"), ask("per_page=1000&rank_at=today")
    assert plain["items"] == today["items"]
    assert all("edition" not in (item["rank"] or {}) for item in plain["items"])


@pytest.mark.parametrize("rank", ["CCF-A", "CCF-B", "CCF-C", "none"])
def test_a_filter_keeps_the_works_of_that_rank(works, keys, rank):
    wanted = {key for key, each in works.items() if (each or "none") == rank}
    assert set(keys(f"rank_at=published&rank={rank}&per_page=1000")) == wanted
    assert set(keys(f"rank_at=published&rank=!{rank}&per_page=1000")) == works.keys() - wanted


def test_facets_groups_and_metrics_count_alike(works, ask, built):
    counted = Counter(each or "none" for each in works.values())
    answer = ask("rank_at=published&facets=rank&group_by=rank,year&fields=key")
    assert {each["value"]: each["count"] for each in answer["facets"]["rank"]} == counted
    assert {each["value"]: each["count"] for each in answer["groups"]} == counted
    in_2021 = Counter(each or "none" for key, each in works.items() if "-2021-" in key)
    found = {
        each["value"]: {one["value"]: one["count"] for one in each["groups"]} for each in answer["groups"]
    }
    assert {rank: years["2021"] for rank, years in found.items() if "2021" in years} == in_2021
    metrics = built.get("/api/v1/metrics?rank_at=published").json
    assert {each["value"]: each["count"] for each in metrics["per_rank"]} == counted


@pytest.mark.parametrize("sort", ["rank", "-rank"])
def test_the_order_follows_the_rank_at_publication(works, keys, sort):
    found = [works[key] for key in keys(f"rank_at=published&sort={sort}&per_page=1000")]
    ranked = [rank for rank in found if rank]
    assert ranked == sorted(ranked, reverse=sort == "-rank")
    assert found == [*ranked, *[None] * (len(found) - len(ranked))]


def test_then_and_now_are_kept_apart(works, built):
    for _ in range(2):
        for at, expected in (("published", "CCF-B"), ("today", "CCF-A")):
            one = built.get(f"{LIST}/alpha-2021-0?rank_at={at}").json
            several = built.get(f"{LIST}?q=alpha-2021-0&rank_at={at}").json["items"][0]
            assert label(one) == label(several) == expected
    written = built.get(f"{LIST}.csv?q=alpha-2021-0&rank_at=published&fields=key,rank").text
    assert written.split() == ["key,rank,rank_source", "alpha-2021-0,CCF-B,catalogue"]


def test_another_time_is_refused(faults):
    assert faults("rank_at=then")[0]["parameter"] == "rank_at"


def test_links_keep_what_was_asked_and_leave_out_the_default(works, ask):
    assert "rank_at=published" in ask("rank_at=published&per_page=5")["links"]["next"]
    assert "rank_at" not in ask("rank_at=today&per_page=5")["links"]["next"]


def test_the_real_profile_has_the_rank_of_eurosys_then_and_now(owner):
    owner.patch(f"{LIST}/zhao2019bandwidth", {"rank": None, "venue": "eurosys", "year": 2020})
    read = owner.get(f"{LIST}/zhao2019bandwidth?rank_at=published").json["rank"]
    assert (read["label"], read["edition"]) == ("CCF-B", "2019")
    assert owner.get(f"{LIST}/zhao2019bandwidth").json["rank"]["label"] == "CCF-A"


def test_what_was_read_can_be_sent_back(owner):
    path = f"{LIST}/zhao2019bandwidth"
    owner.patch(path, {"rank": None, "venue": "eurosys", "year": 2020})
    for at in ("published", "today"):
        assert owner.put(path, owner.get(f"{path}?rank_at={at}").json).status_code == 200
    assert owner.get(path).json["rank"]["source"] == "catalogue"
