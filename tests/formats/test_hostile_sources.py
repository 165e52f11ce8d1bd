"""Hostile texts are read soon and told in a sentence: bombs, depths, floods and mutations of every case."""

import json
import random
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats import academicpages, clean, crossref, dblp, finds, front_matter, orcid, readers
from formats.drafts import LIMITS, MOST_AUTHORS, MOST_PROBLEMS
from formats.finds import Unreadable
from tests.formats.sources import READERS, cases, read, refusal, text_of

ALL = cases(*READERS)
KEYS = (
    "title",
    "data",
    "externalIds",
    "value",
    "author",
    "message",
    "items",
    "results",
    "type",
    "doi",
    "DOI",
)
OF_JSON = ("orcid", "openalex", "crossref", "semantic-scholar")
PIECES = [*'"{}[]<>&;:|\\', "null", "-1", "1e999", "\x00", "\u202e", "\\ud800", "\n---\n", "&a;", "]]>"]
SECONDS = 5
"""How long the worst text of the largest size may take, as the project's rule has it."""

BOMB = (
    '<!DOCTYPE dblp [<!ENTITY a "aaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + ']><dblp><article key="a/b/c"><title>&j;</title></article></dblp>'
)
DOCTYPES = {
    "a bomb of entities": BOMB,
    "an external entity": '<!DOCTYPE dblp [<!ENTITY x SYSTEM "file:///etc/passwd">]><dblp><article>'
    "<title>&x;</title></article></dblp>",
    "a parameter entity": '<!DOCTYPE dblp [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]><dblp/>',
    "an empty subset": '<!DOCTYPE dblp []><dblp><article key="a/b/c"><title>T.</title></article></dblp>',
}


@pytest.mark.parametrize("text", DOCTYPES.values(), ids=DOCTYPES)
def test_a_document_that_declares_entities_is_refused(text):
    found = dblp.read(text)
    assert found.records == []
    assert [problem.detail for problem in found.problems] == [
        "The document declares entities of its own; it was not read."
    ]


def test_a_named_dtd_is_passed_over_and_never_loaded():
    doctype = '<!DOCTYPE dblp SYSTEM "http://127.0.0.1:1/dblp.dtd">'
    record = '<article key="a/b/c"><author>Ida Moe</author><title>&Auml;.</title></article>'
    found = dblp.read(f"{doctype}<dblp>{record}</dblp>")
    assert [record.fields["title"] for record in found.records] == ["Ä"]
    assert found.problems == []


def test_references_to_what_xml_forbids_are_dropped():
    title = "a&#0;b&#x1F;c&#xD800;d&#1114112;e&#65534;&LT;&lt;"
    found = dblp.read(f'<article key="a/b/c"><title>{title}</title></article>')
    assert found.records[0].fields["title"] == "abcde<<"


def test_depth_ends_the_reading_and_is_told():
    before = '<dblp><article key="a/b/c"><title>T.</title><author>Ida Moe</author></article>'
    found = dblp.read(before + "<x>" * 100_000)
    assert len(found.records) == 1
    assert "deep" in found.problems[-1].detail


def test_front_matter_may_be_nested_only_so_deep():
    def nested(depth):
        return front_matter.read(
            f"---\ntitle: Dew\na: {'[' * depth}{']' * depth}\n---", "_publications/dew.md"
        )

    assert [record.fields["title"] for record in nested(15).records] == ["Dew"]
    assert nested(25).records == []
    assert nested(25).problems[0].detail == "The front matter is nested more than 20 deep."


def many(count, work):
    """Write a list of as many works."""
    return "[" + ",".join([json.dumps(work)] * count) + "]"


FLOODS = {
    "ris": "TY  - GEN\nTI  - T\nER  - \n" * 105,
    "bibtex": "@misc{k, title={T}}\n" * 105,
    "dblp": f"<dblp>{'<article><title>T.</title></article>' * 105}</dblp>",
    "orcid": many(105, {"title": {"title": {"value": "T"}}, "put-code": 1}),
    "openalex": many(105, {"title": "T"}),
    "crossref": many(105, {"title": ["T"]}),
    "csl-json": many(105, {"title": "T", "type": "book"}),
    "semantic-scholar": many(105, {"title": "T"}),
}


