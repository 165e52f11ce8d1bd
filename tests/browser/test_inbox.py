"""The owner looks through the inbox on the page: what waits is opened, compared and decided, one by one."""

import string

import pytest
from playwright.sync_api import expect

from tests.browser.editing import come_back, press, read, rows, send, told
from tests.browser.test_accessibility import PHONE, WIDE, faults
from tests.browser.test_phone import TARGETS

EDAS, TACKER, POTAMOI = "zhao2025edas", "zhao2022tacker", "feng2024potamoi"
TITLE = "EDAS: Enabling Fast Data Loading for GPU Serverless Computing"
SIMILAR = {
    EDAS: TITLE.replace("for GPU", "in GPU"),
    TACKER: "Tacker: Tensor-CUDA core kernel fusion for improving GPU utilization while ensuring QoS",
    POTAMOI: "Potamoi: Accelerating neural rendering via an unified streaming architecture",
}
"""Titles that differ in a few letters from those of works that are there."""
SHORT = {key: f"{title[:35].rstrip()}…" for key, title in SIMILAR.items()}
"""What a button or a message has room for."""
LETTERS = [letter for letter in string.ascii_uppercase if letter not in "IVX"]
"""What may stand behind a title without being its number."""
AUTHORS = "Han Zhao and Weihao Cui and Quan Chen and Zijun Li and Minyi Guo"


def lay(page, own, titles, more="year={2025}, volume={7}"):
    """Lay works into the inbox, as an import does."""
    entries = (f"@article{{k{n}, title={{{t}}}, author={{{AUTHORS}}}, {more}}}" for n, t in enumerate(titles))
    answer = page.request.post(
        f"{own.address}/api/v1/imports?similar=inbox",
        data="\n".join(entries),
        headers={"Authorization": f"Bearer {own.tokens['other']}", "Content-Type": "text/plain"},
    )
    assert answer.json()["proposed"] == len(titles), answer.text()


def waiting(page, own):
    """List what waits, as the API tells it."""
    return send(page, own, "GET", "/inbox").json()["items"]


def look(page, count):
    """Open the inbox, where so many wait."""
    page.get_by_role("button", name=f"Inbox ({count})").click()
    expect(page.locator(".proposals > li")).to_have_count(min(count, 20))
    expect(page.locator("dialog[aria-busy]")).to_have_count(0)


def opener(page, title):
    """Find what opens a proposal."""
    return page.locator("dialog").get_by_role("button", name=title, exact=True)


def status(page):
    """Find what the dialog announces."""
    return page.locator("dialog [role=status]")


def test_what_waits_is_compared_and_merged_accepted_and_rejected_by_keyboard(page, own):
    lay(page, own, SIMILAR.values())
    # What is like a work that is gone is new.
    send(page, own, "DELETE", f"/publications/{POTAMOI}")
    come_back(page, own)
    look(page, 3)
    first = page.locator(".proposals > li").first
    edas, tacker, potamoi = (opener(page, title) for title in SIMILAR.values())
    by = "Han Zhao, Weihao Cui, Quan Chen and 2 more · 2025 · from an import"
    expect(first.locator("[data-by]")).to_have_text(by)
    expect(first.locator("[data-act=open]")).to_have_attribute("aria-expanded", "true")
    for each in (tacker, edas):
        each.press("Enter")
        expect(each).to_have_attribute("aria-expanded", "true")
        expect(page.locator("dialog [aria-expanded=true]")).to_have_count(1)
    item = page.locator(".proposals > li").filter(has_text=SIMILAR[EDAS])
    # Both share all letters but "for" and "in": that is twice their part, over the length of both.
    mine, other = (sum(map(str.isalnum, title)) for title in (TITLE, SIMILAR[EDAS]))
    alike = round(100 * 2 * (mine - len("for")) / (mine + other))
    expect(item.locator("[data-like]")).to_have_text(f"May be “{TITLE}”: {alike} % of the title is alike")
    expect(item.locator("[data-reason]")).to_contain_text("2025 there, 2025 here")
    assert rows(page, "proposal") == {"Volume": ["—", "7"]}
    merge = item.locator("[data-act=merge]")
    expect(merge).to_have_text(f"Merge into “{TITLE[:35]}…”")
    item.locator("summary").click()
    number = next(each["id"] for each in waiting(page, own) if each["publication"] == EDAS)
    expect(item.locator("[data-curl]")).to_contain_text(f"{own.address}/api/v1/inbox/{number}/merge")
    edas.focus()
    page.keyboard.press("Tab")
    expect(merge).to_be_focused()
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text(f"Merged: “{SHORT[EDAS]}”. Waiting: 2.")
    assert read(page, own, f"/publications/{EDAS}")["volume"] == "7"
    # It was the last of the list, which begins with what is most alike.
    expect(tacker).to_be_focused()

    potamoi.press("Enter")
    item = page.locator(".proposals > li").filter(has_text=SIMILAR[POTAMOI])
    expect(item.locator("[data-like]")).to_have_text("Like nothing that is there")
    assert item.locator("dt").all_inner_texts()[:2] == ["Title", "Authors"]
    expect(item.locator("[data-act=merge]")).to_have_count(0)
    item.locator("[data-act=reject]").press("Enter")
    expect(page.get_by_role("alertdialog")).to_contain_text("for good?")
    page.keyboard.press("Escape")
    assert len(waiting(page, own)) == 2
    item.locator("[data-act=reject]").press("Enter")
    press(page, "yes")
    expect(status(page)).to_contain_text("Waiting: 1.")
    expect(tacker).to_be_focused()
    expect(tacker).to_have_attribute("aria-expanded", "true")

    page.locator("dialog [data-act=accept]").click()
    expect(page.get_by_text("Nothing waits.")).to_be_visible()
    expect(page.locator("dialog [data-act=close]")).to_be_focused()
    page.keyboard.press("Escape")
    told(page, "Decided. Undo takes back what was stored last.")
    expect(page.locator("[data-act=inbox]")).to_be_hidden()
    accepted = page.locator("#list .entry").filter(has_text=SIMILAR[TACKER])
    expect(accepted.locator("[data-act=edit]")).to_be_focused()
    page.locator("[data-act=undo]").click()
    told(page, "Taken back.")
    expect(accepted).to_have_count(0)


