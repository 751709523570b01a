"""Audits an organisation: reminders that were not sent, tasks nobody will be reminded of, rows that wait too long."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.calendars import LONGEST_BREAK_DAYS
from domain.channel_holds_and_quotas import ChannelHold
from domain.due_checks import morning_of, next_check
from domain.evidence import NO_FILES, UNUSED_KEPT_FOR, EvidenceCounts
from domain.inbox import MessageContext
from domain.organisations import Organisation
from domain.people import Role
from domain.reminders import Audience, is_sending_time, stages
from domain.requests import turning_days
from domain.tasks import State
from services.context.command_context import CommandContext
from services.context.recipients import DigestPlan, people_of
from services.context.situation import Situation, load_situation
from services.context.vacancies import offices_away, vacant_offices
from services.reminders.schedule_reminders import DIGEST, digest_key, due_mornings, with_own_hours
from storage.auditing import PATIENCE, Queue, count_sent_without_receipt, inbox_queue, outbox_queue, posted_keys
from storage.channel_holds_and_quotas import load_holds
from storage.due_checks import load_next_checks
from storage.engine.database import Transaction
from storage.evidence import count_files
from storage.outbox import unsent_rows
from storage.parked_messages import ParkedMessage, parked_messages
from storage.snoozes import count_held
from storage.tasks import TaskNow

MONTH_DAYS = 31  # work without a last day is asked after once a month
# Why an open task has no reminder to come, and rightly so: each is shown, none is an alarm.
NO_PEOPLE, NOT_LINKED, ASKED = "no_people", "not_linked", "asked_this_period"


def overdue_checks(context: CommandContext, situation: Situation, mornings: Iterable[DigestPlan]) -> dict[int, int]:
    """Occurrences (id -> task number) whose stored check is later than it must be, or missing.

    The latest allowed check is the next day on which a stage can come due; for stages due today and not sent
    (`mornings`) it is the next morning. An early check does no harm.
    """
    written = load_next_checks(context.tx, context.organisation.id)
    return {
        occurrence_id: number
        for occurrence_id, number, latest in _needed(context, situation, mornings)
        if (at := written.get(occurrence_id)) is None or at > latest
    }


def _needed(
    context: CommandContext, situation: Situation, mornings: Iterable[DigestPlan]
) -> Iterator[tuple[int, int, datetime]]:
    organisation, calendar = situation.organisation, situation.calendar
    for found in situation.tasks:
        asked = situation.requests.get(found.occurrence.id, ())
        leader_decides = not organisation.policy.coordinator_decides
        turns = turning_days(asked, calendar, organisation.zone, leader_decides=leader_decides)
        turns |= {one.day for one in situation.snoozes.get(found.occurrence.id, ())}
        at = next_check(found.task, found.occurrence, organisation, calendar, context.today, turns)
        if at is not None:
            yield found.occurrence.id, found.task.number, at
    tomorrow = morning_of(calendar.on_or_after(context.today + timedelta(days=1)), organisation)
    for morning in mornings:
        for found, _ in morning.items:
            yield found.occurrence.id, found.task.number, tomorrow


@dataclass(frozen=True, slots=True)
class Audited:
    """How the organisation's queues and reminders stand.

    `given_up` are messages put aside that count as unsent: reminders that no later one made good, and whatever may
    have arrived as often as it may be tried; `holds` are the channels held back.

    `overdue_checks` are occurrences (with their tasks' numbers) that would not be checked in time.

    `unplanned` are people for whom a reminder has come due and no message of today exists; `no_next` numbers of open
    tasks without any reminder to come and without a reason; `quiet` counts those with one, by reason. `vacant` are
    offices that nobody who can be reached holds any more, `away` those whose holders are all absent today. `evidence`
    counts the contents of what was handed in, `snoozed` the reminders that people asked for once more, the last of
    which ends at `snoozed_until`. `unserved` are other organisations of this database whose messages wait although they
    are due, and how many: no program sends them.
    """

    inbox: Queue
    outbox: Queue
    given_up: tuple[ParkedMessage, ...]
    holds: tuple[ChannelHold, ...]
    sent_without_receipt: int
    unplanned: frozenset[int]
    no_next: tuple[int, ...]
    quiet: Mapping[str, int]
    overdue_checks: Mapping[int, int]
    vacant: tuple[Role, ...] = ()
    evidence: EvidenceCounts = NO_FILES
    away: tuple[Role, ...] = ()
    snoozed: int = 0
    snoozed_until: datetime | None = None
    unserved: tuple[tuple[str, int], ...] = ()

    @property
    def oldest_at(self) -> datetime | None:
        """Since when the oldest row of both queues is due."""
        return min((at for at in (self.inbox.oldest_at, self.outbox.oldest_at) if at is not None), default=None)


def audit_organisation(tx: Transaction, organisation: Organisation, now: datetime) -> Audited:
    """The state of things at `now`; changes nothing."""
    organisation = with_own_hours(tx, organisation)
    context = CommandContext(tx, organisation, now, MessageContext("", ""))
    situation = load_situation(context)
    mornings = due_mornings(context, situation)
    snoozed, snoozed_until = count_held(tx, organisation.id, now)
    reasons = [(found.task.number, _reason(situation, found, context)) for found in situation.tasks]
    return Audited(
        inbox=inbox_queue(tx, organisation.id, now),
        outbox=outbox_queue(tx, organisation.id, now),
        given_up=tuple(one for one in parked_messages(tx, organisation.id) if one.is_alarm),
        holds=tuple(load_holds(tx, organisation.id)),
        sent_without_receipt=count_sent_without_receipt(tx, organisation.id),
        unplanned=frozenset(_unplanned(situation, context, mornings)),
        no_next=tuple(number for number, reason in reasons if reason == ""),
        quiet=Counter(reason for _, reason in reasons if reason),
        overdue_checks=overdue_checks(context, situation, mornings),
        vacant=() if organisation.closed_at else vacant_offices(tx, organisation.id, situation.contacts, now),
        evidence=count_files(tx, organisation.id, now - UNUSED_KEPT_FOR),
        away=() if organisation.closed_at else offices_away(tx, organisation.id, situation.contacts),
        snoozed=snoozed,
        snoozed_until=snoozed_until,
    )


def _unplanned(situation: Situation, context: CommandContext, mornings: Sequence[DigestPlan]) -> Iterator[int]:
    """Only while routine messages have been allowed for some minutes: planning must have had its chance."""
    organisation = context.organisation
    for instant in (context.now - PATIENCE, context.now):
        if not is_sending_time(instant, organisation.zone, situation.calendar, organisation.policy):
            return
    people = {digest_key(morning.contact.id, context.today): morning.contact.id for morning in mornings}
    posted = posted_keys(context.tx, organisation.id, people)
    waiting = {row.person_id for row in unsent_rows(context.tx, organisation.id, DIGEST)}
    yield from (person for key, person in people.items() if key not in posted and person not in waiting)


def _reason(situation: Situation, found: TaskNow, context: CommandContext) -> str | None:
    """None when a reminder is to come (or none is wanted), "" when there is neither that nor a reason."""
    occurrence = found.occurrence
    if occurrence.state is not State.OPEN:
        return None
    people = people_of(situation, found, Audience.LEAD)
    if not people:
        return NO_PEOPLE
    if not any(contact.channels for contact in people):
        return NOT_LINKED
    policy = situation.organisation.policy
    patience = policy.overdue_every if occurrence.last_day else MONTH_DAYS
    until = max(context.today, occurrence.last_day or context.today) + timedelta(days=patience + LONGEST_BREAK_DAYS)
    to_come = stages(occurrence, found.task.created_on, situation.calendar, policy, until)
    if any(stage.day >= context.today for stage in to_come):
        return None
    return ASKED if occurrence.is_check_in else ""
