"""The owner, the people named and the venues as the API gives them."""

from typing import Any

from marshmallow import Schema, fields

from schemas.publication import Link, ListedRank
from schemas.text import TextField, deep_in_language


class Affiliation(Schema):
    """A place the owner belongs to."""

    name = TextField(required=True)
    url = fields.String(required=True, allow_none=True)


class Bio(Schema):
    """The owner's own words, as Markdown and as safe HTML."""

    markdown = TextField(required=True)
    html = TextField(required=True)


class Interests(Schema):
    """What the owner works on, and worked on."""

    current = fields.List(TextField(), required=True)
    previous = fields.List(TextField(), required=True)


class Notice(Schema):
    """Something the owner wants visitors to know."""

    kind = fields.String(required=True)
    text = TextField(required=True)
    enrolment = fields.String(required=True, allow_none=True)


class Profile(Schema):
    """The owner."""

    name = TextField(required=True)
    slug = fields.String(required=True)
    headline = TextField(required=True, allow_none=True)
    affiliations = fields.List(fields.Nested(Affiliation), required=True)
    bio = fields.Nested(Bio, required=True, allow_none=True)
    interests = fields.Nested(Interests, required=True)
    notices = fields.List(fields.Nested(Notice), required=True)
    links = fields.List(fields.Nested(Link), required=True)
    email = fields.String(required=True, allow_none=True)
    location = TextField(required=True, allow_none=True)
    avatar = fields.String(required=True, allow_none=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class Person(Schema):
    """Someone named on the page."""

    slug = fields.String(required=True)
    name = fields.String(required=True)
    variants = fields.List(fields.String(), required=True)
    homepage = fields.String(required=True, allow_none=True)
    relation = fields.String(required=True, allow_none=True)
    title = TextField(required=True, allow_none=True)
    is_owner = fields.Boolean(required=True)
    shared_publications = fields.Integer(required=True)


class Venue(Schema):
    """A conference or journal with its rank in every scheme and edition."""

    slug = fields.String(required=True)
    acronym = fields.String(required=True, allow_none=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
    publisher = fields.String(required=True, allow_none=True)
    area = fields.String(required=True, allow_none=True)
    dblp_key = fields.String(required=True, allow_none=True)
    aliases = fields.List(fields.String(), required=True)
    ranks = fields.List(fields.Nested(ListedRank), required=True)
    publications = fields.Integer(required=True)


def dump_profile(
    profile: Any, bio: dict[str, Any] | None, counts: dict[str, int], lang: str | None
) -> dict[str, Any]:
    """Write the owner; bio holds `markdown` and `html` by language."""
    item = {
        "name": profile.name,
        "slug": profile.person.slug,
        "headline": profile.headline,
        "affiliations": profile.affiliations,
        "bio": bio,
        "interests": profile.interests,
        "notices": profile.notices,
        "links": profile.links,
        "email": profile.email,
        "location": profile.location,
        "avatar": profile.avatar,
        "counts": counts,
    }
    return {key: value if key == "counts" else deep_in_language(value, lang) for key, value in item.items()}


def dump_person(person: Any, is_owner: bool, shared: int, lang: str | None) -> dict[str, Any]:
    """Write a person with the number of publications shared with the owner."""
    return {
        "slug": person.slug,
        "name": person.name,
        "variants": person.variants,
        "homepage": person.homepage,
        "relation": person.relation,
        "title": deep_in_language(person.title, lang),
        "is_owner": is_owner,
        "shared_publications": shared,
    }


def dump_venue(venue: Any, publications: int) -> dict[str, Any]:
    """Write a venue with the number of publications that appeared there."""
    keys = ("slug", "acronym", "name", "kind", "publisher", "area", "dblp_key", "aliases")
    ranks = [
        {"label": rank.label, "scheme": rank.scheme, "edition": rank.edition, "class": rank.rank_class}
        for rank in venue.ranks
    ]
    return {**{key: getattr(venue, key) for key in keys}, "ranks": ranks, "publications": publications}
