"""A Telegram that never has anything to say to any bot: `python -m benchmarks.silent_platform` writes its address.

`GET /waiting` answers how many bots wait, and for how many seconds nothing else was asked.
"""

import asyncio
import time

from benchmarks.small_http import answer_of, as_http, poll_seconds, serve_for_ever


class SilentPlatform:
    """How many bots wait, and when something else was last asked."""

    def __init__(self) -> None:
        self._waiting = 0
        self._asked_at = time.monotonic()

    async def answer(self, bot: bytes, method: bytes, body: bytes) -> bytes:
        """Answer one request."""
        if method == b"waiting":
            return as_http([self._waiting, time.monotonic() - self._asked_at])
        if method == b"getUpdates":
            self._waiting += 1
            try:
                await asyncio.sleep(poll_seconds(body))
            finally:
                self._waiting -= 1
        else:
            self._asked_at = time.monotonic()
        return answer_of(bot, method)


if __name__ == "__main__":
    serve_for_ever(SilentPlatform().answer)
