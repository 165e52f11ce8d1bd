"""axe-core on the two pages that all visit, light and dark, in both languages, on a phone and on a desk."""

from itertools import product
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from bench.results import Result, below
from schemas.vocabulary import LANGUAGES

SCHEMES = ("light", "dark")
WIDTHS = (390, 1440)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]}

# axe passes over what is not rendered, such as groups far below the screen.
SHOW_ALL = "*, *::details-content { content-visibility: visible !important; }"


def check(chromium: Browser, address: str) -> list[Result]:
    """Count the faults over all pages and all readers."""
    paths = pages_of(chromium, address)
    faults = [
        fault
        for scheme, lang, width in product(SCHEMES, LANGUAGES, WIDTHS)
        for fault in faults_for(chromium, address, paths, scheme, lang, width)
    ]
    for fault in faults:
        print(fault)
    checked = len(paths) * len(SCHEMES) * len(LANGUAGES) * len(WIDTHS)
    return [below(f"axe: faults on {checked} views", 0, len(faults), "", gated=True)]


def pages_of(chromium: Browser, address: str) -> list[str]:
    """Name the page and one publication's; the tests go through the others."""
    page = chromium.new_page()
    page.goto(address)
    entry = page.locator("#list [data-key]").first.get_attribute("data-key")
    page.close()
    return ["/", f"/publications/{entry}"]


def faults_for(
    chromium: Browser, address: str, paths: list[str], scheme: Any, lang: str, width: int
) -> list[str]:
    """Describe the faults that one kind of reader meets."""
    viewport: Any = {"width": width, "height": 900}
    context = chromium.new_context(viewport=viewport, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    faults = []
    for path in paths:
        page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={lang}", wait_until="networkidle")
        page.add_style_tag(content=SHOW_ALL)
        for fault in Axe().run(page, options=RULES).response["violations"]:
            where = ", ".join(node["target"][0] for node in fault["nodes"][:3])
            faults.append(f"axe: {path} {lang} {scheme} {width}: {fault['id']} at {where}")
    context.close()
    return faults
