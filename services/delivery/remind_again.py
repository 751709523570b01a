"""Reminders that somebody ordered: asked again when they are sent, so that they say what is true then."""

from collections.abc import Sequence

from domain.deliveries import NotSent
from domain.messages import Response
from domain.messages.orders import Nudged
from domain.messages.snooze import RemindedAgain
from domain.tasks import State
from services.context.command_context import CommandContext
from services.context.summaries import summary_of
from services.reminders.schedule_reminders import sending_time_for
from storage import outbox
from storage.outbox import OutboxRow, OutboxState
from storage.snoozes import come_for
from storage.tasks import find_task


def snoozed_now(context: CommandContext, row: OutboxRow) -> tuple[Response, ...]:
    """The tasks as they stand now of which the person still wants to hear; dropped when none is left.

    What an outage kept back is said in the next hours in which routine messages go out.
    """
    tx = context.tx
    at = sending_time_for(None, context.now, context.organisation, context.calendar)
    if at > context.now:
        outbox.postpone(tx, row.id, at)
        return ()
    numbers = {number for response in row.responses for number in response.task_numbers}
    found = [one for number in sorted(numbers) if (one := find_task(tx, context.organisation.id, number))]
    wanted = come_for(tx, row.person_id or 0, [one.occurrence.id for one in found], context.now)
    open_ones = [one for one in found if one.occurrence.id in wanted and one.occurrence.state is State.OPEN]
    if not open_ones:
        outbox.settle(tx, row.id, OutboxState.DROPPED, NotSent.TASK_CLOSED)
        return ()
    return (RemindedAgain(tuple(summary_of(context, one) for one in open_ones)),)


def nudge_is_wanted(context: CommandContext, responses: Sequence[Response]) -> bool:
    """True while a task of the nudge is open: nobody is asked about work that is reported or cancelled meanwhile."""
    numbers = [response.line.number for response in responses if isinstance(response, Nudged)]
    tasks = [found for number in numbers if (found := find_task(context.tx, context.organisation.id, number))]
    return any(found.occurrence.state is State.OPEN for found in tasks)
