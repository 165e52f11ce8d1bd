"""Proposals of the inbox as the API tells of them."""

from marshmallow import Schema, fields

from schemas.history import Difference
from schemas.vocabulary import STATES


class Proposal(Schema):
    """A publication that was found: new, or like one that is there, with what merging would change."""

    id = fields.Integer(required=True)
    source = fields.String(required=True)
    state = fields.String(required=True, metadata={"enum": list(STATES)})
    score = fields.Integer(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    publication = fields.String(required=True, allow_none=True)
    publication_title = fields.String(required=True, allow_none=True)
    record = fields.Dict(required=True)
    difference = fields.List(fields.Nested(Difference), required=True)
    made_at = fields.String(required=True, metadata={"format": "date-time"})
    decided_at = fields.String(required=True, allow_none=True, metadata={"format": "date-time"})


class Decided(Schema):
    """What became of a proposal, and the publication that was written, if one was."""

    proposal = fields.Nested(Proposal, required=True)
    publication = fields.String(required=True, allow_none=True)
