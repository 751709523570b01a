"""What a restored backup does not hold: messages of people, and what had been sent since it was taken."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.simulation.week import Week


@dataclass(frozen=True)
class Restored:
    """A backup that was put in place: when it was taken, what it held, and what the replaced database had sent."""

    taken_at: datetime
    at: datetime
    keys: frozenset[tuple[str, str]]  # of the updates in it
    outbox: int  # the newest message in it
    receipts: tuple[dict[str, Any], ...]  # of the replaced database
    unconfirmed: tuple[tuple[str, str], ...]  # where messages that are not in it may have arrived: (channel, chat)
    is_gone: bool = False  # nothing could be read of it


def may_be_lost(week: "Week", channel: str, key: str, typed_at: datetime) -> bool:
    """Whether what somebody wrote came after the backup that was put in place."""
    return week.restored is not None and typed_at <= week.restored.at and (channel, key) not in week.restored.keys


def all_receipts(week: "Week", kept: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was sent: by the database as it is, and by the one that was replaced; a message of both counts once."""
    if week.restored is None:
        return kept
    told = {row["outbox_id"] for row in kept}
    newest = week.restored.outbox
    return kept + [row for row in week.restored.receipts if row["outbox_id"] > newest or row["outbox_id"] not in told]
