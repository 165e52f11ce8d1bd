"""The chart's geometry: what stands where, and which years have a bar."""

from frontend.chart import HEADROOM, HEIGHT, MOST_YEARS, bars, tone


def count(year, **ranks):
    named = {rank.replace("_", "-"): number for rank, number in ranks.items()}
    return {"year": year, "total": sum(named.values()), "ranks": named}


def test_years_stand_in_order_and_the_undated_last():
    drawn = bars([count(None, none=1), count(2021, CCF_A=1), count(2020, CCF_A=1)])
    assert [bar["value"] for bar in drawn] == ["2020", "2021", "none"]


def test_a_year_between_without_a_publication_is_a_gap():
    drawn = bars([count(2019, CCF_A=1), count(2021, CCF_A=1)])
    assert [(bar["label"], bar["gap"]) for bar in drawn] == [("2019", False), ("2020", True), ("2021", False)]


def test_a_year_that_the_filters_have_emptied_keeps_its_bar():
    drawn = bars([count(2021, CCF_A=1)], every=[2020, 2021, None])
    assert [(bar["value"], bar["total"], bar["gap"]) for bar in drawn] == [
        ("2020", 0, False),
        ("2021", 1, False),
        ("none", 0, False),
    ]


def test_the_best_rank_stands_on_the_ground_and_the_unranked_on_top():
    (bar,) = bars([count(2024, none=1, CCF_C=1, CCF_A=1, CCF_B=1)])
    assert [rank for rank, _ in bar["ranks"]] == ["CCF-A", "CCF-B", "CCF-C", "none"]
    assert [rect["tone"] for rect in bar["rects"]] == ["1", "2", "3", "none"]
    bottoms = [rect["y"] + rect["height"] for rect in bar["rects"]]
    assert bottoms == [HEADROOM + HEIGHT, *[rect["y"] for rect in bar["rects"][:-1]]]


def test_the_tallest_bar_fills_the_height_and_others_are_in_proportion():
    tall, low = bars([count(2023, CCF_A=3, CCF_B=1), count(2024, CCF_A=1)])
    assert sum(rect["height"] for rect in tall["rects"]) == HEIGHT
    assert sum(rect["height"] for rect in low["rects"]) == HEIGHT / 4


def test_the_older_years_of_a_long_span_share_a_bar_that_fits():
    drawn = bars([count(year, CCF_A=2) for year in range(1990, 2026)])
    assert len(drawn) == MOST_YEARS
    assert (drawn[0]["value"], drawn[0]["label"], drawn[0]["total"]) == ("..2010", "–2010", 42)
    assert drawn[1]["value"] == "2011"
    assert all(rect["y"] >= HEADROOM for bar in drawn for rect in bar["rects"])
    assert drawn[1]["rects"][0]["height"] == HEIGHT


def test_nothing_published_draws_nothing():
    assert bars([]) == []


def test_the_tone_follows_the_class_in_any_scheme():
    assert [tone(label) for label in ("CORE-A*", "CCF-A", "CCF-B", "CCF-C", "none")] == [
        "1",
        "1",
        "2",
        "3",
        "none",
    ]
