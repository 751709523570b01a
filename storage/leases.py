"""Rows of the outbox in one sender's hands: which may go now, given until an instant, taken back from the dead."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, or_, select, update

from domain.instants import AT_ONCE
from domain.notices import Saying
from storage.database import Transaction
from storage.facts import saying_as_json
from storage.outbox import OutboxRow, OutboxState, to_row
from storage.tables import outbox


def due_rows(tx: Transaction, organisation_id: int, now: datetime, limit: int) -> list[OutboxRow]:
    """Rows to send now, answers first, oldest first; never two of one chat, never one before an older of its chat."""
    given = {"organisation": organisation_id, "now_": now, "most": limit}
    return [to_row(row) for row in tx.execute(_DUE, given).mappings()]


def _due_query() -> Select[Any]:
    earlier = outbox.alias("earlier")
    is_behind = (
        select(earlier.c.id)
        .where(
            earlier.c.organisation_id == bindparam("organisation"),
            earlier.c.state.in_((OutboxState.WAITING, OutboxState.LEASED)),
            earlier.c.priority == outbox.c.priority,
            earlier.c.channel == outbox.c.channel,
            earlier.c.chat_id == outbox.c.chat_id,
            earlier.c.id < outbox.c.id,
        )
        .exists()
    )
    return (
        select(outbox)
        .where(
            outbox.c.organisation_id == bindparam("organisation"),
            outbox.c.state == OutboxState.WAITING,
            outbox.c.not_before <= bindparam("now_"),
            ~is_behind,
        )
        .order_by(outbox.c.priority, outbox.c.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
    )


_DUE = _due_query()
_LEASE = (
    update(outbox)
    .where(outbox.c.id == bindparam("id_"))
    .values(
        state=OutboxState.LEASED.value,
        attempts=outbox.c.attempts + 1,
        channel=bindparam("new_channel"),
        chat_id=bindparam("new_chat_id"),
        lease_owner=bindparam("new_owner"),
        leased_until=bindparam("new_until"),
    )
)


@dataclass(frozen=True, slots=True)
class Leased:
    """A row, the (channel, chat id) it goes to, and what will really be said, as of now."""

    row: OutboxRow
    address: tuple[str, str]
    sayings: tuple[Saying, ...]


def lease(tx: Transaction, given: Sequence[Leased], owner: str, until: datetime) -> None:
    """Give rows to one sender until an instant, together; counts the attempt.

    What will be said is kept when it differs from what was posted.
    """
    if given:
        tx.execute(_LEASE, [_lease_values(one, owner, until) for one in given])
    for one in given:
        if one.sayings != tuple(one.row.sayings):
            kept = [saying_as_json(saying) for saying in one.sayings]
            tx.execute(update(outbox).where(outbox.c.id == one.row.id).values(sayings=kept))


def _lease_values(one: Leased, owner: str, until: datetime) -> dict[str, Any]:
    channel, chat_id = one.address
    new = {"new_channel": channel, "new_chat_id": chat_id, "new_owner": owner, "new_until": until}
    return {"id_": one.row.id, **new}


def release_abandoned(
    tx: Transaction, organisation_id: int, now: datetime, owner: str, in_flight: Collection[int] = ()
) -> int:
    """Take back rows of a sender that died, leased by somebody else or past their time. They may have been sent.

    What is `in_flight` stays: after a jump of the clock a lease only seems to have ended. One that reaches further
    ahead than leases do was given before the clock was set back.
    """
    is_over = or_(outbox.c.leased_until < now, outbox.c.leased_until > lease_time(now))
    done = tx.execute(
        update(outbox)
        .where(
            outbox.c.organisation_id == organisation_id,
            outbox.c.state == OutboxState.LEASED,
            or_(outbox.c.lease_owner != owner, is_over),
            outbox.c.id.not_in(tuple(in_flight)),
        )
        .values(state=OutboxState.WAITING.value, unknowns=outbox.c.unknowns + 1, not_before=AT_ONCE)
    )
    return int(done.rowcount)


def lease_time(now: datetime, seconds: int = 300) -> datetime:
    """Until when a lease given now holds: longer than any send may take."""
    return now + timedelta(seconds=seconds)
