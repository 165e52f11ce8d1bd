"""What the owner sees when something cannot be stored: it is told, and nothing that was typed is lost."""

import re

from playwright.sync_api import expect

from tests.browser.editing import come_back, edit, field, press, read, rows, send, store, told

EDAS = "zhao2025edas"
WRITES = re.compile(r"/api/v1/publications/")


def summary(page):
    """Find what the dialog tells."""
    return page.locator("dialog [role=alert]:not(.fault)").first


def write(page, own):
    """Open the form of a publication and write a new title and year."""
    come_back(page, own)
    edit(page, EDAS)
    field(page, "title").fill("My title")
    field(page, "year").fill("2024")


def test_of_two_tabs_that_change_an_entry_the_second_sees_both_versions_and_keeps_or_takes(page, own):
    write(page, own)
    other = page.context.new_page()
    come_back(other, own, token="other")
    edit(other, EDAS)
    field(other, "title").fill("Their title")
    store(other)
    other.close()
    press(page, "review")
    assert rows(page, "conflict") == {"Title": ["My title", "Their title"], "Year": ["2024", "2025"]}
    assert read(page, own, f"/publications/{EDAS}")["title"] == "Their title"
    press(page, "back")
    expect(field(page, "title")).to_have_value("My title")
    press(page, "review")
    expect(page.locator("[data-step=conflict]")).to_be_visible()
    press(page, "other")
    expect(field(page, "title")).to_have_value("Their title")
    expect(field(page, "year")).to_have_value("2025")
    press(page, "review")
    expect(summary(page)).to_contain_text("Nothing would change.")


def test_ones_own_version_goes_on_top_of_the_new_one(page, own):
    write(page, own)
    send(page, own, "PATCH", f"/publications/{EDAS}", {"title": "Their title", "volume": "99"})
    press(page, "review")
    expect(page.locator("[data-step=conflict]")).to_be_visible()
    press(page, "mine")
    assert rows(page) == {"Title": ["Their title", "My title"], "Year": ["2025", "2024"]}
    press(page, "store")
    told(page, "Stored.")
    after = read(page, own, f"/publications/{EDAS}")
    assert (after["title"], after["year"], after["volume"]) == ("My title", 2024, "99")


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


def refuse(page, status, seconds):
    """Answer every write in the place of the server, which asks for patience."""
    headers = {"Retry-After": seconds}
    page.route(WRITES, lambda route: route.fulfill(status=status, headers=headers, body="{}"))


def test_while_a_server_asks_for_patience_or_none_answers_the_form_stays(page, own):
    come_back(page, own)
    edit(page, EDAS)
    field(page, "title").fill("Later")
    for status, seconds in ((429, "7"), (503, "8")):
        refuse(page, status, seconds)
        press(page, "review")
        expect(summary(page)).to_contain_text(f"Try again in {seconds} s")
        page.unroute(WRITES)
    page.context.set_offline(True)
    press(page, "review")
    expect(summary(page)).to_contain_text("No answer came.")
    page.context.set_offline(False)
    expect(field(page, "title")).to_have_value("Later")
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