@pytest.mark.parametrize("name", FLOODS)
def test_no_more_entries_are_looked_at_than_a_limit(name, monkeypatch):
    monkeypatch.setattr(finds, "MOST_RECORDS", 100)
    found = readers.READERS[name].read(FLOODS[name], "")
    assert len(found.records) == 100
    assert any("Only the first 100 entries" in problem.detail for problem in found.problems)


def test_no_more_problems_are_told_than_a_limit():
    found = crossref.read(many(MOST_PROBLEMS + 100, []))
    assert found.records == []
    assert len(found.problems) == MOST_PROBLEMS + 1
    assert found.problems[-1].detail == "There is more that was not understood."


def test_long_values_are_cut_or_left_out_and_told():
    long = "x" * 30_000
    authors = [{"name": "N"}] * (MOST_AUTHORS + 1000)
    work = {"title": [long], "abstract": long, "volume": long, "container-title": [long], "author": authors}
    found = crossref.read(json.dumps(work))
    fields = found.records[0].fields
    assert {key: len(fields[key]) for key in ("title", "abstract", "venue")} == {
        key: LIMITS[key] for key in ("title", "abstract", "venue")
    }
    assert "volume" not in fields  # A part of a number is another number.
    assert len(fields["authors"]) == MOST_AUTHORS
    assert sum("was cut" in problem.detail for problem in found.problems) == 3
    assert sum("volume was left out" in problem.detail for problem in found.problems) == 1
    assert sum("5,000 authors" in problem.detail for problem in found.problems) == 1
    assert refusal(found.records[0]) == {}


