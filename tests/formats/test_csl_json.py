"""CSL-JSON as reference managers and registries write it, and read back as it was written."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats import csl_json
from schemas.vocabulary import CSL_TYPES
from tests.formats.items import as_record, item, items
from tests.formats.mutation import mutated

WHOLE = {
    "id": "http://zotero.org/users/1/items/ABC",
    "type": "paper-conference",
    "title": "<i>Fast</i> data &amp; more",
    "author": [
        {"family": "Lindqvist", "given": "Ada"},
        {"family": "Berg", "given": "Carl", "non-dropping-particle": "van der"},
        {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
        {"family": "Davis", "given": "Sam", "suffix": "Jr."},
        {"literal": "The Smith and Jones Group"},
        {"family": "李", "given": "雷"},
    ],
    "issued": {"date-parts": [[2020, "3", 5]]},
    "container-title": "Proceedings of Inventions",
    "publisher": "Press",
    "volume": 12,
    "issue": "3",
    "page": "101-120",
    "DOI": "10.1145/ABC",
    "URL": "https://example.org/paper",
    "abstract": "<jats:p>What it is about.</jats:p>",
    "keyword": "GPU, Cloud; Edge",
    "note": "With an appendix",
    "archive": "arXiv",
    "archive_location": "2401.01234",
}


def read(data):
    found = csl_json.read(data if isinstance(data, str) else json.dumps(data))
    return [record.fields for record in found.records], [tuple(problem) for problem in found.problems]


def test_an_entry_is_read_whole():
    assert read([WHOLE]) == (
        [
            {
                "key": "http:-zotero.org-users-1-items-ABC",
                "type": "paper-conference",
                "status": "published",
                "title": "Fast data &amp; more",
                "authors": [
                    {"name": "Ada Lindqvist"},
                    {"name": "Carl van der Berg"},
                    {"name": "Ludwig van Beethoven"},
                    {"name": "Sam Davis Jr."},
                    {"name": "The Smith and Jones Group"},
                    {"name": "李雷"},
                ],
                "year": 2020,
                "month": 3,
                "venue": "Proceedings of Inventions",
                "volume": "12",
                "issue": "3",
                "pages": "101–120",
                "doi": "10.1145/abc",
                "arxiv_id": "2401.01234",
                "links": [{"kind": "publisher", "url": "https://example.org/paper"}],
                "abstract": "What it is about.",
                "topics": [{"label": "GPU"}, {"label": "Cloud"}, {"label": "Edge"}],
                "note": "With an appendix",
            }
        ],
        [],
    )


@pytest.mark.parametrize("data", [WHOLE, {"items": [WHOLE]}, f"\ufeff{json.dumps([WHOLE])}"])
def test_a_single_object_and_a_list_under_items_are_taken(data):
    assert read(data) == read([WHOLE])


@pytest.mark.parametrize("type_", CSL_TYPES)
def test_every_type_stays_what_it_is(type_):
    ((record,), problems) = read([{"type": type_, "title": "T"}])
    assert record["type"] == type_
    assert problems == []


@pytest.mark.parametrize(
    ("issued", "year", "month"),
    [
        ({"date-parts": [[2020]]}, 2020, None),
        ({"date-parts": [["2020", 11]]}, 2020, 11),
        ({"date-parts": [[2019, 12], [2020, 1]]}, 2019, 12),
        ({"date-parts": [[2020, 13]]}, 2020, None),
        ({"date-parts": [[None]]}, None, None),
        ({"date-parts": []}, None, None),
        ({"raw": "2020-05-07"}, 2020, 5),
        ({"literal": "in the spring of 2020"}, 2020, None),
        ("2020-05", 2020, 5),
        (2020, 2020, None),
        (None, None, None),
    ],
)
def test_a_date_is_read_from_its_parts_or_its_words(issued, year, month):
    ((record,), problems) = read([{"type": "book", "title": "T", "issued": issued}])
    assert (record.get("year"), record.get("month")) == (year, month)
    assert problems == []


@pytest.mark.parametrize(
    ("variables", "facts"),
    [
        ({"type": "article", "status": "forthcoming"}, {"status": "accepted"}),
        ({"type": "article"}, {"status": "preprint"}),
        ({"type": "article-journal", "status": "in press"}, {"status": "accepted"}),
        (
            {"type": "posted-content", "number": "arXiv:2401.01234"},
            {"type": "article", "arxiv_id": "2401.01234"},
        ),
        ({"type": "report", "number": "TR-7"}, {"issue": "TR-7"}),
        ({"type": "thesis", "publisher": "Invented University"}, {"venue": "Invented University"}),
        ({"type": "book", "publisher": "Press"}, {"venue": None}),
        (
            {"type": "journal-article", "container-title": ["J", "J."]},
            {"type": "article-journal", "venue": "J"},
        ),
    ],
)
def test_variables_mean_what_their_table_says(variables, facts):
    ((record,), problems) = read([{"title": "T", **variables}])
    assert {key: record.get(key) for key in facts} == facts
    assert problems == []


@pytest.mark.parametrize(
    ("text", "titles", "problem"),
    [
        ('[{"title": "A",\n "type": "book"', [], "no JSON"),
        ("7", [], "'7' stands where a work should"),
        ('[7, {"title": "A", "type": "book"}]', ["A"], "Work 1: '7' stands where a work should"),
        (
            '[{"type": "book"}, {"title": "A", "type": "book"}]',
            ["A"],
            "Work 1: it was left out, because it has no title",
        ),
        ('[{"title": "A", "type": "what"}]', ["A"], "the type 'what' is not known"),
        ('[{"title": "A"}]', ["A"], "it has no type"),
        ('[{"title": "A", "type": "book", "issued": {"raw": "soon"}}]', ["A"], "'soon' is no date"),
        ('[{"title": "A", "type": "book", "DOI": "x"}]', ["A"], "'x' is no DOI"),
        ('[{"title": "A\ud800", "type": "book"}]', ["A"], None),
        ('[{"title": "A\\ud800", "type": "book"}]', ["A"], None),
        ("[" * 100_000, [], "nested too deep"),
        (
            '[{"title": "A\\u0000", "type": "book", "author": {"x": []}, "volume": [[1]], "page": true}]',
            ["A"],
            None,
        ),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_is_taken(text, titles, problem):
    records, told = read(text)
    assert [record["title"] for record in records] == titles
    assert [problem in detail for _, detail in told] == ([True] if problem else [])


NAMES = {
    "Ada Lindqvist": {"given": "Ada", "family": "Lindqvist"},
    "Ludwig van Beethoven": {"given": "Ludwig", "non-dropping-particle": "van", "family": "Beethoven"},
    "Charles de la Vallée Poussin": {
        "given": "Charles",
        "non-dropping-particle": "de la",
        "family": "Vallée Poussin",
    },
    "Martin L. King Jr.": {"given": "Martin L.", "family": "King", "suffix": "Jr."},
    "李雷": {"literal": "李雷"},
    "The Tide Team": {"literal": "The Tide Team"},
    "Madonna": {"literal": "Madonna"},
    "The Smith and Jones Group": {"literal": "The Smith and Jones Group"},
}


def test_a_publication_is_written_as_the_schema_of_csl_has_it():
    known = item(
        status="accepted",
        year=2020,
        month=3,
        authors=[{"name": name} for name in NAMES],
        venue={"slug": "v", "acronym": "V", "name": "Conf", "kind": "conference"},
        pages="1–9",
        arxiv_id="2401.01234",
        topics=[{"slug": "gpu", "label": "GPU"}, {"slug": "edge", "label": "Edge"}],
        note={"zh": "短文", "en": "Short"},
        links=[{"kind": "pdf", "url": "/files/a.pdf"}, {"kind": "code", "url": "https://a.org/c"}],
        visibility="hidden",
        selected=True,
    )
    assert json.loads(csl_json.write([known])) == [
        {
            "id": "work1",
            "type": "paper-conference",
            "title": "Work",
            "author": list(NAMES.values()),
            "issued": {"date-parts": [[2020, 3]]},
            "container-title": "Conf",
            "page": "1–9",
            "archive": "arXiv",
            "archive_location": "2401.01234",
            "URL": "https://a.org/c",
            "keyword": "GPU, Edge",
            "note": "Short",
            "status": "forthcoming",
        }
    ]
    assert json.loads(csl_json.write([known], ["title"])) == [
        {"id": "work1", "type": "paper-conference", "title": "Work"}
    ]
    assert csl_json.write([]) == "[]\n"


KEPT = sorted(set(CSL_TYPES) - {"article", "manuscript"})


@given(st.lists(items(KEPT), max_size=3, unique_by=lambda item: item["key"]))
def test_what_was_written_is_read_back(written):
    records, problems = read(csl_json.write(written))
    assert records == [as_record(each) for each in written]
    assert problems == []


# The variables of CSL 1.0.2 that a publication needs, by the shape of their values.
SHAPES = {
    str: {
        "id", "type", "title", "container-title", "publisher", "volume", "issue", "page", "DOI", "archive",
        "archive_location", "URL", "abstract", "keyword", "note", "status",
    },
    list: {"author"},
    dict: {"issued"},
}  # fmt: skip
PARTS = {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}


@given(st.lists(items(list(CSL_TYPES)), max_size=3))
def test_whatever_is_written_has_the_shape_that_csl_defines(written):
    entries = json.loads(csl_json.write(written))
    assert [entry["id"] for entry in entries] == [each["key"] for each in written]
    for entry, source in zip(entries, written, strict=True):
        assert all(variable in SHAPES[type(value)] for variable, value in entry.items())
        assert len(entry.get("author", [])) == len(source["authors"])
        for author, name in zip(entry.get("author", []), source["authors"], strict=True):
            assert author.keys() <= PARTS
            assert all(isinstance(part, str) for part in author.values())
            assert sorted(" ".join(author.values()).split()) == sorted(name["name"].split())
        parts = [part for date in entry.get("issued", {"date-parts": []})["date-parts"] for part in date]
        assert parts == [part for part in (source["year"], source["month"]) if part]


@given(mutated([json.dumps([WHOLE], ensure_ascii=False), json.dumps([WHOLE, {"title": "T"}], indent=1)]))
def test_no_input_does_harm(text):
    started = time.process_time()
    found = csl_json.read(text)
    assert time.process_time() - started < 5
    for record in found.records:
        str(record.fields).encode("utf-8")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(sorted(WHOLE)) | st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(WHOLE)), JSON))
def test_no_value_of_another_kind_does_harm(entry):
    records, problems = read([entry])
    assert len(records) == 1 or problems
