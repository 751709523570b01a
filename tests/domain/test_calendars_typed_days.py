"""Which days are meant by "2/1" or "30/12-2/1"."""

from datetime import date

import pytest

from domain.calendars import TypedDay, settle_days

TODAY = date(2026, 4, 10)
WHOLE = (TypedDay(2, 1, 2026), TypedDay(4, 1, 2026))


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ((TypedDay(2, 1, 2026),), date(2026, 1, 2), date(2026, 1, 2)),
        ((TypedDay(2, 5),), date(2026, 5, 2), date(2026, 5, 2)),
        ((TypedDay(2, 12),), date(2025, 12, 2), date(2025, 12, 2)),
        ((TypedDay(2, 9),), date(2026, 9, 2), date(2026, 9, 2)),
        (WHOLE, date(2026, 1, 2), date(2026, 1, 4)),
        ((TypedDay(2, 1), TypedDay(4, 1, 2027)), date(2027, 1, 2), date(2027, 1, 4)),
        ((TypedDay(30, 12), TypedDay(2, 1, 2027)), date(2026, 12, 30), date(2027, 1, 2)),
        ((TypedDay(30, 12, 2026), TypedDay(2, 1)), date(2026, 12, 30), date(2027, 1, 2)),
        ((TypedDay(30, 4), TypedDay(2, 5)), date(2026, 4, 30), date(2026, 5, 2)),
    ],
)
def test_a_missing_year_is_the_nearest_one(typed: tuple[TypedDay, ...], first: date, last: date) -> None:
    assert settle_days(typed, TODAY) == (first, last)


@pytest.mark.parametrize(
    "typed",
    [
        (TypedDay(30, 2, 2026),),
        (TypedDay(31, 4),),
        (TypedDay(0, 1, 2026),),
        (TypedDay(1, 13),),
        (TypedDay(4, 1, 2026), TypedDay(2, 1, 2026)),
        (TypedDay(1, 5, 2026), TypedDay(1, 6, 2026)),
        (TypedDay(1, 1, 2030),),
        (TypedDay(1, 1, 9999),),
        (TypedDay(1, 1), TypedDay(30, 2)),
    ],
)
def test_days_that_make_no_sense_are_none(typed: tuple[TypedDay, ...]) -> None:
    with pytest.raises(ValueError, match=r"."):
        settle_days(typed, TODAY)
