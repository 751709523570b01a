"""The plan in time: `/tien-do` shows its tasks by lead unit and month, `/lich` the days of one month."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from domain.authorisation import may_confirm, may_see_all
from domain.board.timeline import (
    Choice,
    DayShown,
    MonthShown,
    PeriodShown,
    Timeline,
    TimelineRow,
    TimelineUnit,
)
from domain.deadlines import local_time, period_of
from domain.figures import Cell, cell_of
from domain.followed_plans import name_of_plan
from domain.tasks import Part, State
from services.commands.show_status import tasks_of_scope
from services.context.command_context import CommandContext
from services.context.special_days import special_days_between
from services.context.summaries import summary_of
from storage.absences import load_absences
from storage.people import load_contacts
from storage.tasks import TaskNow, load_tasks, periods_between

MOST_MONTHS = 12
LENGTHS = (3, 6, 12)  # months that may be asked for
FARTHEST_YEARS = 5  # from today: an address with a year of its own makes no table of centuries
NO_UNIT = "0"  # the filter's value of tasks that no unit leads
_CLOSED = frozenset({State.DONE, State.CANCELLED})
Periods = Mapping[int, Sequence[tuple[str, date, date, bool]]]


def read_timeline(context: CommandContext, values: Mapping[str, str]) -> Timeline | None:
    """The tasks that the person's figures count, cancelled ones left out.

    `tu` is the first month ("2026-04") and `so` the number of months; without them all months of the tasks are shown,
    twelve at most. `kh` is a plan by its name, `dv` a lead unit by its id. None for values that cannot be.
    """
    tasks = _visible(context)
    plan, unit = values.get("kh", ""), values.get("dv", "")
    plans, leads = _plans(context, tasks), _leads(tasks)
    chosen = [found for found in tasks if _is_chosen(context, found, plan, unit)]
    window = _window(context, chosen, values)
    if window is None:
        return None
    first, last, length = window
    periods = periods_between(context.tx, context.organisation.id, first, last)
    rows = {found.task.number: _row(context, found, periods, last) for found in chosen}
    shown = {number for number, row in rows.items() if _touches(row, first, last)}
    units = tuple(
        TimelineUnit(unit_id, name, tuple(rows[number] for number in numbers if number in shown))
        for (unit_id, name), numbers in _by_unit(chosen, unit).items()
        if shown & set(numbers)
    )
    return Timeline(
        first, last, context.today, units, len(rows) - len(shown), plans, leads, plan, unit, length,
        _moved(context, first, -(length or MOST_MONTHS)), _moved(context, first, length or MOST_MONTHS),
    )  # fmt: skip


def _visible(context: CommandContext) -> list[TaskNow]:
    numbers = {snapshot.number for snapshot in tasks_of_scope(context)}
    tasks = load_tasks(context.tx, context.organisation.id)
    shown = [found for found in tasks if found.task.number in numbers and found.occurrence.state is not State.CANCELLED]
    return sorted(shown, key=lambda found: found.task.id)  # as written: rows that were split stand together


def _is_chosen(context: CommandContext, found: TaskNow, plan: str, unit: str) -> bool:
    its = next((each for each in context.plans if each.id == found.task.plan_id), None)
    leads = {str(part.unit_id) for part in found.task.units(Part.LEAD)} or {NO_UNIT}
    return (not plan or (its is not None and name_of_plan(its, context.plans) == plan)) and (not unit or unit in leads)


def _plans(context: CommandContext, tasks: Sequence[TaskNow]) -> tuple[Choice, ...]:
    """The plans to choose from; none where there is only one."""
    used = {found.task.plan_id for found in tasks}
    plans = [plan for plan in context.plans if plan.id in used and not plan.is_of_orders]
    named = tuple(Choice(name_of_plan(plan, context.plans), plan.number or plan.title) for plan in plans)
    return named if len(used) > 1 else ()


def _leads(tasks: Sequence[TaskNow]) -> tuple[Choice, ...]:
    names = {part.unit_id: part.unit_name for found in tasks for part in found.task.units(Part.LEAD)}
    return tuple(Choice(str(unit_id), name) for unit_id, name in names.items())


def _by_unit(tasks: Iterable[TaskNow], only: str) -> dict[tuple[int | None, str], list[int]]:
    """Numbers of the tasks by lead unit; one that two units lead stands with both, as it is counted for both."""
    found: dict[tuple[int | None, str], list[int]] = {}
    for each in tasks:
        leads: list[tuple[int | None, str]] = [(part.unit_id, part.unit_name) for part in each.task.units(Part.LEAD)]
        for lead in leads or [(None, "")]:
            if not only or only == str(lead[0] or NO_UNIT):
                found.setdefault(lead, []).append(each.task.number)
    return found


def _row(context: CommandContext, found: TaskNow, periods: Periods, until: date) -> TimelineRow:
    task, occurrence = found.task, found.occurrence
    cell = cell_of(occurrence, context.now, context.organisation.zone)
    if task.deadline.is_repeating:
        shown = tuple(_periods(context, found, periods.get(task.id, ()), until))
        begins = shown[0].first if shown else task.created_on
        return TimelineRow(
            summary_of(context, found), begins, shown[-1].last if shown else None, None, None, cell, periods=shown
        )
    ends, planned = occurrence.last_day, task.deadline.last_day
    begins = min(day for day in (occurrence.first_day or task.created_on, ends, planned) if day is not None)
    closed = occurrence.closed_at if occurrence.state in _CLOSED else None
    ended = occurrence.reported_on or (local_time(closed, context.organisation.zone).date() if closed else None)
    return TimelineRow(
        summary_of(context, found), begins, ends, planned if planned not in {None, ends} else None, ended, cell
    )


def _periods(
    context: CommandContext, found: TaskNow, known: Sequence[tuple[str, date, date, bool]], until: date
) -> Iterator[PeriodShown]:
    """The periods there have been, and those that the deadline brings until the end of what is shown."""
    for code, first, last, is_answered in known:
        yield PeriodShown(code, first, last, is_answered)
    after = max([found.occurrence.last_day or context.today, *(last for _, _, last, _ in known)])
    ends = found.task.deadline.last_day or until
    while after < min(until, ends):
        period = period_of(found.task.deadline.kind, after + timedelta(days=1))
        yield PeriodShown(period.code, period.first_day, period.last_day, None)
        after = period.last_day


def _touches(row: TimelineRow, first: date, last: date) -> bool:
    """Whether the row has something between these days; a task without a last day always has."""
    if row.periods is not None:
        return any(period.first <= last and period.last >= first for period in row.periods)
    ends = [day for day in (row.ends, row.planned, row.ended) if day is not None]
    if row.cell in {Cell.OPEN_OVERDUE, None} or row.ends is None:
        return row.begins <= last
    return row.begins <= last and max(ends) >= first


def _window(
    context: CommandContext, tasks: Sequence[TaskNow], values: Mapping[str, str]
) -> tuple[date, date, int] | None:
    """First and last day shown and the number of months asked for (0: as many as the tasks have)."""
    length = int(values["so"]) if values.get("so", "").isdecimal() else 0
    if length not in {0, *LENGTHS}:
        return None
    if "tu" in values:
        first = month_of(values["tu"], context.today)
        if first is None:
            return None
    else:
        first = _first_month(context, tasks, length)
    if not length:
        last_day = max([context.today, *_days(tasks)])
        months = (last_day.year - first.year) * 12 + last_day.month - first.month + 1
        return first, month_after(first, min(max(months, 3), MOST_MONTHS)) - timedelta(days=1), 0
    return first, month_after(first, length) - timedelta(days=1), length


def _first_month(context: CommandContext, tasks: Sequence[TaskNow], length: int) -> date:
    """The month in which the tasks begin; where today would not be seen from there, the month before today's."""
    begun = min([context.today, *(found.task.created_on for found in tasks)]).replace(day=1)
    if month_after(begun, length or MOST_MONTHS) <= context.today:
        return month_after(context.today.replace(day=1), -1)
    return begun


