"""The page where no script runs: the form is answered by the server, and nothing is missing."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import keys


@pytest.fixture
def page(tab):
    """A page in which no script runs; its sheet of filters is open on a wide screen."""
    return tab(java_script_enabled=False, viewport={"width": 1440, "height": 900})


def test_toggles_and_the_search_are_applied_by_the_button(page, site):
    page.goto(f"{site}/")
    page.locator("label.toggle", has_text="CCF-B").click()
    page.locator("label.toggle", has_text="ICDCS").click()
    page.locator("[name=q]").fill("cpu")
    page.get_by_role("button", name="Apply").filter(visible=True).first.click()
    assert keys(page) == ["zhao2020coda"]
    expect(page.get_by_role("status")).to_have_text("1 publication")
    expect(page.locator("input[value=CCF-B]")).to_be_checked()
    expect(page.locator("[name=q]")).to_have_value("cpu")


def test_a_bar_filters_by_its_year_and_keeps_what_was_chosen(page, site):
    page.goto(f"{site}/?rank=CCF-A")
    page.locator("button.bar[value='2020']").click()
    assert keys(page) == ["cui2020e2bird"]
    expect(page.locator("button.bar[value='2020']")).to_have_attribute("aria-pressed", "true")


def test_a_pressed_bar_is_released_and_the_rest_is_kept(page, site):
    page.goto(f"{site}/?year=2020&year=2019&rank=CCF-B&lang=en")
    page.get_by_role("button", name="2020: ").click()
    page.wait_for_url("**/?year=2019&rank=CCF-B**lang=en")
    expect(page.locator("button.bar[value='2020']")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("button.bar[value='2019']")).to_have_attribute("aria-pressed", "true")


def test_the_button_keeps_every_filter_that_no_control_shows(page, site):
    asked = {
        "rank": ["CORE-A", "!none"],
        "type": ["paper-conference", "article-journal"],
        "author": ["quan-chen", "minyi-guo", "han-zhao", "!zijun-li"],
        "q": ["gpu", "serverless", "!none"],
        "sort": ["rank,-year"],
        "per_page": ["5"],
    }
    page.goto(f"{site}/?{urlencode(asked, doseq=True)}")
    expect(page.locator("select[name=sort]")).to_have_value("rank,-year")
    before = keys(page)
    page.get_by_role("button", name="Apply").filter(visible=True).last.click()
    page.wait_for_url("**group_by=**")
    given = parse_qs(urlsplit(page.url).query)
    assert {name: sorted(given[name]) for name in asked} == {name: sorted(asked[name]) for name in asked}
    assert keys(page) == before


def test_an_excluded_search_is_sent_once(page, site):
    page.goto(f"{site}/?q=!gpu")
    expect(page.locator("[name=q]")).to_have_count(1)
    page.locator("[name=q]").press("Enter")
    page.wait_for_url("**group_by=**")
    assert parse_qs(urlsplit(page.url).query)["q"] == ["!gpu"]


def test_enter_in_the_search_applies_it(page, site):
    page.goto(f"{site}/?lang=zh&year=2020")
    page.locator("[name=q]").fill("e2bird")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=e2bird**")
    assert keys(page) == ["cui2020e2bird"]
    expect(page.locator("html")).to_have_attribute("lang", "zh")


def test_order_and_grouping_are_applied_by_the_button(page, site):
    page.goto(f"{site}/")
    page.locator("[name=sort]").select_option("title")
    page.locator("[name=group_by]").select_option("none")
    page.get_by_role("button", name="Apply").filter(visible=True).last.click()
    titles = page.locator("#list h4").all_inner_texts()
    assert titles == sorted(titles, key=str.casefold)
    assert len(titles) == 24


def test_chips_take_one_filter_back_and_clear_takes_all(page, site):
    page.goto(f"{site}/?year=2020&rank=CCF-A")
    page.locator("#chips a", has_text="CCF-A").click()
    expect(page).to_have_url(f"{site}/?year=2020")
    assert len(keys(page)) == 2
    page.locator("#clear").click()
    expect(page).to_have_url(f"{site}/")
    assert len(keys(page)) == 24


def test_an_empty_result_offers_the_way_out(page, site):
    page.goto(f"{site}/?year=2019&status=preprint")
    page.locator("#drops a").first.click()
    expect(page).to_have_url(f"{site}/?status=preprint")
    assert len(keys(page)) == 5


def test_the_filters_open_as_a_sheet_on_a_phone(page, site):
    page.set_viewport_size({"width": 390, "height": 720})
    page.goto(f"{site}/")
    page.locator("summary").click()
    page.locator("label.toggle", has_text="CCF-B").click()
    page.locator(".sheet").get_by_role("button", name="Apply").click()
    assert len(keys(page)) == 3


def test_references_in_other_styles_unfold(page, site):
    page.goto(f"{site}/publications/zhao2025edas")
    expect(page.locator("#gbt7714-text")).not_to_be_visible()
    page.locator(".styles summary").click()
    expect(page.locator("#gbt7714-text")).to_contain_text("ZHAO H, CUI W, CHEN Q, et al. EDAS: ")


def test_nothing_that_needs_a_script_is_offered(page, site):
    for path in ("/", "/publications/zhao2025edas"):
        page.goto(site + path)
        expect(page.locator("#theme")).not_to_be_visible()
        for button in page.locator("[data-copy]").all():
            expect(button).not_to_be_visible()


def test_nothing_that_needs_no_script_is_offered_where_one_runs(tab, site):
    page = tab()
    page.goto(f"{site}/")
    for element in page.locator(".needs-no-script").all():
        expect(element).not_to_be_visible()
