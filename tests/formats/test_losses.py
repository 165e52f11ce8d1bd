"""Type and status come back from a format that is written and read, but for what its page says is lost."""

import pytest

from formats import bibtex, bibtex_reading, csl_json, ris
from schemas.vocabulary import CSL_TYPES, STATUSES
from tests.formats.items import item

KEPT_BY_BIBTEX = {"article-journal", "paper-conference", "book", "chapter", "thesis", "report", "manuscript"}
NO_TAG = {
    "broadcast", "classic", "collection", "document", "entry", "event", "interview", "performance", "post",
    "regulation", "review", "review-book", "song", "treaty",
}  # fmt: skip


def of_bibtex(type_):
    """Docs: types without an entry come back as `document`, and `article-magazine` as `article-journal`."""
    return {"article-magazine": "article-journal"}.get(
        type_, type_ if type_ in KEPT_BY_BIBTEX else "document"
    )


def of_ris(type_):
    """Docs: types without a TY come back as `document`, and `manuscript` as `article`."""
    return {"manuscript": "article"}.get(type_, "document" if type_ in NO_TAG else type_)


FORMATS = {
    "bibtex": (bibtex.write_all, bibtex_reading.read, of_bibtex, {"manuscript"}),
    "ris": (ris.write, ris.read, of_ris, {"article", "manuscript"}),
    "csl-json": (csl_json.write, csl_json.read, str, {"article", "manuscript"}),
}
"""What writes, what reads, what becomes of a type, and the types that are preprints unless told otherwise."""


@pytest.mark.parametrize("name", FORMATS)
def test_type_and_status_of_a_work_with_a_venue_come_back(name):
    write, read, type_of, preprints = FORMATS[name]
    venue = {"name": "Annals of A", "acronym": None, "slug": "a", "kind": "journal"}
    came, expected = {}, {}
    for type_ in CSL_TYPES:
        for status in STATUSES:
            (record,) = read(write([item(type=type_, status=status, venue=venue, year=2024)])).records
            came[type_, status] = record.fields["type"], record.fields["status"]
            is_taken_for_one = type_ in preprints and status == "published"
            expected[type_, status] = type_of(type_), "preprint" if is_taken_for_one else status
    assert came == expected
