"""On paper the page is a curriculum vitae: no interface, the publications numbered, all that match."""

import re
import shutil
import subprocess

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import keys, settle
from tests.frontend.reading import API, SECTIONS

INTERFACE = "#filter, nav, .switches, .skip, footer, .cite, [data-copy], .pages, .back, #empty"
A4 = (595, 842)
# The width that A4 leaves between its margins, in CSS pixels.
BETWEEN_THE_MARGINS = 640


@pytest.fixture
def paper(page):
    """A page as it is printed."""
    page.set_viewport_size({"width": BETWEEN_THE_MARGINS, "height": 900})
    page.emulate_media(media="print", color_scheme="light")
    return page


def printed(page, tmp_path):
    """Print a page on A4 and give its text, as a reader of the PDF has it, with the sizes of its sheets."""
    data = page.pdf(format="A4")
    sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    sizes = {(int(float(width)), int(float(height))) for width, height in sheets}
    if not shutil.which("pdftotext"):
        return page.locator("body").inner_text(), sizes
    (tmp_path / "page.pdf").write_bytes(data)
    told = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return told.stdout, sizes


CUT = """() => [...document.querySelectorAll("header *, main *")].filter((element) => {
  const { left, right, width } = element.getBoundingClientRect();
  const out = element.closest(".visually-hidden");
  return width > 1 && !out && element.checkVisibility() && (left < -1 || right > innerWidth + 1);
}).map((element) => element.outerHTML.slice(0, 90))"""


def test_no_interface_is_printed_and_nothing_is_cut_off_at_the_margin(paper, site):
    for path in ("/", "/?lang=zh", "/?year=2024", "/publications/zhao2025edas", "/?year=2019&rank=CCF-B"):
        paper.goto(site + path)
        shown = [element for element in paper.locator(INTERFACE).all() if element.is_visible()]
        told = [element.evaluate("element => element.outerHTML.slice(0, 80)") for element in shown]
        assert (path, told, paper.evaluate(CUT)) == (path, [], [])


def test_the_name_every_section_in_order_and_every_publication_are_printed(paper, site, tmp_path):
    given = paper.request.get(f"{site}{API}?per_page=1000").json()["items"]
    paper.goto(f"{site}/")
    settle(paper)
    text, sizes = printed(paper, tmp_path)
    assert sizes == {A4}
    titles = ["Han Zhao", *(name.capitalize() for name in SECTIONS[1:])]
    places = [re.search(rf"^\s*{title}\s*$", text, re.MULTILINE).start() for title in titles]
    assert places == sorted(places)
    assert len(given) == 24
    starts = [re.sub(r"\W", "", item["title"])[:24] for item in given]
    words = re.sub(r"\W", "", text)
    assert [start for start in starts if start not in words] == []


def test_publications_are_numbered_through_all_groups(paper, site):
    for path, count in (("/", 24), ("/?rank=CCF-B&group_by=venue", 3)):
        paper.goto(site + path)
        entries = paper.locator("#list .entry")
        expect(entries).to_have_count(count)
        assert paper.eval_on_selector("#list", "list => getComputedStyle(list).counterReset") == "entry 0"
        styles = entries.evaluate_all(
            """entries => entries.map((entry) => {
              const { content, display } = getComputedStyle(entry, "::before");
              return [content, display !== "none", getComputedStyle(entry).counterIncrement];
            })"""
        )
        assert styles == [['counter(entry) "."', True, "entry 1"]] * count


def test_what_was_filtered_is_what_is_printed(page, site):
    page.goto(f"{site}/")
    settle(page)
    page.locator("button.bar[value='2024']").click()
    expect(page.get_by_role("status")).to_have_text("4 publications")
    page.emulate_media(media="print")
    assert len(keys(page)) == 4
    assert page.locator("#list .entry").first.is_visible()


def test_all_that_match_are_printed_however_few_are_on_the_screen(page, site):
    page.goto(f"{site}/")
    settle(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(keys(page)) == 24


def test_ink_on_paper_is_dark_whatever_the_colours_of_the_screen(page, site):
    page.goto(f"{site}/")
    page.evaluate("localStorage.setItem('theme', 'dark')")
    page.reload()
    page.emulate_media(media="print", color_scheme="dark")
    looks = "element => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color]"
    ground, _ = page.eval_on_selector("body", looks)
    _, ink = page.eval_on_selector("h1", looks)
    assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert max(int(part) for part in re.findall(r"\d+", ink)[:3]) < 90
