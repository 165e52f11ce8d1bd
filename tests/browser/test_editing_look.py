"""How the editing looks: nothing is cut off or covered, faults are seen, each text is set in its language."""

import pytest
from playwright.sync_api import expect

from tests.browser.editing import come_back, edit, field, press, store, tool
from tests.browser.test_accessibility import PHONE

EDAS = "zhao2025edas"
COVERED = """element => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return !element.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
}"""


@pytest.fixture
def form(page, own):
    """The form of a publication, on the screen of a phone."""
    page.set_viewport_size(PHONE)
    come_back(page, own)
    edit(page, EDAS)
    return page


def test_each_field_has_the_room_that_it_needs(form):
    title = field(form, "title")
    assert title.evaluate("title => title.scrollHeight - title.clientHeight") <= 0
    assert title.evaluate("title => title.clientHeight") > 50
    assert field(form, "links").evaluate("links => links.clientHeight") >= 70


def test_a_long_title_is_one_line_that_enter_sends_but_not_the_enter_that_chooses_a_character(form):
    title = field(form, "title")
    title.evaluate("title => title.select()")
    form.keyboard.insert_text("Copied from\na page of\r\n  two columns")
    expect(title).to_have_value("Copied from a page of two columns")
    title.evaluate(
        "title => title.dispatchEvent(new KeyboardEvent('keydown', "
        "{ key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))"
    )
    expect(form.locator("dialog[aria-busy]")).to_have_count(0)
    expect(form.locator("[data-step=review]")).to_be_hidden()
    title.press("Enter")
    expect(form.locator("[data-step=review]")).to_be_visible()


def test_a_faulty_field_differs_from_the_others_without_its_words(form):
    field(form, "year").fill("20x5")
    press(form, "review")
    expect(field(form, "year")).to_have_attribute("aria-invalid", "true")
    border = "field => getComputedStyle(field).borderBottomColor"
    form.evaluate("document.activeElement.blur()")
    assert field(form, "year").evaluate(border) != field(form, "venue").evaluate(border)


def test_a_chinese_text_is_set_as_such_on_an_english_page(form):
    form.locator("dialog .more summary").click()
    form.locator("dialog [data-field=note] [data-lang=zh]").fill("最佳论文，提名。")
    field(form, "year").fill("2024")
    press(form, "review")
    expect(form.locator("[data-table=difference] ins[lang=zh]")).to_have_text("最佳论文，提名。")
    expect(form.locator("[data-table=difference] ins[lang=en]")).to_have_text("2024")


def test_what_has_the_focus_after_storing_is_not_under_the_bar(form):
    form.locator("dialog .more summary").click()
    form.locator("dialog [data-field=note] [data-lang=en]").fill("A note of many lines. " * 40)
    store(form)
    expect(tool(form, "publications", EDAS, "edit")).to_be_focused()
    assert not tool(form, "publications", EDAS, "edit").evaluate(COVERED)


def test_an_entry_alone_in_its_list_is_not_offered_to_move(page, own):
    come_back(page, own)
    alone = page.locator("#students .names > li:only-child").first
    expect(alone.locator("[data-act=edit]")).to_be_visible()
    expect(alone.locator("[data-act=up]")).to_be_hidden()
    first = page.locator("#education [data-key]").first
    expect(first.locator("[data-act=up]")).to_be_visible()
    expect(first.locator("[data-act=up]")).to_be_disabled()
