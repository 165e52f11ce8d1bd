"""The database object, the base of every table, and the column types they share."""

from datetime import UTC, datetime
from typing import Annotated, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, MetaData, Row, String, TypeDecorator
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


UNAVAILABLE = (OperationalError, NoConnectionFree)
"""What is raised where the database is busy, locked or not ready: a later try may find it well."""


class Moment(TypeDecorator[datetime]):
    """A point in time, kept in UTC to the second, on databases with and without time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None, microsecond=0)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


AnyRow = Row[*tuple[Any, ...]]
"""A row of whatever columns."""

Text = Annotated[dict[str, str], mapped_column(JSON(none_as_null=True))]
"""Text by language tag: {"en": …, "zh": …}."""

PartialDate = Annotated[str, mapped_column(String(10))]
"""YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known."""


class Base(DeclarativeBase):
    """The base of every table."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: Moment,
            list[dict[str, Any]]: JSON(none_as_null=True),
            list[str]: JSON(none_as_null=True),
            dict[str, Any]: JSON(none_as_null=True),
        },
    )


db = SQLAlchemy(model_class=Base)


def now() -> datetime:
    """Tell the present moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
