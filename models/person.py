"""Everyone named anywhere: authors, supervisors, students."""

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.database import Base, Text


class Person(Base):
    """One person under one canonical name, with the other spellings met."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    variants: Mapped[list[str]]
    homepage: Mapped[str | None] = mapped_column(String(2000))
    relation: Mapped[str | None] = mapped_column(String(20))
    title: Mapped[Text | None]

    __table_args__ = (Index(None, "relation"),)
