"""RIS as reference managers write it, and read back as it was written."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats import ris
from tests.formats.items import as_record, item, items
from tests.formats.mutation import mutated

WHOLE = """TY  - JOUR
AU  - Lindqvist, Ada
AU  - van der Berg, Carl
A1  - Davis, Sam, Jr.
T1  - A Title
  that goes on
JO  - Journal of Inventions
JA  - J. Inv.
PY  - 2020///
DA  - 2020/03/05/
VL  - 12
IS  - 3
SP  - 101
EP  - 120
DO  - https://doi.org/10.1145/ABC
UR  - https://example.org/paper.pdf
UR  - https://doi.org/10.1145/abc
KW  - GPU
KW  - Cloud; Edge
N2  - What it is about.
N1  - With an appendix
ID  - lindqvist2020
A2  - Editor, Ed
ER  -
"""


def read(text):
    found = ris.read(text)
    return [record.fields for record in found.records], [tuple(problem) for problem in found.problems]


def test_an_entry_is_read_whole():
    records, problems = read(WHOLE)
    assert records == [
        {
            "key": "lindqvist2020",
            "type": "article-journal",
            "status": "published",
            "title": "A Title that goes on",
            "authors": [{"name": "Ada Lindqvist"}, {"name": "Carl van der Berg"}, {"name": "Sam Davis Jr."}],
            "venue": "Journal of Inventions",
            "year": 2020,
            "month": 3,
            "volume": "12",
            "issue": "3",
            "pages": "101–120",
            "doi": "10.1145/abc",
            "links": [{"kind": "pdf", "url": "https://example.org/paper.pdf"}],
            "topics": [{"label": "GPU"}, {"label": "Cloud"}, {"label": "Edge"}],
            "abstract": "What it is about.",
            "note": "With an appendix",
        }
    ]
    assert problems == []


@pytest.mark.parametrize(
    ("text", "titles", "problems"),
    [
        ("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\nER  - \n", ["A", "B"], [(1, "no ER")]),
        ("TY  - JOUR\nTI  - A", ["A"], [(1, "no ER")]),
        ("TI  - A\nER  - \n\nTY  - BOOK\nTI  - B\nER  -\n", ["A", "B"], [(1, "no TY")]),
        ("ER  - \nTY  - JOUR\nTI  - A\nER  - \nER  - \n", ["A"], []),
        (
            "Some words\nTY  - JOUR\nTI  - A\nER  - \nmore words\n",
            ["A"],
            [(1, "belongs to"), (5, "belongs to")],
        ),
        ("TY  - JOUR\nTI  - A\nER  - \nmore\nand more\n\nwords\n", ["A"], [(4, "belongs to")]),
        ("TY  - JOUR\nAU  - X\nER  - \n", [], [(1, "no title")]),
        ("TY  - WHAT\nTI  - A\nER  - \n", ["A"], [(1, "the type 'WHAT' is not known")]),
        ("TY  - JOUR\nTI  - A\nPY  - soon\nER  - \n", ["A"], [(1, "'soon' is no date")]),
        ("TY  - JOUR\nTI  - A\nL1  - /home/ada/a.pdf\nER  - \n", ["A"], [(1, "L1 is no address")]),
        ("\ufeffTY - JOUR\r\nTI - A\r\nER - \r\n", ["A"], []),
        ("", [], []),
    ],
)
def test_what_is_missing_or_wrong_is_told_with_its_line_and_the_rest_is_taken(text, titles, problems):
    records, told = read(text)
    assert [record["title"] for record in records] == titles
    assert [line for line, _ in told] == [line for line, _ in problems]
    assert all(words in detail for (_, detail), (_, words) in zip(told, problems, strict=True))


@pytest.mark.parametrize(
    ("lines", "facts"),
    [
        ("TY  - CPAPER\nBT  - Conf", {"type": "paper-conference", "venue": "Conf", "status": "published"}),
        ("TY  - INPR\nJF  - J", {"type": "article-journal", "venue": "J", "status": "accepted"}),
        ("TY  - CONF\nT2  - Conf\nN1  - To appear", {"status": "accepted", "venue": "Conf"}),
        (
            "TY  - GEN\nM1  - arXiv:2401.01234",
            {"type": "article", "status": "preprint", "arxiv_id": "2401.01234"},
        ),
        ("TY  - UNPB", {"type": "article", "status": "preprint"}),
        ("TY  - THES\nPB  - Invented University", {"type": "thesis", "venue": "Invented University"}),
        ("TY  - BOOK\nPB  - Press", {"type": "book", "venue": None}),
        ("TY  - JOUR\nSP  - 1-9", {"pages": "1–9"}),
        ("TY  - JOUR\nPY  - 2019\nDA  - 2020/05", {"year": 2019, "month": None}),
        (
            "TY  - JOUR\nUR  - https://a.org/1; https://a.org/2",
            {"links": [{"kind": "publisher", "url": f"https://a.org/{number}"} for number in (1, 2)]},
        ),
    ],
)
def test_types_and_tags_mean_what_their_table_says(lines, facts):
    ((record,), problems) = read(f"{lines}\nTI  - T\nER  - \n")
    assert {key: record.get(key) for key in facts} == facts
    assert problems == []


def test_a_publication_is_written_line_by_line():
    known = item(
        title="On\nlines",
        year=2020,
        month=3,
        authors=[{"name": "Ludwig van Beethoven"}, {"name": "李雷"}],
        venue={"slug": "v", "acronym": "V", "name": "Conf", "kind": "conference"},
        pages="1–9",
        visibility="hidden",
    )
    assert ris.write([known]) == (
        "TY  - CONF\nID  - work1\nTI  - On lines\nAU  - van Beethoven, Ludwig\nAU  - 李雷\nPY  - 2020\n"
        "DA  - 2020/03\nT2  - Conf\nSP  - 1\nEP  - 9\nER  - \n"
    )
    assert ris.write([known], ["year"]) == "TY  - CONF\nPY  - 2020\nER  - \n"


KEPT = ["article-journal", "paper-conference", "book", "chapter", "thesis", "report", "software", "dataset"]


def comma_less(written):
    """What RIS has no place for: the comma in a group's name, and a preprint's status beside a note."""
    names = [{"name": author["name"].replace(",", "")} for author in written["authors"]]
    is_unsaid = written["note"] and written["status"] != "published"
    return as_record(written, authors=names or None, **({"status": "published"} if is_unsaid else {}))


@given(st.lists(items(KEPT), max_size=3, unique_by=lambda item: item["key"]))
def test_what_was_written_is_read_back(written):
    records, problems = read(ris.write(written))
    assert records == [comma_less(each) for each in written]
    assert problems == []


@given(st.lists(items(KEPT), min_size=1, max_size=3))
def test_every_line_that_is_written_is_a_line_of_ris(written):
    lines = ris.write(written).split("\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines if line)
    assert sum(line.startswith("TY  - ") for line in lines) == sum(line == "ER  - " for line in lines)
    assert sum(line.startswith("TI  - ") for line in lines) == len(written)


@given(mutated([WHOLE, WHOLE * 3]))
def test_no_input_does_harm(text):
    started = time.process_time()
    found = ris.read(text)
    assert time.process_time() - started < 5
    assert all(problem.line >= 1 for problem in found.problems)
    for record in found.records:
        str(record.fields).encode("utf-8")


@pytest.mark.parametrize(
    "text",
    ["TY  - JOUR\n" * 5_000, "TI  - A\n" + "more\n" * 100_000, "KW  - ;\n" * 50_000, " " * 500_000 + "TY"],
)
def test_what_is_made_to_hang_a_reader_is_read_at_once(text):
    started = time.process_time()
    ris.read(text)
    assert time.process_time() - started < 2
