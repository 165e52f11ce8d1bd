"""How many publications have a value: in facets, groups and metrics."""

from marshmallow import Schema, fields


class Count(Schema):
    """A value, how it reads to people, and how many publications have it."""

    value = fields.String(required=True)
    label = fields.String(required=True)
    count = fields.Integer(required=True)


class FacetValue(Count):
    """One value of a facet; `selected` tells whether the query chooses it."""

    selected = fields.Boolean(required=True)


class Group(Count):
    """A count, and the counts within it when two keys were given."""

    groups = fields.List(fields.Nested(Count))
