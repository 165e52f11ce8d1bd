"""The page of the contract: it says all that the OpenAPI document says, and its forms work, script or not."""

import html
import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from api import contract
from models import db
from models.profile import Profile
from tests.api.writing import needs_token

DOCS = "/api/v1/docs"
LIST = '[data-path="/api/v1/publications"]'


@pytest.fixture
def text(reader):
    """The page as it is sent."""
    return reader.get(DOCS).text


@pytest.fixture
def spec(reader):
    """The OpenAPI document."""
    return reader.get("/api/v1/openapi.json").json


def parameters(item):
    return [each["name"] for each in (*item.get("parameters", ()), *item["get"].get("parameters", ()))]


def open_to_all(spec):
    """List the paths that can be read without a token, with what is documented of them."""
    paths = spec["paths"].items()
    return [(path, item) for path, item in paths if "get" in item and not needs_token(item["get"])]


def test_every_operation_that_needs_a_token_is_listed(text, spec):
    listed = re.findall(r"<tr><td><code>([A-Z]+ [^<]+)</code></td><td>[^<]+</td></tr>", text)
    methods = {"get", "post", "put", "patch", "delete"}
    needed = [
        f"{method.upper()} {path}"
        for path, item in spec["paths"].items()
        for method in methods & item.keys()
        if needs_token(item[method])
    ]
    assert sorted(listed) == sorted(needed)
    assert "PATCH /api/v1/profile" in listed


def test_every_operation_has_a_form_with_a_field_for_each_parameter(text, spec):
    for path, item in open_to_all(spec):
        form = re.search(rf'data-path="{re.escape(path)}".*?</form>', text, re.DOTALL)[0]
        fields = re.findall(r'<(?:input|select) id="[^"]+" name="(\w+)"', form)
        assert sorted(fields) == sorted(parameters(item)), path


def test_every_word_that_a_parameter_takes_is_on_the_page(text, spec):
    words = {
        word
        for _, item in open_to_all(spec)
        for each in item["get"].get("parameters", ())
        for word in each["schema"].get("items", each["schema"]).get("enum", ())
        if not word.startswith("!")
    }
    assert {"preprint", "paper-conference", "corresponding", "zh"} <= words
    for word in words:
        assert re.search(rf"<(code|option( selected)?)>{re.escape(word)}</", text), word


def test_every_status_an_operation_documents_is_listed_with_its_schema(text):
    told = re.search(r'data-path="/api/v1/publications/\{key\}".*?</details>', text, re.DOTALL)[0]
    assert '<th scope="row">200</th>' in told
    assert '<th scope="row">404</th><td>Not Found</td><td><a href="#schema-Problem">' in told


def test_schemas_are_listed_with_their_fields(text, spec):
    for name in ("Publication", "Author", "Problem", "Student", "Metrics"):
        table = re.search(rf'<table id="schema-{name}">.*?</table>', text, re.DOTALL)[0]
        fields = re.findall(r'<th scope="row"><code>(\w+)</code>', table)
        assert set(fields) == set(spec["components"]["schemas"][name]["properties"])


def test_every_link_leads_somewhere(text, reader):
    ids = set(re.findall(r' id="([^"]+)"', text))
    for link in {html.unescape(found) for found in re.findall(r'href="([^"]+)"', text)}:
        if link.startswith("#"):
            assert link[1:] in ids
        elif link.startswith("/"):
            status = reader.get(link).status_code
            assert status == (400 if "abc" in link else 200), link


def test_no_id_stands_twice(text):
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_the_page_names_no_other_host(text):
    loaded = re.findall(r'(?:src|action)="([^"]+)"|<link[^>]* href="([^"]+)"', text)
    hosts = {urlsplit(one or other).netloc for one, other in loaded}
    assert hosts <= {"", "example.org"}


def test_each_form_answers_as_it_stands(text, reader):
    commands = [
        html.unescape(found) for found in re.findall(r"curl '?(?:&#39;)?(.*?)(?:'|&#39;)</pre>", text)
    ]
    assert len(commands) == text.count("<form")
    for command in commands:
        path = command.removeprefix("https://example.org")
        expected = {404} if re.search(r"/(experience|service|talks|news)/1$", path) else {200}
        assert reader.get(path).status_code in expected, path


def test_a_form_without_script_leads_to_the_address_without_its_empty_fields(reader):
    asked = {"path": "/api/v1/publications", "year": ["2024", "2023"], "venue": "", "lang": "", "page": "1"}
    answer = reader.get(f"{DOCS}/ask", query_string=asked)
    assert (answer.status_code, answer.location) == (302, "/api/v1/publications?year=2024&year=2023")


def test_a_value_in_the_path_cannot_leave_it(reader):
    asked = {"path": "/api/v1/people/{slug}", "slug": "../../x?y#z"}
    assert reader.get(f"{DOCS}/ask", query_string=asked).location == "/api/v1/people/..%2F..%2Fx%3Fy%23z"


@pytest.mark.parametrize("path", ["https://elsewhere.example/", "//elsewhere.example", "/", ""])
def test_a_form_leads_to_operations_only(reader, path):
    answer = reader.get(f"{DOCS}/ask", query_string={"path": path})
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"


def test_a_path_without_its_value_is_told(reader):
    answer = reader.get(f"{DOCS}/ask", query_string={"path": "/api/v1/people/{slug}", "slug": ""})
    assert answer.status_code == 400
    assert "'slug'" in answer.json["detail"]


