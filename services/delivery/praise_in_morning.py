"""Praise that was given outside working hours stands in the morning message, not beside it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from domain.deliveries import NotSent
from domain.messages.praise import Praised
from services.context.command_context import CommandContext
from services.reminders.schedule_reminders import DIGEST, digest_key, sending_time_for
from storage import outbox
from storage.due_checks import due_counts
from storage.outbox import OutboxRow, OutboxState
from storage.people import morning_of_person

PRAISE = "praise"  # kind of outbox rows held for the morning message
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
    """Let praise wait until its reader's morning message is planned and has gone out: that one takes it along.

    Going out alone it is the morning message of its day: what comes due later that day waits for the next one.
    """
    until = _earliest(context, praise)
    key = digest_key(praise.person_id or 0, context.today)
    if until is None and not outbox.rename(context.tx, context.organisation.id, praise, key):
        tomorrow = datetime.combine(context.today + timedelta(days=1), time(0), context.organisation.zone)
        until = sending_time_for(None, tomorrow, context.organisation, context.calendar) + AFTER_MORNING
    if until is not None:
        outbox.postpone(context.tx, praise.id, until)
    return until is not None


def _earliest(context: CommandContext, praise: OutboxRow) -> datetime | None:
    """When to look at it again; None: the morning has begun, all of it is planned, and this reader has nothing to come.

    A season found praise that went out at 7:29 on the first day after an outage, before anything was planned.
    """
    tx, organisation, now = context.tx, context.organisation, context.now
    own = morning_of_person(tx, praise.person_id or 0)
    begun = sending_time_for(own, now - AFTER_MORNING, organisation, context.calendar) + AFTER_MORNING
    if begun > now:
        return begun
    is_unplanned = any(organisation_id == organisation.id for organisation_id, _ in due_counts(tx, now))
    unsent = outbox.unsent_rows(tx, organisation.id, DIGEST)
    return now + AFTER_MORNING if is_unplanned or any(row.person_id == praise.person_id for row in unsent) else None
