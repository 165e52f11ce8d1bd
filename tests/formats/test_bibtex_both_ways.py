"""What is written as BibTeX is read back, less what BibTeX has no place for; and no input does harm."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from formats import bibtex, bibtex_reading
from tests.formats.items import as_record, item, items
from tests.formats.mutation import mutated
from tests.formats.test_bibtex_cases import CASES

KEPT = ["article-journal", "paper-conference", "book", "chapter", "thesis", "report"]
"""Types that have an entry of their own."""
STARS = "*†‡§¶#^∗⋆✉"


@given(st.lists(items(KEPT), max_size=3, unique_by=lambda item: item["key"]))
def test_what_was_written_is_read_back(written):
    found = bibtex_reading.read(bibtex.write_all(written))
    assert [record.fields for record in found.records] == [as_record(each) for each in written]
    assert not [problem for problem in found.problems if "behind a name" not in problem.detail]


@given(items(KEPT))
def test_pybtex_finds_one_entry_with_the_same_facts(written):
    (entry,) = parse_string(bibtex.write_all([written]), "bibtex").entries.values()
    assert entry.key == written["key"]
    assert len(entry.persons.get("author", [])) == len(written["authors"])
    for field, key in (("year", "year"), ("volume", "volume"), ("number", "issue"), ("month", "month")):
        assert entry.fields.get(field) == (str(written[key]) if written[key] else None)


@pytest.mark.parametrize(
    ("printed", "given", "particle", "family", "suffix"),
    [
        ("Martin L. King Jr.", ["Martin"], [], ["King"], ["Jr."]),
        ("Charles de la Vallée Poussin", ["Charles"], ["de", "la"], ["Vallée", "Poussin"], []),
        ("Ann van Oo III", ["Ann"], ["van"], ["Oo"], ["III"]),
        ("The Tide Team", [], [], ["The Tide Team"], []),
    ],
)
def test_pybtex_takes_a_name_apart_as_it_is_meant(printed, given, particle, family, suffix):
    (entry,) = parse_string(bibtex.write(item(authors=[{"name": printed}])), "bibtex").entries.values()
    (person,) = entry.persons["author"]
    assert (person.first_names, person.prelast_names, person.last_names, person.lineage_names) == (
        given, particle, [f"{{{family[0]}}}"] if not given else family, suffix
    )  # fmt: skip


PRIVATE = item(
    visibility="hidden",
    rank={"label": "CCF-A", "scheme": "CCF", "class": "A", "source": "owner"},
    selected=True,
    citations={"count": 3, "source": "s", "as_of": "2026"},
    links=[{"kind": "pdf", "url": "/files/private.pdf", "label": None}],
)


def test_nothing_private_is_written():
    assert bibtex.write_all([PRIVATE]) == "@inproceedings{work1,\n  title = {Work},\n  author = {}\n}\n"


def test_an_entry_to_copy_is_short_and_a_download_is_whole():
    long = item(abstract="What it is about.", topics=[{"slug": "gpu", "label": "GPU"}])
    assert "abstract" not in bibtex.write(long)
    assert "  abstract = {What it is about.},\n  keywords = {GPU}\n" in bibtex.write_all([long])


def test_only_what_the_keys_tell_of_is_written():
    known = item(year=2020, doi="10.1/x", authors=[{"name": "Ada Lindqvist"}])
    assert bibtex.write_all([known], ["key", "year"]) == "@inproceedings{work1,\n  year = {2020}\n}\n"


@pytest.mark.parametrize(
    ("status", "fields"),
    [
        ("published", ""),
        ("accepted", "  note = {To appear},\n  pubstate = {forthcoming}\n"),
        ("preprint", "  pubstate = {prepublished}\n"),
    ],
)
def test_what_is_not_yet_published_says_so(status, fields):
    assert bibtex.write(item(status=status)).partition("author = {}")[2].lstrip(
        ",\n"
    ) == f"{fields}}}\n".lstrip("\n")


@given(mutated([case.read_text("utf-8") for case in CASES]))
def test_no_input_does_harm(text):
    started = time.process_time()
    found = bibtex_reading.read(text)
    assert time.process_time() - started < 5
    lines = text.count("\n") + text.count("\r") + 1
    for record in found.records:
        assert 1 <= record.line <= lines
        str(record.fields).encode("utf-8")
    assert all(1 <= problem.line <= lines for problem in found.problems)


HOSTILE = {
    "unclosed heads": "@article{k,\n title = {x\n" * 3_000,
    "open braces": "@article{k, title = {" + "{" * 100_000,
    "braces in one another": "@article{k, title = {" + "{" * 50_000 + "x" + "}" * 50_000 + "}}",
    "accents in one another": "@article{k, title = {" + "\\'{" * 30_000 + "x" + "}" * 30_000 + "}}",
    "closed and going on": "@article{k, " + '}a=1 "' * 10_000,
    "blanks": "@article{k, title = {x" + " " * 200_000 + "\n " * 100_000 + "y}}",
    "unclosed comments": "@comment{x\n" * 20_000,
    "marks without end": "@article{k, title = {x}, author = {" + "*" * 300_000 + "x}}",
    "a long volume of many": "@proceedings{p, title = {"
    + "x \\x" * 40_000
    + "}}"
    + "@misc{k, crossref = p}" * 4_000,
    "names without end": "@article{k, title = {x}, author = {" + " and" * 50_000 + "," * 50_000 + "}}",
    "a chain of references": "".join(
        f"@misc{{k{number}, title = {{x}}, crossref = {{k{number + 1}}}}}\n" for number in range(1_500)
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_made_to_hang_a_reader_is_read_at_once(name):
    started = time.process_time()
    bibtex_reading.read(HOSTILE[name])
    assert time.process_time() - started < 2


def test_macros_that_double_themselves_do_not_grow_beyond_a_bound():
    doubling = "".join(f"@string{{a{number + 1} = a{number} # a{number}}}\n" for number in range(40))
    text = (
        '@string{a0 = "0123456789"}\n' + doubling + "@article{k, title = {T}, abstract = a40 # a39}\n" * 500
    )
    found = bibtex_reading.read(text)
    assert len(found.records) == 500
    assert sum(len(record.fields["abstract"]) for record in found.records) < 4 * len(text) + 1_100_000
    assert any("Macros have grown too long" in problem.detail for problem in found.problems)


ENTRY = """@inproceedings{key%d,
  author = {M{\\"u}ller, Ada and Bo Chen and van der Berg, Carl},
  title = {{GPU} Sharing for %d Schedulers},
  booktitle = {Proceedings of the 30th Invented Conference},
  abstract = {%s}
%s
"""


def test_every_entry_of_a_large_file_is_read_in_time_though_some_are_never_closed():
    """A tenth of the bound of 10 s for 5 MB, for a tenth of them."""
    entries = [
        ENTRY % (number, number, "So it goes. " * 20, "}" if number % 100 else "") for number in range(1_200)
    ]
    text = "\n".join(entries)
    assert len(text) > 500_000
    started = time.process_time()
    found = bibtex_reading.read(text)
    assert time.process_time() - started < 1
    assert [record.fields["key"] for record in found.records] == [f"key{number}" for number in range(1_200)]
    assert len(found.problems) == 12
