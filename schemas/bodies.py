"""The bodies that writing takes: as in a profile file, with the shorthands that people type."""

import json
import re
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, pre_load, validate, validates_schema

from schemas import profile_file as file
from schemas.inputs import Bare, maybe, number, one_of, optional, rank
from schemas.lists import Some
from schemas.merging import merge
from schemas.patterns import ARXIV_ID, ARXIV_PREFIX, CLASS, DOI, DOI_PREFIX, KEY, SCHEME
from schemas.profile_parts import ProfileIn
from schemas.text import TextInput, markdown_of
from schemas.vocabulary import CSL_TYPES, EXTENSIONS, STATUSES

STAMPS = ("created_at", "updated_at", "version")
"""What the server sets itself, and readers send back."""

OF_THE_CATALOGUE = {"description": "What is known of a venue, sent back; one that is made has none of it."}
VENUE_KINDS = ("conference", "journal")
"""What a venue may be that a write makes."""


def position() -> fields.Integer:
    """Make a field for a place in the owner's order, from 1; null leaves an entry where it is."""
    return number(1, 2**31)


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

    derived = ("publications",)
    slug = maybe(200)
    acronym = maybe(100)
    name = maybe(500)
    kind = one_of(VENUE_KINDS)
    publisher = fields.Raw(load_default=None, allow_none=True, metadata=OF_THE_CATALOGUE)
    area = fields.Raw(load_default=None, allow_none=True, metadata=OF_THE_CATALOGUE)
    dblp_key = fields.Raw(load_default=None, allow_none=True, metadata=OF_THE_CATALOGUE)
    aliases = fields.Raw(load_default=None, allow_none=True, metadata=OF_THE_CATALOGUE)
    ranks = fields.Raw(load_default=None, allow_none=True, metadata=OF_THE_CATALOGUE)

    alone = "name"
    names = ("slug", "acronym", "name")
    documented = {
        "anyOf": [{"required": [key], "properties": {key: {"type": "string"}}} for key in names],
    }

    @validates_schema
    def some_name(self, venue: Any, **_: Any) -> None:
        """Refuse a venue that nothing is said of."""
        if not any(venue.get(key) for key in self.names):
            raise ValidationError("A venue has a slug, an acronym or a name.")


class RankBody(Alone):
    """A rank as a read answers it, of which only the owner's word is taken: the catalogue's is worked out."""

    derived = ("edition",)
    label = rank()
    scheme = optional(validate.Length(1, 40), SCHEME)
    rank_class = optional(validate.Length(1, 20), CLASS, data_key="class")
    source = one_of(("owner", "catalogue"), default="owner")

    alone = "label"
    documented = {
        "anyOf": [
            {"required": ["label"]},
            {
                "required": ["scheme", "class"],
                "properties": {"scheme": {"type": "string"}, "class": {"type": "string"}},
            },
            {"required": ["source"], "properties": {"source": {"const": "catalogue"}}},
        ]
    }

    @validates_schema(pass_original=True)
    def one_rank(self, rank: Any, original: Any, **_: Any) -> None:
        """Refuse an object that says no rank, or two; `label` may be null to say that there is none."""
        scheme, rank_class = rank["scheme"], rank["rank_class"]
        if isinstance(original, str) or (rank["source"] == "catalogue" and not rank["label"]):
            return
        if rank["label"]:
            said = rank["label"].partition("-")
            if scheme not in (None, said[0]) or rank_class not in (None, said[2]):
                raise ValidationError("The label is not that of the scheme and the class.")
        elif scheme is not None and rank_class is not None and "-" not in scheme:
            self.fields["label"].deserialize(f"{scheme}-{rank_class}")
        elif "label" not in original or scheme is not None or rank_class is not None:
            raise ValidationError("A rank has a label, or a scheme and a class.")

    @post_load
    def stated(self, rank: Any, **_: Any) -> Any:
        """Give the label that the owner states."""
        label = rank["label"]
        if label is None and rank["scheme"] is not None:
            label = f"{rank['scheme']}-{rank['rank_class']}"
        return label if rank["source"] == "owner" else None


class PublicationBody(file.PublicationFacts):
    derived: Any = (*file.PublicationFacts.derived, *STAMPS)
    key: Any = fields.String(
        load_default=None,
        allow_none=True,
        validate=[KEY, file.no_download],
        metadata={"not": {"type": "string", "pattern": rf"\.({'|'.join(map(re.escape, EXTENSIONS))})$"}},
    )
    type: Any = one_of(CSL_TYPES)
    status: Any = one_of(STATUSES)
    venue: Any = fields.Nested(VenueBody, load_default=None, allow_none=True)
    rank: Any = fields.Nested(RankBody, load_default=None, allow_none=True)
    authors: Any = Some(fields.Nested(AuthorBody), least=1, most=5000, required=True)
    topics: Any = Some(fields.Nested(TopicBody), most=100, load_default=list)
    doi: Any = Bare(DOI, DOI_PREFIX, 300)
    arxiv_id: Any = Bare(ARXIV_ID, ARXIV_PREFIX, 40)
    position = position()


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
    "experience": _section(file.ExperienceIn),
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


def patched(collection: str, stands: dict[str, Any], patch: dict[str, Any], language: str) -> dict[str, Any]:
    """Merge a patch into a record (RFC 7396); a plain string is a text of one language among the others."""
    texts = texts_of(collection)
    if "bio" in patch:
        patch = {**patch, "bio": markdown_of(patch["bio"])}
    by_language = {
        key: {language: value} if key in texts and isinstance(value, str) else value
        for key, value in patch.items()
    }
    merged = merge(stands, by_language)
    # A text whose last language is taken away is no longer there, and neither is a rank without its label.
    return {key: value for key, value in merged.items() if not (key in {*texts, "rank"} and value == {})}


def check(collection: str, body: Any, stands: Mapping[str, Any]) -> dict[str, Any]:
    """Load a body, or raise marshmallow's ValidationError; what the server sets itself is left out."""
    loaded = judge(BODIES[collection](), body, stands)
    return {key: value for key, value in loaded.items() if key not in (*STAMPS, "id")}


def judge(schema: Schema, body: Any, stands: Mapping[str, Any]) -> dict[str, Any]:
    """Load a body; what stands already is not judged again, since a write answers for what it changes."""
    if not isinstance(body, dict):
        raise ValidationError("An object with keys stands here.")
    try:
        loaded: dict[str, Any] = schema.load(body)
    except ValidationError as found:
        messages = found.normalized_messages()
        unchanged = {
            key: body[key] for key in messages if key in stands and _same(body.get(key), stands[key])
        }
        if wrong := {key: told for key, told in messages.items() if key not in unchanged}:
            raise ValidationError(wrong) from None
        readable: Any = found.valid_data
        return {**readable, **unchanged}
    return loaded


def _same(said: Any, stands: Any) -> bool:
    """Tell whether two values are the same in JSON, where 0 is not false and 1.0 is not 1."""
    return bool(said == stands) and json.dumps(said, sort_keys=True) == json.dumps(stands, sort_keys=True)