def test_the_page_stands_before_a_profile_is_loaded(empty_app):
    assert empty_app.test_client().get(DOCS).status_code == 200


def test_a_form_is_filled_with_nothing_of_a_hidden_work(build, empty_app):
    build.publication(key="secret", year=2030, visibility="hidden", venue=build.venue("SECRET"))
    build.publication(key="shown", year=2020, authors=["Bo Chen"], venue=build.venue("OPEN"))
    # So the author of the hidden work, who is the first in the table, is named nowhere.
    db.session.get(Profile, 1).person = build.person("Bo Chen")
    db.session.commit()
    text = empty_app.test_client().get(DOCS).text
    for path in ("publications/shown", "people/bo-chen", "venues/open"):
        assert f"/api/v1/{path}" in text, path
    for word in ("secret", "ada-lindqvist"):
        assert word not in text, word


def test_the_root_links_to_the_contract(reader):
    assert '</api/v1/openapi.json>; rel="service-desc"' in reader.get("/api/v1/").headers["Link"]


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": ["integer", "null"]}, "integer or null"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Author"}}, "list of Author"),
        ({"anyOf": [{"$ref": "#/components/schemas/Rank"}, {"type": "null"}]}, "Rank or null"),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "object by name: integer"),
        ({"type": "string", "format": "date-time"}, "date-time"),
    ],
)
def test_a_shape_is_told_in_words(schema, words):
    shape = contract.shape(schema)
    assert " ".join(f"{shape.before} {shape.schema or ''} {shape.after}".split()) == words


def test_a_form_shows_its_answer_in_place(page, site):
    elsewhere, faults = [], []
    page.on(
        "request", lambda request: elsewhere.append(request.url) if not request.url.startswith(site) else None
    )
    page.on("console", lambda message: faults.append(message.text))
    page.goto(site + DOCS)
    page.locator(f"{LIST} [name=year]").fill("2024")
    page.locator(f"{LIST} [type=submit]").click()
    answer = page.locator(f"{LIST} .outcome-of-asking")
    answer.get_by_text("200 OK").wait_for()
    assert page.url == site + DOCS
    assert '"total": 4,' in answer.locator("[data-body]").inner_text()
    assert re.search(r'ETag\s+"\d+-\w+-\w+-\w+"', answer.locator("[data-headers]").inner_text())
    assert re.search(r"\d+ ms, [\d,]+ bytes", answer.locator("[data-cost]").inner_text())
    assert (elsewhere, faults) == ([], [])


def test_the_command_follows_the_fields(page, site):
    page.goto(site + DOCS)
    form = page.locator(f"{LIST} form")
    for name in ("year", "fields", "facets"):
        form.locator(f"[name={name}]").fill("")
    assert form.locator(".command").inner_text() == f"curl '{site}/api/v1/publications'"
    form.locator("[name=rank]").fill("CCF-A")
    form.get_by_role("button", name="Add another value of rank").click()
    page.keyboard.type("CORE-A*")
    form.locator("[name=q]").fill("a'b & c")
    expected = f"curl '{site}/api/v1/publications?rank=CCF-A&rank=CORE-A*&q=a%27b+%26+c'"
    assert form.locator(".command").inner_text() == expected


def test_script_and_server_write_the_same_commands(page, site, reader):
    page.goto(site + DOCS)
    written = page.locator(".command").evaluate_all("lines => lines.map((line) => line.textContent)")
    sent = re.findall(r'<pre class="command"[^>]*>(.*?)</pre>', reader.get(DOCS).text)
    assert written == [html.unescape(line).replace("https://example.org", site) for line in sent]


def test_a_link_to_a_schema_opens_it(page, site):
    page.goto(site + DOCS)
    page.locator(f"{LIST} .told").get_by_role("link", name="PublicationList").click()
    page.locator("#schema-PublicationList").wait_for(state="visible")


def test_the_form_works_without_a_script(browser, site):
    page = browser.new_page(java_script_enabled=False)
    page.goto(site + DOCS)
    page.locator(f"{LIST} [name=venue]").fill("asplos")
    page.locator(f"{LIST} [type=submit]").click()
    expected = "/api/v1/publications?year=2020..&venue=asplos&fields=key,title,year,rank&facets=year,rank"
    assert page.url == site + expected
    page.close()


OPEN = "selector => document.querySelectorAll(selector).forEach((part) => (part.open = true))"


def test_axe_finds_nothing_with_everything_open(page, site):
    page.emulate_media(color_scheme="dark")
    page.goto(site + DOCS)
    page.locator(f"{LIST} [type=submit]").click()
    page.locator(f"{LIST} .outcome-of-asking").get_by_text("200 OK").wait_for()
    # All forms are painted alike and all schemas too, and nothing but contrast depends on the colours.
    page.evaluate(OPEN, f"{LIST}, {LIST} details, details:has(#schema-Publication)")
    assert faults(page, runOnly=["color-contrast"]) == []
    page.emulate_media(color_scheme="light")
    page.evaluate(OPEN, "details")
    assert faults(page) == []


def faults(page, **options):
    """Run axe on the page as it stands."""
    return Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]


def test_nothing_is_cut_off_at_320_pixels(page, site):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site + DOCS)
    page.evaluate(OPEN, "details")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
