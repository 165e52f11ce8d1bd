"""A whole profile in one file, as `flask load` takes it: what may enter, and what each entry must have."""

from datetime import UTC, datetime
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load, validate

from schemas.inputs import (
    LONGEST_ADDRESS,
    Truth,
    address,
    date,
    line,
    maybe,
    number,
    one_of,
    rank,
    text,
    year,
)
from schemas.lists import Some
from schemas.patterns import KEY, LINK
from schemas.text import whole
from schemas.vocabulary import CSL_TYPES, EXPERIENCES, EXTENSIONS, STATUSES, VISIBILITIES

DEGREES = ("phd", "master", "bachelor")


class Strict(Schema):
    """A schema that refuses unknown keys, but lets pass what a dump adds for its readers."""

    derived: tuple[str, ...] = ()

    class Meta:
        unknown = RAISE

    @pre_load
    def drop_derived(self, data: Any, **_: Any) -> Any:
        """Drop the keys that are worked out anew."""
        if not isinstance(data, dict):
            raise ValidationError("An object with keys stands here.")
        return {key: value for key, value in data.items() if key not in self.derived}


def no_download(key: str) -> None:
    """Refuse a key whose address would be that of another publication's download."""
    if key.endswith(tuple(f".{extension}" for extension in EXTENSIONS)):
        raise ValidationError(f"A key cannot end as a download does: .{', .'.join(EXTENSIONS)}.")


class LinkIn(Strict):
    kind = line(40, required=True)
    url = fields.String(required=True, validate=[validate.Length(1, LONGEST_ADDRESS), LINK, whole])
    label = text()


class AuthorIn(Strict):
    derived = ("is_owner",)
    name = line(200, required=True)
    slug = maybe(200)
    corresponding = Truth(load_default=False)
    equal_contribution = Truth(load_default=False)


class TopicIn(Strict):
    slug = maybe(200)
    label = line(200, required=True)


class Moment(fields.AwareDateTime):
    """A point in time with its time zone, which must be one in UTC as well."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> datetime:
        try:
            return super()._deserialize(value, attr, data, **more).astimezone(UTC)
        except OverflowError:
            raise ValidationError(
                "This moment lies outside the calendar, which has the years 1 to 9999."
            ) from None


class StampedIn(Strict):
    created_at = Moment(load_default=None)
    updated_at = Moment(load_default=None)
    version = fields.Integer(load_default=1, strict=True, validate=validate.Range(1, 2**31))


class PublicationFacts(StampedIn):
    """What a publication says of itself in the same words wherever it comes in."""

    derived: Any = ("url", "ranks", "awards", "citations")
    title = line(1000, required=True)
    year = year()
    month = number(1, 12)
    volume = maybe(40)
    issue = maybe(40)
    pages = maybe(40)
    links = Some(fields.Nested(LinkIn), most=100, load_default=list)
    abstract = maybe(20_000)
    note = text()
    selected = Truth(load_default=False)
    visibility = one_of(VISIBILITIES, default="public")


class PublicationIn(PublicationFacts):
    key = fields.String(required=True, validate=[KEY, no_download])
    type = fields.String(required=True, validate=validate.OneOf(CSL_TYPES))
    status = one_of(STATUSES, default="published")
    venue = maybe(200)
    rank = rank()
    authors = fields.List(fields.Nested(AuthorIn), required=True)
    doi = maybe(300)
    arxiv_id = maybe(40)
    topics = fields.List(fields.Nested(TopicIn), load_default=list)

    @pre_load
    def shorten(self, data: Any, **_: Any) -> Any:
        """Take a venue by its slug, and of a rank only what the owner states."""
        data = dict(data)
        if isinstance(data.get("venue"), dict):
            data["venue"] = data["venue"].get("slug")
        if isinstance(data.get("rank"), dict):
            data["rank"] = data["rank"].get("label") if data["rank"].get("source") == "owner" else None
        return data


class EntryIn(StampedIn):
    id = fields.Integer(load_default=None, strict=True, validate=validate.Range(1, 2**31))


class EducationIn(EntryIn):
    institution = text(required=True)
    degree = text(required=True)
    field = text()
    start = date()
    end = date()
    url = address()


class ExperienceIn(EntryIn):
    role = text(required=True)
    organisation = text(required=True)
    url = address()
    place = text()
    kind = one_of(EXPERIENCES, default="position")
    start = date()
    end = date()
    description = text()


class AwardIn(EntryIn):
    title = text(required=True)
    year = year()
    issuer = text()
    publication = maybe(200)


class ProjectIn(EntryIn):
    level = maybe(40)
    programme = text()
    title = text(required=True)
    role = text()
    start = date()
    end = date()


class CourseIn(EntryIn):
    title = text(required=True)
    start = date()
    end = date()


class StudentIn(EntryIn):
    name = line(200, required=True)
    person = maybe(200)
    degree = fields.String(required=True, validate=validate.OneOf(DEGREES))
    cohort = year()
    status = one_of(("current", "graduated"), default="current")
    destination = text()


class ServiceIn(EntryIn):
    role = text(required=True)
    organisation = text()
    start = date()
    end = date()


class TalkIn(EntryIn):
    title = text(required=True)
    event = text()
    place = text()
    date = date()
    links = Some(fields.Nested(LinkIn), most=100, load_default=list)


class NewsIn(EntryIn):
    date = date()
    text = text(required=True)
