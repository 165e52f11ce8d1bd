"""What readers give is what the API takes, whatever they read."""

import json

import pytest
from hypothesis import given

from formats.readers import READERS
from schemas.bodies import BODIES
from tests.formats.mutation import mutated
from tests.formats.test_bibtex_cases import CASES
from tests.formats.test_csl_json import WHOLE as CSL
from tests.formats.test_ris import WHOLE as RIS

LONG = "x" * 30_000
LONG_FIELDS = ["title", "author", "journal", "volume", "url", "keywords", "abstract", "award", "note"]
ODD = "@misc{+, title={T}, year={0999}, month={13}, url={javascript:x}, keywords={C, C++}, doi={10.1234/\\x}}"
SOURCES = {
    "bibtex": [
        *(case.read_text("utf-8") for case in CASES),
        f"@article{{{LONG}, {', '.join(f'{field} = {{{LONG}}}' for field in LONG_FIELDS)}}}",
        ODD,
    ],
    "ris": [
        RIS,
        "TY  - JOUR\n" + "".join(f"{tag}  - {LONG}\n" for tag in ("TI", "AU", "UR", "DO", "KW", "ID")),
    ],
    "csl-json": [json.dumps([CSL]), json.dumps([{**dict.fromkeys(CSL, LONG), "type": "book"}])],
}


def refused(records):
    """The faults that the API finds in records; authors, or the owner's name, may not be known.

    A venue is looked up before.
    """
    faults = []
    for record in records:
        fields = {key: value for key, value in record.fields.items() if key != "venue"}
        unknown = ["name"] if record.collection == "profile" else ["authors"]
        faults.append(BODIES[record.collection](partial=unknown).validate(fields))
    return [fault for fault in faults if fault]


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in SOURCES.items() for text in texts]
)
def test_every_record_is_taken(name, text):
    assert refused(READERS[name].read(text, "").records) == []


@given(mutated([text for texts in SOURCES.values() for text in texts]))
def test_every_record_of_a_spoilt_text_is_taken(text):
    for reader in READERS.values():
        assert refused(reader.read(text, "").records) == []


TURNED = "Gates\u202e\u200b\ufeff of Troy"
"""A title that turns what stands behind it on a page, and one that looks the same is another's."""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bibtex", f"@article{{a, title={{{TURNED}}}, author={{{TURNED}}}, keywords={{{TURNED}}}}}"),
        ("ris", f"TY  - JOUR\nTI  - {TURNED}\nAU  - {TURNED}\nKW  - {TURNED}\nER  - \n"),
        (
            "csl-json",
            json.dumps(
                [{"title": TURNED, "author": [{"literal": TURNED}], "keyword": TURNED, "type": "book"}]
            ),
        ),
        (
            "crossref",
            json.dumps(
                {"DOI": "10.1000/a", "title": [TURNED], "author": [{"name": TURNED}], "subject": [TURNED]}
            ),
        ),
        ("dblp", f"<dblp><article><title>{TURNED}</title><author>{TURNED}</author></article></dblp>"),
    ],
)
def test_what_is_not_seen_is_not_taken(name, text):
    (record,) = READERS[name].read(text, "").records
    (author,) = record.fields["authors"]
    seen = [
        record.fields["title"],
        author["name"],
        *(topic["label"] for topic in record.fields.get("topics", ())),
    ]
    assert set(seen) == {"Gates of Troy"}
