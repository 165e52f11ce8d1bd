"""What a source may say of the owner as a whole: totals, indexes, and citations per year."""

from typing import Any

from marshmallow import fields, validate

from schemas.inputs import maybe
from schemas.profile_file import Strict

LARGEST = 2**31
"""The largest count that is taken: more than all citations of anyone."""
MOST_YEARS = 200


def figure(**more: Any) -> fields.Integer:
    """Make a field for a number of citations, or of what is counted by them."""
    return fields.Integer(strict=True, validate=validate.Range(0, LARGEST), **more)


def _unknown() -> fields.Integer:
    return figure(load_default=None, allow_none=True)


class Figures(Strict):
    """The figures of one source; `_5y` are those of the last five years."""

    total = _unknown()
    total_5y = _unknown()
    h_index = _unknown()
    h_index_5y = _unknown()
    i10_index = _unknown()
    i10_index_5y = _unknown()
    per_year = fields.Dict(
        keys=fields.String(validate=validate.Regexp(r"^[0-9]{4}\Z", error="Write a year of four digits.")),
        values=figure(),
        validate=validate.Length(max=MOST_YEARS),
        load_default=None,
        allow_none=True,
        metadata={"propertyNames": {"pattern": "^[0-9]{4}$"}},
    )
    scholar_id = maybe(100)
    organization = maybe(100)
