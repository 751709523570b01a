"""Prefetches what handling a command nearly always reads: on PostgreSQL one round trip instead of ten."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from domain.inbox import MessageContext
from domain.messages import Command
from domain.messages.tasks import MarkDone
from domain.tasks import Part
from services.context.pending_question import ANSWERED_WITHIN
from storage import inbox
from storage.conversation_history import said_query
from storage.engine.database import Transaction
from storage.engine.pipeline import Query, prefetch
from storage.events import last_event_query
from storage.organisations import lock_query
from storage.outbox import waiting_answers_query
from storage.people import actor_query
from storage.plans import plans_query
from storage.questions import last_question_query
from storage.requests import requests_query
from storage.tasks import task_query
from storage.units import groups_query


def prefetch_for_command(
    tx: Transaction,
    organisation_id: int,
    inbox_id: int,
    origin: MessageContext,
    command: Command,
    now: datetime,
    zone: tzinfo,
) -> None:
    """Lock the organisation, take the update, and fetch what the use-case nearly always reads, in this order.

    A wrong guess costs one query and nothing else. `zone` is the organisation's, as last read.
    """
    today = now.astimezone(zone).date()
    queries = [
        lock_query(organisation_id),
        inbox.take_query(inbox_id, now),
        actor_query(organisation_id, origin.channel, origin.chat_id, today),
        last_question_query(organisation_id, (origin.channel, origin.chat_id)),
        waiting_answers_query(organisation_id, (origin.channel, origin.chat_id)),
        *_of_command(organisation_id, origin, command, now),
    ]
    prefetch(tx, queries)


def _of_command(organisation_id: int, origin: MessageContext, command: Command, now: datetime) -> Iterator[Query]:
    numbers = command.task_numbers
    if len(numbers) != 1:
        return
    yield task_query(organisation_id, numbers[0])
    yield last_event_query(organisation_id)
    yield plans_query(organisation_id)
    if isinstance(command, MarkDone):
        yield said_query(organisation_id, (origin.channel, origin.chat_id), now - ANSWERED_WITHIN)
        yield groups_query(organisation_id, numbers[0], Part.LEAD.value)
        yield requests_query(organisation_id, numbers[0])
