"""The owner brings something in on the page: it is tried, its report read, and stored as one change."""

import pytest
from playwright.sync_api import expect

from tests.browser.editing import come_back, press, read, send, told
from tests.browser.test_accessibility import PHONE, WIDE, faults
from tests.browser.test_phone import TARGETS

BIBTEX = """\
@article{new1, title={Notes on the Engine}, author={Ada Lovelace}, year={1843}, month={13}}
@article{zhao2025edas, title={EDAS: Enabling Fast Data Loading for GPU Serverless Computing},
  author={Han Zhao}, journal={TACO}, year={2025}, volume={22}}
@article{like, title={Potamoi: Accelerating neural rendering via an unified streaming architecture},
  author={Han Zhao}, year={2024}, journal={TACO}}
@article{nameless, author={Nobody}}
"""
LIKE = BIBTEX[BIBTEX.index("@article{like") : BIBTEX.index("@article{nameless")]
FILE = {"name": "it's refs.bib", "mimeType": "", "buffer": BIBTEX.encode()}


def start(page):
    """Open the dialog of an import."""
    page.locator("[data-act=import]").click()
    expect(page.locator("#import-file")).to_be_focused()


def attempt(page):
    """Try it, and wait for the answer."""
    page.locator("dialog button[type=submit]").click()
    expect(page.locator("dialog[aria-busy]")).to_have_count(0)


def paste(page, text):
    """Paste a text, at once."""
    page.locator("#import-text").evaluate(
        "(field, text) => { field.value = text; field.dispatchEvent(new Event('input')); }",
        text,
    )


def groups(page):
    """Read the report: what is told of each record, by the group that it is in."""
    return {
        group.locator("summary").inner_text(): group.locator("li").all_text_contents()
        for group in page.locator(".outcomes").all()
    }


def works(page, own):
    """Count the publications."""
    return read(page, own, "/publications?per_page=1")["total"]


def test_a_file_is_tried_stored_and_taken_back_whole(page, own):
    before = works(page, own)
    come_back(page, own)
    start(page)
    page.locator("#import-file").set_input_files(FILE)
    expect(page.locator("[data-chosen]")).to_have_text(FILE["name"])
    page.locator("dialog summary").click()
    expect(page.locator("[data-curl]")).to_contain_text("--data-binary '@it'\\''s refs.bib'")
    attempt(page)
    expect(page.locator("[data-step=report] h3")).to_be_focused()
    expect(page.locator("[data-counts]")).to_have_text("1 new · 1 filled · 1 for the inbox")
    report = groups(page)
    assert report["1 new"] == ["Notes on the Engine"]
    (filled,) = report["1 filled"]
    assert "Line 2: Fills Volume." in filled
    (proposed,) = report["1 for the inbox"]
    assert "may be 'feng2024potamoi'" in proposed
    problems = report["2 not understood or not stored"]
    assert [problem.partition(":")[0] for problem in problems] == ["Line 1", "Line 6"]
    assert works(page, own) == before

    press(page, "back")
    page.locator("#import-similar").select_option("skip")
    attempt(page)
    expect(page.locator("[data-counts]")).to_have_text("1 new · 1 filled · 1 left out")
    press(page, "store")
    told(page, "Imported.")
    fresh = page.locator("#list .entry", has_text="Notes on the Engine")
    expect(fresh.locator("[data-act=edit]")).to_be_focused()
    expect(fresh.locator("[data-act=edit]")).to_be_in_viewport()
    assert works(page, own) == before + 1
    assert read(page, own, "/publications/zhao2025edas")["volume"] == "22"
    page.locator("[data-act=undo]").click()
    told(page, "Taken back.")
    expect(fresh).to_have_count(0)
    assert read(page, own, "/publications/zhao2025edas")["volume"] is None


def test_what_only_may_be_there_waits_and_what_is_there_by_now_is_not_stored(page, own):
    come_back(page, own)
    expect(page.locator("[data-act=inbox]")).to_be_hidden()
    start(page)
    paste(page, LIKE)
    attempt(page)
    press(page, "store")
    told(page, "All of it waits in the inbox now.")
    expect(page.get_by_role("button", name="Inbox (1)")).to_be_visible()
    start(page)
    paste(page, LIKE)
    attempt(page)
    expect(page.locator("[data-counts]")).to_have_text("1 left out")
    store = page.locator("[data-step=report] [data-act=store]")
    expect(store).to_be_hidden()

    press(page, "back")
    fresh = "@misc{a, title={Brought in by two}, author={Ada Lovelace}, year={1843}}"
    paste(page, fresh)
    attempt(page)
    expect(page.locator("[data-counts]")).to_have_text("1 new")
    headers = {"Authorization": f"Bearer {own.tokens['other']}", "Content-Type": "text/plain"}
    page.request.post(f"{own.address}/api/v1/imports", data=fresh, headers=headers)
    store.click()
    expect(page.locator("dialog .summary")).to_contain_text("Nothing would change.")
    expect(page.locator("[data-counts]")).to_have_text("1 as they are")
    expect(store).to_be_hidden()


