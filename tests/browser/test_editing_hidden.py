"""The owner hides a work on the page, sees it there when nobody else does, and shows it again."""

from playwright.sync_api import expect

from tests.browser.editing import come_back, edit, field, press, read, rows, send, store, told
from tests.browser.test_accessibility import faults
from tests.browser.visiting import settle

EDAS = "zhao2025edas"
TITLE = "EDAS: Enabling Fast Data Loading for GPU Serverless Computing"


def choose(page, visibility):
    """Choose in the form whether a work is public or hidden."""
    page.locator("dialog .more summary").click()
    field(page, "visibility").select_option(visibility)


def test_a_work_is_hidden_seen_by_its_owner_alone_and_shown_again(tab, own):
    page = tab(bypass_csp=True)
    come_back(page, own)
    expect(page.locator(".editor-hidden")).to_have_count(0)
    edit(page, EDAS)
    choose(page, "hidden")
    press(page, "review")
    assert rows(page) == {"Visibility": ["Public", "Hidden"]}
    press(page, "store")
    told(page, "Stored.")
    hidden = page.locator(f".editor-hidden [data-key={EDAS}]")
    expect(page.locator("#list")).not_to_contain_text(TITLE)
    expect(page.get_by_role("heading", name="Hidden works (1)")).to_be_visible()
    expect(hidden.locator(".title")).to_have_text(TITLE)
    expect(hidden.locator("[data-act=edit]")).to_be_focused()
    expect(hidden.locator("[data-act=up]")).to_have_count(0)
    assert faults(page, ".editor-hidden") == []

    visitor = page.context.browser.new_page()
    visitor.goto(own.address)
    settle(visitor)
    assert TITLE not in visitor.content()
    visitor.close()

    hidden.locator("[data-act=edit]").click()
    expect(field(page, "visibility")).to_have_value("hidden")
    choose(page, "public")
    store(page)
    expect(page.locator(f"#pub-{EDAS} [data-act=edit]")).to_be_focused()
    expect(page.locator(".editor-hidden")).to_have_count(0)


def test_a_work_that_is_hidden_on_its_own_page_is_found_in_the_list(page, own):
    come_back(page, own, f"/publications/{EDAS}")
    page.locator("article [data-act=edit]").click()
    choose(page, "hidden")
    store(page)
    expect(page).to_have_url(f"{own.address}/")
    hidden = page.locator(f".editor-hidden [data-key={EDAS}]")
    expect(hidden.locator("[data-act=edit]")).to_be_focused()
    hidden.locator("[data-act=remove]").click()
    press(page, "yes")
    told(page, "Deleted.")
    expect(page.locator(".editor-hidden")).to_have_count(0)
    assert read(page, own, "/publications?fields=key&q=EDAS")["items"] == []
    assert send(page, own, "GET", f"/publications/{EDAS}").status == 404
