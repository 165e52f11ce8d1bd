"""The one owner of the site."""

from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.database import Base, Text
from models.person import Person


class Profile(Base):
    """Who the owner is, in as many languages as the owner wrote."""

    __tablename__ = "profile"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id))
    name: Mapped[Text]
    headline: Mapped[Text | None]
    affiliations: Mapped[list[dict[str, Any]]]
    bio: Mapped[Text | None]
    interests: Mapped[dict[str, Any]]
    notices: Mapped[list[dict[str, Any]]]
    links: Mapped[list[dict[str, Any]]]
    email: Mapped[str | None] = mapped_column(String(320))
    location: Mapped[Text | None]
    avatar: Mapped[str | None] = mapped_column(String(2000))

    person: Mapped[Person] = relationship(lazy="joined")
