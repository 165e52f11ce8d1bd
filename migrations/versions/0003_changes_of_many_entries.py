"""Let one change hold many entries, and find works by their folded title. No change was recorded before."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("change")
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("reverts", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["reverts"], ["change.id"], name=op.f("fk_change_reverts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_revision"), "change", ["revision"])
    op.create_index(op.f("ix_change_reverts"), "change", ["reverts"])
    op.create_table(
        "change_item",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("collection", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["change_id"], ["change.id"], name=op.f("fk_change_item_change_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("change_id", "position", name=op.f("pk_change_item")),
    )
    op.create_index(op.f("ix_change_item_collection_key"), "change_item", ["collection", "key"])
    op.create_index(op.f("ix_publication_title_folded"), "publication", ["title_folded"])


def downgrade() -> None:
    op.drop_index(op.f("ix_publication_title_folded"), "publication")
    op.drop_table("change_item")
    op.drop_table("change")
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("collection", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_collection_key"), "change", ["collection", "key"])
    op.create_index(op.f("ix_change_revision"), "change", ["revision"])
