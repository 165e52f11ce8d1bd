"""Keep where the owner worked, was an intern or a guest."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "experience",
        sa.Column("role", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("organisation", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("place", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("start", sa.String(length=10), nullable=True),
        sa.Column("end", sa.String(length=10), nullable=True),
        sa.Column("description", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_experience")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_experience_position"), "experience", ["position"])


def downgrade() -> None:
    op.drop_table("experience")
