"""How many messages are on their way at once, counted by the channel until their outcome is written down."""

import asyncio
import time

from bot.conversation.rate_limits import Pacer
from bot.conversation.sender import Sender
from bot.messages import Sent
from domain.deliveries import Delivery, Priority
from dondoc.clock import Clock
from wording.messages import Capabilities, Message


class Line:
    """A channel and an outbox in one: counts the messages accepted and not yet written down, at every instant."""

    name = "fake"
    capabilities = Capabilities(has_buttons=True, has_edits=True, has_pictures=True, max_length=4096, max_caption=1024)

    def __init__(
        self, rows: int, seconds: float, slow: frozenset[int] = frozenset(), record_seconds: float = 0.002
    ) -> None:
        self.waiting = list(range(rows))
        self.seconds, self.slow, self.record_seconds = seconds, slow, record_seconds
        self.on_their_way: set[int] = set()
        self.counts: list[int] = []
        self.sent_at: dict[int, float] = {}
        self.recorded = 0
        self.rows = rows
        self.sender: Sender

    async def lease(self, limit):
        given, self.waiting = self.waiting[:limit], self.waiting[limit:]
        return [Delivery(n, "fake", f"c{n}", 1, (), "vi", Priority.ANSWER, 1) for n in given]

    async def send(self, chat_id, _message, _edit_message_id=None):
        row = int(chat_id[1:])
        self.on_their_way.add(row)
        self.counts.append(len(self.on_their_way - self.slow))
        self.sent_at[row] = time.monotonic()
        await asyncio.sleep(1.5 if row in self.slow else self.seconds)
        return Sent(f"m{row}")

    async def exchange(self, outcomes, limit):
        if outcomes:
            await self.record(outcomes)
        return await self.lease(limit) if limit else []

    async def record(self, outcomes):
        await asyncio.sleep(self.record_seconds)
        self.on_their_way -= {outcome.outbox_id for outcome in outcomes}
        self.recorded += len(outcomes)
        if self.recorded == self.rows:
            self.sender.stop()


async def sent_through(line: Line, rate: float) -> float:
    """Everything is sent; gives the seconds from the first to the last send."""
    pacer = Pacer(time.monotonic() - 10, rate=rate, chat_rate=1e6, chat_capacity=1000)
    line.sender = Sender(
        {"fake": line}, {"fake": pacer}, exchange=line.exchange, render=lambda *_: Message("x"),
        monotonic=time.monotonic, now=Clock().now, poll_seconds=0.05,
    )  # fmt: skip
    async with asyncio.timeout(30):
        await line.sender.run()
    return max(line.sent_at.values()) - min(line.sent_at.values())


async def test_in_a_calm_queue_a_message_leaves_only_when_the_one_before_is_written_down():
    line = Line(7, seconds=0.02)
    await sent_through(line, rate=1e6)
    assert max(line.counts) == 1


async def test_a_slow_disk_does_not_let_more_leave():
    line = Line(3, seconds=0.01, record_seconds=0.5)
    await sent_through(line, rate=1e6)
    assert max(line.counts) == 1


async def test_a_long_queue_keeps_the_pace_with_no_more_on_their_way_than_that_takes():
    line = Line(112, seconds=0.1)
    seconds = await sent_through(line, rate=28)
    assert 111 / 28 * 0.98 < seconds < 111 / 28 + 3.0  # the first two dozen go one by one
    assert 3 <= max(line.counts) <= 5


async def test_where_the_platform_answers_at_once_even_a_long_queue_goes_one_by_one():
    line = Line(60, seconds=0.002)
    await sent_through(line, rate=40)
    assert max(line.counts) <= 2


async def test_one_that_hangs_holds_up_nobody():
    line = Line(7, seconds=0.01, slow=frozenset({0}))
    await sent_through(line, rate=1e6)
    assert line.sent_at[6] - line.sent_at[0] < 1.0


async def test_nobody_is_left_behind_by_more_than_a_window():
    line = Line(40, seconds=0.02)
    await sent_through(line, rate=60)
    order = sorted(line.sent_at, key=line.sent_at.__getitem__)
    assert max(abs(row - place) for place, row in enumerate(order)) < 8  # within a window rendering may swap them
