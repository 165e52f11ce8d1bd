"""The owner edits the profile and the sections beside the publications, on the page."""

from playwright.sync_api import expect

from tests.browser.editing import come_back, edit, field, press, read, rows, store, told

SECTIONS = [
    ("education", "degree", "Degree", "Doctor of Science"),
    ("awards", "title", "Title", "A better award"),
    ("projects", "title", "Title", "A better project"),
    ("courses", "title", "Title", "A better course"),
]


def test_an_entry_of_each_section_is_changed_and_its_other_language_kept(page, own):
    come_back(page, own)
    for collection, name, label, value in SECTIONS:
        first = read(page, own, f"/{collection}")["items"][0]
        edit(page, first["id"], collection)
        page.locator(f"dialog [data-field={name}] [data-lang=en]").fill(value)
        press(page, "review")
        assert [(key, pair[1]) for key, pair in rows(page).items()] == [(f"{label} (English)", value)]
        press(page, "store")
        expect(page.locator(f"#{collection}")).to_contain_text(value)
        told(page, "Stored.")
        assert read(page, own, f"/{collection}/{first['id']}")[name] == {**first[name], "en": value}


def test_a_student_moves_graduates_and_goes(page, own):
    student = next(each for each in read(page, own, "/students")["items"] if each["status"] == "current")
    come_back(page, own)
    edit(page, student["id"], "students")
    field(page, "status", "students").select_option("graduated")
    store(page)
    assert read(page, own, f"/students/{student['id']}")["status"] == "graduated"


def test_the_first_entry_of_an_empty_section_is_added(page, own):
    come_back(page, own)
    page.locator("[data-act=add][data-collection=news]").click()
    page.locator("dialog [data-field=text] [data-lang=en]").fill("A paper was accepted.")
    field(page, "date", "news").fill("2026-05")
    press(page, "review")
    press(page, "store")
    told(page, "Added.")
    expect(page.locator("#news")).to_contain_text("A paper was accepted.")


def test_the_profile_is_changed_in_part(page, own):
    before = read(page, own, "/profile")
    come_back(page, own)
    page.locator(".who [data-act=edit]").click()
    page.locator("dialog [data-field=headline] [data-lang=en]").fill("Professor")
    interests = page.locator("#field-profile-interests-current")
    interests.fill(f"{interests.input_value()}\nNew things | 新事物")
    press(page, "review")
    assert rows(page)["Headline (English)"] == [before["headline"]["en"], "Professor"]
    press(page, "store")
    told(page, "Stored.")
    after = read(page, own, "/profile")
    assert after["headline"] == {**before["headline"], "en": "Professor"}
    assert after["interests"]["current"] == [
        *before["interests"]["current"],
        {"en": "New things", "zh": "新事物"},
    ]
    left = {"headline", "interests"}
    assert {name: after[name] for name in after if name not in left} == {
        name: before[name] for name in before if name not in left
    }


# What the form of each entry would send as soon as it is opened, by the editor's own modules.
SENT = """async (records) => {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const { EntryDialog } = await import(loaded.find((name) => name.includes("/editor/entry.js")));
  const words = { add_one: {}, change_one: {} };
  return records.map(([collection, key, record]) => {
    const opened = new EntryDialog({ collection, key, record, tag: "", words, stored() {} });
    opened.dialog.remove();
    return [collection, opened.fields.length > 0, opened.request().body];
  });
}"""


def test_no_entry_of_the_profile_is_changed_by_opening_it(page, own):
    come_back(page, own)
    records = [("profile", "", read(page, own, "/profile"))]
    for collection in ("publications", "education", "awards", "projects", "courses", "students"):
        found = read(page, own, f"/{collection}?per_page=100")["items"]
        records += [(collection, entry.get("key") or str(entry["id"]), entry) for entry in found]
    assert len(records) == 1 + 24 + 3 + 4 + 8 + 2 + 9
    sent = page.evaluate(SENT, records)
    assert sent == [[collection, True, {}] for collection, _, _ in records]
