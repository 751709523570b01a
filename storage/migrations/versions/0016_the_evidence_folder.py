"""What was handed in is fetched into the evidence folder: one row for each reference, those of before included"""

import hashlib
from typing import Any

import sqlalchemy as sa
from alembic import op

import storage.engine.database

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("ref_hash", sa.String(length=64), nullable=False),
        sa.Column("file_ref", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("added_at", storage.engine.database.Instant(timezone=True), nullable=False),
        sa.Column("next_fetch_at", storage.engine.database.Instant(timezone=True), nullable=False),
        sa.Column("trouble", sa.String(length=20), nullable=True),
        sa.Column("stored_hash", sa.String(length=64), nullable=True),
        sa.Column("stored_size", sa.Integer(), nullable=True),
        sa.Column("unused_since", storage.engine.database.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_evidence_file_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_file"),
        sa.UniqueConstraint("organisation_id", "ref_hash", name="uq_evidence_file_organisation_id_ref_hash"),
    )
    op.create_index("ix_evidence_file_stored_hash", "evidence_file", ["stored_hash"])
    op.create_index(
        "ix_evidence_file_organisation_id_state_next_fetch_at",
        "evidence_file",
        ["organisation_id", "state", "next_fetch_at"],
    )
    _add_those_of_before()


def _add_those_of_before() -> None:
    """The oldest piece of each reference says when it was handed in; all are due at once."""
    at = storage.engine.database.Instant(timezone=True)
    evidence = sa.table(
        "evidence", sa.column("id"), sa.column("organisation_id"), sa.column("channel"), sa.column("file_ref"),
        sa.column("added_at", at),
    )  # fmt: skip
    file = sa.table(
        "evidence_file", sa.column("organisation_id"), sa.column("channel"), sa.column("ref_hash"),
        sa.column("file_ref"), sa.column("state"), sa.column("attempts"), sa.column("added_at", at),
        sa.column("next_fetch_at", at),
    )  # fmt: skip
    columns = (evidence.c.organisation_id, evidence.c.channel, evidence.c.file_ref, evidence.c.added_at)
    query = sa.select(*columns).where(evidence.c.file_ref.is_not(None), evidence.c.channel.is_not(None))
    found: dict[tuple[int, str], Any] = {}
    for row in op.get_bind().execute(query.order_by(evidence.c.id)):
        key = (row.organisation_id, hashlib.sha256(f"{row.channel}\n{row.file_ref}".encode()).hexdigest())
        found.setdefault(key, row)
    rows = [
        {
            "organisation_id": key[0], "channel": row.channel, "ref_hash": key[1], "file_ref": row.file_ref,
            "state": "waiting", "attempts": 0, "added_at": row.added_at, "next_fetch_at": row.added_at,
        }
        for key, row in found.items()
    ]  # fmt: skip
    if rows:
        op.bulk_insert(file, rows)
