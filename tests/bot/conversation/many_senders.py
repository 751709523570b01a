"""Many senders of one process, each with an outbox of its own, on a platform that takes everything at once.

They live on a virtual time: what is asserted of pace and order is of the sender, and not of the machine.
"""

import asyncio
from collections.abc import Awaitable
from datetime import UTC, datetime

from bot.conversation.rate_limits import Pacer
from bot.conversation.sender import Sender
from bot.conversation.shifts import Shifts
from bot.messages import Sent
from domain.deliveries import Delivery, Priority
from tests.outage.virtual_time import VirtualClock, run_virtually
from wording.messages import Capabilities, Message


def row(number: int, chat: str) -> Delivery:
    return Delivery(number, "fake", chat, 1, (), "vi", Priority.DIGEST, 1)


class Bot:
    """One bot of several organisations, or by `is_shared=False` one each, with an outbox and a sender for each."""

    name = "fake"
    capabilities = Capabilities(has_buttons=True, has_edits=True, has_pictures=True, max_length=4096, max_caption=1024)

    def __init__(
        self, rate: float, shifts: Shifts | None = None, *, is_shared: bool = True, lease_seconds: float = 0.001
    ) -> None:
        self.rate, self.shifts, self.is_shared, self.lease_seconds = rate, shifts, is_shared, lease_seconds
        self.clock = VirtualClock(datetime(2026, 6, 8, tzinfo=UTC))
        self.pacer = self._pacer()
        self.sent: list[tuple[float, str]] = []
        self.leased = self.most_ahead = 0
        self.waiting: list[list[Delivery]] = []
        self._leases: list[list[int]] = []
        self.senders: list[Sender] = []
        self.taken = asyncio.Event()

    def _pacer(self) -> Pacer:
        return Pacer(self.clock.monotonic() - 10, rate=self.rate, capacity=1, chat_rate=1e6, chat_capacity=1000)

    def serve(self, mornings: int) -> None:
        first = 1000 * (len(self.waiting) + 1)
        rows = [row(number, f"c{number}") for number in range(first, first + mornings)]
        self.waiting.append(rows)
        leases: list[int] = []
        self._leases.append(leases)

        async def exchange(_outcomes, limit):
            await asyncio.sleep(self.lease_seconds)
            given = sorted(rows, key=lambda row: row.priority)[:limit]
            for row in given:
                rows.remove(row)
            self.leased += len(given)
            leases.append(len(given))
            self.most_ahead = max(self.most_ahead, self.leased - len(self.sent))
            return given

        pacer = self.pacer if self.is_shared else self._pacer()
        self.senders.append(
            Sender(
                {"fake": self}, {"fake": pacer}, exchange=exchange, render=lambda *_: Message("x"),
                monotonic=self.clock.monotonic, now=self.clock.now, shifts=self.shifts,
            )
        )  # fmt: skip

    def leases_of(self, sender: int) -> list[int]:
        """How many rows each lease of a sender was given that was given any."""
        return [rows for rows in self._leases[sender] if rows]

    async def send(self, chat_id, _message, _edit_message_id=None):
        self.sent.append((self.clock.monotonic(), chat_id))
        self.taken.set()
        await asyncio.sleep(0.005)
        return Sent(f"m{chat_id}")

    async def until_chat(self, chat: str) -> None:
        """Until this chat has a message."""
        while not any(to == chat for _, to in self.sent):
            self.taken.clear()
            await self.taken.wait()

    async def until_sent(self, messages: int) -> None:
        while len(self.sent) < messages:
            self.taken.clear()
            await self.taken.wait()


def play(bot: Bot, messages: int, meanwhile: Awaitable[None] | None = None) -> None:
    """Run all senders until `messages` have been sent and `meanwhile` has returned."""
    run_virtually(bot.clock, _played(bot, messages, meanwhile))


async def _played(bot: Bot, messages: int, meanwhile: Awaitable[None] | None) -> None:
    running = [asyncio.create_task(sender.run()) for sender in bot.senders]
    async with asyncio.timeout(60):
        if meanwhile is not None:
            await meanwhile
        await bot.until_sent(messages)
    for sender in bot.senders:
        sender.stop()
    await asyncio.gather(*running)
