"""Numbers as nobody should send them, written as they stand in JSON; and a line with a clock to move."""

import time
from typing import Any

from bot.conversation.rate_limits import Pacer
from bot.conversation.sender import Sender
from domain.deliveries import Outcome
from dondoc.clock import Clock
from tests.bot.conversation.test_sender import Outbox, row, run, say

LONG, LONGER = "9" * 1000, "9" * 5000  # Python reads no whole number of more than 4,300 digits
NUMBERS = (
    "86400", "1e9", "1e400", "Infinity", "-Infinity", "NaN", "0", "-5", "-1e300", "0.0001", '"soon"', '"86400"', '""',
    "true", "false", "null", "[]", "{}", "[5]", "9223372036854775808", LONG, f"-{LONG}", LONGER, f"-{LONGER}",
)  # fmt: skip
DATES = ("1775800000000", "-62135596801", "253402300800", "1e20", "NaN", '"yesterday"', "null", "true", LONG, LONGER)


def name(number: str) -> str:
    """Short enough for the name of a test."""
    return number if len(number) <= 20 else f"{number[:3]} and {len(number)} digits"


class Line:
    """One channel with its pacer, and a clock that can be moved; `sends` gives what came of a message."""

    def __init__(self, channel: Any, pacer: Pacer) -> None:
        self.channel, self.pacer, self.later = channel, pacer, 0.0

    async def sends(self, chat_id: str) -> Outcome:
        outbox = Outbox(row(1, chat_id))
        sender = Sender(
            {"fake": self.channel}, {"fake": self.pacer}, exchange=outbox.exchange, render=say, poll_seconds=0.05,
            monotonic=lambda: time.monotonic() + self.later, now=Clock().now,
        )  # fmt: skip
        outbox.sender = sender
        await run(sender)
        outcome: Outcome = outbox.outcomes[1]
        return outcome
