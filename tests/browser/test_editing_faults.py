"""Faults told in the dialog: named in the page's language, and the server's English marked as such."""

from playwright.sync_api import expect

from tests.browser.editing import come_back, edit, field, press, store
from tests.browser.test_editing_refused import summary

EDAS = "zhao2025edas"
TITLE = "EDAS: Enabling Fast Data Loading for GPU Serverless Computing"


def fault(page, name):
    """Find what is told of a field."""
    return page.locator(f"dialog [data-field={name}] .fault")


def add(page):
    """Open the form of a new publication."""
    page.locator("[data-act=add][data-collection=publications]").click()


def test_a_chinese_page_names_the_fields_and_marks_what_is_english(page, own):
    come_back(page, own, "/?lang=zh")
    add(page)
    field(page, "year").fill("20x5")
    field(page, "links").fill("pdf https://example.org/a\ncode ftp://example.org")
    press(page, "review")
    expect(summary(page)).to_contain_text("以下字段无法保存：标题、作者、年份和链接。")
    expect(fault(page, "links")).to_have_text("第 2 行：Not a link.")
    for name in ("title", "year", "links"):
        expect(fault(page, name).locator("span")).to_have_attribute("lang", "en")


def test_fields_are_named_once_in_the_order_of_the_form(page, own):
    come_back(page, own)
    edit(page, EDAS)
    field(page, "links").fill("pdf ftp://example.org\ncode ftp://example.org")
    field(page, "year").fill("20x5")
    press(page, "review")
    told = "These fields cannot be stored as they are: Year and Links."
    expect(page.locator("dialog [data-summary]")).to_have_text(told)
    expect(fault(page, "links")).to_have_text("Line 1: Not a link. Line 2: Not a link.")


def test_what_is_there_already_is_told_without_the_ways_of_programs(page, own):
    come_back(page, own)
    add(page)
    field(page, "title").fill(TITLE)
    field(page, "authors").fill("Han Zhao")
    field(page, "year").fill("2025")
    press(page, "review")
    expect(fault(page, "title")).to_have_text(f"This is '{EDAS}' already: {TITLE}")


def test_a_control_character_that_was_pasted_is_told(page, own):
    come_back(page, own)
    edit(page, EDAS)
    field(page, "title").fill("From a\x0bPDF")
    press(page, "review")
    expect(summary(page)).to_contain_text("A control character stands here (U+000B). (at /title)")
    expect(field(page, "title")).to_have_value("From a\x0bPDF")


def test_a_name_is_asked_about_as_it_is(page, own):
    come_back(page, own)
    edit(page, EDAS)
    field(page, "title").fill("Price: $& and $'")
    store(page)
    page.locator(f"#pub-{EDAS} [data-act=remove]").click()
    expect(page.get_by_role("alertdialog")).to_have_accessible_name("Delete “Price: $& and $'”?")
