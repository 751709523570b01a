"""A machine whose clock is wrong is noticed by the dates of messages that cannot have waited."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.platforms.receiving import ClockWatch
from domain.inbox import Arrival
from dondoc.clock import Clock

NOON = datetime(2026, 4, 14, 12, tzinfo=UTC)


class HandClock(Clock):
    """Seconds that go by hand; it counts as the machine's own clock."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.0

    def elapsed(self) -> float:  # type: ignore[override]  # moved on by hand
        return self.seconds


def message(at: datetime | None) -> list[Arrival]:
    return [Arrival("1", "c", "{}", said_at=at)]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def watch(clock: HandClock) -> ClockWatch:
    return ClockWatch("telegram", clock)


def test_a_clock_that_is_ahead_is_noticed_once_a_fresh_message_is_old(watch: ClockWatch, clock: HandClock) -> None:
    watch.caught_up()
    clock.seconds += 30
    watch.compare(message(NOON), NOON + timedelta(minutes=42))
    assert watch.minutes == 41
    watch.compare(message(NOON), NOON + timedelta(seconds=20))
    assert watch.minutes == 0


def test_a_clock_that_is_behind_is_noticed_at_once_also_after_a_long_outage(watch: ClockWatch) -> None:
    watch.compare(message(NOON), NOON - timedelta(minutes=7))
    assert watch.minutes == 7


def test_a_message_that_may_have_waited_says_nothing_of_the_clock(watch: ClockWatch, clock: HandClock) -> None:
    watch.compare(message(NOON - timedelta(hours=15)), NOON)
    assert watch.minutes == 0, "the program has just been started"
    watch.caught_up()
    clock.seconds += 3600
    watch.compare(message(NOON - timedelta(hours=1)), NOON)
    assert watch.minutes == 0, "the network was gone for an hour"


def test_what_has_no_date_changes_nothing(watch: ClockWatch) -> None:
    watch.compare(message(NOON), NOON - timedelta(minutes=7))
    watch.compare(message(None), NOON)
    assert watch.minutes == 7


def test_a_clock_that_was_moved_on_purpose_is_not_watched(clock: HandClock) -> None:
    clock.move_to(NOON)
    watch = ClockWatch("telegram", clock)
    watch.compare(message(NOON + timedelta(days=1)), NOON)
    assert watch.minutes == 0
