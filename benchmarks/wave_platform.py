"""A Telegram with very many bots: `python -m benchmarks.wave_platform 30` writes its address.

A token may send 30 messages in any second (the argument); the server answers the next one with 429. `GET /seen?N`
returns the messages from number N on, and the number of refusals; `POST /say` gives a bot an update.
"""

import asyncio
import json
import re
import sys
import time
from collections import defaultdict, deque
from itertools import count
from typing import Any

from benchmarks.small_http import answer_of, as_http, poll_seconds, serve_for_ever
from benchmarks.wards import MORNING

AT = int(MORNING.timestamp())  # when everything is said, by the platform's clock
_CHAT = re.compile(rb'chat_id"?[=:] *"?(-?\d+)')
_OFFSET = re.compile(rb"(?:^|&)offset=(\d+)")
SENDS = {b"sendMessage", b"sendPhoto", b"sendDocument"}


class WavePlatform:
    """The messages that the bots have sent, and the updates that wait for each bot."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._arrived: list[tuple[float, str, str]] = []
        self._refused = 0
        self._sent_at: dict[str, deque[float]] = defaultdict(deque)
        self._updates: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._said: dict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._numbers = count(1)

    async def answer(self, bot: bytes, method: bytes, body: bytes) -> bytes:
        """Answer one request."""
        token = bot.removeprefix(b"/bot").decode()
        if method.startswith(b"seen"):
            return as_http([self._arrived[int(method.partition(b"?")[2]) :], self._refused])
        if method == b"say":
            return as_http(self._say(**json.loads(body)))
        if method == b"getUpdates":
            return as_http({"ok": True, "result": await self._updates_of(token, body)})
        if method in SENDS:
            return self._sent(token, body)
        return answer_of(bot, method)

    def _say(self, bot: str, chat: str, text: str) -> bool:
        number = next(self._numbers)
        who = {"id": int(chat), "is_bot": False, "first_name": "A"}
        message = {
            "message_id": 10**6 + number, "date": AT, "chat": {"id": int(chat), "type": "private"},
            "from": who, "text": text,
        }  # fmt: skip
        self._updates[bot].append({"update_id": number, "message": message})
        self._said[bot].set()
        return True

    async def _updates_of(self, token: str, body: bytes) -> list[dict[str, Any]]:
        bot = token.partition(":")[0]
        asked = _OFFSET.search(body)
        offset = int(asked[1]) if asked else 0
        self._updates[bot] = [one for one in self._updates[bot] if one["update_id"] >= offset]
        if not self._updates[bot]:
            self._said[bot].clear()
            try:
                async with asyncio.timeout(poll_seconds(body)):
                    await self._said[bot].wait()
            except TimeoutError:
                pass
        return self._updates[bot]

    def _sent(self, token: str, body: bytes) -> bytes:
        now, bot = time.monotonic(), token.partition(":")[0]
        lately = self._sent_at[bot]
        while lately and lately[0] <= now - 1.0:
            lately.popleft()
        if len(lately) >= self._rate:
            self._refused += 1
            refusal = {"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 1"}
            return as_http({**refusal, "parameters": {"retry_after": 1}}, b"429 Too Many Requests")
        lately.append(now)
        found = _CHAT.search(body)
        chat = found[1].decode() if found else ""
        self._arrived.append((now, bot, chat))
        sent = {"message_id": len(self._arrived), "date": AT, "chat": {"id": int(chat), "type": "private"}}
        return as_http({"ok": True, "result": sent})


if __name__ == "__main__":
    serve_for_ever(WavePlatform(int(sys.argv[1])).answer)
