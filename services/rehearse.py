"""Rehearsal: every routine message that would be sent between two days if nobody answered. Writes nothing."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from domain.calendars import WorkingCalendar
from domain.heard import Heard
from domain.notices import MorningDigest
from domain.organisations import Organisation
from domain.people import Role
from domain.periods import period_of
from domain.report_facts import PeriodReport
from domain.reports import ReportPeriod, due_report
from domain.tasks import Occurrence, State
from services.assign_reminders import MorningOf, Situation, assign_reminders
from services.build_digest import build_digest
from services.build_report import build_report
from services.desk import Desk
from services.plan_reminders import load_situation
from services.plan_reports import is_worth_telling, untold_among
from services.stand_in import with_stand_ins
from services.working_calendar import load_calendar
from storage.absences import load_absences
from storage.engine.database import Transaction
from storage.people import Contact, load_contacts
from storage.tasks import TaskNow


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One message that would be sent. `reasons` are (task number, stage code, audience)."""

    at: datetime
    contact: Contact
    digest: MorningDigest
    reasons: tuple[tuple[int, str, str], ...]


def rehearse(
    tx: Transaction,
    organisation: Organisation,
    now: datetime,
    first: date,
    last: date,
    progress: Callable[[date], None] = lambda _: None,
) -> Iterator[Rehearsed]:
    """Each morning message from `first` to `last`, in order, for everybody in the roster, linked or not.

    States are as they are now and stay so. For days that lie in the past nothing is taken as told already and tasks
    count as there from `first`: this is how a policy is checked before anybody is bothered.
    """
    desk = Desk(tx, organisation, now, Heard("", ""))
    situation = load_situation(desk)
    is_past = first < desk.today
    calendar = load_calendar(tx, organisation.id, first, last)
    planned = [] if is_past else list(situation.planned)
    everybody, absences = load_contacts(tx, organisation.id), load_absences(tx, organisation.id, first)
    tasks = [_there_from(found, first) for found in situation.tasks] if is_past else list(situation.tasks)
    told = _Told(situation, desk, calendar, min((found.task.created_on for found in tasks), default=None))
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        progress(day)
        if not calendar.is_working_day(day):
            continue
        today = [_in_period(found, day) for found in tasks]
        contacts = with_stand_ins(everybody, absences, day)
        then = replace(situation, calendar=calendar, tasks=today, planned=planned, contacts=contacts)
        at = datetime.combine(day, organisation.policy.morning_at, organisation.zone).astimezone(UTC)
        at_desk = replace(desk, now=at)
        mornings = assign_reminders(then, day)
        reports = told.reports(at_desk, calendar, mornings)
        common = organisation.policy.morning_at
        all_told = [*mornings, *told.only_reports(reports, mornings)]
        for morning in sorted(all_told, key=lambda one: one.contact.morning_at or common):
            planned.extend(morning.rows())
            own = datetime.combine(day, morning.contact.morning_at or common, organisation.zone)
            their_desk = replace(desk, now=own.astimezone(UTC))
            yield _rehearsed(their_desk, then, morning, reports.get(morning.contact.id))


class _Told:
    """To whom regular reports have been told in the rehearsal: by the same rule as `plan_reports`."""

    def __init__(self, situation: Situation, desk: Desk, calendar: WorkingCalendar, first_task: date | None) -> None:
        self._leaders = [contact for contact in situation.contacts if Role.LEADER in contact.roles]
        self._first_task = first_task
        self._made: dict[str, PeriodReport] = {}
        untold = untold_among(desk, calendar, [leader.id for leader in self._leaders])
        self._told_on = {leader.id: desk.today for leader in self._leaders if leader.id not in untold}

    def reports(self, desk: Desk, calendar: WorkingCalendar, mornings: Iterable[MorningOf]) -> dict[int, PeriodReport]:
        """The report that each leader's message of the day carries; a leader without one has heard it."""
        period, due_day = due_report(desk.today, calendar)
        is_told = desk.organisation.policy.tells_reports and is_worth_telling(period, self._first_task)
        found = {}
        for leader in self._leaders if is_told else []:
            if self._told_on.get(leader.id, date.min) < due_day:
                found[leader.id] = self._report(desk, period)
        self._told_on |= dict.fromkeys((*found, *(morning.contact.id for morning in mornings)), desk.today)
        return found

    def only_reports(self, reports: Container[int], mornings: Iterable[MorningOf]) -> list[MorningOf]:
        """A message for each leader who has nothing else to hear that morning."""
        heard = {morning.contact.id for morning in mornings}
        return [MorningOf(leader) for leader in self._leaders if leader.id in reports and leader.id not in heard]

    def _report(self, desk: Desk, period: ReportPeriod) -> PeriodReport:
        if period.code not in self._made:
            self._made[period.code] = build_report(desk, period)
        return self._made[period.code]


def _rehearsed(desk: Desk, situation: Situation, morning: MorningOf, report: PeriodReport | None) -> Rehearsed:
    reasons = [(found, stage.code, stage.audience) for found, stage in morning.items]
    digest = build_digest(desk, situation, morning.contact, reasons, report=report)
    told = tuple((found.task.number, code, audience.value) for found, code, audience in reasons)
    return Rehearsed(desk.now, morning.contact, digest, told)


def _there_from(found: TaskNow, first: date) -> TaskNow:
    return TaskNow(replace(found.task, created_on=min(found.task.created_on, first)), found.occurrence)


def _in_period(found: TaskNow, day: date) -> TaskNow:
    """A repeating task with the occurrence it has, or will have, in the period of `day`."""
    if not found.task.deadline.is_repeating or found.occurrence.state is State.CANCELLED:
        return found
    period = period_of(found.task.deadline.kind, day)
    if period.code == found.occurrence.period:
        return found
    return TaskNow(found.task, _imagined(found.occurrence, period.code, period.first_day, period.last_day))


def _imagined(like: Occurrence, period: str, first_day: date, last_day: date) -> Occurrence:
    # A negative id that no row has, the same for the same task and period: so that "told already" works.
    imagined_id = -(like.task_id * 10_000_000 + last_day.toordinal())
    return Occurrence(imagined_id, like.task_id, period, first_day, last_day, None, 1, State.OPEN, 0, 1)
