"""Decides who gets which reminders this morning, and opens check-in periods; `plan_mornings` posts the messages."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from domain.calendars import WorkingCalendar
from domain.channel_holds_and_quotas import Room, most_room
from domain.deadlines import period_of
from domain.organisations import Organisation
from domain.reminders import Stage, next_sending_time
from domain.tasks import State
from services.context.command_context import CommandContext
from services.context.quota import rooms_now
from services.context.recipients import DigestPlan, assign_reminders
from services.context.situation import Situation
from storage.conversations import is_sent
from storage.due_checks import DueCheck
from storage.engine.database import Transaction
from storage.people import Contact, earliest_and_latest
from storage.tasks import TaskNow, add_occurrence

DIGEST = "digest"


def due_mornings(context: CommandContext, situation: Situation) -> list[DigestPlan]:
    """Today's morning messages, for people who can be reached and whose channel has quota left."""
    return mornings_of(context, situation, rooms_now(context.tx, context.organisation, context.now))[0]


def mornings_of(
    context: CommandContext, situation: Situation, rooms: Mapping[str, Room]
) -> tuple[list[DigestPlan], set[int]]:
    """Today's morning messages, and the occurrences of which something is put off because quota runs out."""
    linked = [contact for contact in situation.contacts if contact.channels]
    reachable = [c for c in linked if most_room(c.channels, rooms) is not Room.RESERVED] if rooms else linked
    put_off: set[int] = set()
    if len(reachable) < len(linked):
        put_off.update(found.occurrence.id for found in situation.tasks)
    mornings = []
    for morning in assign_reminders(_among(situation, reachable), context.today):
        if _may_be_spared(context, situation, morning, rooms):
            put_off.update(morning.occurrence_ids())
        else:
            mornings.append(morning)
    return mornings, put_off


def _may_be_spared(
    context: CommandContext, situation: Situation, morning: DigestPlan, rooms: Mapping[str, Room]
) -> bool:
    """While quota runs out, somebody who had a message the working day before waits a day, unless it is urgent."""
    if (
        not rooms
        or most_room(morning.contact.channels, rooms) is Room.PLENTY
        or any(_presses(s) for _, s in morning.items)
    ):
        return False
    day_before = situation.calendar.on_or_before(context.today - timedelta(days=1))
    return is_sent(context.tx, context.organisation.id, digest_key(morning.contact.id, day_before))


def _presses(stage: Stage) -> bool:
    return stage.code == "before:0" or stage.code.startswith("overdue")


def open_periods(context: CommandContext, looks: Iterable[DueCheck]) -> int:
    """Open the occurrence of the current period for each repeating task in `looks`; returns how many."""
    repeating = [look for look in looks if look.is_newest and look.found.task.deadline.is_repeating]
    return sum(_open_period(context, look.found) for look in repeating)


def _open_period(context: CommandContext, newest: TaskNow) -> bool:
    period = period_of(newest.task.deadline.kind, context.today)
    if newest.occurrence.state is State.CANCELLED or period.code == newest.occurrence.period:
        return False
    days = (period.first_day, period.last_day, None)
    return add_occurrence(context.tx, context.organisation.id, newest.task.id, period.code, days)


def _among(situation: Situation, contacts: list[Contact]) -> Situation:
    return replace(situation, contacts=contacts)


def digest_key(person_id: int, day: date) -> str:
    """The outbox key that lets a person have one morning message on a day."""
    return f"{DIGEST}:{person_id}:{day.isoformat()}"


def with_own_hours(tx: Transaction, organisation: Organisation) -> Organisation:
    """The organisation with the earliest and the latest hour that anybody has chosen."""
    earliest, latest = earliest_and_latest(tx, organisation.id)
    return replace(organisation, earliest_own=earliest, latest_own=latest)


def sending_time_for(
    own: time | None, now: datetime, organisation: Organisation, calendar: WorkingCalendar
) -> datetime:
    """The first instant (UTC) from `now` (aware) on at which a person with this hour may get a morning message."""
    return next_sending_time(now, organisation.zone, calendar, organisation.policy, own)
