"""Tell since when all items of the list are changed only by their own version."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("revision") as batch_op:
        batch_op.add_column(sa.Column("items", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("revision") as batch_op:
        batch_op.alter_column("items", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("revision") as batch_op:
        batch_op.drop_column("items")
