"""The address of a filtered list: shared, reloaded, walked through, unreadable, and without its data."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.editing import send
from tests.browser.instrument import bar, chips, count_of, toggle
from tests.browser.visiting import keys, settle, wait_for_count

SHARED = "year=2025&venue=taco&venue=atc&author=weihao-cui&q=gpu&sort=title&group_by=venue"


def test_a_shared_address_shows_the_same_to_another_reader(page, site):
    page.goto(f"{site}/?{SHARED}")
    painted = keys(page)
    settle(page)
    assert keys(page) == painted == ["zhao2025edas", "zhang2025efficient"]
    expect(chips(page)).to_have_text(["2025", "TACO", "ATC", "Weihao Cui", "“gpu”"])
    expect(page.locator("select[name=sort]")).to_have_value("title")
    expect(page.locator("select[name=group_by]")).to_have_value("venue")
    expect(page.locator("select[name=author]")).to_have_value("weihao-cui")


def test_what_a_filtered_address_left_out_comes_when_its_filters_go(page, site):
    page.goto(f"{site}/?year=2024&rank=CCF-A")
    settle(page)
    page.locator("#clear").click()
    wait_for_count(page, 24)
    expect(count_of(page, "venue", "atc")).to_have_text("2")
    bar(page, "none").click()
    wait_for_count(page, 5)


def test_entries_made_by_the_script_are_those_that_the_server_paints(page, site):
    page.goto(f"{site}/")
    painted = dict.fromkeys(keys(page))
    for key in painted:
        painted[key] = page.locator(f"#pub-{key}").evaluate("entry => entry.outerHTML")
    page.goto(f"{site}/?year=1999")
    settle(page)
    page.locator("#clear").click()
    wait_for_count(page, len(painted))
    made = {key: page.locator(f"#pub-{key}").evaluate("entry => entry.outerHTML") for key in keys(page)}
    assert [without_order(made[key]) for key in painted] == [without_order(painted[key]) for key in painted]


def without_order(markup):
    """Give a tag's attributes one order, for their order says nothing."""
    return re.sub(
        r"<(\w+)((?: [\w-]+=\"[^\"]*\")+)", lambda tag: " ".join([tag[1], *sorted_attributes(tag[2])]), markup
    )


def sorted_attributes(text):
    return sorted(re.findall(r"[\w-]+=\"[^\"]*\"", text))


def test_back_and_forward_go_through_the_steps(home, site):
    bar(home, 2025).click()
    toggle(home, "venue", "taco").check()
    wait_for_count(home, 3)
    home.go_back()
    wait_for_count(home, 5)
    expect(toggle(home, "venue", "taco")).not_to_be_checked()
    home.go_back()
    wait_for_count(home, 24)
    expect(bar(home, 2025)).to_have_attribute("aria-pressed", "false")
    home.go_forward()
    home.go_forward()
    wait_for_count(home, 3)
    expect(home).to_have_url(f"{site}/?year=2025&venue=taco")
    expect(toggle(home, "venue", "taco")).to_be_checked()


def test_a_reload_keeps_what_was_chosen(home):
    bar(home, 2025).click()
    toggle(home, "venue", "taco").check()
    home.locator("input[name=q]").fill("packing")
    wait_for_count(home, 1)
    expect(home).to_have_url(re.compile(r"q=packing"))
    home.reload()
    settle(home)
    wait_for_count(home, 1)
    expect(chips(home)).to_have_text(["2025", "TACO", "“packing”"])
    expect(toggle(home, "venue", "taco")).to_be_checked()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_chips_have_the_same_words_with_and_without_a_script(page, site, lang):
    asked = (
        "author=han-zhao&type=paper-conference&type=!thesis&role=first&selected=false&year=!none&q=!tacker"
    )
    page.goto(f"{site}/?{asked}&lang={lang}")
    painted = chips(page).all_inner_texts()
    settle(page)
    assert chips(page).all_inner_texts() == painted
    assert "han-zhao" not in painted
    assert "paper-conference" not in painted


def test_an_alias_and_small_letters_lead_to_an_address_that_the_script_reads_alike(page, site):
    page.goto(f"{site}/?venue=USENIX+ATC&rank=ccf-a")
    expect(page).to_have_url(f"{site}/?venue=atc&rank=CCF-A")
    painted = keys(page)
    assert painted
    settle(page)
    assert keys(page) == painted
    expect(chips(page)).to_have_text(["ATC", "CCF-A"])
    bar(page, 2025).click()
    expect(page).to_have_url(f"{site}/?year=2025&venue=atc&rank=CCF-A")


