"""Citations on the wire: what is handed in, what became of it, and the ledger's rows."""

from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from schemas.citation_figures import Figures, figure
from schemas.history import ChangedEntry
from schemas.inputs import Bare, maybe, year
from schemas.lists import Some
from schemas.patterns import ARXIV_ID, ARXIV_PREFIX, DOI, DOI_PREFIX, SOURCE, Fits
from schemas.profile_file import Strict
from schemas.vocabulary import COUNTED

DAY = Fits("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "Write a day as 2026-11-01.")
MOST = 5000
"""Counts of one body; a `gs_data.json` may hold more."""
NAMES = ("publication", "doi", "arxiv_id", "title")
"""What names a work, the surest first."""


def day(text: str) -> str:
    """Judge a day, which must be one of the calendar."""
    DAY(text)
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValidationError("The calendar has no such day.") from None
    return text


class CountBody(Strict):
    """How often one work was cited, named by one of its names or by several."""

    publication = maybe(200)
    doi = Bare(DOI, DOI_PREFIX, 300)
    arxiv_id = Bare(ARXIV_ID, ARXIV_PREFIX, 40)
    title = maybe(1000)
    year = year()
    source_id = maybe(200)
    count = figure(required=True, attribute="times")

    documented = {"anyOf": [{"required": [name], "properties": {name: {"type": "string"}}} for name in NAMES]}

    @validates_schema
    def some_name(self, said: Any, **_: Any) -> None:
        """Refuse a count of nothing."""
        if not any(said.get(name) for name in NAMES):
            raise ValidationError("Name the work by publication (its key), doi, arxiv_id or title.")


class CitationsBody(Strict):
    """What one source said on one day; without a day, today."""

    source = fields.String(load_default=None, allow_none=True, validate=SOURCE)
    as_of = fields.String(
        load_default=None, allow_none=True, validate=day, metadata={"pattern": DAY.regex.pattern}
    )
    counts = Some(fields.Nested(CountBody), most=MOST, load_default=list)
    totals = fields.Nested(Figures, load_default=None, allow_none=True)


class Counted(Schema):
    """What became of one count of a work, or of one figure of the source's own."""

    result = fields.String(required=True, metadata={"enum": list(COUNTED)})
    publication = fields.String(required=True, allow_none=True)
    figure = fields.String(required=True, allow_none=True)
    title = fields.String(required=True, allow_none=True)
    count = fields.Integer(required=True)
    last = fields.Integer(required=True, allow_none=True)
    detail = fields.String(required=True, allow_none=True)


class Taken(Schema):
    """What taking counts in did, or with `dry_run` would do; then `changes` tells the difference."""

    source = fields.String(required=True)
    as_of = fields.String(required=True)
    created = fields.Integer(required=True)
    updated = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    fell = fields.Integer(required=True)
    unmatched = fields.Integer(required=True)
    items = fields.List(fields.Nested(Counted), required=True)
    problems = fields.List(fields.String(), required=True)
    dry_run = fields.Boolean(metadata={"enum": [True]})
    changes = fields.List(fields.Nested(ChangedEntry))


class LedgerRow(Schema):
    """How often one source had one publication cited on one day."""

    publication = fields.String(required=True)
    source = fields.String(required=True)
    as_of = fields.String(required=True)
    count = fields.Integer(required=True)
    source_id = fields.String(required=True, allow_none=True)


class YearCount(Schema):
    """How often the owner was cited in one year."""

    year = fields.Integer(required=True)
    count = fields.Integer(required=True)


def _maybe() -> fields.Integer:
    return fields.Integer(required=True, allow_none=True)


class StatedFigures(Schema):
    """What a source states itself of the owner, each figure as it last did; `as_of` is the newest day."""

    as_of = fields.String(required=True)
    total = _maybe()
    total_5y = _maybe()
    h_index = _maybe()
    h_index_5y = _maybe()
    i10_index = _maybe()
    i10_index_5y = _maybe()


class CitationSummary(Schema):
    """What one source counts: summed over the works here, and as it states itself."""

    source = fields.String(required=True)
    as_of = fields.String(required=True)
    total = fields.Integer(required=True)
    h_index = fields.Integer(required=True)
    i10_index = fields.Integer(required=True)
    per_year = fields.List(fields.Nested(YearCount), required=True)
    stated = fields.Nested(StatedFigures, required=True, allow_none=True)
