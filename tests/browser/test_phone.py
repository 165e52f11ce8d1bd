"""The page on a phone: nothing has to be scrolled sideways, and a finger meets what it aims at."""

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import PAGES, RENDER_ALL, in_language, settle, wait_for_count

# What is pressed: an element, how it is called, and the side of its smaller dimension.
TARGETS = """(selector) => [...document.querySelectorAll(selector)].map((element) => {
  const target = element.closest("label") ?? element;
  const { width, height } = target.getBoundingClientRect();
  const shown = target.checkVisibility({ visibilityProperty: true }) && width * height > 4;
  return shown ? [element.outerHTML.slice(0, 90), Math.round(Math.min(width, height) * 10) / 10] : null;
}).filter(Boolean)"""
CONTROLS = (
    "button, input:not([type=hidden]), select, summary, #chips a, #clear, .switches a, nav a, .masthead a"
)
CONTROLS += ", .back a"


@pytest.fixture
def phone(tab):
    """Open a page as a phone of some width does."""

    def phone(width, **more):
        size = {"width": width, "height": 720}
        return tab(viewport=size, has_touch=True, is_mobile=True, bypass_csp=True, **more)

    return phone


def small(page, selector, least):
    """Give the targets that are smaller than they may be."""
    return [found for found in page.evaluate(TARGETS, selector) if found[1] < least]


OUTSIDE = """() => [...document.querySelectorAll("main *, header *")].filter((element) => {
  const { left, right, width } = element.getBoundingClientRect();
  const scrolled = element.closest(".bars, pre, .visually-hidden, .contents ul, nav");
  return width > 1 && !scrolled && element.checkVisibility() && (left < -1 || right > innerWidth + 1);
}).map((element) => element.outerHTML.slice(0, 90))"""
WIDEST = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_page_is_within_the_phone_with_controls_that_are_large_enough_to_be_hit(phone, site, lang):
    page = phone(320)
    for path in PAGES.values():
        page.goto(site + in_language(path, lang))
        settle(page)
        assert len(page.evaluate(TARGETS, CONTROLS)) >= 3
        assert small(page, CONTROLS, 24) == [], path
        page.add_style_tag(content=RENDER_ALL)
        assert page.evaluate(OUTSIDE) == [], path
        for width in (320, 390):
            page.set_viewport_size({"width": width, "height": 720})
            widest = page.evaluate(WIDEST)
            assert widest <= width, f"{path} is {widest} px wide"
        page.set_viewport_size({"width": 320, "height": 720})


LENGTHEN = """word => {
  const texts = document.querySelectorAll(".rows :is(p, li, span), #list :is(h4 a, p), .notice p, dd");
  for (const text of texts) if (!text.children.length) text.textContent = word;
}"""


def test_no_word_is_too_long_for_the_phone(phone, site):
    page = phone(320)
    page.goto(f"{site}/")
    settle(page)
    page.add_style_tag(content=RENDER_ALL)
    page.evaluate(LENGTHEN, "W" * 100)
    assert page.evaluate(WIDEST) <= 320


def test_the_filters_are_a_sheet_that_opens_filters_and_closes(phone, site):
    page = phone(390)
    page.goto(f"{site}/")
    settle(page)
    rank = page.locator("label.toggle", has_text="CCF-B")
    expect(rank).not_to_be_visible()
    page.locator("summary").tap()
    expect(rank).to_be_in_viewport()
    rank.tap()
    wait_for_count(page, 3)
    expect(page.locator("details.sheet")).to_have_attribute("open", "")
    page.locator("summary").tap()
    expect(rank).not_to_be_visible()
    expect(page.get_by_role("status")).to_have_text("3 publications")


def test_every_control_of_the_sheet_is_large_enough_for_a_finger(phone, site):
    page = phone(390)
    for lang in ("en", "zh"):
        page.goto(f"{site}/?lang={lang}&year=2024")
        settle(page)
        page.locator("summary").tap()
        assert len(page.evaluate(TARGETS, ".sheet :is(input, select, summary)")) == 20
        assert small(page, ".sheet :is(button, input, select, summary)", 44) == []


def test_the_name_comes_first_and_the_list_can_be_reached_without_turning_the_phone(phone, site):
    page = phone(390)
    page.goto(f"{site}/")
    expect(page.locator("h1")).to_be_in_viewport()
    page.locator("#pub-xullm h4 a").tap()
    expect(page.locator("h1")).to_contain_text("LLM-Mesh")
