"""A publication's own page: what is known of it, how to cite it, and the tags that Google Scholar reads."""

import pytest
from pybtex.database import parse_string

from models import db
from models.sections import Award
from tests.frontend.reading import API, attribute, parse, texts, words


def tags(page, name):
    """The contents of all meta elements of a name, in order."""
    return [node.attributes["content"] for node in page.css(f'meta[name="{name}"]')]


def items(reader):
    return reader.get(f"{API}?per_page=1000").json["items"]


def facts(page):
    """The rows of facts: what it is, and what the page says of it."""
    return {words(fact.css_first("dt")): words(fact.css_first("dd")) for fact in page.css("dl.facts > .fact")}


@pytest.fixture
def full(build, empty_app):
    """The page of a publication of which everything is known."""
    venue = build.venue(
        "TACO",
        (("CCF", "2026", "A"), ("CORE", "2023", "A*")),
        name="Transactions on Architecture & Optimization",
        kind="journal",
    )
    build.publication(
        key="known",
        venue_id=venue.id,
        title="Everything Known",
        type="article-journal",
        authors=[
            "Ada Lindqvist",
            ("Zoë Ångström", {"corresponding": True}),
            ("李雷", {"equal_contribution": True}),
        ],
        topics=["Scheduling"],
        citations=[{"source": "google-scholar", "as_of": "2026-11-01", "count": 12}],
        year=2024,
        month=3,
        volume="21",
        issue="4",
        pages="101–120",
        doi="10.1145/3630013",
        arxiv_id="2401.00001",
        abstract="It is all here.",
        note={"en": "Best of the year"},
        links=[{"kind": "pdf", "url": "https://example.org/known.pdf", "label": None}],
    )
    return parse(empty_app.test_client().get("/publications/known"))


def test_every_publication_has_a_page_that_an_entry_leads_to(reader):
    listed = parse(reader.get("/")).css("#list .entry h4 a")
    assert len(listed) == 24
    for link in listed:
        answer = reader.get(link.attributes["href"])
        assert answer.status_code == 200
        assert words(parse(answer).css_first("h1")) == words(link)


def test_a_publication_that_is_not_public_has_no_page(build, empty_app):
    build.publication(key="kept-back", visibility="private")
    assert empty_app.test_client().get("/publications/kept-back").status_code == 404


def test_scholar_is_told_title_authors_in_order_date_and_venue(reader):
    for item in items(reader):
        page = parse(reader.get(f"/publications/{item['key']}"))
        journal = item["type"].startswith("article-")
        assert tags(page, "citation_title") == [item["title"]]
        assert tags(page, "citation_author") == [author["name"] for author in item["authors"]]
        assert tags(page, "citation_publication_date") == ([str(item["year"])] if item["year"] else [])
        name = [item["venue"]["name"]] if item["venue"] else []
        assert tags(page, "citation_journal_title") == (name if journal else [])
        assert tags(page, "citation_conference_title") == ([] if journal else name)
        assert tags(page, "citation_doi") == ([item["doi"]] if item["doi"] else [])


def test_scholar_is_told_all_that_is_known(full):
    told = {
        name: tags(full, f"citation_{name}")
        for name in ("publication_date", "doi", "volume", "issue", "pdf_url")
    }
    assert told == {
        "publication_date": ["2024/03"],
        "doi": ["10.1145/3630013"],
        "volume": ["21"],
        "issue": ["4"],
        "pdf_url": ["https://example.org/known.pdf"],
    }
    assert (tags(full, "citation_firstpage"), tags(full, "citation_lastpage")) == (["101"], ["120"])


def test_all_that_is_known_stands_on_the_page(full):
    shown = facts(full)
    expected = {
        "Published in": "Transactions on Architecture & Optimization",
        "Year": "2024",
        "Status": "Published",
        "Type": "Journal article",
        "Volume": "21",
        "Issue": "4",
        "Pages": "101–120",
        "Rank": "CCF-A from the venue catalogue",
        "Note": "Best of the year",
        "Topics": "Scheduling",
        "Citations": "12 Google Scholar, 2026-11-01",
    }
    assert {name: shown[name] for name in expected} == expected
    assert "CORE-A*" in shown["All rankings"]
    assert words(full.css_first(".abstract")) == "It is all here."
    assert {link.attributes["href"]: words(link) for link in full.css("dl.facts a")} == {
        "https://example.org/known.pdf": "PDF",
        "https://doi.org/10.1145/3630013": "DOI",
        "https://arxiv.org/abs/2401.00001": "arXiv",
    }


