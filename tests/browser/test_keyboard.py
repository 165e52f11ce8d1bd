"""The page by keyboard alone: all is reached in order, seen when it has the focus, and does its work."""

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import focused, settle, wait_for_count

# What the Tab key meets on the way, in this order; between them may stand others of their kind.
WAY = [
    ("the skip link", lambda e: e["href"] and e["href"].endswith("#publications") and "Skip" in e["text"]),
    ("the contents", lambda e: e["href"] and e["href"].endswith("#education")),
    ("the language", lambda e: e["text"] == "中文"),
    ("the colours", lambda e: e["id"] == "theme"),
    ("a bar", lambda e: (e["tag"], e["value"]) == ("button", "2019")),
    ("the last bar", lambda e: (e["tag"], e["value"]) == ("button", "none")),
    ("the search", lambda e: e["name"] == "q"),
    ("a rank", lambda e: (e["name"], e["value"]) == ("rank", "CCF-A")),
    ("a venue", lambda e: (e["name"], e["value"]) == ("venue", "taco")),
    ("a status", lambda e: (e["name"], e["value"]) == ("status", "preprint")),
    ("the co-author", lambda e: e["id"] == "author"),
    ("the chip", lambda e: e["tag"] == "a" and e["text"].endswith("2019")),
    ("clear all", lambda e: e["id"] == "clear"),
    ("the order", lambda e: e["name"] == "sort"),
    ("the grouping", lambda e: e["name"] == "group_by"),
    ("an entry", lambda e: e["href"] and e["href"].endswith("/publications/zhao2019bandwidth")),
]


@pytest.fixture
def calm(tab):
    """A page of a visitor who has asked for less motion, so that nothing is measured halfway."""
    return tab(reduced_motion="reduce", viewport={"width": 1440, "height": 900})


def test_tab_meets_everything_in_order_and_shows_where_it_is(calm, site):
    calm.goto(f"{site}/?year=2019")
    settle(calm)
    met, unseen = [], []
    for _ in range(80):
        calm.keyboard.press("Tab")
        here = focused(calm)
        met += [name for name, is_it in WAY if is_it(here)]
        if here["tag"] != "body" and not here["visible"]:
            unseen.append(here)
        if met and met[-1] == WAY[-1][0]:
            break
    assert met == [name for name, _ in WAY]
    assert unseen == []


def test_the_skip_link_is_out_of_sight_until_it_has_the_focus_and_leads_to_the_list(calm, site):
    calm.goto(f"{site}/")
    skip = calm.get_by_role("link", name="Skip to the publications")
    expect(skip).not_to_be_in_viewport()
    calm.keyboard.press("Tab")
    expect(skip).to_be_in_viewport()
    calm.keyboard.press("Enter")
    expect(calm.locator("#publications-title")).to_be_in_viewport()
    calm.keyboard.press("Tab")
    assert focused(calm)["value"] == "2019"


def test_enter_on_a_bar_filters_by_its_year_and_once_more_takes_it_back(calm, site):
    calm.goto(f"{site}/")
    settle(calm)
    bar = calm.locator("button.bar[value='2024']")
    bar.focus()
    calm.keyboard.press("Enter")
    wait_for_count(calm, 4)
    expect(bar).to_have_attribute("aria-pressed", "true")
    expect(bar).to_be_focused()
    calm.keyboard.press("Enter")
    wait_for_count(calm, 24)
    expect(bar).to_have_attribute("aria-pressed", "false")
    expect(bar).to_be_focused()


def test_space_toggles_a_rank_and_the_focus_stays(calm, site):
    calm.goto(f"{site}/")
    settle(calm)
    box = calm.locator("input[name=rank][value=CCF-B]")
    box.focus()
    calm.keyboard.press("Space")
    wait_for_count(calm, 3)
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    calm.keyboard.press("Space")
    wait_for_count(calm, 24)
    expect(box).to_be_focused()


def test_a_chip_that_is_taken_away_passes_the_focus_on(calm, site):
    calm.goto(f"{site}/?year=2024&rank=CCF-A")
    settle(calm)
    calm.locator("#chips a").first.focus()
    calm.keyboard.press("Enter")
    wait_for_count(calm, 16)
    assert focused(calm)["text"].endswith("CCF-A")
    calm.keyboard.press("Enter")
    wait_for_count(calm, 24)
    assert focused(calm)["id"] == "result"


def test_an_order_is_chosen_by_key_and_the_focus_stays(calm, site):
    calm.goto(f"{site}/")
    settle(calm)
    order = calm.locator("select[name=sort]")
    order.focus()
    calm.keyboard.press("ArrowDown")
    expect(order).to_have_value("year")
    expect(calm.locator("#list .entry").first).to_have_attribute("data-key", "zhao2019bandwidth")
    expect(order).to_be_focused()


def test_enter_in_the_search_keeps_what_was_found(calm, site):
    calm.goto(f"{site}/")
    settle(calm)
    calm.locator("[name=q]").focus()
    calm.keyboard.type("e2bird")
    wait_for_count(calm, 1)
    calm.keyboard.press("Enter")
    wait_for_count(calm, 1)
    expect(calm).to_have_url(f"{site}/?q=e2bird")


def test_text_that_scrolls_can_be_reached_by_key(calm, site):
    calm.goto(f"{site}/publications/zhao2025edas")
    for name in ("#citation-text", "#bibtex-text"):
        calm.locator(name).focus()
        assert focused(calm)["visible"]
