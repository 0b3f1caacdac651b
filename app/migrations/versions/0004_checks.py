"""Checks of whether parents take a drawing as it is meant."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "check_answers",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("concept_id", sa.String(), nullable=False),
        sa.Column("drawing", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("chosen_id", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_check_answers_organisation_id")
        ),
        sa.PrimaryKeyConstraint(
            *("organisation_id", "concept_id", "drawing", "language", "chosen_id", "month"),
            name=op.f("pk_check_answers"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "used_ticket",
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("fortnight", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_used_ticket")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("used_ticket")
    op.drop_table("check_answers")
