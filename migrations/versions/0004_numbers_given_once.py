"""Give no number of an entry twice: not that of a deleted one, nor one that history knows."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Each table by the name of its collection.
TABLES = {
    "publications": "publication",
    "education": "education",
    "awards": "award",
    "projects": "project",
    "courses": "course",
    "students": "student",
    "service": "service",
    "talks": "talk",
    "news": "news",
}
ORDER = "ix_publication_default_order"
EXPRESSIONS: list[Any] = [
    "visibility",
    sa.text("coalesce(year, 9999) DESC"),
    "position",
    "title_folded",
    "key",
]


def upgrade() -> None:
    rebuild(sqlite_autoincrement=True)
    if op.get_bind().dialect.name == "sqlite":
        for collection, table in TABLES.items():
            go_on_after(collection, table)


def downgrade() -> None:
    rebuild()


def rebuild(**options: Any) -> None:
    """Build every table anew with some options; other databases have always counted on."""
    if op.get_bind().dialect.name != "sqlite":
        return
    # What is on an expression cannot be read back, so it would be lost.
    op.drop_index(ORDER, "publication")
    for table in TABLES.values():
        with op.batch_alter_table(table, recreate="always", table_kwargs=options) as batch_op:
            # Read back, it has lost its name.
            batch_op.create_primary_key(op.f(f"pk_{table}"), ["id"])
    op.create_index(ORDER, "publication", EXPRESSIONS)


def go_on_after(collection: str, table: str) -> None:
    """Let a table count on after the greatest number that it has, or that history has of its entries."""
    bind, rows = op.get_bind(), sa.table(table, sa.column("id"))
    items = sa.table("change_item", sa.column("collection"), sa.column("key"))
    known = [sa.select(sa.func.max(rows.c.id))]
    if collection != "publications":
        number = sa.func.max(sa.cast(items.c.key, sa.Integer))
        known.append(sa.select(number).where(items.c.collection == collection))
    greatest = max(bind.scalar(count) or 0 for count in known)
    counted = sa.table("sqlite_sequence", sa.column("name"), sa.column("seq"))
    bind.execute(sa.delete(counted).where(counted.c.name == table))
    bind.execute(sa.insert(counted).values(name=table, seq=greatest))
