"""Regular reports to leaders: not a message of their own, but part of the first morning message after a period.

A report is told when a morning message has gone out since the day it fell due; so it is told once, and after an
outage with the next message. Who has nothing else to hear that morning gets a message for it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from domain.calendars import WorkingCalendar
from domain.channel_holds_and_quotas import Room, most_room
from domain.deliveries import Priority
from domain.inbox import MessageContext
from domain.organisations import Organisation
from domain.people import Role, away_on
from domain.reminders import is_sending_time
from domain.reports import ReportPeriod, due_report
from services.context.command_context import CommandContext
from services.context.quota import rooms_now
from services.context.stand_in import contacts_today
from services.context.working_calendar import load_calendar
from services.reminders.schedule_reminders import DIGEST, digest_key, sending_time_for, with_own_hours
from storage.absences import load_absences
from storage.engine.database import Transaction
from storage.outbox import Post, post_all, unsent_rows
from storage.people import chosen_mornings
from storage.planning_data import begun_by, sent_keys
from storage.reports import first_task_day, leaders_reached, sent_among


def plan_reports(tx: Transaction, organisation: Organisation, now: datetime) -> int:
    """Post a morning message for every leader with a report due and no message yet; returns how many."""
    context = CommandContext(tx, organisation, now, MessageContext("", ""))
    due = reports_due(tx, organisation, now).items()
    posts = [Post(digest_key(id_, context.today), DIGEST, Priority.DIGEST, (), at, id_) for id_, at in due]
    return len(post_all(tx, organisation.id, posts, now))


def reports_due(tx: Transaction, organisation: Organisation, now: datetime) -> dict[int, datetime]:
    """When leaders with a report due and no message yet get theirs, by person id; writes nothing."""
    organisation = with_own_hours(tx, organisation)
    context = CommandContext(tx, organisation, now, MessageContext("", ""))
    leaders = _leaders_today(context) if organisation.policy.tells_reports else {}
    if not leaders:
        return {}
    calendar = load_calendar(tx, organisation.id, context.today, context.today)
    rooms, hours = rooms_now(tx, organisation, now), chosen_mornings(tx, organisation.id)
    due = reports_among(tx, [Readers(context, calendar, leaders, rooms, hours)], ())
    waiting = {row.person_id for row in unsent_rows(tx, organisation.id, DIGEST)} if due else set()
    return {new.person_id: new.not_before for _, new in due if new.person_id and new.person_id not in waiting}


@dataclass(frozen=True, slots=True)
class Readers:
    """The leaders of an organisation who may be told a report: their channels and own hours, by id.

    `rooms` is what is left of the month on the channels that are counted.
    """

    context: CommandContext
    calendar: WorkingCalendar
    leaders: Mapping[int, Sequence[str]]
    rooms: Mapping[str, Room]
    hours: Mapping[int, time | None]

    def may_be_told(self) -> list[int]:
        """Nobody outside sending times; where the month's messages run out the report waits: it is there to ask for."""
        organisation, now = self.context.organisation, self.context.now
        begins, policy = organisation.morning_from, organisation.policy
        if not policy.tells_reports or not is_sending_time(now, organisation.zone, self.calendar, policy, begins):
            return []
        return [id_ for id_, channels in self.leaders.items() if most_room(channels, self.rooms) is not Room.RESERVED]


def reports_among(tx: Transaction, wards: Iterable[Readers], waiting: Collection[int]) -> list[tuple[int, Post]]:
    """(organisation id, message) for every leader who has had no morning message since the report that fell due last.

    Not for those who have one `waiting`: it carries the report.
    """
    asked = [
        (ward, person_id, *_due_report(ward.context.today, ward.calendar))
        for ward in wards
        for person_id in ward.may_be_told()
        if person_id not in waiting
    ]
    begun = _begun(tx, [(ward, period) for ward, _, period, _ in asked])
    worth = [
        (ward, person, day) for ward, person, period, day in asked if (ward.context.organisation.id, period) in begun
    ]
    keys: dict[int, list[str]] = {}
    for ward, person_id, due_day in worth:
        keys.setdefault(ward.context.organisation.id, []).extend(_keys_since(ward, person_id, due_day))
    told = sent_keys(tx, keys)
    return [
        (ward.context.organisation.id, _message(ward, person_id))
        for ward, person_id, due_day in worth
        if told.isdisjoint(_keys_since(ward, person_id, due_day))
    ]


_due_report = lru_cache(maxsize=64)(due_report)  # the same for all wards without days of their own


def _begun(tx: Transaction, asked: Iterable[tuple[Readers, ReportPeriod]]) -> set[tuple[int, ReportPeriod]]:
    """The organisations with a period in which there was a task already: mostly it is one period for all."""
    by_period: dict[ReportPeriod, set[int]] = {}
    for ward, period in asked:
        by_period.setdefault(period, set()).add(ward.context.organisation.id)
    return {(id_, period) for period, ids in by_period.items() for id_ in begun_by(tx, sorted(ids), period.last_day)}


def _keys_since(ward: Readers, person_id: int, due_day: date) -> list[str]:
    """Of the morning messages since the report fell due, today's included."""
    days = range((ward.context.today - due_day).days + 1)
    return [digest_key(person_id, due_day + timedelta(days=n)) for n in days]


def _message(ward: Readers, person_id: int) -> Post:
    context = ward.context
    at = sending_time_for(ward.hours.get(person_id), context.now, context.organisation, ward.calendar)
    return Post(digest_key(person_id, context.today), DIGEST, Priority.DIGEST, (), at, person_id)


def _leaders_today(context: CommandContext) -> Mapping[int, Sequence[str]]:
    """Who is to be told, and their channels; for a leader who is away, the stand-in."""
    leaders = leaders_reached(context.tx, context.organisation.id)
    absences = load_absences(context.tx, context.organisation.id, context.today) if leaders else ()
    if not away_on(absences, context.today) & leaders.keys():
        return leaders
    return {c.id: c.channels for c in contacts_today(context) if c.channels and Role.LEADER in c.roles}


def report_for(context: CommandContext, calendar: WorkingCalendar, person_id: int) -> ReportPeriod | None:
    """The regular report that this leader's morning message of today carries; None when it was told already."""
    if not context.organisation.policy.tells_reports or not untold_among(context, calendar, [person_id]):
        return None
    return due_report(context.today, calendar)[0]


def untold_among(context: CommandContext, calendar: WorkingCalendar, leaders: Sequence[int]) -> list[int]:
    """Those leaders who have had no morning message since the report that fell due last did."""
    period, due_day = due_report(context.today, calendar)
    if not is_worth_telling(period, first_task_day(context.tx, context.organisation.id)):
        return []
    days = [due_day + timedelta(days=n) for n in range((context.today - due_day).days)]
    keys = {digest_key(person_id, day): person_id for person_id in leaders for day in days}
    told = {keys[key] for key in sent_among(context.tx, context.organisation.id, keys)}
    return [person_id for person_id in leaders if person_id not in told]


def is_worth_telling(period: ReportPeriod, first_task: date | None) -> bool:
    """A period in which there was no task yet has no report."""
    return first_task is not None and first_task <= period.last_day
