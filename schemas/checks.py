"""Findings of the checks as the API tells of them."""

from marshmallow import Schema, fields

from schemas.vocabulary import CHECKS


class Finding(Schema):
    """Something that looks wrong in the profile, and what to do."""

    kind = fields.String(required=True, metadata={"enum": list(CHECKS)})
    collection = fields.String(required=True)
    key = fields.String(required=True)
    message = fields.String(required=True)
    advice = fields.String(required=True)
    related = fields.List(fields.String(), required=True)