WORST = {
    "dblp": {
        "one title": lambda size: '<article key="a/b/c"><title>' + "a <i>b</i> " * (size // 12),
        "one attribute": lambda size: '<article key="' + "a/" * (size // 3) + '"><title>T.</title></article>',
        "attributes": lambda size: "<article " + " ".join(f'a{n}="1"' for n in range(size // 13)) + "/>",
        "ampersands": lambda size: "<dblp>" + "&a" * (size // 3),
        "fields": lambda size: (
            '<article key="a/b/c"><title>T</title>' + "<ee>x</ee>" * (size // 12) + "</article>"
        ),
    },
    "crossref": {
        "lists": lambda size: "[" + "[]," * (size // 4) + "[]]",
        "depth": lambda size: "[" * size,
        "a number": lambda size: '{"title": ["T"], "volume": ' + "9" * (size // 2) + "}",
        "tags": lambda size: json.dumps({"title": ["<i" * (size // 3)]}),
        "marks": lambda size: json.dumps({"title": ["e" + "\u0301\u0323" * (size // 20)]}),
        "spaces": lambda size: json.dumps({"title": ["T"], "abstract": "\n " * (size // 4)}),
        "links": lambda size: json.dumps({"title": ["T"], "link": [{"URL": "https://x.org"}] * (size // 30)}),
    },
    "openalex": {
        "places": lambda size: json.dumps(
            {"title": "T", "abstract_inverted_index": {"a": [0] * (size // 4)}}
        ),
        "words": lambda size: json.dumps(
            {"title": "T", "abstract_inverted_index": {f"{n}": [n] for n in range(size // 20)}}
        ),
    },
    "orcid": {"groups": lambda size: '{"group":[' + "{}," * (size // 4) + "{}]}"},
    "front_matter": {
        "depth": lambda size: "---\na: " + "[" * (size // 110) + "\n---",
        "a line": lambda size: "---\na: " + "x" * (size // 110) + "\n---",
        "keys": lambda size: "---\n" + "a: b\n" * (size // 550) + "\n---",
        "aliases": lambda size: "---\na: &a [x]\nb: [" + "*a," * (size // 330) + "]\n---",
        "TOML": lambda size: "+++\na = " + "[" * (size // 550) + "\n+++",
        "a key of TOML": lambda size: "+++\n" + "a." * (size // 1100) + "a = 1\n+++",
        "stars": lambda size: "---\ncollection: publications\ntitle: '" + "*_" * (size // 220) + "'\n---",
        "commas": lambda size: (
            "---\ncollection: publications\ncitation: '" + "A, " * (size // 330) + "(2020)'\n---"
        ),
        "fences": lambda size: "---\na: b\n" + "---\n" * (size // 50),
    },
}


@pytest.mark.torture
@pytest.mark.parametrize(("name", "what"), [(name, what) for name, texts in WORST.items() for what in texts])
def test_the_worst_text_of_the_largest_size_is_read_in_time(name, what, is_long):
    part = 1 if is_long else 20
    text = WORST[name][what](clean.LARGEST // part)
    began = time.process_time()
    found = read(name, "", text)
    assert time.process_time() - began < (SECONDS if is_long else 1)
    assert all(refusal(record) == {} for record in found.records)
    assert len(found.problems) <= MOST_PROBLEMS + 1


ODD = [
    None,
    True,
    -1,
    10**30,
    1e308,
    "",
    " ",
    "x" * 1100,
    "\u0000\ud800",
    "javascript:x",
    [],
    {},
    [[]],
    [None],
    {"value": 1},
]


def bent(value, chance):
    """Put odd values here and there into a tree, in the place of what stood there."""
    if chance.random() < 0.02:
        return chance.choice(ODD)
    if isinstance(value, dict):
        return {key: bent(inner, chance) for key, inner in value.items()}
    return [bent(inner, chance) for inner in value] if isinstance(value, list) else value


@pytest.mark.torture
@pytest.mark.parametrize("name", READERS)
def test_thousands_of_broken_texts_are_read_one_after_another(name, is_long):
    chance = random.Random(name)
    sources = [(path, text_of(name, path)) for _, path in cases(name)]
    for _ in range(20_000 if is_long else 50):
        path, text = chance.choice(sources)
        if path.endswith(".json") and chance.random() < 0.8:
            text = json.dumps(bent(json.loads(text), chance))
            assert all(refusal(record) == {} for record in read(name, path, text).records), text
            continue
        for _ in range(chance.randint(1, 8)):
            start, length = chance.randint(0, len(text)), chance.choice([0, 1, 3, 20, 400])
            new = chance.choice([*PIECES, text[start : start + length] * 2, text[: chance.randint(0, 30)]])
            text = text[:start] + new + text[start + length :]
        assert all(refusal(record) == {} for record in read(name, path, text).records), text


@pytest.mark.parametrize("name", [*FLOODS, "front-matter"])
def test_what_is_too_long_is_told_and_not_read(name):
    found = readers.READERS[name].read(" " * (clean.LARGEST + 1), "")
    assert found.records == []
    assert "longer than" in found.problems[0].detail


@st.composite
def mutations(draw):
    """A case with pieces cut out, doubled, put elsewhere, or replaced."""
    name, path = draw(st.sampled_from(ALL))
    text = text_of(name, path)
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        new = draw(st.one_of(st.sampled_from(PIECES), st.text(max_size=5), st.just(text[start:end] * 2)))
        text = text[:start] + new + text[end:]
    return name, path, text


@given(mutations())
def test_a_broken_text_is_read_as_far_as_it_goes(mutated):
    name, path, text = mutated
    found = read(name, path, text)
    assert found.records or found.problems or name in OF_JSON
    assert all(refusal(record) == {} for record in found.records)
    assert all(problem.detail.endswith((".", "…")) for problem in found.problems)
    assert isinstance(READERS[name].sniff(text), bool)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda kids: (
            st.lists(kids)
            | st.dictionaries(
                st.sampled_from(KEYS),
                kids,
            )
        ),
    )
)
def test_any_json_is_read_by_every_reader_of_json(value):
    text = json.dumps(value)
    for name in OF_JSON:
        reader = READERS[name]
        assert all(refusal(record) == {} for record in reader.read(text).records)
    for name in ("openalex", "crossref", "semantic-scholar"):
        with suppress(Unreadable):
            assert isinstance(READERS[name].counts(text), list)
    assert isinstance(orcid.put_codes(text), list)


@given(st.text())
def test_any_text_is_read_by_the_readers_of_texts(text):
    for found in (dblp.read(text), front_matter.read(f"---\ntitle: {text}\n---", "_publications/a.md")):
        assert all(refusal(record) == {} for record in found.records)
    assert all(name.strip() for name in academicpages.names(text))
