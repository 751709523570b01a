"""Geometry of the timeline: days become shares of the width, so that one drawing serves a phone, a wall and paper.

The drawings have no viewBox: lengths are percentages, and neither text nor strokes are stretched.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.board.timeline import PeriodShown, Timeline, TimelineRow
from domain.figures import Cell
from services.board.timeline import month_after

_CLASSES = {
    Cell.DONE_ON_TIME: "on-time",
    Cell.DONE_LATE: "was-late",
    Cell.OPEN_IN_TIME: "open",
    Cell.OPEN_OVERDUE: "is-overdue",
}
# The patterns of `figures.html` by kind of bar: late and overdue are told apart without their colours, too.
_PATTERNS = {"was-late": "late", "is-overdue": "overdue"}


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle: where it begins and how wide it is, in % of the lane; `kind` is its class."""

    x: str
    width: str
    kind: str

    @property
    def pattern(self) -> str:
        """The id of the pattern that fills it; "" for a plain colour."""
        return _PATTERNS.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class MonthMark:
    """Where a month begins and how wide it is."""

    first: date
    x: str
    middle: str


def months(timeline: Timeline) -> Iterator[MonthMark]:
    """The months shown, in order."""
    month = timeline.first
    while month <= timeline.last:
        after = month_after(month, 1)
        yield MonthMark(month, _at(timeline, month), _percent((_share(timeline, month) + _share(timeline, after)) / 2))
        month = after


def today(timeline: Timeline) -> str | None:
    """Where today is; None when it is not among the months shown."""
    is_shown = timeline.first <= timeline.today <= timeline.last
    return _percent(_share(timeline, timeline.today, 0.5)) if is_shown else None


def bars(timeline: Timeline, row: TimelineRow) -> list[Bar]:
    """What is drawn for a task: its time, how much of it is done, and the days since it is late."""
    if row.periods is not None:
        return [_period_bar(timeline, period) for period in row.periods if _overlaps(timeline, period)]
    kind = _CLASSES[row.cell] if row.cell else "open"
    ends = row.ends or max(timeline.today, row.begins)
    found = [_bar(timeline, row.begins, ends, kind if row.ends else "undated")]
    if row.cell is Cell.OPEN_OVERDUE and row.ends is not None:
        found.append(_bar(timeline, row.ends + timedelta(days=1), row.ended or timeline.today, "delay"))
    elif row.cell is Cell.DONE_LATE and row.ends is not None and row.ended is not None:
        found.append(_bar(timeline, row.ends + timedelta(days=1), row.ended, "delay"))
    if row.cell in {Cell.OPEN_IN_TIME, Cell.OPEN_OVERDUE} and row.summary.progress > 0:
        days = (ends - row.begins).days * row.summary.progress // 100
        found.append(_bar(timeline, row.begins, row.begins + timedelta(days=days), "progress"))
    return [bar for bar in found if bar.width != "0%"]


def mark(timeline: Timeline, day: date | None) -> str | None:
    """Where the end of a day is; None for no day and for one that is not shown."""
    if day is None or not timeline.first <= day <= timeline.last:
        return None
    return _percent(_share(timeline, day, 1))


def _period_bar(timeline: Timeline, period: PeriodShown) -> Bar:
    if period.is_answered:
        kind = "period on-time"
    else:
        kind = "period missed" if period.last < timeline.today else "period to-come"
    return _bar(timeline, period.first, period.last, kind)


def _overlaps(timeline: Timeline, period: PeriodShown) -> bool:
    return period.first <= timeline.last and period.last >= timeline.first


def _bar(timeline: Timeline, first: date, last: date, kind: str) -> Bar:
    begins, ends = _share(timeline, first), _share(timeline, last, 1)
    return Bar(_percent(begins), _percent(max(ends - begins, 0)), kind)


def _at(timeline: Timeline, day: date) -> str:
    return _percent(_share(timeline, day))


def _share(timeline: Timeline, day: date, into: float = 0) -> float:
    """How far along the lane a day is, from 0 to 1; `into` the day: 0 is its beginning, 1 its end."""
    days = (timeline.last - timeline.first).days + 1
    return min(max(((day - timeline.first).days + into) / days, 0), 1)


def _percent(share: float) -> str:
    return f"{round(100 * share, 2):g}%"
