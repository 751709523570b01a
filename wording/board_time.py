"""The pages of time: the plan as a timeline, and the calendar of a month."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.board.timeline import TimelineRow
from domain.figures import Cell
from domain.messages.settings import CalendarSpan, KeepCalendar
from wording import parts
from wording.layout import clean

if TYPE_CHECKING:
    from wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """What `/tien-do` and `/lich` say beside the words of tasks."""

    month: Callable[[date], str]
    month_of_year: Callable[[date], str]
    between: str
    task: str
    task_head: str
    all_plans: str
    all_units: str
    no_unit: str
    plan: str
    unit: str
    shown_months: str
    months: str
    whole_plan: str
    show: str
    earlier: str
    later: str
    today: str
    outside: str
    nothing: str
    bar: str
    bar_undated: str
    moved_from: str
    periods: str
    cells: dict[Cell, str]
    legend_today: str
    legend_last_day: str
    legend_moved: str
    legend_period: str
    weekdays: tuple[str, ...]
    this_month: str
    off: str
    make_up: str
    off_named: str
    make_up_named: str
    away: str
    due_count: str
    no_due: str
    calendar_of: str


def period_text(first: date, last: date, words: "Words") -> str:
    """The months that are shown."""
    time = words.board_time
    return time.between.format(first=time.month_of_year(first), last=time.month_of_year(last))


def bar_text(row: TimelineRow, words: "Words") -> str:
    """What a row's drawing shows, for those who do not see it and for who points at it."""
    time, days = words.board_time, words.days
    if row.periods is not None:
        answered = sum(period.is_answered is True for period in row.periods)
        begun = sum(period.is_answered is not None for period in row.periods)
        return time.periods.format(answered=answered, begun=begun)
    if row.ends is None:
        return time.bar_undated.format(first=days.bare_day(row.begins))
    text = time.bar.format(first=days.bare_day(row.begins), last=days.bare_day(row.ends))
    if row.planned is not None:
        text += time.moved_from.format(day=days.bare_day(row.planned))
    return f"{text} – {state_text(row, words)}"


def state_text(row: TimelineRow, words: "Words") -> str:
    """How the task stands, in words beside its colour."""
    if row.is_repeating:
        return bar_text(row, words)
    if row.cell is None:
        return words.tasks.states["cancelled"]
    if row.cell in {Cell.DONE_ON_TIME, Cell.DONE_LATE} or row.summary.state != "open" or row.ends is None:
        return words.board_time.cells[row.cell] if row.summary.state == "done" else parts.standing(row.summary, words)
    left = parts.days_left(row.summary, words, is_overdue=row.cell is Cell.OPEN_OVERDUE)
    return left + (words.tasks.set_late if row.summary.is_set_late else "")


def calendar_hints(words: "Words", *, may_change: bool) -> tuple[str, ...]:
    """How days off are changed and deadlines come into the calendar of a phone: the lines that the chat has."""
    command = words.command(KeepCalendar)
    keep = (words.settings.keep_calendar.format(command=command),) if may_change else ()
    return (*keep, words.settings.get_calendar.format(command=command))


def special_day(span: CalendarSpan, words: "Words") -> str:
    """Why a day differs from an ordinary week: "nghỉ: Quốc khánh", "làm bù"."""
    time = words.board_time
    name = words.settings.swapped if span.is_swapped else clean(span.name, parts.NAME)
    if not name:
        return time.make_up if span.is_working else time.off
    return (time.make_up_named if span.is_working else time.off_named).format(name=name)