def _days(tasks: Iterable[TaskNow]) -> list[date]:
    days = [(found.occurrence.last_day, found.task.deadline.last_day) for found in tasks]
    return [day for pair in days for day in pair if day is not None]


def _moved(context: CommandContext, month: date, by: int) -> date | None:
    moved = month_after(month, by)
    return moved if abs(moved.year - context.today.year) <= FARTHEST_YEARS else None


def month_of(text: str, today: date) -> date | None:
    """The first day of the month "2026-04"; None for what is none, or lies years from today."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return first if abs(first.year - today.year) <= FARTHEST_YEARS else None


def month_after(month: date, by: int) -> date:
    """Return the first day of the month that lies `by` months after `month`."""
    index = month.year * 12 + month.month - 1 + by
    return date(index // 12, index % 12 + 1, 1)


def read_calendar(context: CommandContext, values: Mapping[str, str]) -> MonthShown | None:
    """A month with its days off and make-up days, what falls due on each day, and who is away.

    `thang` is the month ("2026-05"), without it today's. None for a month that cannot be.
    """
    month = month_of(values["thang"], context.today) if "thang" in values else context.today.replace(day=1)
    if month is None:
        return None
    after = month_after(month, 1)
    first = month - timedelta(days=month.weekday())
    last = after + timedelta(days=(7 - after.weekday()) % 7 - 1)
    special, away = special_days_between(context, first, last), _away(context, first, last)
    due: dict[date, list[TaskNow]] = {}
    for found in _visible(context):
        if found.occurrence.last_day is not None:
            due.setdefault(found.occurrence.last_day, []).append(found)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    shown = [
        DayShown(
            day,
            special[day].is_working if day in special else day.weekday() < 5,
            day.month == month.month,
            special.get(day),
            tuple(summary_of(context, found) for found in due.get(day, ())),
            tuple(away.get(day, ())),
        )
        for day in days
    ]
    weeks = tuple(tuple(shown[at:until]) for at, until in pairwise(range(0, len(shown) + 1, 7)))
    count = sum(len(each.due) for each in shown if each.is_of_month)
    return MonthShown(month, context.today, weeks, month_after(month, -1), after, may_confirm(context.person), count)


def _away(context: CommandContext, first: date, last: date) -> dict[date, Collection[str]]:
    """Names of who is away by day, for those who see everybody."""
    if not may_see_all(context.person):
        return {}
    names = {contact.id: contact.name for contact in load_contacts(context.tx, context.organisation.id)}
    found: dict[date, list[str]] = {}
    for absence in load_absences(context.tx, context.organisation.id, first):
        day = max(absence.first_day, first)
        while day <= min(absence.last_day, last) and absence.person_id in names:
            found.setdefault(day, []).append(names[absence.person_id])
            day += timedelta(days=1)
    return dict(found)
