from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures import Cell, cell_of, count, days_left, is_overdue, urgency
from domain.messages.summaries import FourCells
from domain.tasks import Occurrence, State
from tests.domain.builders import HANOI, an_occurrence

DUE = date(2026, 4, 14)


def hanoi(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 4, day, hour, tzinfo=HANOI).astimezone(UTC)


@pytest.mark.parametrize(
    ("what", "facts", "now", "cell"),
    [
        ("open on its last day", {}, hanoi(14, 23), Cell.OPEN_IN_TIME),
        ("open on the day after", {}, hanoi(15, 0), Cell.OPEN_OVERDUE),
        ("open before the hour of its last day", {"at_time": time(16)}, hanoi(14, 15), Cell.OPEN_IN_TIME),
        ("open after the hour of its last day", {"at_time": time(16)}, hanoi(14, 17), Cell.OPEN_OVERDUE),
        ("open without a last day", {"last_day": None}, hanoi(30), Cell.OPEN_IN_TIME),
        ("reported in time, not confirmed", {"state": State.REPORTED, "reported_on": DUE}, hanoi(20),
         Cell.OPEN_IN_TIME),
        ("reported late, not confirmed", {"state": State.REPORTED, "reported_on": date(2026, 4, 15)}, hanoi(20),
         Cell.OPEN_OVERDUE),
        ("reported in time, confirmed late", {"state": State.DONE, "reported_on": DUE, "closed_at": hanoi(20)},
         hanoi(21), Cell.DONE_ON_TIME),
        ("reported late", {"state": State.DONE, "reported_on": date(2026, 4, 15)}, hanoi(21), Cell.DONE_LATE),
        ("closed late without a report", {"state": State.DONE, "closed_at": hanoi(15)}, hanoi(21), Cell.DONE_LATE),
        ("done without a last day", {"state": State.DONE, "reported_on": DUE, "last_day": None}, hanoi(21),
         Cell.DONE_ON_TIME),
        ("a check-in, past and unanswered", {"period": "2026-04"}, hanoi(30), Cell.OPEN_IN_TIME),
        ("a check-in, answered", {"period": "2026-04", "state": State.DONE, "reported_on": DUE}, hanoi(14),
         Cell.OPEN_IN_TIME),
        ("cancelled", {"state": State.CANCELLED}, hanoi(30), None),
    ],
)  # fmt: skip
def test_each_occurrence_is_counted_in_one_cell(
    what: str, facts: dict[str, Any], now: datetime, cell: Cell | None
) -> None:
    occurrence = an_occurrence(**({"last_day": DUE} | facts))
    assert cell_of(occurrence, now, HANOI) is cell, what


def test_the_figures_of_a_small_plan() -> None:
    plan = [
        an_occurrence(DUE),
        an_occurrence(date(2026, 4, 9)),
        an_occurrence(DUE, state=State.REPORTED, reported_on=date(2026, 4, 10)),
        an_occurrence(DUE, state=State.DONE, reported_on=date(2026, 4, 10)),
        an_occurrence(date(2026, 4, 9), state=State.DONE, reported_on=date(2026, 4, 10)),
        an_occurrence(DUE, state=State.CANCELLED),
    ]
    assert count(plan, hanoi(10), HANOI) == FourCells(
        total=5, done_on_time=1, done_late=1, open_in_time=2, open_overdue=1, reported=1
    )


@pytest.mark.parametrize(
    ("now", "left"),
    [(hanoi(10), 4), (hanoi(14, 0), 0), (hanoi(14, 23), 0), (hanoi(15, 0), -1)],
)
def test_days_left_are_calendar_days_of_the_organisations_zone(now: datetime, left: int) -> None:
    assert days_left(DUE, now, HANOI) == left


def test_without_a_last_day_no_days_are_left_to_count() -> None:
    assert days_left(None, hanoi(10), HANOI) is None


def test_the_most_urgent_comes_first() -> None:
    in_order = [
        (7, an_occurrence(date(2026, 4, 2))),
        (3, an_occurrence(date(2026, 4, 9))),
        (9, an_occurrence(date(2026, 4, 10), at_time=time(8))),
        (8, an_occurrence(date(2026, 4, 10), at_time=time(16))),
        (2, an_occurrence(date(2026, 4, 10))),
        (5, an_occurrence(date(2026, 4, 10))),
        (4, an_occurrence(DUE)),
        (1, an_occurrence(None)),
        (6, an_occurrence(date(2026, 4, 30), period="2026-04")),
    ]
    shuffled = in_order[1::2] + in_order[::2]
    keyed = sorted(shuffled, key=lambda item: urgency(item[1], item[0], hanoi(10), HANOI))
    assert [number for number, _ in keyed] == [number for number, _ in in_order]


def test_what_waits_for_confirmation_in_time_does_not_stand_among_the_overdue() -> None:
    waiting = an_occurrence(date(2026, 4, 9), state=State.REPORTED, reported_on=date(2026, 4, 9))
    late = an_occurrence(date(2026, 4, 10))
    assert not is_overdue(waiting, hanoi(11), HANOI)
    assert urgency(late, 2, hanoi(11), HANOI) < urgency(waiting, 1, hanoi(11), HANOI)


DAYS = st.dates(date(2026, 3, 1), date(2026, 6, 1))
OCCURRENCES = st.builds(
    an_occurrence,
    last_day=st.none() | DAYS,
    period=st.sampled_from(["", "2026-04"]),
    at_time=st.none() | st.times(),
    state=st.sampled_from(State),
    reported_on=st.none() | DAYS,
    closed_at=st.none() | st.datetimes(timezones=st.just(UTC)).filter(lambda at: 1900 < at.year < 9000),
)


@given(plan=st.lists(OCCURRENCES, max_size=30), day=st.integers(0, 90))
def test_the_four_cells_add_up_whatever_the_plan_and_the_day(plan: list[Occurrence], day: int) -> None:
    cells = count(plan, hanoi(1) + timedelta(days=day), HANOI)
    assert cells.total == cells.done_on_time + cells.done_late + cells.open_in_time + cells.open_overdue
    assert cells.total == sum(occurrence.state is not State.CANCELLED for occurrence in plan)
    assert cells.reported <= cells.open_in_time + cells.open_overdue


@given(occurrence=OCCURRENCES, day=st.integers(0, 90))
def test_overdue_in_a_list_is_overdue_in_the_figures(occurrence: Occurrence, day: int) -> None:
    now = hanoi(1) + timedelta(days=day)
    assert is_overdue(occurrence, now, HANOI) is (cell_of(occurrence, now, HANOI) is Cell.OPEN_OVERDUE)
