"""BibTeX as other programs read it: pybtex stands in for them."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Person, parse_string

from formats import bibtex

HARD = "\\{}$&#%_^~"
PRINTED = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\&": "&",
    r"\%": "%",
    r"\$": "$",
    r"\#": "#",
    r"\_": "_",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
}


def work(**facts):
    """A publication as the API gives it, as far as BibTeX looks."""
    defaults = {
        "key": "work1",
        "title": "Work",
        "type": "paper-conference",
        "authors": [{"name": "Ada Lindqvist"}],
    }
    unknown = dict.fromkeys(["year", "month", "venue", "volume", "issue", "pages", "doi", "arxiv_id"])
    return {**unknown, **defaults, **facts}


def read(item):
    """Read the one entry that is written for an item."""
    database = parse_string(bibtex.write(item), "bibtex")
    assert list(database.entries) == [item["key"]]
    return database.entries[item["key"]]


def printed(text):
    """What TeX prints for a text: commands become their characters, braces that only group go away."""
    out, place = "", 0
    while place < len(text):
        command = next((written for written in PRINTED if text.startswith(written, place)), None)
        out += PRINTED[command] if command else text[place].strip("{}")
        place += len(command or "x")
    return out


@pytest.mark.parametrize(
    ("type_", "entry"),
    [
        ("article-journal", "article"),
        ("paper-conference", "inproceedings"),
        ("book", "book"),
        ("chapter", "incollection"),
        ("thesis", "phdthesis"),
        ("report", "techreport"),
        ("article", "misc"),
        ("software", "misc"),
    ],
)
def test_each_type_has_its_entry(type_, entry):
    assert read(work(type=type_)).type == entry


@pytest.mark.parametrize(
    ("type_", "field"),
    [("article-journal", "journal"), ("paper-conference", "booktitle"), ("chapter", "booktitle")],
)
def test_the_venue_stands_where_its_type_has_it(type_, field):
    venue = {"slug": "taco", "acronym": "TACO", "name": "Architecture & Code", "kind": "journal"}
    assert printed(read(work(type=type_, venue=venue)).fields[field]) == "Architecture & Code"


def test_what_is_known_is_written_and_what_is_not_is_left_out():
    known = work(
        year=2024, month=3, volume="21", issue="4", pages="101–120", doi="10.1145/a_b%c", arxiv_id="2401.1"
    )
    assert dict(read(known).fields) == {
        "title": "Work",
        "year": "2024",
        "month": "3",
        "volume": "21",
        "number": "4",
        "pages": "101--120",
        "doi": "10.1145/a_b%c",
        "eprint": "2401.1",
        "archiveprefix": "arXiv",
    }
    assert dict(read(work()).fields) == {"title": "Work"}


def test_an_identifier_ends_no_field_and_begins_no_command():
    hostile = r"10.1234/},note={\input{/etc/passwd}"
    fields = read(work(doi=hostile, arxiv_id=hostile)).fields
    assert fields.keys() == {"title", "doi", "eprint", "archiveprefix"}
    assert unquote(fields["doi"]) == unquote(fields["eprint"]) == hostile
    assert not set(fields["doi"] + fields["eprint"]) & set("\\{}")


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("EDAS: Enabling Fast Data Loading", "{EDAS}: Enabling Fast Data Loading"),
        ("E2bird and DNNs on a GPU", "{E2bird} and {DNNs} on a {GPU}"),
        ("The A* search", "The A* search"),
        ("50% of C++ & C#", r"50\% of C++ \& C\#"),
    ],
)
def test_capitals_that_matter_are_kept_and_others_left_to_the_style(title, written):
    assert read(work(title=title)).fields["title"] == written


@given(
    st.text(alphabet=st.sampled_from(HARD + "aB é中-"), min_size=1).map(lambda text: " ".join(text.split()))
)
def test_any_title_is_printed_as_it_is(title):
    entry = read(work(title=f"x{title}x"))
    assert printed(entry.fields["title"]) == f"x{title}x"


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Zoë Ångström", "Zoë", "Ångström"),
        ("李雷", "", "李雷"),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
    ],
)
def test_names_are_read_as_they_were_printed(name, first, last):
    (person,) = read(work(authors=[{"name": name}])).persons["author"]
    assert " ".join(person.first_names) == first
    assert " ".join([*person.prelast_names, *person.last_names]) == last


def test_authors_keep_their_order_and_number():
    names = ["Han Zhao", "Weihao Cui", "Fernando Llanos", "李雷"]
    persons = read(work(authors=[{"name": name} for name in names])).persons["author"]
    assert persons == [Person(name) for name in names]


@pytest.mark.parametrize("name", ["The Smith and Jones Group", "Smith, Jones, Brown, and Company", "X{Y"])
def test_a_name_that_bibtex_would_take_apart_stays_one_author(name):
    (person,) = read(work(authors=[{"name": name}])).persons["author"]
    assert printed(str(person)) == name
