"""Keep what sources say of the owner as a whole, and how they call works; find the newest counts fast."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_citation_count_publication_id_as_of": ["publication_id", "as_of"],
    "ix_citation_count_source_as_of": ["source", "as_of"],
}


def upgrade() -> None:
    op.create_table(
        "citation_total",
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("total_5y", sa.Integer(), nullable=True),
        sa.Column("h_index", sa.Integer(), nullable=True),
        sa.Column("h_index_5y", sa.Integer(), nullable=True),
        sa.Column("i10_index", sa.Integer(), nullable=True),
        sa.Column("i10_index_5y", sa.Integer(), nullable=True),
        sa.Column("per_year", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("scholar_id", sa.String(length=100), nullable=True),
        sa.Column("organization", sa.String(length=100), nullable=True),
        sa.PrimaryKeyConstraint("source", "as_of", name=op.f("pk_citation_total")),
    )
    op.add_column("citation_count", sa.Column("source_id", sa.String(length=200), nullable=True))
    for name, columns in INDEXES.items():
        op.create_index(op.f(name), "citation_count", columns)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(op.f(name), "citation_count")
    op.drop_column("citation_count", "source_id")
    op.drop_table("citation_total")
