"""The list and its filter in a real browser: what the reader does, and what the list then shows."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.instrument import bar, chips, count_of, headings, marked, toggle
from tests.browser.visiting import keys, wait_for_count


def test_a_bar_filters_by_its_year_and_the_others_keep_their_counts(home, site):
    bar(home, 2024).click()
    wait_for_count(home, 4)
    assert keys(home) == ["feng2024potamoi", "zhao2024adaptive", "zhao2024exploiting", "xu2024faasmem"]
    expect(home).to_have_url(f"{site}/?year=2024")
    expect(bar(home, 2024)).to_have_attribute("aria-pressed", "true")
    expect(bar(home, 2025)).to_have_attribute("aria-label", re.compile(r"^2025: 5 publications, CCF-A 5$"))


def test_a_bar_is_pressed_whatever_keys_are_held(home, site):
    bar(home, 2024).click()
    bar(home, 2025).click(modifiers=["Control"])
    wait_for_count(home, 9)
    expect(home).to_have_url(f"{site}/?year=2024&year=2025")


def test_a_step_is_in_the_history_before_the_next_one(home, site):
    home.evaluate("for (const year of [2024, 2025]) document.querySelector(`.bar[value='${year}']`).click()")
    expect(home).to_have_url(f"{site}/?year=2024&year=2025")
    home.go_back()
    expect(home).to_have_url(f"{site}/?year=2024")
    wait_for_count(home, 4)
    expect(chips(home)).to_have_text(["2024"])


def test_years_add_to_one_another_and_ranks_narrow_them(home, site):
    bar(home, 2022).click()
    bar(home, 2023).click()
    wait_for_count(home, 5)
    toggle(home, "rank", "CCF-B").check()
    wait_for_count(home, 1)
    expect(home).to_have_url(f"{site}/?year=2022&year=2023&rank=CCF-B")
    expect(bar(home, 2022)).to_have_attribute("aria-label", "2022: No publications")
    expect(bar(home, 2020)).to_have_attribute("aria-label", "2020: 1 publication, CCF-B 1")


def test_bars_grow_and_shrink_with_their_counts(home):
    def heights(year):
        return (
            bar(home, year).locator("rect").evaluate_all("rects => rects.map(r => +r.getAttribute('height'))")
        )

    assert sum(heights(2025)) == pytest.approx(72, abs=0.2)
    assert sum(heights(2020)) == pytest.approx(72 * 2 / 5, abs=0.2)
    toggle(home, "rank", "CCF-B").check()
    wait_for_count(home, 3)
    assert heights(2025) == []
    assert heights(2020) == [pytest.approx(72, abs=0.2)]
    expect(bar(home, 2025)).to_have_attribute("data-zero", "")


def test_a_venue_filters_and_its_counts_follow_the_year(home, site):
    expect(count_of(home, "venue", "taco")).to_have_text("5")
    bar(home, 2025).click()
    expect(count_of(home, "venue", "taco")).to_have_text("3")
    expect(count_of(home, "venue", "asplos")).to_have_text("0")
    toggle(home, "venue", "taco").check()
    wait_for_count(home, 3)
    expect(home).to_have_url(f"{site}/?year=2025&venue=taco")
    expect(count_of(home, "venue", "atc")).to_have_text("1")


def test_a_status_filters_and_has_no_year(home):
    toggle(home, "status", "preprint").check()
    wait_for_count(home, 5)
    assert headings(home) == [["none", 5]]


def test_the_select_filters_by_a_co_author(home, site):
    home.locator("select[name=author]").select_option("chuhao-xu")
    wait_for_count(home, 2)
    expect(home).to_have_url(f"{site}/?author=chuhao-xu")
    home.locator("select[name=author]").select_option("")
    wait_for_count(home, 24)


def test_co_authors_are_counted_under_the_other_filters(home):
    option = home.locator("select[name=author] option[value=chuhao-xu]")
    expect(option).to_have_text("Chuhao Xu (2)")
    bar(home, 2024).click()
    home.locator("select[name=author]").focus()
    expect(option).to_have_text("Chuhao Xu (1)")


def test_a_co_author_in_an_entry_filters_in_place_beside_the_other_filters(home, site):
    bar(home, 2024).click()
    wait_for_count(home, 4)
    home.evaluate("window.same = true")
    link = home.locator("#pub-xu2024faasmem .authors a", has_text="Chuhao Xu")
    link.click()
    wait_for_count(home, 1)
    expect(home).to_have_url(f"{site}/?year=2024&author=chuhao-xu")
    expect(link).to_be_focused()
    link.click()
    wait_for_count(home, 4)
    assert home.evaluate("window.same"), "the page was loaded anew"


def test_words_are_searched_as_they_are_typed_and_marked_where_they_stand(home, site):
    home.locator("input[name=q]").press_sequentially("GPU sharing")
    wait_for_count(home, 2)
    expect(home).to_have_url(f"{site}/?q=GPU+sharing")
    assert {word.lower() for word in marked(home)} == {"gpu", "sharing"}
    home.locator("input[name=q]").fill("")
    wait_for_count(home, 24)
    expect(home).to_have_url(f"{site}/")
    assert marked(home) == []


def test_an_exclamation_mark_alone_is_not_searched(home, site):
    field = home.locator("input[name=q]")
    field.press_sequentially("!")
    home.wait_for_timeout(400)
    expect(home).to_have_url(f"{site}/")
    expect(chips(home)).to_have_count(0)
    wait_for_count(home, 24)
    field.press_sequentially("gpu")
    expect(chips(home)).to_have_text(["not “gpu”"])


def test_typing_is_one_step_back(home, site):
    bar(home, 2025).click()
    home.locator("input[name=q]").press_sequentially("gpu")
    expect(home).to_have_url(f"{site}/?year=2025&q=gpu")
    home.go_back()
    wait_for_count(home, 24)
    expect(home.locator("input[name=q]")).to_have_value("")


def test_the_letters_of_a_composition_are_not_searched_before_it_ends(home):
    home.locator("input[name=q]").evaluate(
        """field => {
          field.value = "zhgpu";
          field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
        }"""
    )
    home.wait_for_timeout(300)
    wait_for_count(home, 24)
    home.locator("input[name=q]").evaluate(
        """field => {
          field.value = "gpu";
          field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
        }"""
    )
    expect(home.get_by_role("status")).not_to_have_text("24 publications")


def test_chips_name_the_filters_and_take_each_back(home, site):
    bar(home, 2024).click()
    toggle(home, "venue", "taco").check()
    home.locator("input[name=q]").fill("neural")
    wait_for_count(home, 1)
    expect(chips(home)).to_have_text(["2024", "TACO", "“neural”"])
    home.locator("#chips a").nth(1).click()
    expect(home).to_have_url(f"{site}/?year=2024&q=neural")
    expect(toggle(home, "venue", "taco")).not_to_be_checked()
    expect(chips(home)).to_have_text(["2024", "“neural”"])
    expect(home.locator("#chips a").first).to_be_focused()


def test_clear_all_brings_the_whole_list_back(home, site):
    bar(home, 2024).click()
    toggle(home, "rank", "CCF-A").check()
    home.locator("input[name=q]").fill("gpu")
    wait_for_count(home, 1)
    home.locator("#clear").click()
    wait_for_count(home, 24)
    expect(home).to_have_url(f"{site}/")
    expect(home.locator("#clear")).to_be_hidden()
    expect(chips(home)).to_have_count(0)
    expect(home.locator("input[name=q]")).to_have_value("")
    expect(bar(home, 2024)).to_have_attribute("aria-pressed", "false")


GROUPED = {
    "rank": [["none", 5], ["CCF-A", 16], ["CCF-B", 3]],
    "none": [["all", 24]],
    "status": [["preprint", 5], ["published", 19]],
    "selected": [["false", 24]],
    "year": [
        ["none", 5],
        ["2025", 5],
        ["2024", 4],
        ["2023", 2],
        ["2022", 3],
        ["2021", 2],
        ["2020", 2],
        ["2019", 1],
    ],
}


def test_grouping_moves_the_same_entries(home):
    home.locator("#pub-zhao2025edas").evaluate("entry => { entry.dataset.same = 'yes'; }")
    home.locator("select[name=group_by]").select_option("venue")
    expect(home.locator(".group[data-group=taco] .entry")).to_have_count(5)
    for grouping, groups in GROUPED.items():
        home.locator("select[name=group_by]").select_option(grouping)
        expect(home.locator("#list .group")).to_have_count(len(groups))
        wait_for_count(home, 24)
        assert headings(home) == groups
        expect(home.locator("#pub-zhao2025edas")).to_have_attribute("data-same", "yes")


def test_sorting_by_title_goes_through_the_alphabet(home, site):
    home.locator("select[name=group_by]").select_option("none")
    home.locator("select[name=sort]").select_option("title")
    expect(home).to_have_url(f"{site}/?sort=title&group_by=none")
    titles = home.locator("#list h4").all_inner_texts()
    assert titles == sorted(titles, key=str.lower)
    home.locator("select[name=sort]").select_option("year")
    assert keys(home)[0] == "zhao2019bandwidth"


def test_an_empty_result_offers_the_filter_whose_dropping_gives_most(home, site):
    bar(home, "none").click()
    toggle(home, "rank", "CCF-A").check(force=True)
    expect(home.locator("#empty")).to_be_visible()
    expect(home.get_by_role("status")).to_have_text("No publications")
    offers = home.locator("#drops li")
    expect(offers.nth(0)).to_contain_text("16 publications")
    expect(offers.nth(1)).to_contain_text("CCF-A")
    offers.nth(0).locator("a, button").click()
    wait_for_count(home, 16)
    expect(home).to_have_url(f"{site}/?rank=CCF-A")
    expect(home.locator("#empty")).to_be_hidden()


def test_the_control_in_use_is_neither_rebuilt_nor_left(home):
    field = home.locator("input[name=q]")
    field.evaluate("field => { field.dataset.same = 'yes'; }")
    field.press_sequentially("gpu ")
    expect(field).to_be_focused()
    expect(field).to_have_value("gpu ")
    expect(field).to_have_attribute("data-same", "yes")
    toggle(home, "rank", "CCF-A").check()
    expect(toggle(home, "rank", "CCF-A")).to_be_focused()


def test_filtering_does_not_scroll(home):
    home.evaluate("scrollTo({ top: 300, behavior: 'instant' })")
    before = home.evaluate("scrollY")
    home.evaluate("document.querySelector('input[value=CCF-A]').click()")
    wait_for_count(home, 16)
    assert home.evaluate("scrollY") == before
