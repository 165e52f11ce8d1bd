"""The other sections of a profile, each in the owner's order."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.database import Base, PartialDate, Text, now
from models.person import Person
from models.publication import Publication
from models.sqlite import ONCE


class Entry:
    """What every entry of a section has: a number of its own for ever, its place, moments and version."""

    __table_args__ = ONCE

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)


class Education(Entry, Base):
    """A degree."""

    __tablename__ = "education"

    institution: Mapped[Text]
    degree: Mapped[Text]
    field: Mapped[Text | None]
    start: Mapped[PartialDate | None]
    end: Mapped[PartialDate | None]
    url: Mapped[str | None] = mapped_column(String(2000))


class Experience(Entry, Base):
    """A place where the owner worked, was an intern or a guest; one that began and has no end is held now."""

    __tablename__ = "experience"

    role: Mapped[Text]
    organisation: Mapped[Text]
    url: Mapped[str | None] = mapped_column(String(2000))
    place: Mapped[Text | None]
    kind: Mapped[str] = mapped_column(String(20))
    start: Mapped[PartialDate | None]
    end: Mapped[PartialDate | None]
    description: Mapped[Text | None]


class Award(Entry, Base):
    """An honour, given to the owner or to one of the publications."""

    __tablename__ = "award"

    title: Mapped[Text]
    year: Mapped[int | None]
    issuer: Mapped[Text | None]
    publication_id: Mapped[int | None] = mapped_column(
        ForeignKey(Publication.id, ondelete="SET NULL"), index=True
    )

    publication: Mapped[Publication | None] = relationship(lazy="joined")


class Project(Entry, Base):
    """A funded project and the owner's part in it."""

    __tablename__ = "project"

    level: Mapped[str | None] = mapped_column(String(40))
    programme: Mapped[Text | None]
    title: Mapped[Text]
    role: Mapped[Text | None]
    start: Mapped[PartialDate | None]
    end: Mapped[PartialDate | None]


class Course(Entry, Base):
    """A course taught; one without an end is taught now."""

    __tablename__ = "course"

    title: Mapped[Text]
    start: Mapped[PartialDate | None]
    end: Mapped[PartialDate | None]


class Student(Entry, Base):
    """Someone the owner advises or advised."""

    __tablename__ = "student"

    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id))
    name: Mapped[str] = mapped_column(String(200))
    degree: Mapped[str] = mapped_column(String(20))
    cohort: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(20))
    destination: Mapped[Text | None]

    person: Mapped[Person] = relationship(lazy="joined")


class Service(Entry, Base):
    """A duty in the community: a committee, a review board, an office."""

    __tablename__ = "service"

    role: Mapped[Text]
    organisation: Mapped[Text | None]
    start: Mapped[PartialDate | None]
    end: Mapped[PartialDate | None]


class Talk(Entry, Base):
    """A talk given."""

    __tablename__ = "talk"

    title: Mapped[Text]
    event: Mapped[Text | None]
    place: Mapped[Text | None]
    date: Mapped[PartialDate | None]
    links: Mapped[list[dict[str, Any]]]


class News(Entry, Base):
    """A dated piece of news."""

    __tablename__ = "news"

    date: Mapped[PartialDate | None]
    text: Mapped[Text]


SECTIONS: dict[str, type[Any]] = {
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


def in_order(name: str) -> Select[Any]:
    """Select the entries of a section in the owner's order."""
    model = SECTIONS[name]
    return select(model).order_by(model.position, model.id)
