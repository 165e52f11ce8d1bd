"""What an address asks for: languages, faults, missing pages, and the addresses of the old page."""

from urllib.parse import quote, unquote, urlsplit

import pytest
from sqlalchemy import event

from app import create_app
from models import db
from tests.frontend.reading import attribute, keys, parse, texts, words

MISREAD = {
    "year=abc": ("year", "2024"),
    "year=20244": ("year", "2024"),
    "year=2024..2020": ("year", "2020..2024"),
    "status=publisht": ("status", "published"),
    "role=frist": ("role", "first"),
    "type=articel": ("type", "article"),
    "selected=yes": ("selected", "true"),
    "sort=yaer": ("sort", "year"),
    "group_by=venu": ("group_by", "venue"),
    "page=0": ("page", "1"),
    "per_page=many": ("per_page", "1000"),
    "yeer=2024": ("yeer", "year"),
    "rank=CCF-D": ("rank", "CCF-A"),
    "venue=tacoo": ("venue", "TACO"),
    "author=quan-chan": ("author", "quan-chen"),
}


@pytest.mark.parametrize(("query", "named"), MISREAD.items())
def test_what_cannot_be_read_is_named_with_the_closest_that_can_and_all_is_shown(reader, query, named):
    answer = reader.get(f"/?{query}")
    page = parse(answer)
    parameter, closest = named
    (fault,) = page.css(".complaint li")
    assert answer.status_code == 400
    assert attribute(page, ".complaint", "role") == "alert"
    assert words(fault.css_first("code")) == parameter
    assert closest in words(fault)
    assert len(keys(page)) == 24
    assert texts(page, "#chips li") == []


def test_every_fault_of_an_address_is_told_at_once(reader):
    page = parse(reader.get("/?year=abc&status=publisht&rank=CCF-D"))
    assert sorted(texts(page, ".complaint code")) == ["rank", "status", "year"]


def test_a_language_that_is_not_spoken_is_told_and_the_readers_own_is_used(reader):
    answer = reader.get("/?lang=de", headers={"Accept-Language": "zh"})
    assert answer.status_code == 400
    assert attribute(parse(answer), "html", "lang") == "zh"
    assert "en" in texts(parse(answer), ".complaint li")[0]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("status=publisht", "status：“publisht”在这里读不懂。 可用： published"),
        ("year=2024..2020", "year：“2024..2020”在这里读不懂。 可用： 2020..2024"),
        ("per_page=0", "per_page：“0”在这里读不懂。 可用： 1–1000"),
        ("sort=yaer", "sort：“yaer”在这里读不懂。 可用： year"),
        ("rank=CCF-D", "rank：这里没有“CCF-D”。 可用： CCF-A，CCF-B，CCF-C"),
        ("yeer=2024", "yeer：没有这个参数。 可用： year"),
        (f"q={'a' * 201}", "q：超过 200 个字符，或词数过多。"),
    ],
)
def test_a_fault_is_told_in_chinese_on_the_chinese_page(reader, query, sentence):
    page = parse(reader.get(f"/?lang=zh&{query}"))
    assert texts(page, ".complaint li") == [sentence]


def test_a_page_beyond_the_last_says_so_and_leads_back(reader):
    page = parse(reader.get("/?page=99"))
    assert keys(page) == []
    assert page.css_first('nav.pages a[href="/"], nav.pages a[rel=prev]') is not None


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "path", ["/nothing", "/publications/zhao2025eda", "/static/0/js/nothing.js", "/a/b/<b>"]
)
def test_a_missing_page_is_told_in_the_sites_design_and_leads_home(reader, path, lang):
    answer = reader.get(path, query_string={"lang": lang})
    page = parse(answer)
    assert answer.status_code == 404
    assert answer.content_type == "text/html; charset=utf-8"
    assert attribute(page, "html", "lang") == lang
    assert attribute(page, "link[rel=stylesheet]", "href").endswith("/site.css")
    assert words(page.css_first("h1")) == {"en": "There is no such page", "zh": "没有这个页面"}[lang]
    assert attribute(page, "p.back a", "href") == f"/?lang={lang}"
    assert path in texts(page, "main code")
    assert attribute(page, "meta[name=robots]", "content") == "noindex"


@pytest.mark.parametrize("path", ["/\\elsewhere.example", "/a?b#c", "/题", "/100%"])
def test_the_languages_of_a_missing_page_are_those_of_the_same_page(reader, path):
    page = parse(reader.get(quote(path)))
    address = attribute(page, ".switches a", "href")
    assert "\\" not in address
    assert unquote(urlsplit(address).path) == path


def test_a_mistyped_publication_is_answered_with_those_like_it(reader):
    page = parse(reader.get("/publications/zhao2025eda"))
    first, *_ = page.css(".suggestions a")
    assert first.attributes["href"] == "/publications/zhao2025edas"
    assert words(first) == "EDAS: Enabling Fast Data Loading for GPU Serverless Computing"
    assert reader.get(first.attributes["href"]).status_code == 200


def test_suggestions_keep_the_language_asked_for(reader):
    first, *_ = parse(reader.get("/publications/zhao2025eda?lang=zh")).css(".suggestions a")
    assert first.attributes["href"] == "/publications/zhao2025edas?lang=zh"


