"""What the tests of the readers share: cases as files, what is expected of them, and what the API takes."""

import json
from pathlib import Path

from marshmallow import ValidationError

from formats import crossref, dblp, front_matter, openalex, orcid, semantic_scholar
from schemas.bodies import BODIES

CASES = Path(__file__).parent / "cases"
READERS = {
    "dblp": dblp,
    "orcid": orcid,
    "openalex": openalex,
    "crossref": crossref,
    "semantic-scholar": semantic_scholar,
    "front_matter": front_matter,
}
NAMES = {"admin": "Wei Okafor"}
# What another source or the owner must add before an entry can be stored.
MAY_BE_MISSING = {"authors", "institution"}


def cases(*names):
    """List the files of some formats, each with its format's name and its path below it."""
    return [
        (name, path.relative_to(CASES / name).as_posix())
        for name in names
        for path in sorted((CASES / name).rglob("*.*"))
        if not path.name.endswith(".expected.json")
    ]


def text_of(name, path):
    """Give the text of a case."""
    return (CASES / name / path).read_text("utf-8")


def expected_of(name, path):
    """Give what is expected of a case: records, problems and, where the format has them, counts."""
    return json.loads((CASES / name / path).with_suffix(".expected.json").read_text("utf-8"))


def read(name, path, text):
    """Read a text as a format, as though it lay at a path."""
    return READERS[name].read(text, path, NAMES) if name == "front_matter" else READERS[name].read(text)


def refusal(record):
    """Say what the API would refuse of a record, but for what may be missing; an empty object if nothing."""
    try:
        BODIES[record.collection]().load(record.fields, partial=("slug",))
    except ValidationError as found:
        told = found.normalized_messages()
        return {key: said for key, said in told.items() if key in record.fields or key not in MAY_BE_MISSING}
    return {}
