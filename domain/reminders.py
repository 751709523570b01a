"""When whom to remind of what. Pure decisions about days: who the people are and what is sent is settled elsewhere."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from domain.calendars import LONGEST_BREAK_DAYS, WorkingCalendar
from domain.deadlines import is_month_code
from domain.policies import ReminderPolicy
from domain.tasks import Occurrence, State

# The policy belongs to the reminders that are made by it: planning imports both from here.
__all__ = ["ReminderPolicy"]


UNDATED = "undated"
DAYS_OF_WEEK = 7


class Audience(StrEnum):
    """For whom a stage is: people of the lead or coordinating units, the head of a lead unit, the whole office."""

    LEAD = "lead"
    COORDINATING = "coordinating"
    HEAD = "head"
    COORDINATOR = "coordinator"
    LEADER = "leader"


@dataclass(frozen=True, slots=True)
class Stage:
    """One reminder that becomes due on a working day.

    Codes: "period_start", "check_in", "check_in_again", "silent", "halfway", "before:7" (days to the last day),
    "overdue:1" (days since), "undated:202605" (the month in which work without a last day is asked after).
    """

    code: str
    audience: Audience
    day: date


def stages(
    occurrence: Occurrence, created_on: date, calendar: WorkingCalendar, policy: ReminderPolicy, until: date
) -> tuple[Stage, ...]:
    """All stages of an open occurrence from `created_on` to `until` (both inclusive), in order; none if it is not open.

    Work that is to be done once and has no last day is asked after on the first working day of each month.

    Before the last day a stage on a non-working day moves to the working day before, after it to the next one.
    What would have come before `created_on` does not exist: the task was not there yet.
    """
    if occurrence.state is not State.OPEN or (occurrence.last_day is None and occurrence.is_check_in):
        return ()
    if occurrence.last_day is None:
        found = list(_undated(created_on, calendar, until))
    elif occurrence.is_check_in:
        found = list(_check_in(occurrence, occurrence.last_day, calendar, policy))
    else:
        before = [s for s in _before(occurrence, occurrence.last_day, calendar, policy) if s.day >= created_on]
        silent = _silent(occurrence, occurrence.last_day, before, calendar, policy)
        halfway = _halfway(occurrence, occurrence.last_day, before, calendar, policy)
        found = [*before, *silent, *halfway, *_overdue(occurrence.last_day, created_on, calendar, policy, until)]
    return tuple(sorted((s for s in found if created_on <= s.day <= until), key=_order))


def due(planned: Sequence[Stage], sent: Collection[tuple[str, Audience]], today: date) -> tuple[Stage, ...]:
    """What to say on `today`: for each audience only the latest stage that has come, unless it or a later one was sent.

    `sent` holds (code, audience) of what was sent or skipped for this version of the deadline.
    On one day the stage nearer to the deadline, or more overdue, is the later one.
    """
    latest = {stage.audience: stage for stage in sorted(planned, key=_order) if stage.day <= today}
    return tuple(stage for stage in latest.values() if not _is_answered_by(stage, sent))


def superseded(planned: Sequence[Stage], sent: Collection[tuple[str, Audience]], today: date) -> tuple[Stage, ...]:
    """Stages due by `today` that were never sent and that a later stage replaces: they are recorded as skipped."""
    still_due = due(planned, sent, today)
    return tuple(
        stage
        for stage in planned
        if stage.day <= today and stage not in still_due and (stage.code, stage.audience) not in sent
    )


def _is_answered_by(stage: Stage, sent: Collection[tuple[str, Audience]]) -> bool:
    return any(audience is stage.audience and _rank(code) >= _rank(stage.code) for code, audience in sent)


def _order(stage: Stage) -> tuple[date, tuple[int, int], str]:
    return stage.day, _rank(stage.code), stage.audience.value


def _rank(code: str) -> tuple[int, int]:
    """How far along a stage is: the beginning, silence, nearer to the deadline, longer overdue."""
    name, _, days = code.partition(":")
    if name == "before":
        return 2, -int(days)
    if name == "overdue":
        return 3, int(days)
    if name == UNDATED:
        return 0, int(days)
    return (1, 0) if name in {"silent", "halfway", "check_in_again"} else (0, 0)


def _undated(created_on: date, calendar: WorkingCalendar, until: date) -> Iterator[Stage]:
    """Once a month from the month after the task was there: the lead unit how it stands, the coordinator until when."""
    month = date(created_on.year, created_on.month, 1)
    while (month := _next_month(month)) <= until:
        day = calendar.on_or_after(month)
        for audience in (Audience.LEAD, Audience.COORDINATOR):
            yield Stage(f"{UNDATED}:{month:%Y%m}", audience, day)


def _next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _before(
    occurrence: Occurrence, last_day: date, calendar: WorkingCalendar, policy: ReminderPolicy
) -> Iterator[Stage]:
    first_day = occurrence.first_day
    if first_day is not None and (last_day - first_day).days + 1 >= policy.period_start_min_days:
        yield Stage("period_start", Audience.LEAD, calendar.on_or_after(first_day))
    for audience, numbers in (
        (Audience.LEAD, policy.before_lead),
        (Audience.COORDINATING, policy.before_coordinating),
    ):
        for days in sorted(set(numbers)):
            yield Stage(f"before:{days}", audience, calendar.on_or_before(last_day - timedelta(days=days)))


def _silent(
    occurrence: Occurrence,
    last_day: date,
    before: Iterable[Stage],
    calendar: WorkingCalendar,
    policy: ReminderPolicy,
) -> Iterator[Stage]:
    """Tells the head when nobody has reacted to the first reminder, as long as there is still time."""
    told = [stage.day for stage in before if stage.audience is Audience.LEAD]
    if not told or occurrence.acknowledged_at is not None or occurrence.progress > 0:
        return
    day = calendar.add_working_days(min(told), policy.silent_working_days)
    if day <= last_day:
        yield Stage("silent", Audience.HEAD, day)


def _halfway(
    occurrence: Occurrence,
    last_day: date,
    before: Iterable[Stage],
    calendar: WorkingCalendar,
    policy: ReminderPolicy,
) -> Iterator[Stage]:
    """One question for progress at half of the time that was left when the task was taken on, if nothing came since.

    The time of a task that was taken on ahead runs from its first day: nobody is asked how far it is before it begins.
    Nor is anybody asked, as after a long holiday, who has been reminded of the last day by then.
    """
    if occurrence.acknowledged_at is None or occurrence.progress > 0 or occurrence.obstacle is not None:
        return
    taken_on = occurrence.acknowledged_at.date()  # by UTC: an hour before dawn more or less is nothing to a half
    begins_on = max(taken_on, occurrence.first_day or taken_on)
    left = (last_day - begins_on).days
    day = calendar.on_or_after(begins_on + timedelta(days=left // 2))
    nearer = (s.day for s in before if s.audience is Audience.LEAD and s.code.startswith("before"))
    if left >= policy.halfway_min_days and day <= min(nearer, default=last_day):
        yield Stage("halfway", Audience.LEAD, day)


def _overdue(
    last_day: date, created_on: date, calendar: WorkingCalendar, policy: ReminderPolicy, until: date
) -> Iterator[Stage]:
    """Yields the overdue reminders of each audience: first at the policy's numbers of days after the last day, then at
    its regular interval. One that falls on a day off is sent on the next working day.

    An interval of seven days or more is counted in whole weeks on the organisation's weekday, so that one morning's
    message holds all tasks that are long overdue. The first of these reminders comes at most one interval after the
    last of the first steps, possibly sooner than the interval counted from the last day, and never on the same
    morning. A holiday moves only the reminder that falls on it. A shorter interval is counted from the task's own last
    day.
    """
    firsts: dict[Audience, tuple[int, ...]] = {
        Audience.LEAD: policy.overdue_first,
        Audience.HEAD: (policy.head_overdue,),
        Audience.COORDINATOR: (policy.coordinator_overdue,),
        Audience.LEADER: (policy.leader_overdue,),
    }
    # A stage can move past a long break, so look one such break back from the day the task was there.
    least = created_on - timedelta(days=LONGEST_BREAK_DAYS)
    for audience, first in firsts.items():
        days = {last_day + timedelta(days=number) for number in first}
        for nominal in sorted(days.union(_rhythm(last_day, days, calendar, policy, until))):
            if least <= nominal <= until:
                yield Stage(f"overdue:{(nominal - last_day).days}", audience, calendar.on_or_after(nominal))


def _rhythm(
    last_day: date, firsts: Collection[date], calendar: WorkingCalendar, policy: ReminderPolicy, until: date
) -> Iterator[date]:
    """The days of the rhythm after the first steps, before holidays move them."""
    every, begins_after = policy.overdue_every, min(firsts, default=last_day)
    day = last_day + timedelta(days=((begins_after - last_day).days // every + 1) * every)
    if every >= DAYS_OF_WEEK:
        begins_after = max(map(calendar.on_or_after, firsts), default=last_day)
        latest, every = begins_after + timedelta(days=every), every // DAYS_OF_WEEK * DAYS_OF_WEEK
        day = latest - timedelta(days=(latest.weekday() - policy.overdue_weekday) % DAYS_OF_WEEK)
    while day <= until:
        if calendar.on_or_after(day) > begins_after:  # a holiday may move it onto the last first step
            yield day
        day += timedelta(days=every)


def _check_in(
    occurrence: Occurrence, last_day: date, calendar: WorkingCalendar, policy: ReminderPolicy
) -> Iterator[Stage]:
    """Asked in a period on a fixed day of a month, else some days before the end, and once more who did not answer."""
    wished = last_day - timedelta(days=policy.check_in_days_before_end)
    if is_month_code(occurrence.period):
        wished = last_day.replace(day=policy.check_in_day)
    day = calendar.on_or_before(wished)
    if occurrence.first_day is not None and day < occurrence.first_day:
        day = calendar.on_or_after(wished)
    if day > last_day or occurrence.outcome is not None:
        return
    yield Stage("check_in", Audience.LEAD, day)
    again = calendar.add_working_days(day, policy.check_in_again_working_days)
    if again <= last_day:
        yield Stage("check_in_again", Audience.LEAD, again)


def is_sending_time(
    now: datetime, zone: tzinfo, calendar: WorkingCalendar, policy: ReminderPolicy, morning_at: time | None = None
) -> bool:
    """True when routine messages may go out: a working day, from `morning_at` until before `quiet_from`, local time.

    `morning_at` is the hour of one person or of the first of all; None: the policy's.
    """
    local, begins = _local(now, zone), morning_at or policy.morning_at
    return calendar.is_working_day(local.date()) and begins <= local.time() < policy.quiet_from


def next_sending_time(
    now: datetime, zone: tzinfo, calendar: WorkingCalendar, policy: ReminderPolicy, morning_at: time | None = None
) -> datetime:
    """The first instant (UTC) from `now` (aware) on at which routine messages may go out; `now` itself if it is one.

    `morning_at` as in `is_sending_time`.
    """
    if is_sending_time(now, zone, calendar, policy, morning_at):
        return now.astimezone(UTC)
    return _next_start(now, zone, morning_at or policy.morning_at, calendar.on_or_after)


def is_waking_time(now: datetime, zone: tzinfo, policy: ReminderPolicy) -> bool:
    """True when people may be told what others did to their task: every day in waking hours, local time."""
    return policy.waking_from <= _local(now, zone).time() < policy.waking_until


def next_waking_time(now: datetime, zone: tzinfo, policy: ReminderPolicy) -> datetime:
    """The first instant (UTC) from `now` (aware) on that lies in waking hours; `now` itself if it does."""
    if is_waking_time(now, zone, policy):
        return now.astimezone(UTC)
    return _next_start(now, zone, policy.waking_from, lambda day: day)


def _next_start(now: datetime, zone: tzinfo, starts_at: time, on_or_after: Callable[[date], date]) -> datetime:
    local = _local(now, zone)
    first = local.date() if local.time() < starts_at else local.date() + timedelta(days=1)
    return datetime.combine(on_or_after(first), starts_at, tzinfo=zone).astimezone(UTC)


def _local(now: datetime, zone: tzinfo) -> datetime:
    if now.tzinfo is None:
        raise ValueError("an instant must be aware (UTC)")
    return now.astimezone(zone)
