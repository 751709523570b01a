"""Report periods: what is meant, what comes before, and on which morning a report is told."""

from datetime import date, timedelta

import pytest

from domain.messages.summaries import FourCells
from domain.reports import (
    REGULAR,
    Happenings,
    PeriodFigures,
    PeriodWish,
    ReportKind,
    UnitReport,
    due_report,
    period_after,
    period_around,
    period_before,
    ranked,
    settle,
    span,
    wish_for,
)
from tests.domain.builders import VIETNAM_2026

K = ReportKind
TODAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("wish", "code", "first_day", "last_day"),
    [
        (PeriodWish(K.WEEK), "2026-W21", date(2026, 5, 18), date(2026, 5, 24)),
        (PeriodWish(K.WEEK, steps_back=1), "2026-W20", date(2026, 5, 11), date(2026, 5, 17)),
        (PeriodWish(), "2026-05", date(2026, 5, 1), date(2026, 5, 31)),
        (PeriodWish(K.MONTH, number=4), "2026-04", date(2026, 4, 1), date(2026, 4, 30)),
        (PeriodWish(K.MONTH, number=12, year=2025), "2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        (PeriodWish(K.QUARTER), "2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        (PeriodWish(K.QUARTER, number=1), "2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        (PeriodWish(K.YEAR), "2026", date(2026, 1, 1), date(2026, 12, 31)),
        (PeriodWish(K.YEAR, number=2025), "2025", date(2025, 1, 1), date(2025, 12, 31)),
        (
            PeriodWish(K.SPAN, first=(1, 4, None), last=(30, 6, None)),
            "2026-04-01..2026-06-30",
            date(2026, 4, 1),
            date(2026, 6, 30),
        ),
        (
            PeriodWish(K.SPAN, first=(1, 12, None), last=(31, 1, None)),
            "2025-12-01..2026-01-31",
            date(2025, 12, 1),
            date(2026, 1, 31),
        ),
        (
            PeriodWish(K.SPAN, first=(1, 11, None), last=(30, 11, None)),
            "2025-11-01..2025-11-30",
            date(2025, 11, 1),
            date(2025, 11, 30),
        ),
    ],
)
def test_a_wish_becomes_days(wish, code, first_day, last_day):
    period = settle(wish, TODAY)

    assert (period.code, period.first_day, period.last_day) == (code, first_day, last_day)


@pytest.mark.parametrize(
    "wish",
    [
        PeriodWish(K.MONTH, number=13),
        PeriodWish(K.QUARTER, number=5),
        PeriodWish(K.WEEK, number=60),
        PeriodWish(K.MONTH, number=6, year=2026),
        PeriodWish(K.YEAR, number=2027),
        PeriodWish(K.SPAN, first=(30, 2, None), last=(1, 3, None)),
        PeriodWish(K.SPAN, first=(1, 6, 2026), last=(1, 5, 2026)),
        PeriodWish(K.SPAN, first=(1, 1, 2020), last=(1, 1, 2026)),
        PeriodWish(K.SPAN),
    ],
)
def test_days_that_do_not_exist_or_lie_ahead_are_refused(wish):
    with pytest.raises(ValueError, match=r"."):
        settle(wish, TODAY)


def test_the_period_before_ends_where_this_one_begins():
    assert period_before(period_around(K.WEEK, date(2026, 1, 1))).code == "2025-W52"
    assert period_before(period_around(K.MONTH, date(2026, 1, 1))).code == "2025-12"
    assert period_before(period_around(K.QUARTER, TODAY)).code == "2026-Q1"
    ten_days = span(date(2026, 5, 11), date(2026, 5, 20))
    assert period_before(ten_days).code == "2026-05-01..2026-05-10"
    assert period_after(ten_days).code == "2026-05-21..2026-05-30"
    assert period_after(period_around(K.YEAR, TODAY)).code == "2027"


@pytest.mark.parametrize(
    ("today", "code", "day"),
    [
        (date(2026, 5, 18), "2026-W20", date(2026, 5, 18)),  # a Monday
        (date(2026, 5, 20), "2026-W20", date(2026, 5, 18)),  # still last Monday's
        (date(2026, 6, 1), "2026-05", date(2026, 6, 1)),  # Monday and the first of a month: the month
        (date(2026, 7, 1), "2026-Q2", date(2026, 7, 1)),  # month and quarter: the quarter
        (date(2026, 5, 4), "2026-04", date(2026, 5, 4)),  # 1 May is a day off, 2 and 3 a weekend
        (date(2026, 4, 28), "2026-W17", date(2026, 4, 28)),  # Monday 27 April is a day off
        (date(2026, 2, 23), "2026-W08", date(2026, 2, 23)),  # Tết took the whole of week 8
    ],
)
def test_a_report_falls_due_on_the_first_working_day_after_its_period(today, code, day):
    period, due = due_report(today, VIETNAM_2026)

    assert (period.code, due) == (code, day)


def test_after_the_new_year_the_year_is_told_on_the_first_working_day():
    # 1/1 Thursday and 2/1 Friday are days off, so the year and the first week meet on Monday 5/1: the year is told.
    assert due_report(date(2026, 1, 5), VIETNAM_2026)[0].code == "2025"


@pytest.mark.parametrize(
    ("kind", "number", "begins"),
    [(ReportKind.MONTH, 12, date(2026, 12, 1)), (ReportKind.QUARTER, 4, date(2026, 10, 1))],
)
def test_in_january_the_last_month_and_quarter_are_those_of_last_year(
    kind: ReportKind, number: int, begins: date
) -> None:
    assert settle(PeriodWish(kind, number), date(2027, 1, 5)).first_day == begins


def placed(name: str, on_time: int, late: int, overdue: int, waiting: int = 0) -> UnitReport:
    total = on_time + late + overdue + waiting
    figures = PeriodFigures(FourCells(total, on_time, late, waiting, overdue), Happenings())
    return UnitReport(len(name), name, figures, figures)


def test_units_are_ranked_by_what_was_done_in_time_of_what_was_due_and_equal_ones_share_a_place():
    units = [
        placed("nothing due", 0, 0, 0, 5),
        placed("half", 2, 1, 1),
        placed("all of two", 2, 0, 0, 9),
        placed("all of three", 3, 0, 0),
        placed("nothing in time", 0, 1, 2),
        placed("half too", 2, 0, 2),
        placed("half of two", 1, 0, 1),
    ]
    assert [(one.unit.name, one.place, one.percent) for one in ranked(units)] == [
        ("all of three", 1, 100), ("all of two", 2, 100), ("half", 3, 50), ("half too", 3, 50),
        ("half of two", 5, 50), ("nothing in time", 6, 0), ("nothing due", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [*REGULAR])
def test_the_wish_for_a_period_settles_to_it_on_any_later_day(kind):
    for month in range(1, 13):
        period = period_around(kind, date(2026, month, 28))
        for later in (period.first_day, period.last_day + timedelta(days=400)):
            assert settle(wish_for(period), later) == period
    days = span(date(2025, 12, 30), date(2026, 1, 12))
    assert settle(wish_for(days), date(2026, 3, 1)) == days
