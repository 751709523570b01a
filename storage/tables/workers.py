"""What programs keep about themselves: who runs, and what each serves; rows of no organisation."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from storage.engine.database import Instant
from storage.tables.columns import id_column, metadata

worker = Table(
    "worker",
    metadata,
    id_column(),  # its epoch: never given twice, checked by each commit
    Column("name", String(63), nullable=False),  # of its sessions
    Column("renewed_at", Instant, nullable=False),  # by the database's clock
)
# The organisations that share a bot have one seat, whose number is that of the first of them.
seat = Table(
    "seat",
    metadata,
    id_column(),
    Column("worker_id", Integer, ForeignKey("worker.id", ondelete="SET NULL")),  # none: nobody serves them
)

# One row: by which rules all tasks were looked at last.
rules_seen = Table("rules_seen", metadata, id_column(), Column("version", String(64), nullable=False))
