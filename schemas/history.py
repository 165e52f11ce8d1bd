"""Changes as the API tells of them: in the history, and in the answer to a dry run."""

from marshmallow import Schema, fields


class Difference(Schema):
    """What differs in one place of an entry (JSON pointer, RFC 6901); null where there is nothing."""

    pointer = fields.String(required=True)
    before = fields.Raw(required=True, allow_none=True)
    after = fields.Raw(required=True, allow_none=True)


class ChangedEntry(Schema):
    """What a change did, or would do, to one entry."""

    collection = fields.String(required=True)
    key = fields.String(required=True)
    action = fields.String(required=True, metadata={"enum": ["created", "updated", "deleted"]})
    before = fields.Dict(required=True, allow_none=True)
    after = fields.Dict(required=True, allow_none=True)
    difference = fields.List(fields.Nested(Difference), required=True)


class Change(Schema):
    """One change: all that one request wrote."""

    id = fields.Integer(required=True)
    revision = fields.Integer(required=True)
    made_at = fields.String(required=True, metadata={"format": "date-time"})
    actor = fields.String(required=True)
    action = fields.String(required=True)
    reverts = fields.Integer(required=True, allow_none=True)
    items = fields.List(fields.Nested(ChangedEntry), required=True)


class ImportedRecord(Schema):
    """What became of one record of an import."""

    result = fields.String(
        required=True, metadata={"enum": ["created", "updated", "unchanged", "skipped", "proposed"]}
    )
    collection = fields.String(required=True)
    key = fields.String(required=True, allow_none=True)
    title = fields.String(required=True)
    file = fields.String(required=True)
    line = fields.Integer(required=True, allow_none=True)
    detail = fields.String(required=True, allow_none=True)


class ImportProblem(Schema):
    """What of an import was not understood or not stored, and where it stands."""

    file = fields.String(required=True)
    line = fields.Integer(required=True, allow_none=True)
    detail = fields.String(required=True)


class Imported(Schema):
    """What an import did, or with `dry_run` would do; then `changes` tells every difference."""

    created = fields.Integer(required=True)
    updated = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    skipped = fields.Integer(required=True)
    proposed = fields.Integer(required=True)
    items = fields.List(fields.Nested(ImportedRecord), required=True)
    problems = fields.List(fields.Nested(ImportProblem), required=True)
    dry_run = fields.Boolean(metadata={"enum": [True]})
    changes = fields.List(fields.Nested(ChangedEntry))


class DryRun(Schema):
    """What a write would change; nothing of it is stored."""

    dry_run = fields.Boolean(required=True, metadata={"enum": [True]})
    changes = fields.List(fields.Nested(ChangedEntry), required=True)
