"""Whatever strangers and one linked person send, another linked person is answered at once and the disk stays empty."""

import asyncio
import math
from collections.abc import Iterator

from domain.admission import QUESTIONS_A_MINUTE, TRIES_A_MINUTE, WINDOW_SECONDS
from storage.database import Database
from tests.faults.flooding import ASKERS, BABBLER, FLOODER, NEWCOMERS, STRANGERS, Flood, flood

TEXTS = 5_000  # of one stranger
COMMANDS = 3_000  # of one linked person
SECONDS = 20.0  # in which they are sent
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


async def test_a_flood_delays_no_linked_person_keeps_out_nobody_with_a_code_and_fills_no_disk(
    database: Database, database_url: str
) -> None:
    async with flood(database, database_url) as here:
        codes = list(here.codes())
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
            here.spread(((FLOODER, f"tiến độ 3 {n % 100}") for n in range(COMMANDS)), SECONDS / 2),
            ask_in_turn(here),
            link_in_turn(here, codes),
        )
        await here.settle()
        assert len(here.delays) == PROBES + len(NEWCOMERS)
        assert percentile(here.delays, 0.99) <= 2.0, sorted(here.delays)[-5:]
        assert [chat for chat in NEWCOMERS if not any("Chào" in words for words in here.texts(chat))] == []
        assert here.handled(FLOODER) == COMMANDS
        await asyncio.sleep(5)
        said = here.texts(FLOODER)
        assert len(said) < 120
        assert any("nội dung đã ghi nhận" in words for words in said)
        told = sum(len(here.texts(chat)) for chat in (BABBLER, *STRANGERS))
        assert told <= 2 * (QUESTIONS_A_MINUTE + TRIES_A_MINUTE)
