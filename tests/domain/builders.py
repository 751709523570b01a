"""Occurrences and calendars for the tests of the rules: only what a test is about needs to be said."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from domain.calendars import WorkingCalendar
from domain.reminders import Stage
from domain.tasks import Occurrence, State

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

# Vietnam in spring and autumn 2026, written by hand: Tết, Giỗ Tổ (Sunday 26/4, hence 27/4), 30/4, 1/5, 31/8 to 2/9.
VIETNAM_2026 = WorkingCalendar(
    days_off=frozenset(
        [date(2026, 1, 1), date(2026, 1, 2)]
        + [date(2026, 2, day) for day in range(16, 21)]
        + [date(2026, 4, 26), date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1)]
        + [date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2), date(2026, 11, 24)]
    ),
    make_up_days=frozenset([date(2026, 1, 10), date(2026, 8, 22)]),
)


def an_occurrence(last_day: date | None, first_day: date | None = None, **facts: Any) -> Occurrence:
    """A dated, open, untouched occurrence unless `facts` say otherwise."""
    known: dict[str, Any] = {
        "id": 1, "task_id": 1, "period": "", "at_time": None, "deadline_version": 1,
        "state": State.OPEN, "progress": 0, "version": 1,
    }  # fmt: skip
    return Occurrence(first_day=first_day, last_day=last_day, **(known | facts))


def as_table(stages: tuple[Stage, ...]) -> list[str]:
    """Each day with what is said to whom: "Fri 10/04  lead before:3"."""
    return [f"{stage.day:%a %d/%m}  {stage.audience} {stage.code}" for stage in stages]


def table(text: str) -> list[str]:
    """The lines of a table written in a test."""
    return [line.strip() for line in text.strip().splitlines()]