@pytest.mark.parametrize("path", ["/about", "/about/", "/about.html"])
def test_an_address_of_the_old_page_leads_to_the_page_for_good(reader, path):
    answer = reader.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (301, "/")
    assert reader.get(f"{path}?lang=zh").headers["Location"] == "/?lang=zh"


def test_the_address_of_the_list_leads_to_its_place_on_the_page(reader):
    answer = reader.get("/publications?year=2024&rank=CCF-A")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/?year=2024&rank=CCF-A#publications")


def test_a_page_cannot_be_written_to(reader):
    answer = reader.post("/")
    assert answer.status_code == 405
    assert {"GET", "HEAD", "OPTIONS"} == set(answer.headers["Allow"].split(", "))


@pytest.mark.parametrize(("lang", "title"), [("en", "This cannot be done here"), ("zh", "这里不能这样做")])
def test_what_cannot_be_done_is_not_told_as_a_missing_page(reader, lang, title):
    page = parse(reader.post(f"/publications/zhao2025eda?lang={lang}"))
    assert words(page.css_first("h1")) == title
    assert texts(page, ".number") == ["405"]
    assert page.css(".suggestions") == []


@pytest.mark.parametrize(
    ("lang", "title"), [("en", "The data cannot be read just now"), ("zh", "暂时无法读取数据")]
)
@pytest.mark.parametrize("path", ["/", "/publications/xullm", "/nothing"])
def test_a_store_that_does_not_answer_is_told_and_when_to_try_again(tmp_path, path, lang, title):
    app = create_app({"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.db'}"})
    answer = app.test_client().get(path, query_string={"lang": lang})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert words(parse(answer).css_first("h1")) == title


def test_nothing_is_suggested_and_no_title_read_where_nothing_is_named(app, client):
    read = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *told: read.append(told[2]))
    assert client.get("/a/").status_code == 404
    assert [statement for statement in read if "publication.title" in statement] == []


LANGUAGE_ASKED = {
    ("", ""): "en",
    ("", "zh-CN,zh;q=0.9,en;q=0.8"): "zh",
    ("", "en-GB,en;q=0.9,zh;q=0.8"): "en",
    ("", "zh;q=0.4,en;q=0.6"): "en",
    ("", "fr,de;q=0.5"): "en",
    ("", "fr,zh-TW;q=0.5"): "zh",
    ("lang=en", "zh"): "en",
    ("lang=zh", "en"): "zh",
}


@pytest.mark.parametrize(("asked", "lang"), LANGUAGE_ASKED.items())
@pytest.mark.parametrize("path", ["/", "/publications/xullm", "/nothing"])
def test_the_address_chooses_the_language_else_the_reader_else_the_site(reader, path, asked, lang):
    query, accepted = asked
    answer = reader.get(f"{path}?{query}", headers={"Accept-Language": accepted} if accepted else {})
    page = parse(answer)
    assert attribute(page, "html", "lang") == lang
    assert texts(page, ".switches a") == [{"en": "中文", "zh": "English"}[lang]]


def test_what_is_kept_in_one_language_is_not_given_to_readers_of_another(reader):
    for accepted in ("en", "zh", "en"):
        assert (
            attribute(parse(reader.get("/", headers={"Accept-Language": accepted})), "html", "lang")
            == accepted
        )


def test_the_language_switch_keeps_what_was_asked_for(reader):
    query = "year=2024&rank=CCF-A&rank=!CCF-B&q=gpu+sharing&sort=title&group_by=venue"
    switch = attribute(parse(reader.get(f"/?{query}")), ".switches a", "href")
    assert switch == f"/?{query}&lang=zh"
    here, there = parse(reader.get(f"/?{query}")), parse(reader.get(switch))
    assert keys(there) == keys(here)
    assert attribute(there, ".switches a", "href") == f"/?{query}&lang=en"


def test_links_within_the_site_carry_the_language_that_is_read(reader):
    for path in ("/?lang=zh&year=2024", "/publications/xullm?lang=zh", "/nothing?lang=zh"):
        for link in parse(reader.get(path)).css("a[href^='/']:not([hreflang]):not([href^='/api/'])"):
            assert "lang=zh" in link.attributes["href"]


@pytest.mark.parametrize(
    "path", ["/?lang=en", "/?lang=zh", "/publications/zhao2025edas?lang=zh", "/nothing?lang=zh"]
)
def test_every_run_of_another_language_is_marked(reader, path):
    page = parse(reader.get(path))
    lang = attribute(page, "html", "lang")
    chinese = [
        (node, spoken) for node, spoken, text in runs(page.body, lang) if any("一" <= c <= "鿿" for c in text)
    ]
    assert [node.html for node, spoken in chinese if spoken != "zh"] == []


def test_titles_and_names_in_english_are_marked_on_the_chinese_page(reader):
    page = parse(reader.get("/?lang=zh"))
    spoken = {spoken for node, spoken, text in runs(page.css_first("#list"), "zh") if node.parent.tag == "h4"}
    assert spoken == {"en"}


def runs(node, lang):
    """Give each piece of text below a node, as (its element, the language it is marked with, the text)."""
    for child in node.iter(include_text=True):
        if child.is_text_node:
            if child.text_content.strip():
                yield node, lang, child.text_content
        elif child.tag not in ("script", "template"):
            yield from runs(child, child.attributes.get("lang") or lang)
