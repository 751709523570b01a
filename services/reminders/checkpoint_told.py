"""What people are told of a checkpoint of the history."""

from domain.checkpoints import Checkpoint
from domain.messages.summaries import CheckpointSummary
from storage.checkpoints import find_checkpoint
from storage.engine.database import Transaction


def checkpoint_told(tx: Transaction, organisation_id: int, month: str) -> CheckpointSummary | None:
    """That of a month ("2026-11"); None when there is no checkpoint, or nothing happened in the month."""
    found = find_checkpoint(tx, organisation_id, month)
    return None if found is None or not found.is_told else summary_of_checkpoint(found)


def summary_of_checkpoint(made: Checkpoint) -> CheckpointSummary:
    """The checkpoint as people read it."""
    return CheckpointSummary(made.month, made.count, made.told_code)
