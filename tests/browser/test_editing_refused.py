"""What the owner sees when something cannot be stored: it is told, and nothing that was typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.editing import come_back, edit, field, press, read, rows, send, store, told

EDAS = "zhao2025edas"
WRITES = re.compile(r"/api/v1/publications/")


def summary(page):
    """Find what the dialog tells."""
    return page.locator("dialog [role=alert]:not(.fault)").first


@pytest.fixture
def overtaken(page, own):
    """An owner who writes a new title and year, while a second tab stores another title and a note."""
    come_back(page, own)
    edit(page, EDAS)
    other = page.context.new_page()
    come_back(other, own, token="other")
    edit(other, EDAS)
    field(other, "title").fill("The second tab's title")
    field(other, "volume").evaluate("volume => volume.closest('details').open = true")
    field(other, "volume").fill("99")
    store(other)
    other.close()
    field(page, "title").fill("The first tab's title")
    field(page, "year").fill("2024")
    press(page, "review")
    expect(page.locator("[data-step=conflict]")).to_be_visible()
    return page


def test_of_two_tabs_that_change_an_entry_the_second_sees_both_versions(overtaken, own):
    assert rows(overtaken, "conflict") == {
        "Title": ["The first tab's title", "The second tab's title"],
        "Year": ["2024", "2025"],
    }
    assert read(overtaken, own, f"/publications/{EDAS}")["title"] == "The second tab's title"


def test_ones_own_version_goes_on_top_of_the_new_one(overtaken, own):
    press(overtaken, "mine")
    assert rows(overtaken) == {
        "Title": ["The second tab's title", "The first tab's title"],
        "Year": ["2025", "2024"],
    }
    press(overtaken, "store")
    told(overtaken, "Stored.")
    after = read(overtaken, own, f"/publications/{EDAS}")
    assert (after["title"], after["year"], after["volume"]) == ("The first tab's title", 2024, "99")


def test_the_other_version_can_be_taken_instead(overtaken):
    press(overtaken, "other")
    expect(field(overtaken, "title")).to_have_value("The second tab's title")
    expect(field(overtaken, "year")).to_have_value("2025")
    press(overtaken, "review")
    expect(summary(overtaken)).to_contain_text("Nothing would change.")


def test_going_back_from_both_versions_finds_what_was_typed(overtaken):
    press(overtaken, "back")
    expect(field(overtaken, "title")).to_have_value("The first tab's title")


def test_an_entry_that_changes_between_review_and_store_is_not_overwritten(page, own):
    come_back(page, own)
    edit(page, EDAS)
    field(page, "title").fill("Mine")
    press(page, "review")
    expect(page.locator("[data-step=review]")).to_be_visible()
    send(page, own, "PATCH", f"/publications/{EDAS}", {"title": "Theirs"})
    press(page, "store")
    expect(page.locator("[data-step=conflict]")).to_be_visible()
    assert rows(page, "conflict") == {"Title": ["Mine", "Theirs"]}
    assert read(page, own, f"/publications/{EDAS}")["title"] == "Theirs"


def test_an_entry_that_was_taken_away_elsewhere_is_told_and_the_form_stays(page, own):
    come_back(page, own)
    edit(page, EDAS)
    field(page, "title").fill("Mine")
    send(page, own, "DELETE", f"/publications/{EDAS}")
    press(page, "review")
    expect(summary(page)).to_contain_text("This is no longer there")
    expect(field(page, "title")).to_have_value("Mine")


def test_an_entry_that_changed_is_not_deleted(page, own):
    come_back(page, own)
    page.locator(f"#pub-{EDAS} [data-act=remove]").click()
    expect(page.get_by_role("alertdialog")).to_be_visible()
    send(page, own, "PATCH", f"/publications/{EDAS}", {"title": "Theirs"})
    press(page, "yes")
    told(page, "This was changed elsewhere in the meantime. Look at it again first.")
    assert read(page, own, f"/publications/{EDAS}")["title"] == "Theirs"


def test_who_is_signed_out_while_writing_signs_in_again_and_goes_on(page, own):
    come_back(page, own)
    edit(page, EDAS)
    field(page, "title").fill("Written before the token was revoked")
    page.evaluate("sessionStorage.token = 'vit_revoked'")
    press(page, "review")
    expect(summary(page)).to_contain_text("Your token is no longer good")
    press(page, "again")
    page.locator("#editor-token").fill(own.tokens["admin"])
    page.locator("#editor-token").press("Enter")
    expect(page.locator("dialog")).to_have_count(1)
    expect(field(page, "title")).to_have_value("Written before the token was revoked")
    store(page)
    assert read(page, own, f"/publications/{EDAS}")["title"] == "Written before the token was revoked"


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_for_patience_says_how_long_and_the_form_stays(page, own, status):
    come_back(page, own)
    edit(page, EDAS)
    field(page, "title").fill("Later")
    page.route(WRITES, lambda route: route.fulfill(status=status, headers={"Retry-After": "7"}, body="{}"))
    press(page, "review")
    expect(summary(page)).to_contain_text("Try again in 7 s")
    page.unroute(WRITES)
    expect(field(page, "title")).to_have_value("Later")
    store(page)


def test_without_a_connection_the_form_stays(page, own):
    come_back(page, own)
    edit(page, EDAS)
    field(page, "title").fill("Offline")
    page.context.set_offline(True)
    press(page, "review")
    expect(summary(page)).to_contain_text("No answer came.")
    page.context.set_offline(False)
    store(page)


def test_what_was_stored_without_an_answer_is_stored_once(page, own):
    come_back(page, own)
    page.locator("[data-act=add][data-collection=publications]").click()
    field(page, "title").fill("Sent twice")
    field(page, "authors").fill("Han Zhao")
    press(page, "review")
    expect(page.locator("[data-step=review]")).to_be_visible()
    lost = []

    def lose(route):
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/api/v1/publications", lose)
    press(page, "store")
    expect(summary(page)).to_contain_text("No answer came.")
    assert lost == [201]
    page.unroute("**/api/v1/publications")
    press(page, "store")
    told(page, "Added.")
    found = read(page, own, "/publications?q=Sent+twice&fields=title")["items"]
    assert [item["title"] for item in found] == ["Sent twice"]


def test_what_was_changed_again_cannot_be_taken_back_and_says_so(page, own):
    come_back(page, own)
    edit(page, EDAS)
    field(page, "title").fill("First")
    store(page)
    send(page, own, "PATCH", f"/publications/{EDAS}", {"title": "Second"})
    page.locator("[data-act=undo]").click()
    expect(page.locator(".editor-bar [role=status]")).to_contain_text("was changed again")
    assert read(page, own, f"/publications/{EDAS}")["title"] == "Second"
