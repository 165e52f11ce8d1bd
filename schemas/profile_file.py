"""A whole profile in one file, as `flask load` takes it: what may enter, and what each entry must have."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load, validate

from schemas.lists import Some
from schemas.text import TextInput, whole
from schemas.vocabulary import CSL_TYPES, EXTENSIONS, STATUSES

KEY = validate.Regexp(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,199}\Z", error="Not a key.")
LINK = validate.Regexp(r"(https?://|mailto:|/(?![/\\]))\S+\Z", error="Not a link.")
LONGEST_ADDRESS = 2000


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


class Line(fields.String):
    """A text without the spaces around it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **more)
        return text.strip()


def line(most: int = 1000, *checks: Callable[[str], Any], **more: Any) -> Line:
    """Make a field for a text of at least one character."""
    return Line(validate=[validate.Length(1, most), whole, *checks], **more)


def maybe(most: int = 1000) -> Line:
    """Make a field for a text that may be unknown."""
    return line(most, load_default=None, allow_none=True)


def address() -> fields.String:
    """Make a field for an address that a page may link to."""
    return fields.String(
        load_default=None,
        allow_none=True,
        validate=[validate.Length(1, LONGEST_ADDRESS), LINK, whole],
    )


def picture() -> fields.String:
    """Make a field for a picture, which must be of this site: a page shows no other."""
    own = validate.Regexp(
        r"/(?![/\\])\S+\Z", error="Write a path on this site, such as /files/portrait.webp."
    )
    return fields.String(load_default=None, allow_none=True, validate=[own, whole])


def date() -> fields.String:
    """Make a field for a date that is known to the year, the month or the day."""
    form = validate.Regexp(
        r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z",
        re.ASCII,
        error="Write YYYY, YYYY-MM or YYYY-MM-DD.",
    )
    return fields.String(load_default=None, allow_none=True, validate=form)


def year() -> fields.Integer:
    """Make a field for a year."""
    return fields.Integer(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(1000, 9998)
    )


def rank_part(part: str) -> None:
    """Refuse what no address could ask for as a part of a rank."""
    if not part.isprintable() or set(part) & set(" ,") or part.startswith("!"):
        raise ValidationError("Write a word without spaces, commas and a leading exclamation mark.")


def rank_label(label: str) -> None:
    """Refuse a rank that is no scheme and class."""
    rank_part(label)
    if not re.fullmatch(r"[^-]+-.+", label) or len(label) > 61:
        raise ValidationError("Write a scheme and a class, such as CCF-A.")


def no_download(key: str) -> None:
    """Refuse a key whose address would be that of another publication's download."""
    if key.endswith(tuple(f".{extension}" for extension in EXTENSIONS)):
        raise ValidationError(f"A key cannot end as a download does: .{', .'.join(EXTENSIONS)}.")


def text(required: bool = False) -> TextInput:
    """Make a field for a text in one or more languages."""
    return TextInput(required=True) if required else TextInput(load_default=None, allow_none=True)


class LinkIn(Strict):
    kind = line(40, required=True)
    url = fields.String(required=True, validate=[validate.Length(1, LONGEST_ADDRESS), LINK, whole])
    label = text()


class AuthorIn(Strict):
    derived = ("is_owner",)
    name = line(200, required=True)
    slug = maybe(200)
    corresponding = fields.Boolean(load_default=False)
    equal_contribution = fields.Boolean(load_default=False)


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


class PublicationIn(StampedIn):
    derived = ("url", "ranks", "awards", "citations")
    key = fields.String(required=True, validate=[KEY, no_download])
    title = line(1000, required=True)
    type = fields.String(required=True, validate=validate.OneOf(CSL_TYPES))
    status = fields.String(load_default="published", validate=validate.OneOf(STATUSES))
    year = year()
    month = fields.Integer(load_default=None, allow_none=True, strict=True, validate=validate.Range(1, 12))
    venue = maybe(200)
    rank = fields.String(load_default=None, allow_none=True, validate=rank_label)
    authors = fields.List(fields.Nested(AuthorIn), required=True)
    doi = maybe(300)
    arxiv_id = maybe(40)
    volume = maybe(40)
    issue = maybe(40)
    pages = maybe(40)
    links = Some(fields.Nested(LinkIn), most=100, load_default=list)
    abstract = maybe(20_000)
    topics = fields.List(fields.Nested(TopicIn), load_default=list)
    note = text()
    selected = fields.Boolean(load_default=False)
    visibility = fields.String(load_default="public", validate=validate.OneOf(("public", "hidden")))

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
    degree = fields.String(required=True, validate=validate.OneOf(("phd", "master", "bachelor")))
    cohort = year()
    status = fields.String(load_default="current", validate=validate.OneOf(("current", "graduated")))
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
