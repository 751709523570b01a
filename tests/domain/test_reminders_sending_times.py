from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reminders import (
    ReminderPolicy,
    is_sending_time,
    is_waking_time,
    next_sending_time,
    next_waking_time,
)
from tests.domain.builders import HANOI, VIETNAM_2026

POLICY = ReminderPolicy()
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants naive bounds
ZONES = st.sampled_from([HANOI, ZoneInfo("UTC"), ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")])


def hanoi(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("now", "sends_at"),
    [
        (hanoi(4, 10, 6), hanoi(4, 10, 7, 30)),  # early on a Friday
        (hanoi(4, 10, 7, 30), hanoi(4, 10, 7, 30)),
        (hanoi(4, 10, 16, 59), hanoi(4, 10, 16, 59)),
        (hanoi(4, 10, 17), hanoi(4, 13, 7, 30)),  # Friday evening: on Monday
        (hanoi(4, 11, 10), hanoi(4, 13, 7, 30)),  # Saturday
        (hanoi(4, 29, 18), hanoi(5, 4, 7, 30)),  # before the holidays 30/4, 1/5 and a weekend
        (hanoi(2, 13, 20), hanoi(2, 23, 7, 30)),  # before Tết
        (hanoi(8, 22, 5), hanoi(8, 22, 7, 30)),  # a Saturday that is worked
    ],
)
def test_routine_messages_wait_for_working_hours(now: datetime, sends_at: datetime) -> None:
    assert next_sending_time(now.astimezone(UTC), HANOI, VIETNAM_2026, POLICY) == sends_at


@pytest.mark.parametrize(
    ("now", "sends_at"),
    [
        (hanoi(4, 11, 6, 59), hanoi(4, 11, 7)),
        (hanoi(4, 11, 7), hanoi(4, 11, 7)),
        (hanoi(4, 11, 19, 59), hanoi(4, 11, 19, 59)),  # a Saturday evening is fine for an answer
        (hanoi(4, 11, 20), hanoi(4, 12, 7)),
        (hanoi(4, 30, 23), hanoi(5, 1, 7)),
    ],
)
def test_news_of_what_others_did_waits_for_waking_hours_of_any_day(now: datetime, sends_at: datetime) -> None:
    assert next_waking_time(now.astimezone(UTC), HANOI, POLICY) == sends_at


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        is_sending_time(datetime(2026, 4, 10, 8), HANOI, VIETNAM_2026, POLICY)  # noqa: DTZ001 - that is the point


@given(now=INSTANTS, zone=ZONES)
def test_sending_times_always_lie_inside_the_window_and_never_in_the_past(now: datetime, zone: ZoneInfo) -> None:
    at = next_sending_time(now, zone, VIETNAM_2026, POLICY)
    assert at >= now
    assert at.tzinfo is UTC
    assert is_sending_time(at, zone, VIETNAM_2026, POLICY)


@given(now=INSTANTS, zone=ZONES, minutes=st.integers(1, 60 * 24 * 10))
def test_no_chance_to_send_is_passed_over(now: datetime, zone: ZoneInfo, minutes: int) -> None:
    between = now + timedelta(minutes=minutes)
    if between < next_sending_time(now, zone, VIETNAM_2026, POLICY):
        assert not is_sending_time(between, zone, VIETNAM_2026, POLICY)


@given(now=INSTANTS, zone=ZONES)
def test_waking_times_come_within_a_night(now: datetime, zone: ZoneInfo) -> None:
    at = next_waking_time(now, zone, POLICY)
    assert is_waking_time(at, zone, POLICY)
    assert timedelta(0) <= at - now <= timedelta(hours=12)  # eleven hours, and one where clocks are set back
