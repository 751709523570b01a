"""Regular reports to leaders: not a message of their own, but part of the first morning message after a period.

A report is told when a morning message has gone out since the day it fell due; so it is told once, and after an
outage with the next message. Who has nothing else to hear that morning gets a message for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

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
from storage.database import Transaction
from storage.outbox import Post, post, unsent_rows
from storage.person_choices import chosen_mornings
from storage.report_readers import first_task_day, leaders_reached, sent_among


def plan_reports(tx: Transaction, organisation: Organisation, now: datetime) -> int:
    """Post a morning message for every leader who is to be told a report and has none; gives how many."""
    desk = Desk(tx, organisation, now, Heard("", ""))
    return sum(_post(desk, person_id, at) for person_id, at in reports_due(tx, organisation, now).items())


def reports_due(tx: Transaction, organisation: Organisation, now: datetime) -> dict[int, datetime]:
    """When those leaders are to have their message who are to be told a report and have none; changes nothing."""
    organisation = with_own_hours(tx, organisation)
    desk = Desk(tx, organisation, now, Heard("", ""))
    leaders = _leaders_today(desk) if organisation.policy.tells_reports else {}
    if not leaders:
        return {}
    calendar = load_calendar(tx, organisation.id, desk.today, desk.today)
    if not is_sending_time(now, organisation.zone, calendar, organisation.policy, organisation.morning_from):
        return {}
    untold = untold_among(desk, calendar, _with_room(desk, leaders))
    waiting = {row.person_id for row in unsent_rows(tx, organisation.id, DIGEST)} if untold else set()
    keys = {digest_key(person_id, desk.today): person_id for person_id in untold}
    waiting |= {keys[key] for key in sent_among(tx, organisation.id, keys)}  # today's has gone
    hours = chosen_mornings(tx, organisation.id) if untold else {}
    return {
        person_id: sending_time_for(hours.get(person_id), now, organisation, calendar)
        for person_id in untold
        if person_id not in waiting
    }


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


def _post(desk: Desk, person_id: int, at: datetime) -> bool:
    new = Post(digest_key(person_id, desk.today), DIGEST, Priority.DIGEST, (), at, person_id)
    return post(desk.tx, desk.organisation.id, new, desk.now) is not None


def _with_room(desk: Desk, leaders: Mapping[int, Iterable[str]]) -> list[int]:
    """Where the month's messages run out the report waits; it is there for the asking."""
    rooms = rooms_now(desk.tx, desk.organisation, desk.now)
    return [person_id for person_id, channels in leaders.items() if most_room(channels, rooms) is not Room.RESERVED]