def test_marks_of_authors_have_their_legend_and_only_those_that_stand_there(full, reader):
    assert texts(full, ".authors sup") == ["*", "†"]
    assert texts(full, ".legend span") == ["* Corresponding author", "† Equal contribution"]
    assert parse(reader.get("/publications/xullm")).css(".legend") == []


def test_what_is_not_known_has_no_row(reader):
    shown = facts(parse(reader.get("/publications/xullm")))
    assert shown == {"Status": "Preprint", "Type": "Preprint", "Note": "On arXiv"}


def test_the_bibtex_entry_of_every_publication_says_what_the_api_says(reader):
    for item in items(reader):
        page = parse(reader.get(f"/publications/{item['key']}"))
        entry = parse_string(page.css_first("#bibtex-text").text(), "bibtex").entries[item["key"]]
        assert entry.fields["title"].replace("{", "").replace("}", "") == item["title"]
        assert [str(person) for person in entry.persons["author"]] == [
            "{}, {}".format(*reversed(author["name"].rsplit(" ", 1))) for author in item["authors"]
        ]
        assert entry.fields.get("year") == (str(item["year"]) if item["year"] else None)


def test_a_citation_names_authors_title_venue_and_year(reader):
    text = words(parse(reader.get("/publications/zhao2025edas")).css_first("#citation-text"))
    assert text.startswith("Han Zhao, Weihao Cui, Quan Chen,")
    assert text.endswith(
        "Minyi Guo. EDAS: Enabling Fast Data Loading for GPU Serverless Computing. "
        "ACM Transactions on Architecture and Code Optimization, 2025."
    )


def test_what_can_be_copied_is_offered_only_where_a_script_runs_and_can_be_scrolled_by_key(reader):
    page = parse(reader.get("/publications/xullm"))
    for button in page.css("button[data-copy]"):
        target = page.css_first(f"#{button.attributes['data-copy']}")
        assert "hidden" in button.attributes
        assert target.attributes["tabindex"] == "0"
    assert attribute(page, "p.back a", "href") == "/#publications"


def test_an_award_and_a_named_link_are_shown_in_the_language_of_the_page(build, empty_app):
    work = build.publication(
        key="honoured",
        links=[{"kind": "code", "url": "https://example.org/c", "label": {"en": "Kit", "zh": "工具"}}],
    )
    db.session.add(Award(position=1, publication=work, title={"en": "Best Paper", "zh": "最佳论文"}))
    db.session.commit()
    for lang, award, link in (("en", "Best Paper", "Kit"), ("zh", "最佳论文", "工具")):
        for path, place in (("/", ".entry .awards li"), ("/publications/honoured", ".facts li")):
            page = parse(empty_app.test_client().get(f"{path}?lang={lang}"))
            assert award in texts(page, place)
            assert texts(page, 'a[href="https://example.org/c"]') == [link]


def test_the_visitor_chooses_the_style_of_a_reference_also_without_a_script(full, reader):
    shown = full.css_first("#cite details")
    assert words(shown.css_first("summary")) == "Other styles"
    assert texts(shown, "h3") == ["APA", "IEEE", "ACM", "GB/T 7714"]
    apa = shown.css_first("pre#apa-text")
    assert apa.text() == (
        "Lindqvist, A., Ångström, Z., & 李雷. (2024). Everything Known. Transactions on Architecture & "
        "Optimization, 21(4), 101–120. https://doi.org/10.1145/3630013"
    )
    assert texts(apa, "i") == ["Transactions on Architecture & Optimization", "21"]
    assert [button.attributes["data-copy"] for button in shown.css("button")] == [
        f"{style}-text" for style in ("apa", "ieee", "acm", "gbt7714")
    ]


def test_what_a_page_shows_of_a_style_is_what_its_download_holds(reader):
    page = parse(reader.get("/publications/zhao2025edas"))
    for style in ("apa", "ieee", "acm", "gbt7714"):
        assert (
            page.css_first(f"#{style}-text").text() + "\n"
            == reader.get(f"{API}/zhao2025edas.{style}.txt").text
        )
