"""When an occurrence must be checked next: the earliest instant at which a reminder can come due."""

from collections.abc import Collection
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from operator import attrgetter
from typing import Any

from domain.calendars import WorkingCalendar
from domain.deadlines import REPEATING, DeadlineKind, period_of
from domain.organisations import Organisation
from domain.policies import policy_in_force
from domain.reminders import Audience, ReminderPolicy, Stage, stages
from domain.tasks import Occurrence, State, Task

WAITING = "waiting"
# Whatever is further away is looked at again by then: holidays of later years are not known yet.
HORIZON_DAYS = 180
NEAR_DAYS = 10
# Many tasks of a plan, and of all wards on one morning, have the same days: what comes of those is worked out once.
_OWN: dict[str, Any] = {"id": 0, "task_id": 0, "version": 0, "note": None}
_ALIKE = tuple(field.name for field in fields(Occurrence) if field.name not in _OWN)


def schedule(
    task: Task, occurrence: Occurrence, calendar: WorkingCalendar, policy: ReminderPolicy, until: date
) -> tuple[Stage, ...]:
    """All that can be said of an occurrence up to `until`: its stages, or that it waits to be confirmed."""
    if occurrence.state is State.REPORTED and occurrence.reported_on is not None:
        day = calendar.on_or_after(occurrence.reported_on)
        stage = Stage(f"{WAITING}:{occurrence.version}", Audience.COORDINATOR, day)
        return (stage,) if day <= until else ()
    return _stages_of(_alike(occurrence), task.created_on, calendar, policy, until)


_alike = attrgetter(*_ALIKE)


@lru_cache(maxsize=2048)
def _stages_of(
    alike: tuple[Any, ...], created_on: date, calendar: WorkingCalendar, policy: ReminderPolicy, until: date
) -> tuple[Stage, ...]:
    return stages(_occurrence_of(alike), created_on, calendar, policy, until)


def _occurrence_of(alike: tuple[Any, ...]) -> Occurrence:
    return Occurrence(**_OWN, **dict(zip(_ALIKE, alike, strict=True)))


def next_day(
    task: Task, occurrence: Occurrence, calendar: WorkingCalendar, policy: ReminderPolicy, today: date
) -> date | None:
    """The first day after `today` on which something can come due; None when nothing is to come any more.

    Never later than LOOK_AHEAD_DAYS while the occurrence is open and its rhythm goes on.
    """
    if occurrence.state is State.REPORTED:  # it waits from a day on that stands fast: nothing to work out
        to_come = [stage.day for stage in schedule(task, occurrence, calendar, policy, date.max) if stage.day > today]
        return min(to_come, default=None)
    return _next_day_of(_alike(occurrence), task.created_on, calendar, policy, today)


@lru_cache(maxsize=2048)
def _next_day_of(
    alike: tuple[Any, ...], created_on: date, calendar: WorkingCalendar, policy: ReminderPolicy, today: date
) -> date | None:
    occurrence = _occurrence_of(alike)
    until = calendar.on_or_after(today + timedelta(days=HORIZON_DAYS))
    for horizon in (today + timedelta(days=NEAR_DAYS), until):  # the near future is quickly told, and mostly enough
        planned = _stages_of(alike, created_on, calendar, policy, horizon)
        to_come = [stage.day for stage in planned if stage.day > today]
        if to_come:
            return min(to_come)
    if occurrence.state is not State.OPEN or (occurrence.last_day is None and occurrence.is_check_in):
        return None
    if occurrence.last_day is None:
        return until
    return None if occurrence.is_check_in and occurrence.last_day <= until else until


def next_check(
    task: Task,
    occurrence: Occurrence,
    organisation: Organisation,
    calendar: WorkingCalendar,
    today: date,
    turns: Collection[date] = (),
) -> datetime | None:
    """The instant (UTC) at which the newest occurrence of a task is checked next, after the check of `today`.

    It is the morning of the next day on which something can come due, or the midnight at which a repeating task's
    next period opens. `turns` are days on which the set of recipients changes (somebody comes back, say): none is
    skipped. None when nothing is to come: closed for good, answered for this period, or reported done.
    """
    day = next_day(task, occurrence, calendar, policy_in_force(task.policy, organisation.policy), today)
    if occurrence.state in (State.OPEN, State.REPORTED):
        day = min([*([day] if day else []), *(turn for turn in turns if turn > today)], default=None)
    instants = [] if day is None else [morning_of(day, organisation)]
    kind = task.deadline.kind
    if kind in REPEATING and occurrence.state is not State.CANCELLED:
        instants.append(period_opens_at(kind, today, organisation.zone))
    return min(instants, default=None)


def morning_of(day: date, organisation: Organisation) -> datetime:
    """The instant (UTC) from which routine messages may go out on a day, to the person with the earliest hour."""
    return datetime.combine(day, organisation.morning_from, organisation.zone).astimezone(UTC)


def period_opens_at(kind: DeadlineKind, today: date, zone: tzinfo) -> datetime:
    """The instant (UTC) at which the period after that of `today` begins."""
    first_day = period_of(kind, today).last_day + timedelta(days=1)
    return datetime.combine(first_day, time(0), zone).astimezone(UTC)