def test_what_goes_wrong_is_told_and_the_list_goes_on(page, own):
    lay(page, own, SIMILAR.values())
    come_back(page, own)
    look(page, 3)
    summary = page.locator("dialog .summary")
    first, second, third = (each["id"] for each in waiting(page, own))
    page.context.set_offline(True)
    press(page, "merge")
    expect(summary).to_contain_text("No answer came.")
    page.context.set_offline(False)
    page.evaluate("sessionStorage.token = 'vit_revoked'")
    press(page, "merge")
    expect(summary).to_contain_text("Your token is no longer good")
    press(page, "again")
    page.locator("#editor-token").fill(own.tokens["narrow"])
    page.locator("#editor-token").press("Enter")
    expect(summary).to_be_hidden()
    expect(page.locator(".proposals > li")).to_have_count(3)

    send(page, own, "POST", f"/inbox/{first}/reject")
    press(page, "merge")
    expect(status(page)).to_contain_text("was decided elsewhere in the meantime. Waiting: 2.")
    expect(summary).to_be_hidden()

    like = next(each["publication"] for each in waiting(page, own) if each["id"] == second)
    send(page, own, "DELETE", f"/publications/{like}")
    press(page, "merge")
    expect(summary).to_contain_text("It is like no work that is there: accept it as new, or reject it.")
    opened = page.locator(f"[data-number='{second}']")
    expect(opened.locator("[data-like]")).to_have_text("Like nothing that is there")
    expect(opened.locator("[data-act=merge]")).to_have_count(0)

    # An answer that is lost on its way is given again: the decision is made once.
    page.route("**/accept", lambda route: (route.fetch(), route.abort()))
    press(page, "accept")
    expect(summary).to_contain_text("No answer came.")
    page.unroute("**/accept")
    press(page, "accept")
    expect(status(page)).to_contain_text("Added:")
    assert [each["id"] for each in waiting(page, own)] == [third]


def test_who_may_not_see_what_waits_is_not_offered_it(page, own):
    lay(page, own, [SIMILAR[EDAS]])
    with page.expect_response("**/api/v1/inbox?*") as answered:
        come_back(page, own, token="news")
    assert answered.value.status == 403
    expect(page.locator("[data-act=import]")).to_be_visible()
    expect(page.locator("[data-act=inbox]")).to_be_hidden()


@pytest.mark.parametrize(
    ("size", "lang", "colours"), [(PHONE, "zh", "dark"), (WIDE, "en", "light")], ids=["phone", "wide"]
)
def test_many_come_page_by_page_and_all_can_use_the_list(tab, own, size, lang, colours):
    touch = size is PHONE
    page = tab(
        viewport=size,
        color_scheme=colours,
        has_touch=touch,
        is_mobile=touch,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    lay(page, own, [*(f"{TITLE} {letter}" for letter in LETTERS[:21]), f"EDAS: {'W' * 200}"])
    come_back(page, own, f"/?lang={lang}")
    page.locator("[data-act=inbox]").click()
    expect(page.locator(".proposals > li")).to_have_count(20)
    expect(page.locator("dialog table")).to_be_visible()
    found = faults(page, "dialog")
    more = page.locator("dialog [data-act=more]")
    expect(more).to_have_text("显示更多（2）" if lang == "zh" else "Show more (2)")
    more.click()
    expect(page.locator(".proposals > li")).to_have_count(22)
    expect(page.locator(".proposals [data-act=open]").nth(20)).to_be_focused()
    expect(more).to_be_hidden()
    page.locator("dialog [data-act=reject]:visible").click()
    expect(page.get_by_role("alertdialog")).to_be_visible()
    found += faults(page, "[role=alertdialog]")
    page.keyboard.press("Escape")
    assert found == []
    assert page.evaluate("document.querySelector('dialog').scrollWidth") <= size["width"]
    if touch:
        controls = "dialog :is(button, summary)"
        assert [each for each in page.evaluate(TARGETS, controls) if each[1] < 44] == []
