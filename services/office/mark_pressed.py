"""Leaves a sign in place of a button that was pressed and obeyed, in the transaction of its command."""

from datetime import timedelta

from domain.deliveries import AT_ONCE, BUTTONS, Priority
from domain.messages import Command
from domain.messages.pressed import ButtonsUsed, UsedButton
from services.context.command_context import CommandContext, Reply
from storage.events import has_events_of
from storage.outbox import Post, newest_edit_of, post_late

SEEN_LATE = timedelta(minutes=2)  # so long a press may still show the buttons without the sign of the one before


def mark_pressed(context: CommandContext, command: Command, reply: Reply) -> None:
    """Queue the new buttons of the message; nothing where the command only showed something or changed nothing."""
    origin = context.origin
    is_marked = origin.keyboard and origin.pressed_on and command.undo is not None and command.task_numbers
    if not is_marked or reply.may_replace or context.actor is None or context.inbox_id is None:
        return
    if not has_events_of(context.tx, context.organisation.id, [context.inbox_id]):
        return
    used = UsedButton(origin.text, command.canonical, command.task_numbers)
    row = Post(
        key=f"pressed:{context.inbox_id}",
        kind=BUTTONS,
        priority=Priority.UNLINKED,  # behind everything that is said: nothing of the chat waits for it
        responses=[ButtonsUsed(origin.keyboard, (*_used_before(context), used))],
        not_before=AT_ONCE,
        person_id=context.actor.person_id,
        channel=origin.channel,
        chat_id=origin.chat_id,
        edit_message_id=origin.pressed_on,
    )
    post_late(context.tx, context.organisation.id, row, context.now)


def _used_before(context: CommandContext) -> tuple[UsedButton, ...]:
    """The buttons of this message obeyed a moment ago: pressed quickly one after the other, none comes back."""
    address = (context.origin.channel, context.origin.chat_id)
    since = context.now - SEEN_LATE
    row = newest_edit_of(context.tx, context.organisation.id, address, context.origin.pressed_on or "", since)
    found = row.responses if row is not None else ()
    return next((each.used for each in found if isinstance(each, ButtonsUsed)), ())
