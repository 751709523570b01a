from datetime import date

import holidays
import pytest

from services.context.working_calendar import build_calendar

OFFICIAL_2026 = [
    # Thông báo nghỉ Tết Âm lịch và Quốc khánh 2026; Bộ luật Lao động 2019, Điều 112
    ("Tết Dương lịch", [date(2026, 1, 1), date(2026, 1, 2)]),
    ("Tết Bính Ngọ", [date(2026, 2, day) for day in (16, 17, 18, 19, 20)]),
    ("Giỗ Tổ Hùng Vương, a Sunday, and the Monday in its place", [date(2026, 4, 26), date(2026, 4, 27)]),
    ("30/4 and 1/5", [date(2026, 4, 30), date(2026, 5, 1)]),
    ("Quốc khánh, two days, and the Monday before", [date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2)]),
]


@pytest.mark.parametrize(("name", "days"), OFFICIAL_2026)
def test_the_holidays_of_2026_are_days_off(name: str, days: list[date]) -> None:
    calendar = build_calendar([2026])
    assert [day for day in days if calendar.is_working_day(day)] == [], name


@pytest.mark.parametrize("day", [date(2026, 1, 10), date(2026, 8, 22), date(2025, 4, 26)])
def test_a_saturday_worked_in_exchange_is_a_working_day(day: date) -> None:
    assert build_calendar([2025, 2026]).is_working_day(day)


@pytest.mark.parametrize(
    "day", [date(2026, 2, 13), date(2026, 2, 23), date(2026, 4, 28), date(2026, 4, 29), date(2026, 5, 4)]
)
def test_the_days_around_holidays_are_worked(day: date) -> None:
    assert build_calendar([2026]).is_working_day(day)


def test_the_organisations_own_days_win() -> None:
    party_day, holiday, saturday = date(2026, 4, 15), date(2026, 4, 27), date(2026, 8, 22)
    calendar = build_calendar([2026], days_off=[party_day, saturday], make_up_days=[holiday])
    assert [calendar.is_working_day(day) for day in (party_day, holiday, saturday)] == [False, True, False]


def test_the_own_days_of_one_organisation_do_not_reach_another() -> None:
    build_calendar([2026], days_off=[date(2026, 4, 15)])
    assert build_calendar([2026]).is_working_day(date(2026, 4, 15))


def test_every_year_asked_for_is_known() -> None:
    calendar = build_calendar(range(2025, 2028))
    assert not any(calendar.is_working_day(date(year, 1, 1)) for year in range(2025, 2028))


@pytest.mark.parametrize("year", range(2020, 2041))
def test_all_days_that_the_library_knows_are_in_the_calendar(year: int) -> None:
    library, calendar = holidays.country_holidays("VN", years=year), build_calendar([year])
    assert not any(calendar.is_working_day(day) for day in library)
    assert all(calendar.is_working_day(day) for day in library.weekend_workdays)
