"""Downloads hold the whole selection that the list shows, in files that other programs read safely."""

import csv
import html
import io
import json
import re

import pytest

from formats.registry import FORMATS
from formats.tables import COLUMNS, write_csv
from models import db
from models.sections import Award
from schemas.vocabulary import ITEM_KEYS
from tests.api.conftest import LIST

QUERIES = [
    "",
    "year=2024",
    "venue=taco&sort=title",
    "rank=none&sort=-title",
    "q=gpu",
    "year=none&status=!published",
    "year=1999",
]


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("query", QUERIES)
def test_a_download_holds_what_the_list_holds_in_its_order(reader, query):
    keys = [item["key"] for item in reader.get(f"{LIST}?{query}").json["items"]]
    assert [row["key"] for row in rows(reader.get(f"{LIST}.csv?{query}").text)] == keys
    lines = reader.get(f"{LIST}.ndjson?{query}").text.splitlines()
    assert [json.loads(line)["key"] for line in lines] == keys


def test_a_line_of_ndjson_is_the_item_of_the_list(reader):
    lines = reader.get(f"{LIST}.ndjson").text.splitlines()
    assert [json.loads(line) for line in lines] == reader.get(LIST).json["items"]


def test_a_download_is_whole_however_long(build, built):
    for number in range(130):
        build.publication(key=f"w{number}")
    assert len(built.get(LIST).json["items"]) == 100
    assert len(rows(built.get(f"{LIST}.csv").text)) == 130
    assert len(rows(built.get(f"{LIST}.csv?per_page=20&page=7").text)) == 10
    assert len(built.get(f"{LIST}.ndjson?page=1").text.splitlines()) == 100


@pytest.mark.parametrize("extension", FORMATS)
def test_one_publication_is_downloaded_alone(reader, extension):
    answer = reader.get(f"{LIST}/zhao2025edas.{extension}")
    assert answer.content_type == FORMATS[extension].media_type
    plain = answer.text.replace("{", "").replace("}", "")
    assert [item["key"] for item in reader.get(LIST).json["items"] if item["title"] in plain] == [
        "zhao2025edas"
    ]
    assert answer.headers["Content-Disposition"] == f'inline; filename="zhao2025edas.{extension}"'


@pytest.mark.parametrize(
    ("extension", "kind"),
    [(extension, form.media_type) for extension, form in FORMATS.items() if form.by_accept],
)
def test_a_format_is_chosen_by_extension_or_by_what_is_accepted(reader, extension, kind):
    by_extension = reader.get(f"{LIST}.{extension}?year=2024")
    by_accept = reader.get(f"{LIST}?year=2024", headers={"Accept": kind.partition(";")[0]})
    assert by_extension.content_type == by_accept.content_type == kind
    assert by_extension.data == by_accept.data
    assert by_extension.headers["Content-Disposition"] == f'inline; filename="publications.{extension}"'


@pytest.mark.parametrize("extension", ["docx", "json", "CSV", "csv.gz", "", "bib~"])
def test_another_extension_is_not_there(reader, extension):
    assert reader.get(f"{LIST}.{extension}").status_code == 404


@pytest.mark.parametrize("extension", FORMATS)
def test_a_bad_query_is_refused_for_downloads_too(reader, extension):
    answer = reader.get(f"{LIST}.{extension}?year=x&venue=nowhere")
    assert answer.status_code == 400
    assert [fault["parameter"] for fault in answer.json["errors"]] == ["year", "venue"]


DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", '=HYPERLINK("http://x")']
DANGEROUS += ["＝1+1", "＋1", "－1", "＠SUM(A1)", " =1+1", "\u00a0=1+1", "\u3000＝1", "\ufeff=1+1"]


@pytest.mark.parametrize("title", DANGEROUS)
def test_a_cell_is_never_a_formula(build, built, title):
    build.publication(title=title, authors=[title], doi=title, pages=title)
    (row,) = rows(built.get(f"{LIST}.csv").text)
    for column in ("title", "authors", "doi", "pages"):
        assert row[column] == f"'{title}"


