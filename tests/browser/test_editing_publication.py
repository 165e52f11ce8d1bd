"""The owner edits a publication on its own page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.editing import come_back, field, press, read, store, told
from tests.browser.visiting import keys

EDAS = "zhao2025edas"
PAGE = f"/publications/{EDAS}"


@pytest.fixture
def signed_in(page, own):
    """A publication's page, with its owner signed in."""
    come_back(page, own, PAGE)
    return page


def act(page, name):
    """Find a button of the publication."""
    return page.locator(f"article .editor-tools [data-act={name}]")


def test_a_publication_is_changed_and_the_change_taken_back_on_its_page(signed_in, own):
    title = signed_in.locator("h1").inner_text()
    act(signed_in, "edit").click()
    field(signed_in, "title").fill("EDAS, told anew")
    store(signed_in)
    expect(signed_in).to_have_url(own.address + PAGE)
    expect(signed_in.locator("h1")).to_have_text("EDAS, told anew")
    expect(act(signed_in, "edit")).to_be_focused()
    expect(act(signed_in, "edit")).to_have_accessible_name("Edit: EDAS, told anew")
    signed_in.locator("[data-act=undo]").click()
    told(signed_in, "Taken back.")
    expect(signed_in.locator("h1")).to_have_text(title)


def test_a_page_moves_with_its_key_and_back(page, own):
    come_back(page, own, f"{PAGE}?lang=zh")
    act(page, "edit").click()
    page.locator("dialog .more summary").click()
    field(page, "key").fill("edas")
    store(page)
    expect(page).to_have_url(f"{own.address}/publications/edas?lang=zh")
    page.locator("[data-act=undo]").click()
    told(page, "已撤销。")
    expect(page).to_have_url(f"{own.address}{PAGE}?lang=zh")


def test_a_deleted_publication_leads_to_the_list_where_it_can_be_brought_back(signed_in, own):
    act(signed_in, "remove").click()
    expect(signed_in.get_by_role("alertdialog")).to_have_accessible_name(re.compile("^Delete “EDAS"))
    press(signed_in, "yes")
    told(signed_in, "Deleted.")
    expect(signed_in).to_have_url(f"{own.address}/")
    assert EDAS not in keys(signed_in)
    signed_in.locator("[data-act=undo]").click()
    told(signed_in, "Taken back.")
    assert read(signed_in, own, PAGE)["key"] == EDAS


def test_only_what_belongs_to_the_publication_is_offered(signed_in):
    offered = signed_in.locator("[data-act]").evaluate_all(
        "buttons => buttons.map((each) => each.dataset.act)"
    )
    assert offered == ["edit", "remove", "undo", "sign-out"]


def test_who_signed_in_on_the_list_edits_on_the_page_and_who_signs_out_does_not(page, own):
    come_back(page, own)
    page.locator(f"#pub-{EDAS} h4 a").click()
    expect(act(page, "edit")).to_be_visible()
    page.locator("[data-act=sign-out]").click()
    expect(page.locator("#edit")).to_be_visible()
    expect(act(page, "edit")).to_have_count(0)
