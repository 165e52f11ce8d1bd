"""A visitor with a browser: nothing comes from elsewhere, nothing fails, every way around the site works."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import PAGES, WORDS, WORDS_SENT, in_language, keys, settle, wait_for_count
from tests.frontend.test_pages import OLD_ANCHORS


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_page_asks_elsewhere_fails_or_has_other_words_than_without_a_script(page, site, lang):
    asked, told = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: told.append(f"failed: {request.url}"))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda message: message.type in ("error", "warning") and told.append(message.text))
    for path in PAGES.values():
        answer = page.goto(site + in_language(path, lang))
        settle(page)
        assert page.evaluate(WORDS) == page.evaluate(WORDS_SENT, answer.text()), path
    foreign = [url for url in asked if not url.startswith(f"{site}/") and not url.startswith("data:")]
    assert len(asked) > 3 * len(PAGES)
    assert foreign == []
    # The browser itself tells of an answer that is an error, as these two pages are meant to be.
    assert [text for text in told if not re.search(r"status of 40[04]", text)] == []


def test_the_language_switch_keeps_the_filters(page, site):
    page.goto(f"{site}/?year=2024&q=gpu")
    found = keys(page)
    page.get_by_role("link", name="中文").click()
    expect(page).to_have_url(f"{site}/?year=2024&q=gpu&lang=zh")
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    assert keys(page) == found


def test_the_language_switch_follows_what_was_filtered_since(page, site):
    page.goto(f"{site}/")
    settle(page)
    page.locator("button.bar[value='2024']").click()
    expect(page).to_have_url(f"{site}/?year=2024")
    page.get_by_role("link", name="中文").click()
    expect(page).to_have_url(f"{site}/?year=2024&lang=zh")
    wait_for_count(page, 4)


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_colours_go_round_and_the_choice_outlives_a_reload(page, site, system):
    page.emulate_media(color_scheme=system)
    page.goto(f"{site}/")
    other = {"light": "dark", "dark": "light"}[system]
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    button = page.locator("#theme")
    seen = []
    for _ in range(3):
        button.click()
        seen.append(page.evaluate("document.documentElement.dataset.theme ?? null"))
        label = button.get_attribute("aria-label")
        page.reload()
        assert page.evaluate("document.documentElement.dataset.theme ?? null") == seen[-1]
        assert button.get_attribute("aria-label") == label
        assert (page.evaluate("getComputedStyle(document.body).backgroundColor") == ground) == (
            seen[-1] != other
        )
    assert seen == [other, system, None]


def test_the_chosen_colours_stand_before_anything_is_painted(page, site):
    page.goto(f"{site}/robots.txt")
    page.evaluate("localStorage.setItem('theme', 'dark')")
    page.add_init_script(
        """new MutationObserver((_, observer) => {
          if (!document.body) return;
          window.atFirst = document.documentElement.dataset.theme;
          observer.disconnect();
        }).observe(document, { childList: true, subtree: true });"""
    )
    for path in PAGES.values():
        page.goto(site + path)
        assert page.evaluate("window.atFirst") == "dark", path


def test_an_anchor_of_the_old_page_brings_its_section_into_view(page, site):
    for anchor, section in OLD_ANCHORS.items():
        page.goto(f"{site}/about/#{anchor}")
        assert urlsplit(page.url).path == "/"
        settle(page)
        top, left = page.evaluate(
            """id => [
              document.getElementById(id).getBoundingClientRect().top,
              document.documentElement.scrollHeight - innerHeight - scrollY,
            ]""",
            section,
        )
        assert abs(top) < 100 or (top > 0 and left < 1), f"{section} stands {top} px below the top"


def test_the_bibtex_entry_and_the_citation_in_every_style_are_copied(new_context, site):
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}/publications/zhao2025edas")
    page.locator(".styles summary").click()
    for name in ("citation-text", "bibtex-text", "apa-text", "ieee-text", "acm-text", "gbt7714-text"):
        button = page.locator(f"[data-copy={name}]")
        button.click()
        expect(button).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == page.locator(f"#{name}").text_content()
    expect(button).to_have_text("Copy", timeout=4000)


def test_an_entry_leads_to_its_page_and_the_way_back_to_the_list(page, site):
    page.goto(f"{site}/")
    page.locator("#pub-zhao2025edas h4 a").click()
    expect(page.locator("h1")).to_have_text("EDAS: Enabling Fast Data Loading for GPU Serverless Computing")
    page.get_by_role("link", name="All publications").click()
    expect(page).to_have_url(f"{site}/#publications")
    expect(page.locator("#publications-title")).to_be_in_viewport()


def test_a_co_author_on_a_publications_page_leads_to_their_works(page, site):
    page.goto(f"{site}/publications/zhao2025edas")
    page.get_by_role("link", name="Zijun Li").click()
    expect(page).to_have_url(f"{site}/?author=zijun-li")
    wait_for_count(page, 5)


def test_the_number_of_results_is_announced(page, site):
    page.goto(f"{site}/")
    settle(page)
    status = page.get_by_role("status")
    expect(status).to_have_text("24 publications")
    page.evaluate("document.querySelector('#result').dataset.same = 'yes'")
    page.locator("button.bar[value='2019']").click()
    expect(status).to_have_text("1 publication")
    assert status.get_attribute("aria-live") == "polite"
    assert status.get_attribute("data-same") == "yes", "a region that is replaced is not read out"


def test_a_page_without_motion_has_none(page, site):
    page.emulate_media(reduced_motion="reduce")
    for path in (PAGES["home"], PAGES["publication"]):
        page.goto(site + path)
        moving = page.evaluate(
            """() => [...document.querySelectorAll("*")].flatMap((element) => {
              const styles = ["", "::before", "::after"].map((part) => getComputedStyle(element, part));
              const lasting = styles.flatMap(({ animationName, animationDuration, transitionDuration }) => [
                animationName === "none" ? 0 : parseFloat(animationDuration),
                ...transitionDuration.split(",").map(parseFloat),
              ]);
              return Math.max(...lasting) > 0.001 ? element.outerHTML.slice(0, 80) : [];
            })"""
        )
        assert moving == []
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_colours_forced_by_the_system_leave_the_controls_to_be_told_apart(tab, site):
    page = tab(forced_colors="active")
    page.goto(f"{site}/?year=2024&rank=CCF-A")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    looks = page.eval_on_selector_all(
        "button.bar[value='2023'], button.bar[value='2024']",
        """bars => bars.map((bar) => [bar, ...bar.querySelectorAll("*")].map((part) => {
          const style = getComputedStyle(part);
          return [style.color, style.backgroundColor, style.outlineStyle, style.borderBottomColor,
                  style.textDecorationLine, style.fontWeight, style.fill].join();
        }))""",
    )
    assert looks[0][0] != looks[1][0] or looks[0][-1] != looks[1][-1], "the chosen bar looks like the others"
    picture = page.screenshot()
    assert len(picture) > 10_000
