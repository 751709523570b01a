"""Whose turn it is where many senders use one bot: answers first, then who came first; and nobody leases far ahead."""

import asyncio
from contextlib import suppress
from dataclasses import replace

import pytest

from bot.conversation.shifts import Shifts
from bot.conversation.turns import Turns
from domain.deliveries import Priority
from tests.bot.conversation.many_senders import Bot, play, row

RATE = 100.0
SENDERS, MORNINGS = 12, 20


def test_an_answer_leaves_before_the_mornings_of_all_the_others_on_its_bot():
    """On a bot of 114 wards half of the answers waited 17 seconds, and one in a hundred 75."""
    bot = Bot(RATE)
    for _ in range(SENDERS):
        bot.serve(MORNINGS)
    waits = []

    async def ask() -> None:
        for place in range(5):
            await bot.until_sent(20 * (place + 1))
            asked = bot.clock.monotonic()
            bot.waiting[place].append(replace(row(9000 + place, f"asks{place}"), priority=Priority.ANSWER))
            bot.senders[place].wake(is_urgent=True)
            await bot.until_chat(f"asks{place}")
            waits.append(len([at for at, _ in bot.sent if at > asked]))

    play(bot, SENDERS * MORNINGS + 5, ask())
    assert len(bot.sent) == SENDERS * MORNINGS + 5
    assert max(waits) <= 10, waits  # without turns it was a hundred


@pytest.mark.parametrize(
    ("senders", "mornings", "lease_seconds"), [(12, 20, 0.001), (40, 8, 0.001), (114, 8, 0.1), (30, 40, 0.001)]
)
def test_many_senders_together_keep_the_pace_and_lease_little_ahead(senders, mornings, lease_seconds):
    """Of 114 wards with slow leases those who had nothing held up those who had something: half of the pace."""
    rate = 30.0
    bot = Bot(rate, Shifts(at_once=8), lease_seconds=lease_seconds)
    for _ in range(senders):
        bot.serve(mornings)
    play(bot, senders * mornings)
    took = bot.sent[-1][0] - bot.sent[0][0]
    assert (senders * mornings - 1) / took >= 0.96 * rate
    assert bot.most_ahead <= rate + 3 * 8, "what a second sends, and a window for each of three that look at once"


async def test_turns_come_by_rank_and_then_in_their_order_and_one_that_is_given_up_holds_up_nobody():
    turns, order = Turns(), []
    is_open = False

    async def come(name: str, rank: int) -> None:
        await turns.wait(turns.turn(name, rank), lambda: 0.0 if is_open else 0.01, 3.0)
        order.append(name)

    tasks = [asyncio.create_task(come(name, rank)) for name, rank in (("a", 2), ("b", 2), ("c", 0), ("d", 1), ("e", 0))]
    await asyncio.sleep(0.02)
    assert turns.others("a") == 4
    tasks[2].cancel()
    with suppress(asyncio.CancelledError):
        await tasks[2]
    is_open = True
    async with asyncio.timeout(5):
        await asyncio.gather(*tasks[:2], *tasks[3:])
    assert order == ["e", "d", "a", "b"]
    assert turns.others("nobody") == 0


async def test_who_would_have_to_wait_too_long_is_sent_away_and_so_are_those_behind():
    turns = Turns()
    async with asyncio.timeout(5):
        await asyncio.gather(*(turns.wait(turns.turn(name, 2), lambda: 30.0, 3.0) for name in "abc"))
    assert turns.others("nobody") == 0


async def test_what_a_sender_is_leasing_counts_for_the_others():
    turns = Turns()
    with turns.expecting("a", 8):
        assert turns.others("b") == 8
        assert turns.others("a") == 0
    assert turns.others("b") == 0
