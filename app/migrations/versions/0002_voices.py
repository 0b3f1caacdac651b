"""Voices: volunteers, speakers, recordings and corrected words."""

import sqlalchemy as sa
from alembic import op

import app.database

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "volunteer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("staff_member_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("card_hash", sa.String(), nullable=False),
        sa.Column("issued_at", app.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", app.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("redeemed_at", app.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("token_hash", sa.String(), nullable=True),
        sa.Column("ended_at", app.database.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_volunteer_organisation_id")),
        sa.ForeignKeyConstraint(["staff_member_id"], ["staff_member.id"], name=op.f("fk_volunteer_staff_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer")),
        sa.UniqueConstraint("card_hash", name=op.f("uq_volunteer_card_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_volunteer_token_hash")),
    )
    op.create_index(op.f("ix_volunteer_organisation_id"), "volunteer", ["organisation_id"])
    op.create_table(
        "speaker",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("caregiver_id", sa.Uuid(), nullable=True),
        sa.Column("staff_member_id", sa.Uuid(), nullable=True),
        sa.Column("volunteer_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("dialect", sa.String(), nullable=False),
        sa.Column("consented_at", app.database.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_speaker_organisation_id")),
        sa.ForeignKeyConstraint(["caregiver_id"], ["caregiver.id"], name=op.f("fk_speaker_caregiver_id")),
        sa.ForeignKeyConstraint(["staff_member_id"], ["staff_member.id"], name=op.f("fk_speaker_staff_member_id")),
        sa.ForeignKeyConstraint(["volunteer_id"], ["volunteer.id"], name=op.f("fk_speaker_volunteer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
        sa.UniqueConstraint("caregiver_id", "language", name=op.f("uq_speaker_caregiver_id_language")),
        sa.UniqueConstraint("staff_member_id", "language", name=op.f("uq_speaker_staff_member_id_language")),
        sa.UniqueConstraint("volunteer_id", "language", name=op.f("uq_speaker_volunteer_id_language")),
    )
    op.create_index(op.f("ix_speaker_organisation_id"), "speaker", ["organisation_id"])
    state = sa.Enum("WAITING", "APPROVED", "REFUSED", name="recordingstate")
    op.create_table(
        "recording",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("speaker_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("state", state, nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("created_at", app.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("stored_at", app.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", app.database.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_recording_speaker_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["speaker.id"], name=op.f("fk_recording_decided_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording")),
    )
    op.create_index(op.f("ix_recording_speaker_id"), "recording", ["speaker_id"])
    op.create_index(op.f("ix_recording_language"), "recording", ["language"])
    op.create_table(
        "word_correction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("msgid", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("speaker_id", sa.Uuid(), nullable=False),
        sa.Column("corrected_at", app.database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_word_correction_speaker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_correction")),
        sa.UniqueConstraint("language", "domain", "msgid", name=op.f("uq_word_correction_language_domain_msgid")),
    )
    made = op.create_table(
        "voices_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voices_version")),
    )
    op.bulk_insert(made, [{"id": 1, "number": 0}])


def downgrade() -> None:
    """Take back."""
    for table in ("voices_version", "word_correction", "recording", "speaker", "volunteer"):
        op.drop_table(table)
    sa.Enum(name="recordingstate").drop(op.get_bind(), checkfirst=True)
