"""Tells coordinators which tasks have nobody left who can be reached; each change once, in waking hours."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from domain.deliveries import Priority
from domain.inbox import MessageContext
from domain.messages import Response
from domain.messages.reach import NobodyReached
from domain.organisations import Organisation
from domain.people import Role
from domain.reminders import Audience, next_waking_time
from domain.tasks import State
from services.context.command_context import CommandContext
from services.context.recipients import people_of
from services.context.situation import Situation, load_situation
from services.context.summaries import summary_of
from storage.accounts import lost_since
from storage.auditing import newest_of_kind
from storage.engine.database import Transaction
from storage.outbox import Post, post
from storage.people import Contact
from storage.tasks import TaskNow

UNREACHED = "unreached"


def tell_unreached(tx: Transaction, organisation: Organisation, now: datetime) -> int:
    """Post tasks whose lead people all became unreachable since this was last told; returns how many messages.

    Who was never linked counts as unreachable, so an import tells of units nobody has joined for yet. Nothing is
    posted, or taken as told, while no coordinator can be reached. The daily line in the morning message stays.
    """
    context = CommandContext(tx, organisation, now, MessageContext("", ""))
    situation = load_situation(context, only_open=True, with_planned=False)
    coordinators = [c for c in situation.contacts if c.channels and Role.COORDINATOR in c.roles]
    lost = lost_since(tx, organisation.id) if coordinators else {}
    unreached = _unreached(situation) if coordinators else []
    marks = {_mark(found, people_of(situation, found, Audience.LEAD), lost): found for found in unreached}
    told = _told(tx, organisation)
    new = [found for mark, found in marks.items() if mark not in told]
    if not new:
        return 0
    response = NobodyReached(tuple(summary_of(context, found) for found in new), tuple(marks))
    return _post(context, response, coordinators)


def still_unreached(situation: Situation, responses: Sequence[Response]) -> tuple[Response, ...]:
    """What of this is true at this moment; nothing when somebody can be reached for every task of it."""
    numbers = {found.task.number for found in _unreached(situation)}
    kept = []
    for response in responses:
        if isinstance(response, NobodyReached):
            lines = tuple(line for line in response.lines if line.number in numbers)
            kept += [replace(response, lines=lines)] if lines else []
    return tuple(kept)


def _unreached(situation: Situation) -> list[TaskNow]:
    """Open tasks of which nobody of the lead units can be reached."""
    return [
        found
        for found in situation.tasks
        if found.occurrence.state is State.OPEN
        and not any(contact.channels for contact in people_of(situation, found, Audience.LEAD))
    ]


def _mark(found: TaskNow, leading: Sequence[Contact], lost: Mapping[int, datetime]) -> str:
    """What changes when the task, or the moment since when its people are out of reach, changes."""
    since = max((lost[contact.id] for contact in leading if contact.id in lost), default=None)
    return f"{found.task.number}@{int(since.timestamp()) if since else 0}"


def _told(tx: Transaction, organisation: Organisation) -> frozenset[str]:
    last = newest_of_kind(tx, organisation.id, UNREACHED)
    responses = last.responses if last is not None else ()
    return frozenset(mark for response in responses if isinstance(response, NobodyReached) for mark in response.known)


def _post(context: CommandContext, response: NobodyReached, coordinators: Sequence[Contact]) -> int:
    not_before = next_waking_time(context.now, context.organisation.zone, context.organisation.policy)
    rows = [
        Post(
            f"{UNREACHED}:{context.now.isoformat()}:{c.id}",
            UNREACHED,
            Priority.ESCALATION,
            [response],
            not_before,
            c.id,
        )
        for c in coordinators
    ]
    return sum(post(context.tx, context.organisation.id, row, context.now) is not None for row in rows)
