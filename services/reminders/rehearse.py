"""Rehearsal: every routine message that would be sent between two days if nobody answered. Writes nothing."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from domain.calendars import WorkingCalendar
from domain.deadlines import period_of
from domain.inbox import MessageContext
from domain.messages.reports import MorningDigest
from domain.organisations import Organisation
from domain.people import Role
from domain.reports import PeriodReport, ReportPeriod, due_report
from domain.tasks import Occurrence, State
from services.context.command_context import CommandContext
from services.context.recipients import DigestPlan, assign_reminders
from services.context.situation import Situation, load_situation
from services.context.stand_in import with_stand_ins
from services.context.working_calendar import load_calendar
from services.reminders.build_digest import build_digest
from services.reminders.build_report import build_report
from services.reminders.schedule_reports import is_worth_telling, untold_among
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
    context = CommandContext(tx, organisation, now, MessageContext("", ""))
    situation = load_situation(context)
    is_past = first < context.today
    calendar = load_calendar(tx, organisation.id, first, last)
    planned = [] if is_past else list(situation.planned)
    everybody, absences = load_contacts(tx, organisation.id), load_absences(tx, organisation.id, first)
    tasks = [_there_from(found, first) for found in situation.tasks] if is_past else list(situation.tasks)
    told = _Told(situation, context, calendar, min((found.task.created_on for found in tasks), default=None))
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        progress(day)
        if not calendar.is_working_day(day):
            continue
        today = [_in_period(found, day) for found in tasks]
        contacts = with_stand_ins(everybody, absences, day)
        then = replace(situation, calendar=calendar, tasks=today, planned=planned, contacts=contacts)
        at = datetime.combine(day, organisation.policy.morning_at, organisation.zone).astimezone(UTC)
        at_desk = replace(context, now=at)
        mornings = assign_reminders(then, day)
        reports = told.reports(at_desk, calendar, mornings)
        common = organisation.policy.morning_at
        all_told = [*mornings, *told.only_reports(reports, mornings)]
        for morning in sorted(all_told, key=lambda one: one.contact.morning_at or common):
            planned.extend(morning.rows())
            own = datetime.combine(day, morning.contact.morning_at or common, organisation.zone)
            their_desk = replace(context, now=own.astimezone(UTC))
            yield _rehearsed(their_desk, then, morning, reports.get(morning.contact.id))


class _Told:
    """To whom regular reports have been told in the rehearsal: by the same rule as `plan_reports`."""

    def __init__(
        self, situation: Situation, context: CommandContext, calendar: WorkingCalendar, first_task: date | None
    ) -> None:
        self._leaders = [contact for contact in situation.contacts if Role.LEADER in contact.roles]
        self._first_task = first_task
        self._made: dict[str, PeriodReport] = {}
        untold = untold_among(context, calendar, [leader.id for leader in self._leaders])
        self._told_on = {leader.id: context.today for leader in self._leaders if leader.id not in untold}

    def reports(
        self, context: CommandContext, calendar: WorkingCalendar, mornings: Iterable[DigestPlan]
    ) -> dict[int, PeriodReport]:
        """The report that each leader's message of the day carries; a leader without one has heard it."""
        period, due_day = due_report(context.today, calendar)
        is_told = context.organisation.policy.tells_reports and is_worth_telling(period, self._first_task)
        found = {}
        for leader in self._leaders if is_told else []:
            if self._told_on.get(leader.id, date.min) < due_day:
                found[leader.id] = self._report(context, period)
        self._told_on |= dict.fromkeys((*found, *(morning.contact.id for morning in mornings)), context.today)
        return found

    def only_reports(self, reports: Container[int], mornings: Iterable[DigestPlan]) -> list[DigestPlan]:
        """A message for each leader without any other message that morning."""
        origin = {morning.contact.id for morning in mornings}
        return [DigestPlan(leader) for leader in self._leaders if leader.id in reports and leader.id not in origin]

    def _report(self, context: CommandContext, period: ReportPeriod) -> PeriodReport:
        if period.code not in self._made:
            self._made[period.code] = build_report(context, period)
        return self._made[period.code]


def _rehearsed(
    context: CommandContext, situation: Situation, morning: DigestPlan, report: PeriodReport | None
) -> Rehearsed:
    reasons = [(found, stage.code, stage.audience) for found, stage in morning.items]
    digest = build_digest(context, situation, morning.contact, reasons, report=report)
    told = tuple((found.task.number, code, audience.value) for found, code, audience in reasons)
    return Rehearsed(context.now, morning.contact, digest, told)


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
