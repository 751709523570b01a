"""Whatever strangers and one linked person send, another linked person is answered at once and the disk stays empty."""

import asyncio
import math
import time
from collections.abc import Iterator

import pytest

from domain.inbox import LINKING_TRIES_A_MINUTE, MINUTE_SECONDS, QUESTIONS_A_MINUTE, WINDOW_SECONDS
from storage.engine.database import Database
from tests.faults.flooding import ASKERS, BABBLER, FLOODER, NEWCOMERS, STRANGERS, Flood, flood

TEXTS = 5_000  # of one stranger
COMMANDS = 3_000  # of one linked person
SECONDS = 15.0  # in which they are sent
PROBES = 100
MEGABYTE = 1024 * 1024
LONG = "Đề nghị quý cơ quan xem xét. " * 130  # a message may have 4,096 characters


def strangers(count: int = TEXTS) -> Iterator[tuple[int, str]]:
    """Texts of one stranger, and between them one of each of two thousand: most just talk, some guess codes."""
    every = count // len(STRANGERS)
    for n in range(count):
        yield BABBLER, LONG if n % 50 == 0 else "alo alo"
        if n % every == 0 and n // every < len(STRANGERS):
            yield STRANGERS[n // every], ("/start AAAAA-AAAAA" if n % 8 == 0 else LONG)


async def ask_in_turn(here: Flood) -> None:
    """Linked people ask, one after the other, evenly over the flood."""
    for n in range(PROBES):
        here.ask(ASKERS[n % len(ASKERS)], "việc")
        await asyncio.sleep(SECONDS / PROBES)


async def link_in_turn(here: Flood, codes: list[str]) -> None:
    """Forty people link, half of them after a word to the bot."""
    for n, (chat, code) in enumerate(zip(NEWCOMERS, codes, strict=True)):
        if n % 2:
            here.say(chat, "xin chào")
        here.ask(chat, f"/start {code}")
        await asyncio.sleep(SECONDS / len(NEWCOMERS))


def percentile(delays: list[float], share: float) -> float:
    return sorted(delays)[math.ceil(len(delays) * share) - 1]


@pytest.mark.alone
async def test_a_flood_delays_no_linked_person_keeps_out_nobody_with_a_code_and_fills_no_disk(
    database: Database, database_url: str
) -> None:
    async with flood(database, database_url) as here:
        codes, began = list(here.codes()), time.monotonic()
        commands = COMMANDS if database_url.startswith("sqlite") else COMMANDS // 3
        before = here.size()
        await here.spread(strangers(), 2.0)
        for _ in range(1000):
            here.say_in_a_group(STRANGERS[5], LONG)
        await here.settle()
        assert here.size() - before <= MEGABYTE
        assert here.handled(BABBLER) == 1
        here.clock.ahead += WINDOW_SECONDS  # and all of them may be answered once more

        await asyncio.gather(
            here.spread(strangers(), SECONDS),
            here.spread(((FLOODER, f"tiến độ 3 {n % 100}") for n in range(commands)), SECONDS / 2),
            ask_in_turn(here),
            link_in_turn(here, codes),
        )
        await here.settle()
        assert len(here.delays) == PROBES + len(NEWCOMERS)
        assert percentile(here.delays, 0.99) <= 2.0, sorted(here.delays)[-5:]
        assert [chat for chat in NEWCOMERS if not any("đã được liên kết" in words for words in here.texts(chat))] == []
        assert here.handled(FLOODER) == commands
        await here.until(lambda: any("nội dung đã ghi nhận" in words for words in here.texts(FLOODER)))
        assert len(here.texts(FLOODER)) < 120
        # On a crowded machine an answer may be lost and come again, marked: that is one answer, not two.
        told = sum("(#" not in words for chat in (BABBLER, *STRANGERS) for words in here.texts(chat))
        assert told <= (QUESTIONS_A_MINUTE + LINKING_TRIES_A_MINUTE) * (
            2 + (time.monotonic() - began) // MINUTE_SECONDS
        )
