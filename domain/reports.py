"""Periodic reports: the periods and when they are due, the facts a report states, and how its figures are computed.

The figures follow the same rules as /status, so that a report and the status card never disagree.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from fractions import Fraction

from domain.calendars import WorkingCalendar
from domain.deadlines import DeadlineKind, Period, period_of
from domain.figures import count, is_credited_in_time
from domain.history import EventKind
from domain.messages.summaries import CheckpointSummary, EventSummary, FourCells, PlanFigures, TaskSummary
from domain.tasks import Occurrence, Part, State, Task

LONGEST_SPAN_DAYS = 3 * 366
A_QUARTER = timedelta(days=92)
# The events that a report counts, by the figure they add to.
COUNTED_EVENTS = {
    EventKind.EXTENSION_GRANTED: "extensions_granted",
    EventKind.EXTENSION_REFUSED: "extensions_refused",
    EventKind.OBSTACLE_RAISED: "obstacles_raised",
    EventKind.OBSTACLE_CLEARED: "obstacles_cleared",
}


class ReportKind(StrEnum):
    """What a report covers: a calendar period, or the days somebody names. The longer period comes first."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    SPAN = "span"


# The regular reports, the longest first: where several fall due on one day only the first is made.
REGULAR = (ReportKind.YEAR, ReportKind.QUARTER, ReportKind.MONTH, ReportKind.WEEK)

_KINDS = {
    ReportKind.YEAR: DeadlineKind.RECURRING_YEARLY,
    ReportKind.QUARTER: DeadlineKind.RECURRING_QUARTERLY,
    ReportKind.MONTH: DeadlineKind.RECURRING_MONTHLY,
    ReportKind.WEEK: DeadlineKind.RECURRING_WEEKLY,
}


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """The days a report covers, first and last included. Codes: "2026-W21", "2026-05", "2026-Q2", "2026"; of a span
    "2026-04-01..2026-06-30".
    """

    kind: ReportKind
    code: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class PeriodWish:
    """A period as somebody asks for it; what is left out is filled in on the day of asking (`settle`).

    `number` and `year` name a week, month, quarter or year; `steps_back` 1 is the one before. A span has its first
    and last (day, month, year or None).
    """

    kind: ReportKind = ReportKind.MONTH
    number: int | None = None
    year: int | None = None
    steps_back: int = 0
    first: tuple[int, int, int | None] | None = None
    last: tuple[int, int, int | None] | None = None


def settle(wish: PeriodWish, today: date) -> ReportPeriod:
    """The period that is meant, asked on `today` (local). Without a number the one that `today` lies in.

    A span that names no year ends in the latest year in which it has begun. A month or a quarter that names none and
    has not begun is last year's, unless that ended more than a quarter ago ("tháng 12" in January).

    Raises ValueError for days that do not exist, that run backwards, lie wholly ahead, or span more than three years.
    """
    if wish.kind is ReportKind.SPAN:
        period = _span_wished(wish, today)
    elif wish.number is not None:
        period = _numbered(wish.kind, wish.number, wish.year, today)
    elif wish.year is not None and wish.kind is ReportKind.YEAR:
        period = period_around(wish.kind, date(wish.year, 1, 1))
    else:
        period = period_around(wish.kind, today)
    for _ in range(wish.steps_back):
        period = period_before(period)
    if period.first_day > today:
        raise ValueError("the period has not begun")
    return period