def test_an_order_that_is_not_among_those_offered_is_shown_and_outlives_the_next_step(page, site):
    page.goto(f"{site}/?sort=rank,-year&author=quan-chen&author=minyi-guo&q=gpu&q=llm")
    settle(page)
    expect(page.locator("select[name=sort]")).to_have_value("rank,-year")
    expect(page.locator("select[name=sort] option:checked")).to_have_text("By rank, Newest first")
    bar(page, 2025).click()
    expect(page).to_have_url(
        f"{site}/?year=2025&author=quan-chen&author=minyi-guo&q=gpu&q=llm&sort=rank,-year"
    )
    expect(page.locator("select[name=sort]")).to_have_value("rank,-year")
    expect(page.locator("select[name=author]")).to_have_value("minyi-guo")


def test_a_rank_of_the_owners_own_survives_a_reload(page, own):
    send(page, own, "PATCH", "/publications/zhao2025edas", {"rank": "Own-Good"})
    page.goto(f"{own.address}/")
    settle(page)
    toggle(page, "rank", "Own-Good").check()
    wait_for_count(page, 1)
    expect(page).to_have_url(f"{own.address}/?rank=Own-Good")
    page.reload()
    settle(page)
    wait_for_count(page, 1)
    expect(toggle(page, "rank", "Own-Good")).to_be_checked()


def test_an_address_that_cannot_be_read_shows_all_until_the_first_step(page, site):
    page.goto(f"{site}/?year=abc&rank=CCF-A")
    settle(page)
    wait_for_count(page, 24)
    expect(page.locator(".complaint")).to_be_visible()
    bar(page, 2024).click()
    wait_for_count(page, 4)
    expect(page).to_have_url(f"{site}/?year=2024")
    expect(page.locator(".complaint")).to_have_count(0)


def test_one_page_of_several_stays_as_it_is_until_the_first_step(page, site):
    page.goto(f"{site}/?per_page=5&page=2")
    painted = keys(page)
    settle(page)
    assert len(painted) == 5
    assert keys(page) == painted
    expect(page.locator("nav.pages")).to_be_visible()
    expect(page).to_have_url(f"{site}/?per_page=5&page=2")
    bar(page, 2025).click()
    wait_for_count(page, 5)
    expect(page).to_have_url(f"{site}/?year=2025")
    expect(page.locator("nav.pages")).to_have_count(0)
    bar(page, 2025).click()
    wait_for_count(page, 24)


def test_the_language_of_an_address_that_cannot_be_read_is_kept(page, site):
    page.goto(f"{site}/?lang=zh&year=abc")
    settle(page)
    bar(page, 2024).click()
    expect(page).to_have_url(f"{site}/?year=2024&lang=zh")


def test_a_search_that_would_be_refused_cannot_be_typed(page, site):
    page.goto(f"{site}/")
    settle(page)
    field = page.locator("input[name=q]")
    field.fill("a" * 199)
    field.press_sequentially("aa")
    expect(field).to_have_value("a" * 200)
    expect(page).to_have_url(re.compile("q=a{200}$"))
    assert page.reload().status == 200


def test_without_its_data_the_script_leaves_the_answer_to_the_server(page, site):
    page.route("**/api/v1/publications?*", lambda route: route.abort())
    page.goto(f"{site}/")
    settle(page)
    bar(page, 2024).click()
    expect(page).to_have_url(f"{site}/?year=2024")
    wait_for_count(page, 4)


def test_a_step_taken_before_the_data_is_there_is_taken_when_it_comes(page, site):
    held = []
    page.route("**/api/v1/publications?*", lambda route: held.append(route))
    page.goto(f"{site}/")
    expect(page.locator("#edit")).to_be_visible()
    bar(page, 2024).click()
    expect(page).to_have_url(f"{site}/?year=2024")
    bar(page, 2025).click()
    expect(page).to_have_url(f"{site}/?year=2024&year=2025")
    assert len(keys(page)) == 24
    for route in held:
        route.continue_()
    wait_for_count(page, 9)


def test_in_chinese_chips_and_counts_speak_chinese(page, site):
    page.goto(f"{site}/?lang=zh")
    settle(page)
    bar(page, 2024).click()
    expect(page.get_by_role("status")).to_have_text(re.compile("^4 "))
    expect(page).to_have_url(f"{site}/?year=2024&lang=zh")
    bar(page, "none").click()
    expect(chips(page).nth(1)).not_to_have_text(re.compile("[A-Za-z]"))


def test_ranks_at_publication_are_shown_and_counted_by_the_script_as_by_the_server(page, site):
    page.goto(f"{site}/?rank_at=published&group_by=rank")
    painted = keys(page)
    settle(page)
    page.locator("select[name=sort]").select_option("title")
    page.wait_for_url("**/?rank_at=published&sort=title&group_by=rank")
    assert sorted(keys(page)) == sorted(painted)
    page.reload()
    assert len(keys(page)) == len(painted)