WITHIN = {
    "a;=cmd|' /C calc'!A0": "a;'=cmd|' /C calc'!A0",
    "x\n=2+5": "x\n'=2+5",
    "x\r\n=2": "x\r\n'=2",
    "x\t+1": "x\t'+1",
    "a; ＠x": "a;' ＠x",
    "a;;=1;\n\ufeff-1": "a;;'=1;\n'\ufeff-1",
    "\n=1": "'\n'=1",
    "=1;=2": "'=1;'=2",
    "a; b = c - d": "a; b = c - d",
    "one\ntwo; three": "one\ntwo; three",
}


@pytest.mark.parametrize(("text", "cell"), WITHIN.items(), ids=map(repr, WITHIN))
def test_no_part_of_a_cell_is_a_formula(build, built, text, cell):
    build.publication(title=text, abstract=text, note={"en": text})
    (row,) = rows(built.get(f"{LIST}.csv").text)
    assert [row[column] for column in ("title", "abstract", "note")] == [cell] * 3


def test_a_long_blank_text_is_looked_through_at_once():
    text = "\n \t;" * 25_000
    assert len(write_csv([{"title": text}], ["title"])) > len(text)


@pytest.mark.parametrize("text", ["=1+1", "@x", "＝1", "\t=x"])
def test_no_cell_is_a_formula_wherever_its_text_comes_from(build, built, text):
    venue = build.venue(text, name=text, slug="v", ranks=[(text, text, text)])
    marks = {"corresponding": True, "equal_contribution": True}
    work = build.publication(
        venue=venue,
        authors=[(text, marks), (f"{text}2", marks)],
        topics=[text, f"{text}2"],
        note={"en": text},
        links=[{"kind": "x", "url": text, "label": None}] * 2,
        citations=[{"source": text, "as_of": "2026", "count": 1}],
        stated_rank=f"{text}-A",
        abstract=text,
        volume=text,
        issue=text,
        arxiv_id=text,
    )
    db.session.add(Award(position=1, title={"en": text}, publication=work))
    db.session.commit()
    for query in ("", "?lang=zh"):
        (row,) = rows(built.get(f"{LIST}.csv{query}").text)
        parts = [part for cell in row.values() for part in (cell, *cell.split("; "))]
        assert not [part for part in parts if part.strip()[:1] in tuple("=+-@＝＋－＠")]
        assert sum(part.startswith("'") for part in parts) > 25


def test_json_is_left_as_it_is(build, built):
    build.publication(title="=1+1", authors=["@x"])
    (item,) = map(json.loads, built.get(f"{LIST}.ndjson").text.splitlines())
    assert (item["title"], item["authors"][0]["name"]) == ("=1+1", "@x")


@pytest.mark.parametrize(
    "title",
    [
        'Say "yes"',
        "a, b; c",
        "two\nlines",
        "two\r\nlines",
        "面向大语言模型",
        "Étude",
        "'quoted'",
        "trailing ",
        "🚀",
        "a\\b",
    ],
)
def test_a_cell_is_read_back_as_it_was(build, built, title):
    build.publication(title=title, abstract="x")
    (row,) = rows(built.get(f"{LIST}.csv").text)
    assert row["title"] == title


