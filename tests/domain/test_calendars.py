from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendars import WorkingCalendar
from tests.domain.builders import VIETNAM_2026

DAYS_OF_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2026, 4, 10), True),  # a Friday
        (date(2026, 4, 11), False),  # a Saturday
        (date(2026, 4, 12), False),  # a Sunday
        (date(2026, 4, 27), False),  # Monday, in place of Giỗ Tổ on Sunday
        (date(2026, 4, 30), False),
        (date(2026, 8, 22), True),  # a Saturday worked in exchange for 31/8
        (date(2026, 8, 31), False),
    ],
)
def test_weekends_and_days_off_are_free_and_make_up_days_are_worked(day: date, is_working: bool) -> None:
    assert VIETNAM_2026.is_working_day(day) is is_working


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2026, 4, 10), date(2026, 4, 10), date(2026, 4, 10)),
        (date(2026, 4, 11), date(2026, 4, 10), date(2026, 4, 13)),
        (date(2026, 4, 26), date(2026, 4, 24), date(2026, 4, 28)),
        (date(2026, 5, 1), date(2026, 4, 29), date(2026, 5, 4)),
        (date(2026, 2, 18), date(2026, 2, 13), date(2026, 2, 23)),  # Tết
    ],
)
def test_the_nearest_working_days_around_a_day(day: date, before: date, after: date) -> None:
    assert (VIETNAM_2026.on_or_before(day), VIETNAM_2026.on_or_after(day)) == (before, after)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 4, 10), 0, date(2026, 4, 10)),
        (date(2026, 4, 10), 1, date(2026, 4, 13)),
        (date(2026, 4, 10), 2, date(2026, 4, 14)),
        (date(2026, 4, 11), 1, date(2026, 4, 13)),
        (date(2026, 4, 29), 1, date(2026, 5, 4)),
    ],
)
def test_working_days_are_counted_from_the_day_after(day: date, count: int, expected: date) -> None:
    assert VIETNAM_2026.add_working_days(day, count) == expected


def test_working_days_cannot_be_taken_away() -> None:
    with pytest.raises(ValueError, match="-1 working days"):
        VIETNAM_2026.add_working_days(date(2026, 4, 10), -1)


def test_a_calendar_without_working_days_is_refused_instead_of_searched_for_ever() -> None:
    start = date(2026, 1, 1)
    closed = WorkingCalendar(days_off=frozenset(start + timedelta(days=n) for n in range(-100, 100)))
    with pytest.raises(ValueError, match="no working day within 60 days of 2026-01-01"):
        closed.on_or_after(start)
    with pytest.raises(ValueError, match="no working day within 60 days of 2026-01-01"):
        closed.on_or_before(start)


@given(day=DAYS_OF_2026)
def test_moving_a_day_reaches_the_nearest_working_day_and_no_further(day: date) -> None:
    before, after = VIETNAM_2026.on_or_before(day), VIETNAM_2026.on_or_after(day)
    between = [before + timedelta(days=n) for n in range((after - before).days + 1)]
    assert before <= day <= after
    assert {d for d in between if VIETNAM_2026.is_working_day(d)} == {before, after}
