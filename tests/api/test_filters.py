"""Every parameter of the grammar: what it keeps and what it drops."""

import pytest

from tests.api.conftest import LIST
from tests.builders import Builder

TACO = {"aliases": ["ACM TACO", "Trans. Archit. Code Optim."], "name": "Transactions on Architecture"}


@pytest.fixture(scope="module")
def listed(shelf):
    """Ask a list that holds something for every filter to keep and to drop; give the keys."""
    with shelf.app_context():
        fill(Builder())
    client = shelf.test_client()
    return lambda query: [item["key"] for item in client.get(f"{LIST}?{query}").json["items"]]


def fill(build):
    """Build the publications."""
    taco = build.venue("TACO", [("CCF", "2026", "A"), ("CCF", "2022", "B"), ("CORE", "2023", "A*")], **TACO)
    atc = build.venue("ATC", [("CCF", "2026", "B")], aliases=["USENIX ATC"])
    plain = build.venue("WoSC")
    owner = "Ada Lindqvist"
    build.publication(
        key="kernels", venue=taco, year=2025, type="article-journal", topics=["GPU", "Compilers"]
    )
    build.publication(key="edges", venue=atc, year=2024, stated_rank="CCF-A", selected=True, topics=["Edge"])
    build.publication(key="queues", venue=atc, year=2023, authors=["Bo Chen", owner], status="accepted")
    build.publication(
        key="clouds", venue=plain, year=2020, authors=[("Bo Chen", {"corresponding": True}), owner, "Li Na"]
    )
    build.publication(key="thesis", type="thesis", year=2019, authors=[(owner, {"corresponding": True})])
    both = {"equal_contribution": True}
    build.publication(
        key="draft", year=None, status="preprint", type="article", authors=[("Li Na", both), (owner, both)]
    )
    build.publication(key="hidden", visibility="hidden", venue=taco, topics=["GPU"], selected=True)


KEPT = {
    "year=2024": "edges",
    "year=2023..2024": "edges queues",
    "year=2024..": "kernels edges",
    "year=..2020": "clouds thesis",
    "year=none": "draft",
    "year=!none": "kernels edges queues clouds thesis",
    "year=!2024": "draft kernels queues clouds thesis",
    "year=2024&year=2019": "edges thesis",
    "year=2020..&year=!2024": "kernels queues clouds",
    "year=none&year=!2024": "draft",
    "venue=taco": "kernels",
    "venue=TACO": "kernels",
    "venue=ACM%20taco": "kernels",
    "venue=Transactions+on+Architecture": "kernels",
    "venue=USENIX+ATC": "edges queues",
    "venue=atc&venue=taco": "kernels edges queues",
    "venue=none": "draft thesis",
    "venue=NONE": "draft thesis",
    "venue=!none": "kernels edges queues clouds",
    "venue=!USENIX+ATC": "draft kernels clouds thesis",
    "rank=CCF-A": "kernels edges",
    "rank=ccf-a": "kernels edges",
    "rank=CCF-B": "queues",
    "rank=CORE-A*": "kernels",
    "rank=core-a*": "kernels",
    "rank=none": "draft clouds thesis",
    "rank=!none": "kernels edges queues",
    "rank=!CCF-A": "draft queues clouds thesis",
    "rank=!CORE-A*": "draft edges queues clouds thesis",
    "rank=CCF-A&rank=none": "draft kernels edges clouds thesis",
    "status=published": "kernels edges clouds thesis",
    "status=accepted&status=preprint": "draft queues",
    "status=!published": "draft queues",
    "type=thesis": "thesis",
    "type=!thesis&type=!article": "kernels edges queues clouds",
    "author=bo-chen": "queues clouds",
    "author=!bo-chen": "draft kernels edges thesis",
    "author=bo-chen&author=!li-na": "queues",
    "role=first": "kernels edges thesis",
    "role=last": "draft kernels edges queues thesis",
    "role=corresponding": "thesis",
    "role=equal": "draft",
    "role=!last": "clouds",
    "role=first&role=equal": "draft kernels edges thesis",
    "topic=gpu": "kernels",
    "topic=gpu&topic=edge": "kernels edges",
    "topic=!gpu": "draft edges queues clouds thesis",
    "selected=true": "edges",
    "selected=false": "draft kernels queues clouds thesis",
    "selected=!true": "draft kernels queues clouds thesis",
    "q=bo+chen": "queues clouds",
    "q=chen&q=compilers": "kernels queues clouds",
    "q=chen&q=!wosc": "queues",
    "q=wosc": "clouds",
    "q=compilers": "kernels",
    "q=!bo": "draft kernels edges thesis",
    "year=2023..&venue=atc": "edges queues",
    "year=2024&rank=CCF-A&rank=CCF-B": "edges",
    "venue=atc&rank=!CCF-A&status=accepted&author=bo-chen&role=last&year=2023": "queues",
    "year=2024&q=": "edges",
    "year=": "draft kernels edges queues clouds thesis",
    "year=1066": "",
}