def test_what_is_refused_is_told_and_nothing_is_lost(page, own):
    come_back(page, own, token="news")
    start(page)
    summary, missing = page.locator("dialog .summary"), page.locator("#import-file-fault")
    attempt(page)
    expect(missing).to_have_text("Choose a file, or paste a text.")
    paste(page, BIBTEX)
    attempt(page)
    expect(summary).to_contain_text("This token does not reach this far.")
    page.evaluate("sessionStorage.token = 'vit_revoked'")
    attempt(page)
    expect(summary).to_contain_text("Your token is no longer good")
    press(page, "again")
    page.locator("#editor-token").fill(own.tokens["other"])
    page.locator("#editor-token").press("Enter")
    expect(summary).to_be_hidden()
    page.context.set_offline(True)
    attempt(page)
    expect(summary).to_contain_text("No answer came.")
    page.context.set_offline(False)
    expect(page.locator("#import-text")).to_have_value(BIBTEX)
    expect(missing).to_be_hidden()

    for text, told_by_the_api in (
        ("Dear all, please find attached", "This looks like none of bibtex"),
        (
            "".join(f"@misc{{k{n}, title={{Work {n}}}, author={{A B}}}}\n" for n in range(1001)),
            "up to 1,000 records",
        ),
        ("@misc{" + "x" * 5_000_000, "This is larger than the site takes at once."),
    ):
        paste(page, text)
        attempt(page)
        expect(summary).to_contain_text(told_by_the_api)
    page.locator("#import-file").set_input_files({**FILE, "buffer": b"%PDF\xff\xfe"})
    expect(page.locator("#import-text")).to_have_value("")
    attempt(page)
    expect(summary).to_contain_text("The body is not UTF-8 text.")

    # Two files are dropped, then one.
    drop = """([name, count]) => {
      const files = new DataTransfer();
      for (let number = 0; number < count; number += 1) files.items.add(new File(["@misc{a}"], name));
      const dropped = new DragEvent("drop", { dataTransfer: files, cancelable: true });
      document.querySelector("dialog").dispatchEvent(dropped);
    }"""
    page.evaluate(drop, ["two.bib", 2])
    expect(missing).to_have_text("One file at a time, please.")
    page.evaluate(drop, ["one.bib", 1])
    expect(page.locator("[data-chosen]")).to_have_text("one.bib")
    expect(missing).to_be_hidden()
    paste(page, "typed")
    expect(page.locator("[data-chosen]")).to_have_text("No file is chosen")
    page.keyboard.press("Escape")
    expect(page.get_by_role("alertdialog")).to_be_visible()
    press(page, "yes")
    expect(page.locator("dialog")).to_have_count(0)


def test_an_import_whose_answer_is_lost_is_stored_once(page, own):
    before = works(page, own)
    come_back(page, own)
    start(page)
    paste(page, "@misc{a, title={Sent twice}, author={Ada Lovelace}, year={1843}}")
    attempt(page)
    page.route("**/imports?*", lambda route: (route.fetch(), route.abort()))
    press(page, "store")
    expect(page.locator("dialog .summary")).to_contain_text("No answer came.")
    page.unroute("**/imports?*")
    press(page, "store")
    told(page, "Imported.")
    assert works(page, own) == before + 1
    changes = send(page, own, "GET", "/changes").json()["items"]
    assert [change["action"] for change in changes] == ["import"]


@pytest.mark.parametrize(
    ("size", "lang", "colours"), [(PHONE, "zh", "dark"), (WIDE, "en", "light")], ids=["phone", "wide"]
)
def test_axe_finds_nothing_and_a_finger_meets_everything(tab, own, size, lang, colours):
    touch = size is PHONE
    page = tab(viewport=size, color_scheme=colours, has_touch=touch, is_mobile=touch, bypass_csp=True)
    come_back(page, own, f"/?lang={lang}")
    start(page)
    attempt(page)
    expect(page.locator("#import-file-fault")).to_be_visible()
    found = faults(page, "dialog")
    small = page.evaluate(TARGETS, "dialog :is(button, input, select, textarea, summary)")
    paste(page, BIBTEX)
    attempt(page)
    expect(page.locator(".outcomes")).to_have_count(4)
    found += faults(page, "dialog")
    small += page.evaluate(TARGETS, "dialog :is(button, summary)")
    assert found == []
    if touch:
        assert page.evaluate("document.querySelector('dialog').scrollWidth") <= size["width"]
        assert [each for each in small if each[1] < 44] == []
