"""Praise that was given outside working hours stands in the morning message, not beside it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from domain.deliveries import NotSent
from domain.messages.praise import Praised
from services.context.command_context import CommandContext
from services.reminders.schedule_reminders import DIGEST
from storage import outbox
from storage.outbox import OutboxRow, OutboxState

PRAISE = "praise"
# Praise alone goes out this much after the hour of the morning message: by then that one is planned.
AFTER_MORNING = timedelta(minutes=5)


def waiting_praise(context: CommandContext) -> dict[int, list[int]]:
    """The rows with praise that wait, by person."""
    found: dict[int, list[int]] = {}
    for row in outbox.unsent_rows(context.tx, context.organisation.id, PRAISE):
        if row.state is OutboxState.WAITING:
            found.setdefault(row.person_id, []).append(row.id)
    return found


def praise_for(context: CommandContext, digest: OutboxRow, waiting: Mapping[int, Sequence[int]]) -> tuple[Praised, ...]:
    """What the morning message of this row says beside its tasks; rows that it takes in are dropped with the reason.

    What an earlier attempt took in stands in the row itself.
    """
    found = [response for response in digest.responses if isinstance(response, Praised)]
    for row_id in waiting.get(digest.person_id or 0, ()):
        row = outbox.drop_waiting(context.tx, row_id, NotSent.IN_MORNING_MESSAGE)
        found += [response for response in (row.responses if row else ()) if isinstance(response, Praised)]
    return tuple(found)


def put_off(context: CommandContext, praise: OutboxRow) -> bool:
    """Let praise wait while its reader's morning message has still to go out: that one takes it along."""
    unsent = outbox.unsent_rows(context.tx, context.organisation.id, DIGEST)
    is_waiting = any(row.person_id == praise.person_id for row in unsent)
    if is_waiting:
        outbox.postpone(context.tx, praise.id, context.now + AFTER_MORNING)
    return is_waiting