@pytest.mark.parametrize(("query", "kept"), KEPT.items(), ids=list(KEPT))
def test_a_filter_keeps_what_it_names_and_nothing_else(listed, query, kept):
    assert sorted(listed(query)) == sorted(kept.split())


def test_what_is_hidden_is_not_found_by_any_filter(listed):
    assert all("hidden" not in listed(query) for query in KEPT)


def test_an_older_edition_of_the_leading_scheme_does_not_count(build, keys):
    risen = build.venue("ICS", [("CCF", "2026", "A"), ("CCF", "2019", "B")])
    build.publication(key="risen", venue=risen)
    assert keys("rank=CCF-A") == ["risen"]
    assert keys("rank=CCF-B&facets=rank") == []


def test_an_older_edition_of_another_scheme_is_listed(build, keys):
    fallen = build.venue("ICS", [("CORE", "2023", "B"), ("CORE", "2018", "A")])
    build.publication(key="fallen", venue=fallen)
    assert keys("rank=CORE-A") == keys("rank=CORE-B") == ["fallen"]


def test_the_leading_scheme_is_a_setting(build, keys, empty_app):
    venue = build.venue("ICS", [("CCF", "2026", "B"), ("CORE", "2023", "A")])
    build.publication(key="work", venue=venue)
    empty_app.config["RANK_SCHEME"] = "CORE"
    assert empty_app.test_client().get("/api/v1/publications/work").json["rank"]["label"] == "CORE-A"


def test_an_alias_of_two_venues_means_both(build, keys):
    build.publication(key="one", venue=build.venue("PACT", aliases=["PACT conf"]))
    build.publication(key="two", venue=build.venue("PaCT", slug="pact-2", aliases=["pact CONF"]))
    assert sorted(keys("venue=Pact+Conf")) == ["one", "two"]
    assert keys("venue=pact") == ["one"]


def test_fifty_values_of_one_parameter_are_answered_and_more_are_refused(build, keys, faults):
    build.publication(key="edges", year=2024)
    years = [f"year={year}" for year in range(2000, 2051)]
    assert keys("&".join(years[:50])) == ["edges"]
    assert [fault["parameter"] for fault in faults("&".join(years))] == ["year"]


def test_sixty_values_of_all_filters_are_answered_and_more_are_refused(build, keys, faults):
    build.publication(key="edges", year=2024)
    years = "&".join(f"year={year}" for year in range(1990, 2040))
    assert keys(years + "".join(f"&q=!word{number}" for number in range(10))) == ["edges"]
    (fault,) = faults(years + "".join(f"&q=!word{number}" for number in range(11)))
    assert fault["parameter"] == "year"
    assert "60" in fault["detail"]


def test_a_value_said_again_costs_nothing(build, keys, statements):
    build.publication(key="edges", venue=build.venue("TACO", [("CCF", "2026", "A")]), authors=["Bo Chen"])
    once = "venue=taco&author=bo-chen&rank=CCF-A&topic=!gpu&year=2024&type=paper-conference"
    build.publication(key="kernels", topics=["GPU"])
    keys()
    with statements() as few:
        assert keys(once) == ["edges"]
    with statements() as many:
        assert keys("&".join([once] * 50)) == ["edges"]
    assert many == few


def test_however_many_names_are_looked_up_at_once(build, keys, statements):
    names = [f"Venue {number}" for number in range(20)]
    for name in names:
        build.publication(key=name.replace(" ", ""), venue=build.venue(name), authors=[name])
    # Names of venues and items are read once, and then kept.
    keys("venue=Venue+1")
    keys()
    with statements() as one:
        assert keys("venue=Venue+1&author=venue-1") == ["Venue1"]
    with statements() as all_of_them:
        both = [f"venue={name.replace(' ', '+')}&author=venue-{number}" for number, name in enumerate(names)]
        assert len(keys("&".join(both))) == 20
    assert len(all_of_them) == len(one)
