"""axe finds nothing on any page, in either language, in light and dark, on a phone and on a wide screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.visiting import PAGES, RENDER_ALL, in_language, settle

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1440, "height": 900}


# What can differ between light and dark.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def faults(page, options=OPTIONS):
    """Run axe on a page as it stands; give each fault with the elements that have it."""
    page.add_style_tag(content=RENDER_ALL)
    found = Axe().run(page, options=options).response["violations"]
    return [f"{fault['id']}: {node['html'][:150]}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_axe_finds_nothing(new_context, site, size, lang):
    page = new_context(viewport=size, reduced_motion="reduce", bypass_csp=True).new_page()
    found = []
    for name, path in PAGES.items():
        page.emulate_media(color_scheme="light")
        page.goto(site + in_language(path, lang))
        if name == "filtered" and size == PHONE:
            page.locator("summary").click()
        found += [(name, "light", fault) for fault in faults(page)]
        page.emulate_media(color_scheme="dark")
        found += [(name, "dark", fault) for fault in faults(page, COLOURS)]
    assert found == []


def test_axe_finds_nothing_in_the_dark_that_was_chosen(new_context, site):
    page = new_context(
        viewport=WIDE, color_scheme="light", reduced_motion="reduce", bypass_csp=True
    ).new_page()
    page.goto(f"{site}/?year=2024")
    page.locator("#theme").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert faults(page) == []


def test_axe_finds_nothing_after_the_script_has_filtered(new_context, site):
    page = new_context(viewport=WIDE, reduced_motion="reduce", bypass_csp=True).new_page()
    page.goto(f"{site}/")
    settle(page)
    page.locator("[name=group_by]").select_option("venue")
    page.locator("label.toggle", has_text="CCF-B").click()
    page.locator("[name=q]").fill("gpu")
    page.wait_for_timeout(300)
    assert faults(page) == []


def test_axe_does_find_what_is_planted(new_context, site):
    page = new_context(viewport=WIDE, bypass_csp=True).new_page()
    page.goto(f"{site}/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><a href=y></a>')"
    )
    found = {fault.partition(":")[0] for fault in faults(page)}
    assert {"image-alt", "link-name"} <= found
