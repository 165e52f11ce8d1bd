"""The owner edits on the page: signs in, changes, adds, deletes, moves and takes back."""

import json
import re

from playwright.sync_api import expect

from tests.browser.editing import come_back, edit, field, press, read, rows, send, sign_in, store, told, tool
from tests.browser.visiting import keys, settle

EDAS = "zhao2025edas"


def test_a_visitor_asks_for_nothing_of_the_editor(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/")
    settle(page)
    expect(page.locator("#edit")).to_be_visible()
    assert [url for url in asked if "edit" in url] == []
    page.locator("#edit").click()
    expect(page.locator("dialog")).to_be_visible()
    assert {url.rpartition("/")[2] for url in asked if "edit" in url} >= {"editor.js", "editor.css"}


def test_without_a_script_nothing_of_it_is_seen(tab, site):
    page = tab(java_script_enabled=False)
    page.goto(f"{site}/")
    expect(page.locator("#edit")).to_be_hidden()


def test_a_wrong_token_is_told_in_words_and_can_be_mended(page, own):
    page.goto(own.address)
    page.locator("#edit").click()
    secret = page.locator("#editor-token")
    secret.press("Enter")
    expect(page.locator("#editor-token-fault")).to_have_text("Write the token here.")
    for wrong in ("vit_wrong", "令牌"):
        secret.fill(wrong)
        secret.press("Enter")
        expect(page.locator("#editor-token-fault")).to_contain_text("This token is not known")
        expect(secret).to_be_focused()
        assert page.evaluate("sessionStorage.token") is None
    secret.fill(own.tokens["admin"])
    secret.press("Enter")
    told(page, "You can edit now.")


def test_the_token_is_in_this_tab_and_nowhere_else_until_its_owner_signs_out(page, own):
    sign_in(page, own)
    token = own.tokens["admin"]
    assert page.evaluate("sessionStorage.token") == token
    assert token not in page.url
    assert page.evaluate("document.cookie + JSON.stringify(localStorage)") == "{}"
    assert page.context.cookies() == []
    edit(page, EDAS).locator(".command summary").click()
    expect(page.locator("[data-curl]")).to_contain_text("Bearer $TOKEN")
    assert token not in page.content()
    other = page.context.new_page()
    other.goto(own.address)
    expect(other.locator("#edit")).to_be_visible()
    expect(other.locator(".editor-bar")).to_have_count(0)
    press(page, "cancel")
    page.locator("[data-act=sign-out]").click()
    expect(page.locator("#edit")).to_be_visible()
    expect(page.locator(".editor-bar")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0


def test_a_change_is_shown_before_it_is_stored_and_can_be_taken_back(page, own):
    before = read(page, own, f"/publications/{EDAS}")
    come_back(page, own)
    edit(page, EDAS)
    field(page, "title").fill("EDAS, told anew")
    field(page, "authors").fill("Han Zhao*\nAda Lovelace†\nMinyi Guo")
    field(page, "links").fill("pdf https://example.org/edas.pdf")
    press(page, "review")
    shown = rows(page)
    assert shown["Title"] == [before["title"], "EDAS, told anew"]
    assert shown["Authors"][1] == "Han Zhao*\nAda Lovelace†\nMinyi Guo"
    assert shown["Links"] == ["—", "pdf https://example.org/edas.pdf"]
    assert shown.keys() == {"Title", "Authors", "Links"}
    assert read(page, own, f"/publications/{EDAS}") == before
    press(page, "store")
    told(page, "Stored.")
    entry = page.locator(f"#pub-{EDAS}")
    expect(entry.locator("h4 a")).to_have_text("EDAS, told anew")
    expect(entry.locator("[data-act=edit]")).to_be_focused()
    expect(entry).to_be_in_viewport()
    after = read(page, own, f"/publications/{EDAS}")
    assert [
        (each["name"], each["corresponding"], each["equal_contribution"]) for each in after["authors"]
    ] == [
        ("Han Zhao", True, False),
        ("Ada Lovelace", False, True),
        ("Minyi Guo", False, False),
    ]
    page.locator("[data-act=undo]").click()
    told(page, "Taken back.")
    expect(page.locator(f"#pub-{EDAS} h4 a")).to_have_text(before["title"])
    left = {"version", "updated_at"}
    again = read(page, own, f"/publications/{EDAS}")
    assert {name for name in before if before[name] != again[name]} <= left


def test_a_form_that_nothing_was_typed_into_changes_nothing(page, own):
    come_back(page, own)
    edit(page, EDAS)
    press(page, "review")
    expect(page.locator("dialog [role=alert]")).to_contain_text("Nothing would change.")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(tool(page, "publications", EDAS, "edit")).to_be_focused()


def test_a_publication_is_added_from_a_title_and_authors(page, own):
    come_back(page, own)
    page.locator("[data-act=add][data-collection=publications]").click()
    field(page, "title").fill("A Fresh Start")
    field(page, "authors").fill("Han Zhao\nMinyi Guo*")
    field(page, "venue").fill("ASPLOS")
    field(page, "year").fill("2026")
    press(page, "review")
    assert rows(page)["Venue"][0] == "—"
    press(page, "store")
    told(page, "Added.")
    assert keys(page)[5] == "zhao2026fresh"
    item = read(page, own, "/publications/zhao2026fresh")
    assert (item["venue"]["acronym"], item["type"], item["status"]) == (
        "ASPLOS",
        "paper-conference",
        "published",
    )


def test_faults_stand_at_their_fields_and_the_first_has_the_focus(page, own):
    come_back(page, own)
    page.locator("[data-act=add][data-collection=publications]").click()
    field(page, "year").fill("20x5")
    field(page, "links").fill("pdf ftp://example.org")
    press(page, "review")
    title = field(page, "title")
    expect(title).to_be_focused()
    expect(title).to_have_attribute("aria-invalid", "true")
    expect(title).to_have_accessible_description(re.compile("required"))
    expect(field(page, "links")).to_have_accessible_description(re.compile("Line 1: Not a link"))
    expect(field(page, "year")).to_have_accessible_description("Not a valid integer.")
    expect(field(page, "venue")).not_to_have_attribute("aria-invalid", "true")
    title.fill("EDAS: Enabling Fast Data Loading for GPU Serverless Computing")
    field(page, "authors").fill("Han Zhao")
    field(page, "year").fill("2025")
    field(page, "links").fill("")
    press(page, "review")
    expect(title).to_have_accessible_description(re.compile(EDAS))
    expect(field(page, "year")).not_to_have_attribute("aria-invalid", "true")


def test_a_fault_in_a_closed_part_of_the_form_opens_it(page, own):
    come_back(page, own)
    edit(page, EDAS).locator(".more summary").click()
    field(page, "doi").fill("nonsense")
    page.locator("dialog .more summary").click()
    press(page, "review")
    expect(field(page, "doi")).to_be_focused()
    expect(field(page, "doi")).to_be_in_viewport()


def test_a_deletion_is_asked_for_and_can_be_taken_back(page, own):
    come_back(page, own)
    order = keys(page)
    tool(page, "publications", EDAS, "remove").click()
    expect(page.get_by_role("alertdialog")).to_have_accessible_name(re.compile("^Delete “EDAS"))
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_have_count(0)
    assert keys(page) == order
    tool(page, "publications", EDAS, "remove").click()
    press(page, "yes")
    told(page, "Deleted.")
    assert keys(page) == [key for key in order if key != EDAS]
    page.locator("[data-act=undo]").click()
    told(page, "Taken back.")
    assert keys(page) == order


def test_an_entry_changes_places_with_its_neighbour(page, own):
    come_back(page, own)
    order = keys(page)
    place = order.index(EDAS)
    swapped = [*order]
    swapped[place - 1], swapped[place] = order[place], order[place - 1]
    tool(page, "publications", EDAS, "up").click()
    told(page, "Moved.")
    assert keys(page) == swapped
    expect(tool(page, "publications", EDAS, "edit")).to_be_focused()
    expect(tool(page, "publications", EDAS, "up")).to_be_disabled()
    tool(page, "publications", EDAS, "down").click()
    told(page, "Moved.")
    expect(page.locator("#list .entry").nth(place)).to_have_id("pub-zhao2025edas")
    assert keys(page) == order


def test_a_hidden_work_between_neighbours_does_not_count(page, own):
    order = keys_of(page, own)
    place = order.index(EDAS)
    send(page, own, "PATCH", f"/publications/{order[0]}", {"visibility": "hidden"})
    come_back(page, own)
    tool(page, "publications", EDAS, "down").click()
    told(page, "Moved.")
    assert keys_of(page, own)[place - 1 : place + 1] == [order[place + 1], EDAS]


def keys_of(page, own):
    items = read(page, own, "/publications?sort=-year&per_page=1000&fields=key")["items"]
    return [item["key"] for item in items]


def test_where_the_owners_order_does_not_show_nothing_is_moved(page, own):
    come_back(page, own, "/?sort=title")
    assert page.locator("#list [data-act=up]:enabled, #list [data-act=down]:enabled").count() == 0
    page.locator("[name=sort]").select_option("-year")
    expect(page.locator("#list [data-act=up]:enabled").nth(5)).to_be_visible()


def test_entries_that_the_filter_brings_back_have_their_buttons(page, own):
    come_back(page, own, "/?year=2019")
    page.locator("#clear").click()
    expect(tool(page, "publications", EDAS, "edit")).to_be_visible()
    expect(tool(page, "publications", EDAS, "edit")).to_have_accessible_name(re.compile("^Edit: EDAS"))


def test_a_narrow_token_edits_its_own_and_is_told_what_it_may_not(page, own):
    come_back(page, own, token="narrow")
    edit(page, EDAS)
    field(page, "title").fill("By the narrow one")
    store(page)
    page.locator("[data-act=undo]").click()
    told(page, "To undo, a token of the scope admin is needed.")
    page.locator(".who [data-act=edit]").click()
    page.locator("dialog [data-field=headline] [data-lang=en]").fill("Professor")
    press(page, "review")
    expect(page.locator("dialog [role=alert]")).to_contain_text("This token does not reach this far.")
    expect(page.locator("dialog [data-field=headline] [data-lang=en]")).to_have_value("Professor")


def test_the_command_of_a_form_sends_what_the_form_sends(page, own):
    come_back(page, own)
    sent = []
    page.on("request", lambda request: sent.append(request))
    dialog = edit(page, EDAS)
    field(page, "title").fill("It's another")
    dialog.locator(".command summary").click()
    expect(page.locator("[data-curl]")).to_contain_text("curl")
    command = page.locator("[data-curl]").inner_text()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("[data-act=copy]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == command
    press(page, "review")
    expect(page.locator("[data-step=review]")).to_be_visible()
    request = next(each for each in sent if each.method == "PATCH")
    assert request.url.replace("?dry_run=true", "") in command
    assert request.headers["if-match"] in command
    assert json.dumps(json.loads(request.post_data), separators=(",", ":")).replace("'", "'\\''") in command
