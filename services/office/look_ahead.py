"""Names what obeying a command is going to ask, so that a database far away is asked for all of it at once."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from domain.message_context import MessageContext
from domain.messages import Command
from domain.messages.tasks import MarkDone
from domain.tasks import Part
from services.context.pending_question import ANSWERED_WITHIN
from storage import inbox
from storage.database import Transaction
from storage.events import last_asked
from storage.followed_plans import plans_asked
from storage.organisations import lock_asked
from storage.people import actor_asked
from storage.questions import last_question_asked
from storage.requests import requests_asked
from storage.statements import Asked, ask_ahead
from storage.talks import said_asked
from storage.tasks import task_asked
from storage.units import groups_asked
from storage.waiting_answers import waiting_answers_asked


def look_ahead(
    tx: Transaction,
    organisation_id: int,
    inbox_id: int,
    origin: MessageContext,
    command: Command,
    now: datetime,
    zone: tzinfo,
) -> None:
    """Lock the organisation and take the update, in this order, and ask what the use-case nearly always reads.

    A wrong guess costs a question and nothing else. `zone` is the organisation's, as far as is known.
    """
    today = now.astimezone(zone).date()
    asked = [
        lock_asked(organisation_id),
        inbox.take_asked(inbox_id, now),
        actor_asked(organisation_id, origin.channel, origin.chat_id, today),
        last_question_asked(organisation_id, (origin.channel, origin.chat_id)),
        waiting_answers_asked(organisation_id, (origin.channel, origin.chat_id)),
        *_of_command(organisation_id, origin, command, now),
    ]
    ask_ahead(tx, asked)


def _of_command(organisation_id: int, origin: MessageContext, command: Command, now: datetime) -> Iterator[Asked]:
    numbers = getattr(command, "numbers", None) or (getattr(command, "number", None),)
    if len(numbers) != 1 or not isinstance(numbers[0], int):
        return
    yield task_asked(organisation_id, numbers[0])
    yield last_asked(organisation_id)
    yield plans_asked(organisation_id)
    if isinstance(command, MarkDone):
        yield said_asked(organisation_id, (origin.channel, origin.chat_id), now - ANSWERED_WITHIN)
        yield groups_asked(organisation_id, numbers[0], Part.LEAD.value)
        yield requests_asked(organisation_id, numbers[0])
