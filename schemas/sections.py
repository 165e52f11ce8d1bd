"""The entries of the other sections as the API gives them, and the functions that write them."""

from collections.abc import Callable, Iterable
from typing import Any

from marshmallow import Schema, fields

from schemas.publication import Link, moment
from schemas.text import TextField, deep_in_language
from schemas.vocabulary import EXPERIENCES


class Entry(Schema):
    """What every entry of a section has."""

    id = fields.Integer(required=True)


class Stamped(Entry):
    """When an entry was made and changed, and how often."""

    created_at = fields.String(required=True, metadata={"format": "date-time"})
    updated_at = fields.String(required=True, metadata={"format": "date-time"})
    version = fields.Integer(required=True)


def _text(**more: Any) -> TextField:
    return TextField(required=True, **more)


def _optional_text() -> TextField:
    return TextField(required=True, allow_none=True)


def _date() -> fields.String:
    return fields.String(
        required=True,
        allow_none=True,
        metadata={"pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$", "example": "2024-09"},
    )


class Education(Stamped):
    """A degree."""

    institution = _text()
    degree = _text()
    field = _optional_text()
    start = _date()
    end = _date()
    url = fields.String(required=True, allow_none=True)


class Experience(Stamped):
    """Work, an internship or a visit; one that began and has no end is held now."""

    role = _text()
    organisation = _text()
    url = fields.String(required=True, allow_none=True)
    place = _optional_text()
    kind = fields.String(required=True, metadata={"enum": list(EXPERIENCES)})
    start = _date()
    end = _date()
    description = _optional_text()


class Award(Stamped):
    """An honour; `publication` is the key of the work that was given it."""

    title = _text()
    year = fields.Integer(required=True, allow_none=True)
    issuer = _optional_text()
    publication = fields.String(required=True, allow_none=True)


class Project(Stamped):
    """A funded project and the owner's part in it."""

    level = fields.String(required=True, allow_none=True)
    programme = _optional_text()
    title = _text()
    role = _optional_text()
    start = _date()
    end = _date()


class Course(Stamped):
    """A course taught; one without an end is taught now."""

    title = _text()
    start = _date()
    end = _date()


class Student(Stamped):
    """Someone the owner advises or advised."""

    name = fields.String(required=True)
    person = fields.String(required=True, metadata={"description": "Slug among the people."})
    degree = fields.String(required=True, metadata={"enum": ["phd", "master", "bachelor"]})
    cohort = fields.Integer(required=True, allow_none=True)
    status = fields.String(required=True, metadata={"enum": ["current", "graduated"]})
    destination = _optional_text()


class Service(Stamped):
    """A duty in the community."""

    role = _text()
    organisation = _optional_text()
    start = _date()
    end = _date()


class Talk(Stamped):
    """A talk given."""

    title = _text()
    event = _optional_text()
    place = _optional_text()
    date = _date()
    links = fields.List(fields.Nested(Link), required=True)


class News(Stamped):
    """A dated piece of news."""

    date = _date()
    text = _text()


SECTIONS: dict[str, type[Schema]] = {
    "education": Education,
    "experience": Experience,
    "awards": Award,
    "projects": Project,
    "courses": Course,
    "students": Student,
    "service": Service,
    "talks": Talk,
    "news": News,
}

STAMPS = ("created_at", "updated_at", "version")

# What stands under another name, or in another table, than on the wire.
ELSEWHERE: dict[str, Callable[[Any], Any]] = {
    "person": lambda entry: entry.person.slug,
    "publication": lambda entry: entry.publication.key if entry.publication else None,
    "created_at": lambda entry: moment(entry.created_at),
    "updated_at": lambda entry: moment(entry.updated_at),
}
KEYS = {
    name: ("id", *(key for key in schema().fields if key not in ("id", *STAMPS)), *STAMPS)
    for name, schema in SECTIONS.items()
}


def names_hidden(entry: Any) -> bool:
    """Tell whether an entry is an award of a hidden work."""
    work = getattr(entry, "publication", None)
    return work is not None and work.visibility != "public"


def dump(section: str, entry: Any, lang: str | None = None, hidden: bool = False) -> dict[str, Any]:
    """Write one entry of a section as the API's object; only the owner is told of a hidden work."""
    keys: Iterable[str] = KEYS[section]
    item = {key: ELSEWHERE[key](entry) if key in ELSEWHERE else getattr(entry, key) for key in keys}
    if names_hidden(entry) and not hidden:
        item["publication"] = None
    return {key: deep_in_language(value, lang) for key, value in item.items()}
