"""References read as the manuals of the styles have them, and nothing in a record is ever markup."""

import html
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from selectolax.lexbor import LexborHTMLParser

from formats import references
from formats.references import STYLES, names, pieces
from tests.formats.hostile import ITEMS, clean

CASES = yaml.safe_load((Path(__file__).parent / "reference-cases.yaml").read_text("utf-8"))
UNKNOWN = dict.fromkeys(["year", "month", "venue", "volume", "issue", "pages", "doi", "arxiv_id"])


def work(**facts):
    """A publication as the API gives it, as far as a style looks."""
    usual = {"title": "A Work", "type": "article-journal", "status": "published"}
    given = {**UNKNOWN, **usual, "authors": ["Ada Lindqvist"], "links": [], **facts}
    return {
        **given,
        "authors": [{"name": name} for name in given["authors"]],
        "links": [{"url": url} for url in given["links"]],
    }


def markup(html):
    """Read the HTML of a reference: its text with stars for italics, and where its links lead."""
    body = LexborHTMLParser(f"<body>{html}").body
    kinds = {node.tag for node in body.traverse()} - {"body"}
    assert kinds <= {"i", "a"}
    starred = re.sub(r"</?i>", "*", html)
    text = LexborHTMLParser(f"<body>{re.sub('</?a[^>]*>', '', starred)}").body.text()
    return text, [link.attributes["href"] for link in body.css("a")]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_a_reference_reads_as_the_rules_of_its_style_have_it(style, case):
    written = references.write(work(**case["work"]), style)
    assert written.text == case[style].replace("*", "")
    text, links = markup(written.html)
    assert text == case[style]
    assert all(link.startswith("https://") for link in links)


@pytest.mark.parametrize(("number", "shown"), [(20, 20), (21, 20), (40, 20)])
def test_apa_names_twenty_authors_or_nineteen_and_the_last(number, shown):
    authors = [f"A{place} Name{place}" for place in range(1, number + 1)]
    text = references.write(work(authors=authors), "apa").text
    assert len(re.findall(r"Name\d+, A\.", text)) == shown
    assert f"Name{number}, A. (n.d.)" in text
    assert (f"Name19, A., . . . Name{number}, A. (n" in text) == (number > 20)
    assert ("&" in text) == (number <= 20)


@pytest.mark.parametrize(
    ("printed", "family", "given", "suffix"),
    [
        ("Han Zhao", "Zhao", "Han", ""),
        ("Ada", "Ada", "", ""),
        ("  Jean  Paul\tSartre ", "Sartre", "Jean Paul", ""),
        ("Ludwig van Beethoven", "van Beethoven", "Ludwig", ""),
        ("Beethoven, Ludwig van", "Beethoven", "Ludwig van", ""),
        ("Sammy Davis Jr.", "Davis", "Sammy", "Jr."),
        ("Sammy Davis, Jr.", "Davis", "Sammy", "Jr."),
        ("Davis, Sammy, Jr.", "Davis", "Sammy", "Jr."),
        ("Henry Tudor III", "Tudor", "Henry", "III"),
        ("Henry IV", "IV", "Henry", ""),
        ("李雷", "李雷", "", ""),
        ("김 철수", "김 철수", "", ""),
        ("The ATLAS Collaboration", "The ATLAS Collaboration", "", ""),
        (",", "", "", ""),
    ],
)
def test_a_name_is_taken_apart(printed, family, given, suffix):
    assert names.parse(printed) == (family, given, suffix)


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("Jean-Paul", "J.-P."),
        ("J.-P.", "J.-P."),
        ("J. R. R.", "J. R. R."),
        ("J.R.", "J. R."),
        ("élan", "É."),
        ("(Bob) 2 Ann", "B. A."),
        ("--", ""),
        ("", ""),
    ],
)
def test_given_names_are_shortened(given, initials):
    assert names.Name("X", given).initials() == initials


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//a.b", "https://a b", 'http://a"b']
)
def test_an_address_that_does_more_than_lead_is_text(url):
    assert pieces.as_html(pieces.link(url)) == html.escape(url)


def test_an_old_doi_leads_where_it_should():
    given = "10.1002/(SICI)1097(199806)49:8<693::AID-X>3.0.CO;2-O"
    text, links = markup(references.write(work(doi=given), "ieee").html)
    assert links == ["https://doi.org/10.1002/(SICI)1097(199806)49:8%3C693::AID-X%3E3.0.CO;2-O"]
    assert text.endswith(f"doi: {given}.")


@pytest.mark.parametrize("style", STYLES)
@given(ITEMS)
def test_nothing_in_a_record_is_markup_or_a_second_line(style, item):
    written = references.write(item, style)
    assert "\n" not in written.text
    assert not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", written.text + written.html)
    _, links = markup(written.html)
    assert all(re.match("https?://", link) for link in links)
    assert clean(item["title"]).removesuffix(".") in written.text
    text = LexborHTMLParser(f"<body><pre>{written.html}</pre>").body.text()
    assert text.strip() == written.text.strip()


@pytest.mark.parametrize("style", STYLES)
def test_a_list_has_a_line_and_a_row_for_each(style):
    items = [work(title="<b>One</b>"), work(title="Two")]
    lines = references.text_in(style)(items, None).splitlines()
    assert [("One" in line, "Two" in line) for line in lines] == [(True, False), (False, True)]
    page = LexborHTMLParser(references.html_in(style)(items, None))
    assert [row.text() for row in page.css("ul > li")] == lines
    assert page.css("b, script, style") == []
    assert page.css_first("meta").attributes == {"charset": "utf-8"}
