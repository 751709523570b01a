"""Rehearsal: every routine message that would be sent between two days if nobody answered. Writes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from domain.heard import Heard
from domain.notices import MorningDigest
from domain.organisations import Organisation
from domain.periods import period_of
from domain.tasks import Occurrence, State
from services.assign_reminders import MorningOf, Situation, assign_reminders
from services.build_digest import build_digest
from services.desk import Desk
from services.plan_reminders import load_situation
from services.working_calendar import load_calendar
from storage.database import Transaction
from storage.people import Contact
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
    tasks = [_there_from(found, first) for found in situation.tasks] if is_past else list(situation.tasks)
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        progress(day)
        if not calendar.is_working_day(day):
            continue
        today = [_in_period(found, day) for found in tasks]
        then = replace(situation, calendar=calendar, tasks=today, planned=planned)
        at = datetime.combine(day, organisation.policy.morning_at, organisation.zone).astimezone(UTC)
        for morning in assign_reminders(then, day):
            planned.extend(morning.rows())
            yield _rehearsed(replace(desk, now=at), then, morning)


def _rehearsed(desk: Desk, situation: Situation, morning: MorningOf) -> Rehearsed:
    reasons = [(found, stage.code, stage.audience) for found, stage in morning.items]
    digest = build_digest(desk, situation, morning.contact, reasons)
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
