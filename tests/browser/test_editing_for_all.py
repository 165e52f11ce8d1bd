"""The editor by keyboard, in Chinese, on a phone, for axe, in light and dark, and on paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.editing import come_back, edit, field, press, read, send, sign_in, store, told, tool
from tests.browser.test_accessibility import PHONE, WIDE, faults
from tests.browser.test_phone import TARGETS
from tests.browser.visiting import RENDER_ALL, focused, settle

EDAS = "zhao2025edas"


def test_the_keyboard_alone_signs_in_changes_and_takes_back(page, own):
    keyboard = page.keyboard
    page.goto(own.address)
    settle(page)
    page.locator("#edit").focus()
    keyboard.press("Enter")
    expect(page.locator("#editor-token")).to_be_focused()
    keyboard.type(own.tokens["admin"])
    keyboard.press("Enter")
    told(page, "You can edit now.")
    tool(page, "publications", EDAS, "edit").focus()
    keyboard.press("Enter")
    expect(field(page, "title")).to_be_focused()
    keyboard.press("ControlOrMeta+a")
    keyboard.type("By keyboard")
    keyboard.press("Enter")
    expect(page.locator("[data-step=review] h3")).to_be_focused()
    keyboard.press("Tab")
    expect(page.locator("[data-act=store]")).to_be_focused()
    keyboard.press("Enter")
    told(page, "Stored.")
    expect(page.locator(f"#pub-{EDAS} h4")).to_have_text("By keyboard")
    page.locator("[data-act=undo]").focus()
    keyboard.press("Enter")
    told(page, "Taken back.")


def test_the_focus_stays_in_the_dialog_can_be_seen_and_is_given_back(page, own):
    come_back(page, own)
    page.emulate_media(reduced_motion="reduce")
    edit(page, EDAS)
    away, unseen = 0, []
    for _ in range(40):
        page.keyboard.press("Tab")
        here = focused(page)
        inside = page.evaluate("document.activeElement.closest('dialog') !== null")
        away += here["tag"] != "body" and not inside
        unseen += [here] if inside and not here["visible"] else []
    assert away == 0
    assert unseen == []
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(tool(page, "publications", EDAS, "edit")).to_be_focused()


def test_escape_asks_before_it_throws_away_what_was_typed(page, own):
    come_back(page, own)
    edit(page, EDAS)
    field(page, "title").fill("Typed")
    for _ in range(2):
        page.keyboard.press("Escape")
        expect(page.get_by_role("alertdialog")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("alertdialog")).to_have_count(0)
    expect(field(page, "title")).to_have_value("Typed")
    page.keyboard.press("Escape")
    press(page, "yes")
    expect(page.locator("dialog")).to_have_count(0)
    expect(tool(page, "publications", EDAS, "edit")).to_be_focused()


def test_the_editor_speaks_chinese_on_a_chinese_page(page, own):
    sign_in(page, own, "/?lang=zh")
    told(page, "现在可以编辑。")
    student = read(page, own, "/students")["items"][0]
    dialog = edit(page, student["id"], "students")
    expect(dialog).to_have_accessible_name("编辑学生")
    page.locator("dialog [data-field=destination] [data-lang=zh]").fill("华为")
    store(page)
    assert read(page, own, f"/students/{student['id']}")["destination"] == {"zh": "华为"}
    expect(page.locator("#students")).to_contain_text("华为")
    page.locator("[data-act=undo]").click()
    told(page, "已撤销。")


@pytest.fixture
def phone(tab):
    """A page on a phone."""
    return tab(viewport=PHONE, has_touch=True, is_mobile=True, bypass_csp=True)


def test_on_a_phone_all_is_within_the_screen_and_large_enough_for_a_finger(phone, own):
    come_back(phone, own)
    phone.add_style_tag(content=RENDER_ALL)
    wide = (
        "Math.max(document.documentElement.scrollWidth, document.querySelector('dialog')?.scrollWidth ?? 0)"
    )
    controls = ":is(.editor-tools, .editor-add, .editor-bar) button"
    assert phone.evaluate(wide) <= PHONE["width"]
    assert len(phone.evaluate(TARGETS, controls)) > 50
    assert [found for found in phone.evaluate(TARGETS, controls) if found[1] < 44] == []
    tool(phone, "publications", EDAS, "edit").tap()
    expect(phone.locator("dialog")).to_be_visible()
    for summary in phone.locator("dialog summary").all():
        summary.tap()
    controls = "dialog :is(button, input, select, textarea, summary)"
    assert phone.evaluate(wide) <= PHONE["width"]
    assert [found for found in phone.evaluate(TARGETS, controls) if found[1] < 44] == []
    field(phone, "title").fill("By finger")
    phone.locator("dialog [data-act=review]").tap()
    phone.locator("dialog [data-act=store]").tap()
    told(phone, "Stored.")


@pytest.mark.parametrize(
    ("size", "lang", "colours"), [(PHONE, "zh", "dark"), (WIDE, "en", "light")], ids=["phone", "wide"]
)
def test_axe_finds_nothing_with_the_editor_open(tab, own, size, lang, colours):
    page = tab(viewport=size, color_scheme=colours, reduced_motion="reduce", bypass_csp=True)
    found = []

    def look(where, part="dialog"):
        found.extend((where, fault) for fault in faults(page, part))

    page.goto(f"{own.address}/?lang={lang}")
    settle(page)
    page.locator("#edit").click()
    page.locator("#editor-token").fill("vit_wrong")
    page.locator("#editor-token").press("Enter")
    expect(page.locator("#editor-token-fault")).to_be_visible()
    look("sign in")
    page.locator("#editor-token").fill(own.tokens["admin"])
    page.locator("#editor-token").press("Enter")
    expect(page.locator(".editor-bar")).to_be_visible()
    look("signed in", None)
    edit(page, EDAS)
    for summary in page.locator("dialog summary").all():
        summary.click()
    field(page, "year").fill("20x5")
    press(page, "review")
    expect(page.locator(".field .fault:visible")).to_have_count(1)
    look("form")
    field(page, "year").fill("2024")
    press(page, "review")
    expect(page.locator("[data-step=review]")).to_be_visible()
    look("review")
    send(page, own, "PATCH", f"/publications/{EDAS}", {"year": 2020})
    press(page, "store")
    expect(page.locator("[data-step=conflict]")).to_be_visible()
    look("conflict")
    page.keyboard.press("Escape")
    expect(page.get_by_role("alertdialog")).to_be_visible()
    look("question", "[role=alertdialog]")
    assert found == []


def test_nothing_of_the_editor_is_printed(page, own):
    sign_in(page, own)
    page.emulate_media(media="print")
    for part in (".editor-bar", ".editor-tools", ".editor-add", ".editor-rest"):
        assert page.locator(part).count() > 0
        assert not any(each.is_visible() for each in page.locator(part).all())
