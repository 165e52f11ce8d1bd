"""The bodies that writing takes: as in a profile file, with the shorthands that people type."""

import re
from typing import Any

from marshmallow import ValidationError, fields, pre_load, validate, validates_schema

from schemas import profile_file as file
from schemas.lists import Some
from schemas.profile_parts import ProfileIn
from schemas.text import TextInput
from schemas.vocabulary import CSL_TYPES, STATUSES

STAMPS = ("created_at", "updated_at", "version")
"""What the server sets itself, and readers send back."""


def position() -> fields.Integer:
    """Make a field for a place in the owner's order, from 1; null leaves an entry where it is."""
    place = validate.Range(1, 2**31)
    return fields.Integer(load_default=None, allow_none=True, strict=True, validate=place)


class Alone(file.Strict):
    """An object for which one of its keys may stand alone, as a text."""

    alone: str

    @pre_load
    def drop_derived(self, data: Any, **_: Any) -> Any:
        """Take a text for the object, before anything else is asked of it."""
        whole = {self.alone: data} if isinstance(data, str) else data
        return super().drop_derived(whole)


class AuthorBody(Alone, file.AuthorIn):
    alone = "name"


class TopicBody(Alone, file.TopicIn):
    alone = "label"


class VenueBody(Alone):
    """A venue by any of its names; kind and name serve to make one that is not known."""

    derived = ("ranks", "publications", "publisher", "area", "dblp_key", "aliases")
    slug = file.maybe(200)
    acronym = file.maybe(100)
    name = file.maybe(500)
    kind = fields.String(
        load_default=None, allow_none=True, validate=validate.OneOf(("conference", "journal"))
    )

    alone = "name"

    @validates_schema
    def some_name(self, venue: Any, **_: Any) -> None:
        """Refuse a venue that nothing is said of."""
        if not any(venue.get(key) for key in ("slug", "acronym", "name")):
            raise ValidationError("A venue has a slug, an acronym or a name.")


class Bare(fields.String):
    """An identifier in its bare form, however it was copied: with an address or a prefix before it."""

    def __init__(self, pattern: str, prefix: str, example: str, most: int) -> None:
        rule = validate.Regexp(pattern, error=f"Write it as {example}.")
        super().__init__(load_default=None, allow_none=True, validate=[validate.Length(1, most), rule])
        self.prefix = re.compile(prefix, re.IGNORECASE)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **more)
        return self.prefix.sub("", text.strip()).lower()


class PublicationBody(file.PublicationIn):
    """A publication; of a rank only the owner's word is taken, since the catalogue's is worked out."""

    derived: Any = (*file.PublicationIn.derived, *STAMPS)
    key: Any = fields.String(
        load_default=None, allow_none=True, validate=file.PublicationIn._declared_fields["key"].validators
    )
    type: Any = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(CSL_TYPES))
    status: Any = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(STATUSES))
    venue: Any = fields.Nested(VenueBody, load_default=None, allow_none=True)
    authors: Any = Some(fields.Nested(AuthorBody), least=1, most=5000, required=True)
    topics: Any = Some(fields.Nested(TopicBody), most=100, load_default=list)
    # A DOI is a prefix, a slash and anything (ISO 26324); arXiv has had two kinds of identifiers.
    doi: Any = Bare(
        r"10\.\d{4,9}/\S+\Z", r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "10.1145/3503222.3507721", 300
    )
    arxiv_id: Any = Bare(
        r"(\d{4}\.\d{4,5}|[a-z.-]+/\d{7})(v\d+)?\Z",
        r"^(https?://arxiv\.org/(abs|pdf)/|arxiv:\s*)",
        "2401.01234",
        40,
    )
    position = position()

    @pre_load
    def shorten(self, data: Any, **_: Any) -> Any:
        """Take of a rank only what the owner states."""
        rank = data.get("rank") if isinstance(data, dict) else None
        if not isinstance(rank, dict):
            return data
        stated = rank.get("label") if rank.get("source", "owner") == "owner" else None
        return {**data, "rank": stated}


class ProfileBody(ProfileIn):
    derived: Any = (*ProfileIn.derived, "slug")
    slug: Any = fields.String(load_default=None)


def _section(schema: type[file.EntryIn]) -> type[file.EntryIn]:
    """Make the body of a section's entry: its place may be given, its number and stamps are the server's."""
    name = schema.__name__.removesuffix("In") + "Body"
    return type(name, (schema,), {"derived": (*schema.derived, "id", *STAMPS), "position": position()})


BODIES: dict[str, type[file.Strict]] = {
    "profile": ProfileBody,
    "publications": PublicationBody,
    "education": _section(file.EducationIn),
    "awards": _section(file.AwardIn),
    "projects": _section(file.ProjectIn),
    "courses": _section(file.CourseIn),
    "students": _section(file.StudentIn),
    "service": _section(file.ServiceIn),
    "talks": _section(file.TalkIn),
    "news": _section(file.NewsIn),
}


def texts_of(collection: str) -> set[str]:
    """Name the keys of a collection whose values are texts by language."""
    fields_of = BODIES[collection]._declared_fields
    return {name for name, field in fields_of.items() if isinstance(field, TextInput)}


def expand(collection: str, patch: dict[str, Any], language: str) -> dict[str, Any]:
    """Write a patch's plain strings as texts of a language, so that merging keeps the other languages."""
    texts = texts_of(collection)
    if collection == "profile" and isinstance(patch.get("bio"), dict) and "markdown" in patch["bio"]:
        patch = {**patch, "bio": patch["bio"]["markdown"]}
    return {
        key: {language: value} if key in texts and isinstance(value, str) else value
        for key, value in patch.items()
    }


def check(collection: str, body: Any) -> dict[str, Any]:
    """Load a body, or raise marshmallow's ValidationError; what the server sets itself is left out."""
    if not isinstance(body, dict):
        raise ValidationError("An object with keys stands here.")
    loaded: dict[str, Any] = BODIES[collection]().load(body)
    return {key: value for key, value in loaded.items() if key not in (*STAMPS, "id")}
