"""Tells every linked person something that concerns them all."""

from collections.abc import Sequence
from datetime import datetime

from domain.deliveries import Priority
from domain.notices import ReceivingWasDown, Saying
from domain.organisations import Organisation
from domain.reminders import next_waking_time
from storage.accounts import living_accounts
from storage.engine.database import Transaction
from storage.outbox import Post, post


def tell_receiving_was_down(tx: Transaction, organisation: Organisation, since: datetime, now: datetime) -> int:
    """What people typed between `since` and `now` may be lost: the platform keeps it for 24 hours only.

    Gives how many people are told, each once, in waking hours.
    """
    saying = ReceivingWasDown(since, now)
    return _tell(tx, organisation, f"down:{since.isoformat()}", [saying], now)


def _tell(tx: Transaction, organisation: Organisation, key: str, sayings: Sequence[Saying], now: datetime) -> int:
    people = {person_id for person_id, *_ in living_accounts(tx, organisation.id)}
    not_before = next_waking_time(now, organisation.zone, organisation.policy)
    rows = [
        Post(f"{key}:{person_id}", "news", Priority.ESCALATION, sayings, not_before, person_id=person_id)
        for person_id in sorted(people)
    ]
    return sum(post(tx, organisation.id, row, now) is not None for row in rows)
