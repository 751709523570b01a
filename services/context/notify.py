"""Notifies the people a change concerns, each once and in waking hours, never the one who made it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.deliveries import Priority
from domain.instants import AT_ONCE
from domain.notices import ReceivingWasDown, Saying
from domain.organisations import Organisation
from domain.people import Role
from domain.reminders import Audience, next_waking_time
from services.context.command_context import Desk
from services.context.recipients import Situation, people_of
from services.context.stand_in import contacts_today
from storage.accounts import living_accounts
from storage.assignments import load_assignments
from storage.database import Transaction
from storage.outbox import Post, post
from storage.tasks import TaskNow

NEWS = "news"


@dataclass(frozen=True, slots=True)
class Concerned:
    """Who has to do with a task, by person id."""

    lead: frozenset[int]
    heads: frozenset[int]
    coordinating: frozenset[int]


def concerned(desk: Desk, found: TaskNow) -> Concerned:
    """The people of the lead units, their heads, and the people of the coordinating units."""
    contacts = contacts_today(desk)
    handed = load_assignments(desk.tx, desk.organisation.id)
    situation = Situation(desk.organisation, desk.calendar, (found,), contacts, desk.directory, (), handed)
    lead, heads, coordinating = (
        frozenset(contact.id for contact in people_of(situation, found, audience))
        for audience in (Audience.LEAD, Audience.HEAD, Audience.COORDINATING)
    )
    return Concerned(lead, heads, coordinating - lead)


def people_in(desk: Desk, *roles: Role) -> frozenset[int]:
    """Everybody with one of these roles."""
    return frozenset(contact.id for contact in contacts_today(desk) if contact.roles & frozenset(roles))


def tell(desk: Desk, key: str, people: Iterable[int], *sayings: Saying, at_once: bool = False, kind: str = NEWS) -> int:
    """Post the same to each of these people but the one who acts, under `key` once for each; gives how many.

    Who has no living account is left out: they see what stands then on the day they link.

    Told in waking hours (every day), or with `at_once` at any hour.
    """
    not_before = AT_ONCE if at_once else next_waking_time(desk.now, desk.organisation.zone, desk.organisation.policy)
    me = desk.actor.person_id if desk.actor else None
    others = sorted(frozenset(people) - {me})
    reachable = {person_id for person_id, *_ in living_accounts(desk.tx, desk.organisation.id, others)}
    rows = [
        Post(
            f"{key}:{person_id}",
            kind,
            Priority.ESCALATION,
            sayings,
            not_before,
            person_id=person_id,
            inbox_id=desk.inbox_id,
        )
        for person_id in others
        if person_id in reachable
    ]
    return sum(post(desk.tx, desk.organisation.id, row, desk.now) is not None for row in rows)


def tell_receiving_was_down(tx: Transaction, organisation: Organisation, since: datetime, now: datetime) -> int:
    """What people typed between `since` and `now` may be lost: the platform keeps it for 24 hours only.

    Gives how many people are told, each once, in waking hours.
    """
    saying = ReceivingWasDown(since, now)
    return _tell(tx, organisation, f"down:{since.isoformat()}", [saying], now)


def _tell(tx: Transaction, organisation: Organisation, key: str, sayings: Sequence[Saying], now: datetime) -> int:
    people = {person_id for person_id, *_ in living_accounts(tx, organisation.id)}
    not_before = next_waking_time(now, organisation.zone, organisation.policy)
    rows = [
        Post(f"{key}:{person_id}", "news", Priority.ESCALATION, sayings, not_before, person_id=person_id)
        for person_id in sorted(people)
    ]
    return sum(post(tx, organisation.id, row, now) is not None for row in rows)
