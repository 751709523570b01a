"""The four figures that always add up, and the order of urgency. The only place that judges in time or late."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, tzinfo
from enum import StrEnum
from typing import Protocol

from domain.deadlines import is_past, local_time
from domain.messages.summaries import FourCells
from domain.tasks import Occurrence, State


class Judged(Protocol):
    """What is judged: an `Occurrence`, or a row with the same values."""

    @property
    def state(self) -> State: ...  # noqa: D102 - as Occurrence has it
    @property
    def is_check_in(self) -> bool: ...  # noqa: D102 - as Occurrence has it
    @property
    def last_day(self) -> date | None: ...  # noqa: D102 - as Occurrence has it
    @property
    def at_time(self) -> time | None: ...  # noqa: D102 - as Occurrence has it
    @property
    def reported_on(self) -> date | None: ...  # noqa: D102 - as Occurrence has it
    @property
    def reported_at(self) -> datetime | None: ...  # noqa: D102 - as Occurrence has it
    @property
    def closed_at(self) -> datetime | None: ...  # noqa: D102 - as Occurrence has it
    @property
    def is_set_late(self) -> bool: ...  # noqa: D102 - as Occurrence has it


class Cell(StrEnum):
    """Where an occurrence is counted."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_OVERDUE = "open_overdue"


_OPEN = frozenset({Cell.OPEN_IN_TIME, Cell.OPEN_OVERDUE})


def cell_of(occurrence: Judged, now: datetime, zone: tzinfo) -> Cell | None:
    """The one cell an occurrence is counted in at `now` (aware); None for a cancelled one, which is not counted.

    A period of a repeating task counts as open in time, answered or not: the task goes on.
    """
    if occurrence.state is State.CANCELLED:
        return None
    if occurrence.is_check_in:
        return Cell.OPEN_IN_TIME
    if occurrence.state is State.DONE:
        return Cell.DONE_ON_TIME if is_credited_in_time(occurrence, zone) else Cell.DONE_LATE
    return Cell.OPEN_OVERDUE if is_overdue(occurrence, now, zone) else Cell.OPEN_IN_TIME


def is_overdue(occurrence: Judged, now: datetime, zone: tzinfo) -> bool:
    """True for work not closed and past its last moment at `now` (aware).

    What was reported in time does not become overdue while it waits for confirmation: it is judged on its report day.
    """
    if occurrence.is_check_in or occurrence.state in {State.DONE, State.CANCELLED}:
        return False
    if occurrence.state is State.REPORTED and occurrence.reported_on is not None:
        return not is_credited_in_time(occurrence, zone)
    return is_past(occurrence.last_day, occurrence.at_time, now, zone)


def count(
    occurrences: Iterable[Occurrence], now: datetime, zone: tzinfo, leaderless: Collection[int] = ()
) -> FourCells:
    """The figures of these occurrences at `now` (aware); cancelled ones are left out.

    `leaderless` are the ids of tasks that no unit leads.
    """
    return count_cells((o, cell_of(o, now, zone), o.task_id not in leaderless) for o in occurrences)


def count_cells(judged: Iterable[tuple[Judged, Cell | None, bool]]) -> FourCells:
    """The figures of occurrences that have been judged: each with its cell, and whether a unit leads it."""
    cells = dict.fromkeys(Cell, 0)
    reported = undated = without_lead = deadline_set_late = 0
    for one, cell, is_led in judged:
        if cell is None:
            continue
        cells[cell] += 1
        reported += one.state is State.REPORTED
        deadline_set_late += one.is_set_late
        if cell in _OPEN:
            undated += is_undated(one)
            without_lead += not is_led
    return FourCells(
        total=sum(cells.values()),
        done_on_time=cells[Cell.DONE_ON_TIME],
        done_late=cells[Cell.DONE_LATE],
        open_in_time=cells[Cell.OPEN_IN_TIME],
        open_overdue=cells[Cell.OPEN_OVERDUE],
        reported=reported,
        undated=undated,
        without_lead=without_lead,
        deadline_set_late=deadline_set_late,
    )


def is_undated(occurrence: Judged) -> bool:
    """True for work that is to be done once and has no last day: asked after monthly, and a figure of its own."""
    return occurrence.last_day is None and not occurrence.is_check_in


def is_deadline_settled(occurrence: Judged, now: datetime, zone: tzinfo) -> bool:
    """True when work has been judged by its deadline already: the last moment has passed, or the work is said done.

    From then on another deadline would turn late into in time, so it is the leader's decision and marked.
    """
    if occurrence.is_check_in or occurrence.state is State.CANCELLED or occurrence.last_day is None:
        return False
    if occurrence.state in {State.REPORTED, State.DONE}:
        return True
    return is_past(occurrence.last_day, occurrence.at_time, now, zone)


def days_left(last_day: date | None, now: datetime, zone: tzinfo) -> int | None:
    """Calendar days from the local day of `now` (aware) to `last_day`: 0 on the day, negative when past."""
    return None if last_day is None else (last_day - local_time(now, zone).date()).days


def urgency(occurrence: Judged, number: int, now: datetime, zone: tzinfo) -> tuple[int, date, time, int]:
    """Sort key, most urgent first: overdue (longest first), nearest last moment, no last day and check-ins, number."""
    group = 0 if is_overdue(occurrence, now, zone) else 1
    if occurrence.last_day is None or occurrence.is_check_in:
        return 2, date.max, time.max, number
    return group, occurrence.last_day, occurrence.at_time or time.max, number


def is_credited_in_time(occurrence: Judged, zone: tzinfo) -> bool:
    """Whether work reported or done counts as in time: judged by when it was reported, else by when it was closed."""
    moment = occurrence.reported_at or (occurrence.closed_at if occurrence.reported_on is None else None)
    if moment is not None:
        return not is_past(occurrence.last_day, occurrence.at_time, moment, zone)
    day, last_day = occurrence.reported_on, occurrence.last_day
    return day is None or last_day is None or day <= last_day
