"""Notifies the people a change concerns, each once and in waking hours, never the one who made it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.deliveries import AT_ONCE, Priority
from domain.messages import Response
from domain.messages.reach import ReceivingWasDown
from domain.organisations import Organisation
from domain.people import Role
from domain.reminders import Audience, next_waking_time
from services.context.command_context import CommandContext
from services.context.recipients import people_of
from services.context.situation import situation_of_task
from services.context.stand_in import contacts_today
from storage.accounts import living_accounts
from storage.engine.database import Transaction
from storage.outbox import Post, post
from storage.tasks import TaskNow

NEWS = "news"


@dataclass(frozen=True, slots=True)
class Concerned:
    """Who has to do with a task, by person id."""

    lead: frozenset[int]
    heads: frozenset[int]
    coordinating: frozenset[int]


def concerned(context: CommandContext, found: TaskNow) -> Concerned:
    """The people of the lead units, their heads, and the people of the coordinating units."""
    situation = situation_of_task(context, found)
    lead, heads, coordinating = (
        frozenset(contact.id for contact in people_of(situation, found, audience))
        for audience in (Audience.LEAD, Audience.HEAD, Audience.COORDINATING)
    )
    return Concerned(lead, heads, coordinating - lead)


def people_in(context: CommandContext, *roles: Role) -> frozenset[int]:
    """Everybody with one of these roles."""
    return frozenset(contact.id for contact in contacts_today(context) if contact.roles & frozenset(roles))


def tell(
    context: CommandContext,
    key: str,
    people: Iterable[int],
    *responses: Response,
    at_once: bool = False,
    not_before: datetime | None = None,
    kind: str = NEWS,
) -> int:
    """Post the same to each of these people but the actor, under `key` once for each; returns how many.

    Who has no living account is left out: they see what stands then on the day they link.

    Told in waking hours (every day), with `at_once` at any hour, or from `not_before` (aware) on.
    """
    waking = next_waking_time(context.now, context.organisation.zone, context.organisation.policy)
    at = AT_ONCE if at_once else not_before or waking
    me = context.actor.person_id if context.actor else None
    others = sorted(frozenset(people) - {me})
    reachable = {person_id for person_id, *_ in living_accounts(context.tx, context.organisation.id, others)}
    rows = [
        Post(
            f"{key}:{person_id}",
            kind,
            Priority.ESCALATION,
            responses,
            at,
            person_id=person_id,
            inbox_id=context.inbox_id,
        )
        for person_id in others
        if person_id in reachable
    ]
    return sum(post(context.tx, context.organisation.id, row, context.now) is not None for row in rows)


def tell_receiving_was_down(tx: Transaction, organisation: Organisation, since: datetime, now: datetime) -> int:
    """Tell everybody that what they typed between `since` and `now` may be lost: platforms keep it for 24 hours only.

    Returns how many people are told, each once, in waking hours.
    """
    response = ReceivingWasDown(since, now)
    return _tell(tx, organisation, f"down:{since.isoformat()}", [response], now)


def _tell(tx: Transaction, organisation: Organisation, key: str, responses: Sequence[Response], now: datetime) -> int:
    people = {person_id for person_id, *_ in living_accounts(tx, organisation.id)}
    not_before = next_waking_time(now, organisation.zone, organisation.policy)
    rows = [
        Post(f"{key}:{person_id}", "news", Priority.ESCALATION, responses, not_before, person_id=person_id)
        for person_id in sorted(people)
    ]
    return sum(post(tx, organisation.id, row, now) is not None for row in rows)