def wish_for(period: ReportPeriod) -> PeriodWish:
    """The wish that settles to this very period, whenever it is asked."""
    first, last = period.first_day, period.last_day
    if period.kind is ReportKind.SPAN:
        ends = ((day.day, day.month, day.year) for day in (first, last))
        return PeriodWish(ReportKind.SPAN, first=next(ends), last=next(ends))
    if period.kind is ReportKind.WEEK:
        year, week, _ = first.isocalendar()
        return PeriodWish(ReportKind.WEEK, week, year)
    number = {ReportKind.MONTH: first.month, ReportKind.QUARTER: (first.month + 2) // 3}
    return PeriodWish(period.kind, number.get(period.kind, first.year), first.year)


def period_around(kind: ReportKind, day: date) -> ReportPeriod:
    """The week (Monday to Sunday), month, quarter or year that `day` lies in. Raises ValueError for a span."""
    if kind not in _KINDS:
        raise ValueError("a span has no calendar")
    found: Period = period_of(_KINDS[kind], day)
    return ReportPeriod(kind, found.code, found.first_day, found.last_day)


def span(first_day: date, last_day: date) -> ReportPeriod:
    """The days from first to last. Raises ValueError when they run backwards or span more than three years."""
    if not 0 <= (last_day - first_day).days <= LONGEST_SPAN_DAYS:
        raise ValueError("the days of a span run from the first to the last, over three years at most")
    return ReportPeriod(ReportKind.SPAN, f"{first_day}..{last_day}", first_day, last_day)


def period_before(period: ReportPeriod) -> ReportPeriod:
    """The period that ends the day before; of a span, as many days directly before it."""
    day_before = period.first_day - timedelta(days=1)
    if period.kind is ReportKind.SPAN:
        return span(day_before - (period.last_day - period.first_day), day_before)
    return period_around(period.kind, day_before)


def period_after(period: ReportPeriod) -> ReportPeriod:
    """The period that begins the day after; of a span, as many days directly after it."""
    day_after = period.last_day + timedelta(days=1)
    if period.kind is ReportKind.SPAN:
        return span(day_after, day_after + (period.last_day - period.first_day))
    return period_around(period.kind, day_after)


def due_day(period: ReportPeriod, calendar: WorkingCalendar) -> date:
    """When a regular report is told: the first working day after its period has ended."""
    return calendar.on_or_after(period.last_day + timedelta(days=1))


def due_report(today: date, calendar: WorkingCalendar) -> tuple[ReportPeriod, date]:
    """The regular report that fell due last, `today` included, and the day it did; of several the longest period."""
    found = ((due_day(period, calendar), period) for period in _ended(today))
    day, period = max(
        ((day, period) for day, period in found if day <= today),
        key=lambda pair: (pair[0], -REGULAR.index(pair[1].kind)),
    )
    return period, day


def as_of(period: ReportPeriod, now: datetime, zone: tzinfo) -> datetime:
    """The instant the figures of a period are those of: the midnight that ends it, or `now` (aware) while it runs."""
    return min(now, end_of(period, zone))


def start_of(period: ReportPeriod, zone: tzinfo) -> datetime:
    """The midnight with which the period begins."""
    return datetime.combine(period.first_day, time(0), zone)


def end_of(period: ReportPeriod, zone: tzinfo) -> datetime:
    """The midnight with which the period ends; that instant is no part of it."""
    return datetime.combine(period.last_day + timedelta(days=1), time(0), zone)


def _ended(today: date) -> Iterator[ReportPeriod]:
    """Of each kind the last two periods that have ended: the report of the last may fall due after a long break."""
    for kind in REGULAR:
        last = period_before(period_around(kind, today))
        for _ in range(10 if kind is ReportKind.WEEK else 3):
            yield last
            last = period_before(last)


def _numbered(kind: ReportKind, number: int, year: int | None, today: date) -> ReportPeriod:
    period = period_around(kind, _day_in(kind, number, year or today.year))
    if year is not None or kind is ReportKind.YEAR or period.first_day <= today:
        return period
    last = period_around(kind, _day_in(kind, number, today.year - 1))
    return last if today - last.last_day <= A_QUARTER else period


def _day_in(kind: ReportKind, number: int, year: int) -> date:
    if kind is ReportKind.YEAR:
        return date(number, 1, 1)
    if kind is ReportKind.WEEK:
        return date.fromisocalendar(year, number, 1)
    months = 3 if kind is ReportKind.QUARTER else 1
    return date(year, (number - 1) * months + 1, 1)


def _span_wished(wish: PeriodWish, today: date) -> ReportPeriod:
    if wish.first is None or wish.last is None:
        raise ValueError("a span has a first and a last day")
    (day, month, year), (last_day, last_month, last_year) = wish.first, wish.last
    ends = last_year or year or today.year
    begins = year or (ends if (month, day) <= (last_month, last_day) else ends - 1)
    found = span(date(begins, month, day), date(ends, last_month, last_day))
    is_unnamed = year is None and last_year is None
    if is_unnamed and found.first_day > today:
        return span(date(begins - 1, month, day), date(ends - 1, last_month, last_day))
    return found


@dataclass(frozen=True, slots=True)
class Happenings:
    """What happened within a period.

    `done_on_time` and `done_late` were closed in it (a check-in is answered, not closed); `fell_due` had their last
    day in it. `check_ins_asked` are check-ins whose period ended in it, `check_ins_silent` those nobody answered.
    """

    done_on_time: int = 0
    done_late: int = 0
    fell_due: int = 0
    extensions_granted: int = 0
    extensions_refused: int = 0
    obstacles_raised: int = 0
    obstacles_cleared: int = 0
    check_ins_asked: int = 0
    check_ins_silent: int = 0


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """Where things stood at the end of a period (or now, while it runs), and what happened within it."""

    standing: FourCells
    happened: Happenings


@dataclass(frozen=True, slots=True)
class UnitReport:
    """The figures of one lead unit, in the period and in the one before."""

    unit_id: int
    name: str
    figures: PeriodFigures
    before: PeriodFigures


@dataclass(frozen=True, slots=True)
class FinishedTask:
    """A task closed within the period; `done_on` is the local day it is credited on, `note` what came of it."""

    number: int
    title: str
    lead_names: tuple[str, ...]
    done_on: date
    is_on_time: bool
    note: str


@dataclass(frozen=True, slots=True)
class ObstacleTold:
    """An obstacle that was raised within the period, or that stood in it: `text` in the unit's own words.

    `cleared_on` is None while it stands. Days are local.
    """

    number: int
    title: str
    lead_names: tuple[str, ...]
    text: str
    raised_on: date
    cleared_on: date | None = None


@dataclass(frozen=True, slots=True)
class ExtensionTold:
    """More time that was granted within the period, with the unit's reason; `by` decided on the local day `on`."""

    number: int
    title: str
    lead_names: tuple[str, ...]
    old_day: date | None
    new_day: date | None
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class CauseTold:
    """Why a task is late, as `by` explained within the period when a leader asked."""

    number: int
    title: str
    lead_names: tuple[str, ...]
    text: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """The report of one period beside the one before. `as_of` (aware) is the instant of its figures,
    `made_on` the local day it was made.

    Lists have the most urgent first; `due_next` are open tasks that fall due from `as_of` to `next_until`.
    Before's figures are judged by the deadlines as they stand now. `is_running`: the period has not ended yet.
    `plans` are all plans that are counted; `plan_title` and what follows it are of the only one, empty where there are
    several. `plan`: the name of the one that was asked for. `named` are the events that a report names, oldest first.
    `has_before`: something was followed in the period before; else its noughts are no figures. `proposals` are the
    coordinator's, "" for none; None: nobody was asked. `superior` is the body above as the organisation has it set.
    `checkpoint` is that of the history at the end of the period, where all plans are counted.
    """

    organisation: str
    plan_title: str
    plan_number: str
    plan_issued_on: date | None
    period: ReportPeriod
    period_before: ReportPeriod
    as_of: datetime
    made_on: date
    is_running: bool
    next_until: date
    figures: PeriodFigures
    before: PeriodFigures
    units: tuple[UnitReport, ...] = ()
    overdue: tuple[TaskSummary, ...] = ()
    finished: tuple[FinishedTask, ...] = ()
    due_next: tuple[TaskSummary, ...] = ()
    plans: tuple[PlanFigures, ...] = ()
    plan: str = ""
    named: tuple[EventSummary, ...] = ()
    obstacles: tuple[ObstacleTold, ...] = ()
    causes: tuple[CauseTold, ...] = ()
    extensions: tuple[ExtensionTold, ...] = ()
    has_before: bool = True
    proposals: str | None = None
    superior: str = ""
    checkpoint: CheckpointSummary | None = None


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """Where a unit stands among the others: `place` 1 is the best, None while nothing of it was due.

    `on_time` of `judged` tasks were done in time; judged are those done and those overdue.
    """

    unit: UnitReport
    place: int | None
    on_time: int
    judged: int

    @property
    def percent(self) -> int | None:
        """The share done in time; None while nothing can be judged."""
        return None if self.judged == 0 else round(100 * self.on_time / self.judged)


def ranked(units: Iterable[UnitReport]) -> tuple[UnitPlace, ...]:
    """The units by the share of their judged tasks that were done in time, the best first.

    Of equal shares the unit with more done in time comes first, and equal ones share a place. What is not due yet
    counts neither for nor against a unit; units of which nothing was due stand last, without a place.
    """
    judged = [(unit, *_judged(unit.figures.standing)) for unit in units]
    keyed = sorted(judged, key=lambda one: (one[2] == 0, *_merit(one[1], one[2])))
    merits = [_merit(on_time, of) for _, on_time, of in keyed]
    return tuple(
        UnitPlace(unit, merits.index(_merit(on_time, of)) + 1 if of else None, on_time, of)
        for unit, on_time, of in keyed
    )


def _judged(cells: FourCells) -> tuple[int, int]:
    return cells.done_on_time, cells.done_on_time + cells.done_late + cells.open_overdue


def _merit(on_time: int, judged: int) -> tuple[Fraction, int]:
    return Fraction(-on_time, judged or 1), -on_time


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as reports use it: its name, its instant (aware), its task."""

    what: str
    at: datetime
    task_id: int | None


@dataclass(frozen=True, slots=True)
class Material:
    """What figures are made from: tasks with their current occurrences, check-ins that have ended, events."""

    tasks: Sequence[tuple[Task, Occurrence]]
    check_ins: Sequence[Occurrence] = ()
    events: Sequence[Happened] = ()

    def only(self, task_ids: frozenset[int]) -> "Material":
        """The part that is about these tasks."""
        return Material(
            [pair for pair in self.tasks if pair[0].id in task_ids],
            [occurrence for occurrence in self.check_ins if occurrence.task_id in task_ids],
            [event for event in self.events if event.task_id in task_ids],
        )


def period_figures(material: Material, period: ReportPeriod, as_of: datetime, zone: tzinfo) -> PeriodFigures:
    """The figures of a period at its end, or at `as_of` (aware) when that comes first."""
    until = min(as_of, end_of(period, zone))
    leaderless = frozenset(task.id for task, _ in material.tasks if not task.units(Part.LEAD))
    standing = count(standing_then(material.tasks, until, zone), until, zone, leaderless)
    return PeriodFigures(standing, _happened(material, period, until, zone))


def standing_then(tasks: Iterable[tuple[Task, Occurrence]], at: datetime, zone: tzinfo) -> list[Occurrence]:
    """The occurrences as they stood at an instant (aware); of tasks that were there, judged by today's deadlines.

    At this very moment they are what they are: then the figures are those of /status.
    """
    day = (at - timedelta(microseconds=1)).astimezone(zone).date()
    return [_as_of(occurrence, at) for task, occurrence in tasks if task.created_on <= day]


def is_closed_within(occurrence: Occurrence, since: datetime, until: datetime) -> bool:
    """Whether work was closed from `since` until before `until` (aware); a check-in is answered and never closed."""
    if occurrence.is_check_in or occurrence.state is not State.DONE or occurrence.closed_at is None:
        return False
    return since <= occurrence.closed_at < until


def _as_of(occurrence: Occurrence, at: datetime) -> Occurrence:
    if occurrence.state is State.DONE and occurrence.closed_at is not None and occurrence.closed_at > at:
        occurrence = replace(occurrence, state=State.REPORTED, closed_at=None)
    if occurrence.state is State.REPORTED and occurrence.reported_at is not None and occurrence.reported_at > at:
        occurrence = replace(occurrence, state=State.OPEN, reported_at=None, reported_on=None)
    return occurrence


def _happened(material: Material, period: ReportPeriod, until: datetime, zone: tzinfo) -> Happenings:
    since = start_of(period, zone)
    done = [o for _, o in material.tasks if is_closed_within(o, since, until)]
    on_time = sum(is_credited_in_time(o, zone) for o in done)
    asked = [o for o in material.check_ins if _has_ended(o, period, until, zone)]
    return Happenings(
        done_on_time=on_time,
        done_late=len(done) - on_time,
        fell_due=sum(_fell_due(o, period) for _, o in material.tasks),
        check_ins_asked=len(asked),
        check_ins_silent=sum(not _is_answered(o, until) for o in asked),
        **_counted(material.events, since, until),
    )


def _counted(events: Iterable[Happened], since: datetime, until: datetime) -> dict[str, int]:
    within = [event.what for event in events if since <= event.at < until]
    return {figure: within.count(what) for what, figure in COUNTED_EVENTS.items()}


def _fell_due(occurrence: Occurrence, period: ReportPeriod) -> bool:
    last_day = occurrence.last_day
    if occurrence.is_check_in or occurrence.state is State.CANCELLED or last_day is None:
        return False
    return period.first_day <= last_day <= period.last_day


def _has_ended(check_in: Occurrence, period: ReportPeriod, until: datetime, zone: tzinfo) -> bool:
    last_day = check_in.last_day
    if check_in.state is State.CANCELLED or last_day is None:
        return False
    return period.first_day <= last_day <= period.last_day and last_day < until.astimezone(zone).date()


def _is_answered(check_in: Occurrence, until: datetime) -> bool:
    return check_in.reported_at is not None and check_in.reported_at < until
