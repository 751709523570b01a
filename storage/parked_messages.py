"""Outbox rows parked for the operator: for whom, why, and what became of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select, update

from domain.deliveries import AT_ONCE
from storage.engine.database import Transaction
from storage.outbox import OutboxState, ParkedFor
from storage.tables import chat_account, outbox, person

ALARMING = (ParkedFor.UNCONFIRMED.value, ParkedFor.REJECTED.value, ParkedFor.UNREADABLE.value)
DIGEST, ANSWER = "digest", "answer"
MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class ParkedMessage:
    """One of them. `is_reachable`: its person has a living account now. `is_made_good`: a later morning message to
    this person went out, which carried what this one would have told.
    """

    id: int
    kind: str
    person_id: int | None
    name: str | None
    parked_for: str | None
    error: str | None
    created_at: datetime
    is_reachable: bool
    is_made_good: bool

    @property
    def is_alarm(self) -> bool:
        """Whether it counts as unsent: a reminder, or anything that may have arrived as often as it may be tried."""
        is_serious = self.kind != ANSWER or self.parked_for == ParkedFor.UNCONFIRMED.value
        return is_serious and self.parked_for in ALARMING and not self.is_made_good


def parked_messages(tx: Transaction, organisation_id: int) -> list[ParkedMessage]:
    """The messages put aside with a reason, oldest first, at most 500."""
    return [ParkedMessage(*row) for row in tx.execute(_PARKED, {"organisation": organisation_id})]


def _parked() -> Select[Any]:
    later = outbox.alias("later")
    made_good = (
        select(later.c.id)
        .where(
            later.c.organisation_id == bindparam("organisation"),
            later.c.state == OutboxState.SENT.value,
            later.c.person_id == outbox.c.person_id,
            later.c.kind == DIGEST,
            later.c.id > outbox.c.id,
            outbox.c.kind == DIGEST,
        )
        .exists()
    )
    reachable = (
        select(chat_account.c.id)
        .where(chat_account.c.person_id == outbox.c.person_id, chat_account.c.is_alive.is_(True))
        .exists()
    )
    return (
        select(
            outbox.c.id,
            outbox.c.kind,
            outbox.c.person_id,
            person.c.name,
            outbox.c.parked_for,
            outbox.c.error,
            outbox.c.created_at,
            reachable,
            made_good,
        )
        .outerjoin(person, person.c.id == outbox.c.person_id)
        .where(
            outbox.c.organisation_id == bindparam("organisation"),
            outbox.c.state == OutboxState.PARKED.value,
            outbox.c.parked_for.is_not(None),
        )
        .order_by(outbox.c.id)
        .limit(MOST_LISTED)
    )


_PARKED = _parked()


def unpark(tx: Transaction, outbox_ids: Collection[int]) -> None:
    """Send these again as soon as possible; what may have arrived keeps its mark and gets new repeats."""
    tx.execute(
        update(outbox)
        .where(outbox.c.id.in_(outbox_ids), outbox.c.state == OutboxState.PARKED.value)
        .values(state=OutboxState.WAITING.value, not_before=AT_ONCE, parked_for=None, repeats=0, attempts=0)
    )


def retire_key(tx: Transaction, outbox_id: int) -> None:
    """Free the key of the row, so that the same message may be planned again today."""
    key = func.substr(outbox.c.key, 1, 100) + f":parked:{outbox_id}"
    tx.execute(update(outbox).where(outbox.c.id == outbox_id).values(key=key))
