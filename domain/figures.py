"""The four figures that always add up, and the order of urgency. The only place that judges in time or late."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, tzinfo
from enum import StrEnum
from typing import Protocol

from domain.deadlines import is_past, local_time
from domain.notices import FourCells
from domain.tasks import State


class Judged(Protocol):
    """What is judged: an `Occurrence`, or a row with the same values."""

    @property
    def state(self) -> State: ...  # noqa: D102 - as in Occurrence, like all of these
    @property
    def is_check_in(self) -> bool: ...  # noqa: D102
    @property
    def last_day(self) -> date | None: ...  # noqa: D102
    @property
    def at_time(self) -> time | None: ...  # noqa: D102
    @property
    def reported_on(self) -> date | None: ...  # noqa: D102
    @property
    def reported_at(self) -> datetime | None: ...  # noqa: D102
    @property
    def closed_at(self) -> datetime | None: ...  # noqa: D102


class Cell(StrEnum):
    """Where an occurrence is counted."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_OVERDUE = "open_overdue"


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


def count(occurrences: Iterable[Judged], now: datetime, zone: tzinfo) -> FourCells:
    """The figures of these occurrences at `now` (aware); cancelled ones are left out."""
    return count_cells((occurrence.state, cell_of(occurrence, now, zone)) for occurrence in occurrences)


def count_cells(judged: Iterable[tuple[State, Cell | None]]) -> FourCells:
    """The figures of occurrences that have been judged: the state of each, and the cell it is counted in."""
    cells: Counter[Cell] = Counter()
    reported = 0
    for state, cell in judged:
        if cell is not None:
            cells[cell] += 1
            reported += state is State.REPORTED
    return FourCells(
        total=cells.total(),
        done_on_time=cells[Cell.DONE_ON_TIME],
        done_late=cells[Cell.DONE_LATE],
        open_in_time=cells[Cell.OPEN_IN_TIME],
        open_overdue=cells[Cell.OPEN_OVERDUE],
        reported=reported,
    )


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
