"""Probes find out that a platform is back, so that no message has to; with seconds that pass at once."""

import asyncio

import pytest

from bot.conversation.circuit_breaker import CircuitBreaker, Prober
from tests.outage.virtual_time import VirtualClock, run_virtually
from tests.world import hanoi


class Platform:
    """Answers probes or not, and keeps when it was asked."""

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock
        self.answers = False
        self.asked: list[float] = []

    async def probe(self) -> None:
        self.asked.append(self.clock.seconds)
        if not self.answers:
            raise OSError("no route")


def played(seconds_down: float, until: float) -> tuple[Platform, CircuitBreaker, list[float]]:
    """One failed send at 0; the platform answers again after so many seconds; gives what was seen until an instant."""
    clock = VirtualClock(hanoi(10, 7, 30))
    platform, breaker, woken = Platform(clock), CircuitBreaker(clock.monotonic, 600), []

    async def play() -> None:
        probing = asyncio.create_task(Prober("toy", breaker, platform.probe).run(lambda: woken.append(clock.seconds)))
        await asyncio.sleep(0)
        breaker.failed()
        await asyncio.sleep(seconds_down)
        platform.answers = True
        await asyncio.sleep(until - seconds_down)
        probing.cancel()

    run_virtually(clock, play())
    return platform, breaker, woken


@pytest.mark.parametrize("seconds", [2, 20, 600, 6 * 3600])
def test_a_platform_that_is_back_is_noticed_within_fifteen_seconds_and_sending_goes_on(seconds: float) -> None:
    _, breaker, woken = played(seconds, seconds + 60)
    assert not breaker.is_held
    assert seconds <= woken[0] <= seconds + 15


def test_probes_are_asked_at_growing_distance_and_none_while_all_is_well() -> None:
    platform, _, _ = played(600, 3600)
    distances = [later - earlier for earlier, later in zip(platform.asked, platform.asked[1:], strict=False)]
    assert distances[:5] == pytest.approx([0.5, 1, 2, 4, 8], abs=0.01)
    assert {round(distance) for distance in distances[5:]} == {15}
    assert platform.asked[-1] < 620


def test_while_probes_are_answered_each_message_that_fails_is_followed_by_one_at_once() -> None:
    clock = VirtualClock(hanoi(10, 7, 30))
    platform, breaker, held_for = Platform(clock), CircuitBreaker(clock.monotonic, 600), []
    platform.answers = True

    async def play() -> None:
        probing = asyncio.create_task(Prober("toy", breaker, platform.probe).run(lambda: None))
        await asyncio.sleep(0)
        for _ in range(7):  # one fewer than are the fault of the line
            breaker.failed()
            failed_at = clock.seconds
            while breaker.is_held:  # noqa: ASYNC110 - seconds pass at once here
                await asyncio.sleep(0.01)
            held_for.append(clock.seconds - failed_at)
            await asyncio.sleep(1.7)
        probing.cancel()

    run_virtually(clock, play())
    assert max(held_for) < 0.1, held_for


def test_a_probe_that_never_answers_does_not_stop_the_next() -> None:
    clock = VirtualClock(hanoi(10, 7, 30))
    breaker, asked = CircuitBreaker(clock.monotonic, 600), []

    async def hang() -> None:
        asked.append(clock.seconds)
        await asyncio.sleep(10_000)

    async def play() -> None:
        probing = asyncio.create_task(Prober("toy", breaker, hang).run(lambda: None))
        await asyncio.sleep(0)
        breaker.failed()
        await asyncio.sleep(120)
        probing.cancel()

    run_virtually(clock, play())
    assert len(asked) > 4
    assert breaker.is_held
