"""Shifts limit how many senders work at a time: first come, first served, and a sender that hangs delays no other."""

import asyncio
from dataclasses import replace

import pytest

from bot.conversation.sender import CROWD_WINDOW, WINDOW
from bot.conversation.shifts import Shifts
from domain.deliveries import Priority
from tests.bot.conversation.many_senders import Bot, play, row


class Called:
    """Notes who was called."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def by(self, name: str):
        return lambda: self.names.append(name)


async def test_so_many_work_and_the_others_are_called_in_their_order():
    shifts, called = Shifts(at_once=2), Called()
    assert [shifts.take_turn(name, called.by(name)) for name in "abcd"] == [True, True, False, False]
    assert shifts.are_awaited
    assert not shifts.take_turn("c", called.by("c")), "asking again does not change the order"
    shifts.end("b")
    assert called.names == ["c"]
    assert shifts.take_turn("c", called.by("c"))
    assert not shifts.take_turn("b", called.by("b"))
    shifts.end("a")
    shifts.end("c")
    assert called.names == ["c", "d", "b"]
    assert not shifts.are_awaited


async def test_while_others_wait_a_shift_is_of_a_few_turns_and_else_of_any_number():
    shifts, called = Shifts(at_once=1, turns=3), Called()
    assert all(shifts.take_turn("a", called.by("a")) for _ in range(10))
    assert not shifts.take_turn("b", called.by("b"))
    assert not shifts.take_turn("a", called.by("a")), "b's turn"
    assert called.names == ["b"]
    assert [shifts.take_turn("b", called.by("b")) for _ in range(4)] == [True, True, True, False]
    assert called.names == ["b", "a"]


async def test_who_gives_up_waiting_is_not_called():
    shifts, called = Shifts(at_once=1), Called()
    for name in "abc":
        shifts.take_turn(name, called.by(name))
    shifts.end("b")
    shifts.end("a")
    assert called.names == ["c"]


async def test_the_shift_of_one_that_hangs_ends_by_itself():
    shifts, called = Shifts(at_once=1, seconds=0.05), Called()
    assert shifts.take_turn("hangs", called.by("hangs"))
    assert not shifts.take_turn("b", called.by("b"))
    await asyncio.sleep(0.1)
    assert called.names == ["b"]
    assert shifts.take_turn("b", called.by("b"))
    await asyncio.sleep(0.1)
    assert shifts.take_turn("hangs", called.by("hangs"))


def test_few_of_very_many_senders_lease_at_a_time_and_an_answer_needs_no_shift():
    """With 900 wards at once what had been leased was too old before its turn came, and was leased again."""
    bot = Bot(rate=1e6, shifts=Shifts(at_once=3), is_shared=False)
    for _ in range(30):
        bot.serve(10)
    waited = []

    async def ask() -> None:
        await bot.until_sent(30)
        asked = bot.clock.monotonic()
        bot.waiting[29].append(replace(row(9000, "asks"), priority=Priority.ANSWER))
        bot.senders[29].wake(is_urgent=True)
        await bot.until_chat("asks")
        waited.append(sum(at > asked for at, _ in bot.sent))

    play(bot, 30 * 10 + 1, ask())
    assert len(bot.sent) == 301
    assert bot.most_ahead <= 3 * CROWD_WINDOW + 12, "three windows, and that of the answer"
    assert waited[0] < 60, "of 270 that were still to go"


@pytest.mark.parametrize("senders", [3, 30])
def test_while_others_wait_for_a_shift_a_lease_takes_more_rows(senders: int) -> None:
    """What is read for a lease is read for all its rows: with 300 wards it was half of the work."""
    bot = Bot(rate=1e6, shifts=Shifts(at_once=3), is_shared=False)
    for _ in range(senders):
        bot.serve(CROWD_WINDOW)
    play(bot, senders * CROWD_WINDOW)
    first = max(bot.leases_of(number)[0] for number in range(3))
    assert first == WINDOW, "nobody waited yet"
    if senders == 3:
        assert all(max(bot.leases_of(number)) == WINDOW for number in range(senders))
    else:
        last_to_begin = [bot.leases_of(number)[0] for number in range(3, senders - 3)]
        assert last_to_begin == [CROWD_WINDOW] * len(last_to_begin)
