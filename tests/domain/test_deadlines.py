from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadlines import REPEATING, DeadlineKind, Period, is_month_code, period_of

KINDS = st.sampled_from(sorted(REPEATING))
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("kind", "day", "code", "first_day", "last_day"),
    [
        (DeadlineKind.CONTINUOUS, date(2026, 4, 9), "2026-04", date(2026, 4, 1), date(2026, 4, 30)),
        (DeadlineKind.RECURRING_MONTHLY, date(2028, 2, 1), "2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        (DeadlineKind.RECURRING_WEEKLY, date(2026, 4, 9), "2026-W15", date(2026, 4, 6), date(2026, 4, 12)),
        (DeadlineKind.RECURRING_WEEKLY, date(2027, 1, 1), "2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        (DeadlineKind.RECURRING_QUARTERLY, date(2026, 4, 9), "2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        (DeadlineKind.RECURRING_HALFYEAR, date(2026, 4, 9), "2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        (DeadlineKind.RECURRING_HALFYEAR, date(2026, 7, 1), "2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        (DeadlineKind.RECURRING_YEARLY, date(2026, 4, 9), "2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_the_period_a_day_lies_in(kind: DeadlineKind, day: date, code: str, first_day: date, last_day: date) -> None:
    assert period_of(kind, day) == Period(code, first_day, last_day)


@pytest.mark.parametrize("kind", sorted(set(DeadlineKind) - REPEATING))
def test_a_deadline_that_does_not_repeat_has_no_periods(kind: DeadlineKind) -> None:
    with pytest.raises(ValueError, match="has no periods"):
        period_of(kind, date(2026, 4, 9))


def test_only_months_have_the_code_of_a_month() -> None:
    codes = [period_of(kind, date(2026, 4, 9)).code for kind in sorted(REPEATING)]
    assert {code for code in codes if is_month_code(code)} == {"2026-04"}


@given(kind=KINDS, day=DAYS)
def test_periods_follow_each_other_without_a_gap(kind: DeadlineKind, day: date) -> None:
    period = period_of(kind, day)
    following = period_of(kind, period.last_day + timedelta(days=1))
    assert period.first_day <= day <= period.last_day
    assert following.first_day == period.last_day + timedelta(days=1)
    assert following.code > period.code


@given(kind=KINDS, day=DAYS, other=DAYS)
def test_two_days_have_the_same_code_only_in_the_same_period(kind: DeadlineKind, day: date, other: date) -> None:
    one, two = period_of(kind, day), period_of(kind, other)
    assert (one.code == two.code) is (one.first_day <= other <= one.last_day)
