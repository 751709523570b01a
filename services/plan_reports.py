"""Regular reports to leaders: not a message of their own, but part of the first morning message after a period.

A report is told when a morning message has gone out since the day it fell due; so it is told once, and after an
outage with the next message. Who has nothing else to hear that morning gets a message for it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from domain.absences import away_on
from domain.calendars import WorkingCalendar
from domain.deliveries import Priority
from domain.heard import Heard
from domain.organisations import Organisation
from domain.people import Role
from domain.quotas import Room, most_room
from domain.reminders import is_sending_time
from domain.reports import ReportPeriod, due_report
from services.desk import Desk
from services.own_hours import sending_time_for, with_own_hours
from services.plan_reminders import DIGEST, digest_key
from services.stand_in import contacts_today
from services.watch_quota import rooms_now
from services.working_calendar import load_calendar
from storage.absences import load_absences
from storage.engine.database import Transaction
from storage.mornings import begun_by, sent_keys
from storage.outbox import Post, post_all, unsent_rows
from storage.person_choices import chosen_mornings
from storage.report_readers import first_task_day, leaders_reached, sent_among


def plan_reports(tx: Transaction, organisation: Organisation, now: datetime) -> int:
    """Post a morning message for every leader who is to be told a report and has none; gives how many."""
    desk = Desk(tx, organisation, now, Heard("", ""))
    due = reports_due(tx, organisation, now).items()
    posts = [Post(digest_key(id_, desk.today), DIGEST, Priority.DIGEST, (), at, id_) for id_, at in due]
    return len(post_all(tx, organisation.id, posts, now))


def reports_due(tx: Transaction, organisation: Organisation, now: datetime) -> dict[int, datetime]:
    """When those leaders are to have their message who are to be told a report and have none; changes nothing."""
    organisation = with_own_hours(tx, organisation)
    desk = Desk(tx, organisation, now, Heard("", ""))
    leaders = _leaders_today(desk) if organisation.policy.tells_reports else {}
    if not leaders:
        return {}
    calendar = load_calendar(tx, organisation.id, desk.today, desk.today)
    rooms, hours = rooms_now(tx, organisation, now), chosen_mornings(tx, organisation.id)
    due = reports_among(tx, [Readers(desk, calendar, leaders, rooms, hours)], ())
    waiting = {row.person_id for row in unsent_rows(tx, organisation.id, DIGEST)} if due else set()
    return {new.person_id: new.not_before for _, new in due if new.person_id and new.person_id not in waiting}


@dataclass(frozen=True, slots=True)
class Readers:
    """The leaders of an organisation who may be told a report: their channels and own hours, by id.

    `rooms` is what is left of the month on the channels that are counted.
    """

    desk: Desk
    calendar: WorkingCalendar
    leaders: Mapping[int, Sequence[str]]
    rooms: Mapping[str, Room]
    hours: Mapping[int, time | None]

    def may_be_told(self) -> list[int]:
        """Nobody outside sending times; where the month's messages run out the report waits: it is there to ask for."""
        organisation, now = self.desk.organisation, self.desk.now
        begins, policy = organisation.morning_from, organisation.policy
        if not policy.tells_reports or not is_sending_time(now, organisation.zone, self.calendar, policy, begins):
            return []
        return [id_ for id_, channels in self.leaders.items() if most_room(channels, self.rooms) is not Room.RESERVED]


def reports_among(tx: Transaction, wards: Iterable[Readers], waiting: Collection[int]) -> list[tuple[int, Post]]:
    """(organisation id, message) for every leader who has had no morning message since the report that fell due last.

    Not for those who have one `waiting`: it carries the report.
    """
    asked = [
        (ward, person_id, *_due_report(ward.desk.today, ward.calendar))
        for ward in wards
        for person_id in ward.may_be_told()
        if person_id not in waiting
    ]
    begun = _begun(tx, [(ward, period) for ward, _, period, _ in asked])
    worth = [(ward, person, day) for ward, person, period, day in asked if (ward.desk.organisation.id, period) in begun]
    keys: dict[int, list[str]] = {}
    for ward, person_id, due_day in worth:
        keys.setdefault(ward.desk.organisation.id, []).extend(_keys_since(ward, person_id, due_day))
    told = sent_keys(tx, keys)
    return [
        (ward.desk.organisation.id, _message(ward, person_id))
        for ward, person_id, due_day in worth
        if told.isdisjoint(_keys_since(ward, person_id, due_day))
    ]


_due_report = lru_cache(maxsize=64)(due_report)  # the same for all wards without days of their own


def _begun(tx: Transaction, asked: Iterable[tuple[Readers, ReportPeriod]]) -> set[tuple[int, ReportPeriod]]:
    """The organisations with a period in which there was a task already: mostly it is one period for all."""
    by_period: dict[ReportPeriod, set[int]] = {}
    for ward, period in asked:
        by_period.setdefault(period, set()).add(ward.desk.organisation.id)
    return {(id_, period) for period, ids in by_period.items() for id_ in begun_by(tx, sorted(ids), period.last_day)}


def _keys_since(ward: Readers, person_id: int, due_day: date) -> list[str]:
    """Of the morning messages since the report fell due, today's included."""
    days = range((ward.desk.today - due_day).days + 1)
    return [digest_key(person_id, due_day + timedelta(days=n)) for n in days]


def _message(ward: Readers, person_id: int) -> Post:
    desk = ward.desk
    at = sending_time_for(ward.hours.get(person_id), desk.now, desk.organisation, ward.calendar)
    return Post(digest_key(person_id, desk.today), DIGEST, Priority.DIGEST, (), at, person_id)


def _leaders_today(desk: Desk) -> Mapping[int, Sequence[str]]:
    """Who is to be told, and their channels; for a leader who is away, whoever stands in."""
    leaders = leaders_reached(desk.tx, desk.organisation.id)
    absences = load_absences(desk.tx, desk.organisation.id, desk.today) if leaders else ()
    if not away_on(absences, desk.today) & leaders.keys():
        return leaders
    return {c.id: c.channels for c in contacts_today(desk) if c.channels and Role.LEADER in c.roles}


def report_for(desk: Desk, calendar: WorkingCalendar, person_id: int) -> ReportPeriod | None:
    """The regular report that this leader's morning message of today carries; None when it was told already."""
    if not desk.organisation.policy.tells_reports or not untold_among(desk, calendar, [person_id]):
        return None
    return due_report(desk.today, calendar)[0]


def untold_among(desk: Desk, calendar: WorkingCalendar, leaders: Sequence[int]) -> list[int]:
    """Those leaders who have had no morning message since the report that fell due last did."""
    period, due_day = due_report(desk.today, calendar)
    if not is_worth_telling(period, first_task_day(desk.tx, desk.organisation.id)):
        return []
    days = [due_day + timedelta(days=n) for n in range((desk.today - due_day).days)]
    keys = {digest_key(person_id, day): person_id for person_id in leaders for day in days}
    told = {keys[key] for key in sent_among(desk.tx, desk.organisation.id, keys)}
    return [person_id for person_id in leaders if person_id not in told]


def is_worth_telling(period: ReportPeriod, first_task: date | None) -> bool:
    """A period in which there was no task yet has no report."""
    return first_task is not None and first_task <= period.last_day
