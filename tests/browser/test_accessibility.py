"""axe finds nothing on any page, in either language, in light and dark, on a phone and on a wide screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.visiting import PAGES, RENDER_ALL, in_language, settle

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1440, "height": 900}


# On the page that has most, any two of size, language and colours meet in one of these four views; a page
# with fewer parts is seen in two that have nothing in common. The benchmarks show two pages in all eight.
ALL = [(PHONE, "en", "light"), (PHONE, "zh", "dark"), (WIDE, "en", "dark"), (WIDE, "zh", "light")]
OPPOSITE = [(PHONE, "en", "light"), (WIDE, "zh", "dark")]
OTHERS = [(PHONE, "zh", "light"), (WIDE, "en", "dark")]
VIEWS = {
    "home": ALL,
    "filtered": OPPOSITE,
    "empty": OTHERS,
    "unreadable": OPPOSITE,
    "publication": OTHERS,
    "missing": OPPOSITE,
}


def faults(page, part=None):
    """Run axe on a page as it stands, or on a part of it; give each fault with the elements that have it."""
    page.add_style_tag(content=RENDER_ALL)
    found = Axe().run(page, context=part, options=OPTIONS).response["violations"]
    return [f"{fault['id']}: {node['html'][:150]}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(tab, site, name):
    page = tab(reduced_motion="reduce", bypass_csp=True)
    found = []
    for size, lang, colours in VIEWS[name]:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=colours)
        page.goto(site + in_language(PAGES[name], lang))
        if name == "filtered" and size == PHONE:
            page.locator("summary").click()
        found += [(size, lang, colours, fault) for fault in faults(page)]
    assert found == []


def test_axe_finds_nothing_in_the_dark_that_was_chosen(tab, site):
    page = tab(viewport=WIDE, color_scheme="light", reduced_motion="reduce", bypass_csp=True)
    page.goto(f"{site}/?year=2024")
    page.locator("#theme").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert faults(page) == []


def test_axe_finds_nothing_after_the_script_has_filtered(tab, site):
    page = tab(viewport=WIDE, reduced_motion="reduce", bypass_csp=True)
    page.goto(f"{site}/")
    settle(page)
    page.locator("[name=group_by]").select_option("venue")
    page.locator("label.toggle", has_text="CCF-B").click()
    page.locator("[name=q]").fill("gpu")
    page.wait_for_timeout(300)
    assert faults(page) == []


PLANTED = '<img src=x><a href=y></a><p style="color: #bbb; background: #aaa">pale</p>'


def test_axe_does_find_what_is_planted(tab, site):
    page = tab(viewport=WIDE, bypass_csp=True)
    page.goto(f"{site}/")
    page.evaluate("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", PLANTED)
    found = {fault.partition(":")[0] for fault in faults(page)}
    assert {"image-alt", "link-name", "color-contrast"} <= found