def test_the_columns_of_a_row(build, built):
    build.publication(
        key="full",
        title="Full",
        venue=build.venue("TACO", [("CCF", "2026", "A")], name="Transactions"),
        year=2025,
        month=3,
        volume="1",
        issue="2",
        pages="3-4",
        doi="10.1/x",
        arxiv_id="2501.00001",
        selected=True,
        type="article-journal",
        authors=[("Bo Chen", {"equal_contribution": True}), ("Ada Lindqvist", {"corresponding": True})],
        citations=[{"source": "s", "as_of": "2026", "count": 0}],
        topics=["Edge", "GPU"],
        links=[
            {"kind": "pdf", "url": "https://a.b/c.pdf", "label": None},
            {"kind": "x", "url": "/d", "label": None},
        ],
        note={"en": "Short", "zh": "短文"},
        abstract="What it is about.",
        version=3,
    )
    (row,) = rows(built.get(f"{LIST}.csv").text)
    assert row == {
        "key": "full",
        "title": "Full",
        "authors": "Bo Chen; Ada Lindqvist",
        "corresponding": "Ada Lindqvist",
        "equal_contribution": "Bo Chen",
        "type": "article-journal",
        "status": "published",
        "year": "2025",
        "month": "3",
        "venue": "TACO",
        "venue_name": "Transactions",
        "rank": "CCF-A",
        "rank_source": "catalogue",
        "ranks": "CCF-A 2026",
        "volume": "1",
        "issue": "2",
        "pages": "3-4",
        "doi": "10.1/x",
        "arxiv_id": "2501.00001",
        "citations": "0",
        "citations_source": "s",
        "citations_as_of": "2026",
        "selected": "true",
        "topics": "Edge; GPU",
        "awards": "",
        "note": "Short / 短文",
        "links": "https://a.b/c.pdf; /d",
        "abstract": "What it is about.",
        "url": "https://example.org/publications/full",
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "version": "3",
    }
    assert row["created_at"].endswith("Z")


@pytest.mark.parametrize("fields", ["key", "key,rank", "authors,venue,ranks", "note,version"])
def test_fields_choose_what_a_download_holds(reader, fields):
    keys = fields.split(",")
    (first, *_) = reader.get(f"{LIST}?fields={fields}&year=2024").json["items"]
    lines = reader.get(f"{LIST}.ndjson?fields={fields}&year=2024").text.splitlines()
    assert json.loads(lines[0]) == first
    header = reader.get(f"{LIST}.csv?fields={fields}&year=2024").text.splitlines()[0].split(",")
    assert header == [column.name for column in COLUMNS if column.key in keys]


def test_every_key_of_an_item_has_a_column():
    assert {column.key for column in COLUMNS} == set(ITEM_KEYS)


def test_one_publication_comes_in_the_format_accepted(reader):
    address = f"{LIST}/zhao2025edas"
    assert reader.get(address, headers={"Accept": "text/csv"}).data == reader.get(f"{address}.csv").data
    assert reader.get(address, headers={"Accept": "image/png"}).status_code == 406


def test_what_is_not_known_is_an_empty_cell(build, built):
    build.publication(key="bare", year=None, authors=[])
    (row,) = rows(built.get(f"{LIST}.csv").text)
    known = {name for name, value in row.items() if value}
    assert known == {
        "key", "title", "type", "status", "selected", "url", "created_at", "updated_at", "version",
    }  # fmt: skip


def test_a_line_break_in_a_title_does_not_break_a_line_of_ndjson(build, built):
    build.publication(title="two\nlines\u2028three")
    lines = built.get(f"{LIST}.ndjson").text.split("\n")
    assert [json.loads(line)["title"] for line in lines if line] == ["two\nlines\u2028three"]


@pytest.mark.parametrize("style", ["apa", "ieee", "acm", "gbt7714"])
def test_references_come_as_text_and_as_a_page_in_the_order_of_the_list(reader, style):
    items = reader.get(f"{LIST}?venue=taco&sort=title").json["items"]
    lines = reader.get(f"{LIST}.{style}.txt?venue=taco&sort=title").text.splitlines()
    assert len(lines) == len(items) == 5
    assert all(item["title"] in line for item, line in zip(items, lines, strict=True))
    page = reader.get(f"{LIST}.{style}.html?venue=taco&sort=title").text
    rows = [html.unescape(re.sub("<[^>]+>", "", row)) for row in re.findall("<li>(.*?)</li>", page)]
    assert rows == lines


@pytest.mark.parametrize("accepted", ["text/html", "text/plain", "text/html;q=0.9, application/xhtml+xml"])
def test_a_page_or_a_text_is_asked_for_by_its_address_alone(reader, accepted):
    """No style can be told from these, and browsers accept them wherever they go."""
    assert reader.get(LIST, headers={"Accept": accepted}).status_code == 406
