"""A group's own photos of concepts."""

import sqlalchemy as sa
from alembic import op

import app.database

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "concept_photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("concept_id", sa.String(), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=False),
        sa.Column("placed_by_id", sa.Uuid(), nullable=False),
        sa.Column("placed_at", app.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("removed_at", app.database.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["group.id"], name=op.f("fk_concept_photo_group_id")),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name=op.f("fk_concept_photo_photo_id")),
        sa.ForeignKeyConstraint(["placed_by_id"], ["staff_member.id"], name=op.f("fk_concept_photo_placed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept_photo")),
    )
    standing = sa.text("removed_at IS NULL")
    op.create_index(
        "uq_concept_photo_group_id_concept_id",
        "concept_photo",
        ["group_id", "concept_id"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )
    op.create_index(op.f("ix_concept_photo_photo_id"), "concept_photo", ["photo_id"])
    op.create_table(
        "own_photos_version",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["group.id"], name=op.f("fk_own_photos_version_group_id")),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_own_photos_version")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("own_photos_version")
    op.drop_table("concept_photo")
