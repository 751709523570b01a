"""The phones of the sandbox: they write, and see what arrives and when, by the server's own clock."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp

FIRST = 1001
LOOK_SECONDS = 0.1
PATIENCE_SECONDS = 240.0


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message that the server accepted for a chat, in seconds of the server's clock."""

    chat_id: int
    at: float


class Phones:
    """All phones of one sandbox server."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url
        self._seen = 0
        self.arrived: list[Arrived] = []

    async def write(self, user_id: int, text: str) -> None:
        """Somebody types this."""
        address = f"{self._url}/sandbox/phones/{user_id}/send"
        async with self._session.post(address, json={"text": text}) as answer:
            answer.raise_for_status()

    async def look(self) -> int:
        """See what has arrived since; gives how much there is in all."""
        found = await self._get("sent", after=self._seen)
        self._seen = found["last"]
        self.arrived += [
            Arrived(int(entry["chat_id"]), datetime.fromisoformat(entry["at"]).timestamp())
            for entry in found["sent"]
            if entry["method"] == "sendMessage"
        ]
        return len(self.arrived)

    async def wait_for(self, count: int, seen: Callable[[int], None] = lambda _count: None) -> list[Arrived]:
        """Look until so many have arrived; `seen` hears the count each time. Raises TimeoutError."""
        until = time.monotonic() + PATIENCE_SECONDS
        while (found := await self.look()) < count:
            seen(found)
            if time.monotonic() > until:
                raise TimeoutError(f"{found} of {count} messages in {PATIENCE_SECONDS:.0f} s")
            await asyncio.sleep(LOOK_SECONDS)
        seen(found)
        return self.arrived

    async def server_ahead(self) -> float:
        """Seconds by which the server's clock is ahead of this process's monotonic one."""
        before = time.monotonic()
        found = await self._get("clock")
        return datetime.fromisoformat(found["now"]).timestamp() - (before + time.monotonic()) / 2

    async def waiting(self) -> int:
        """How many updates the bot has not acknowledged yet."""
        return int((await self._get("health"))["updates_waiting"])

    async def refusals(self) -> int:
        """How many sends the server has refused for their speed."""
        return int((await self._get("health"))["rate_refusals"])

    async def _get(self, what: str, **query: int) -> Any:
        async with self._session.get(f"{self._url}/sandbox/{what}", params=query) as answer:
            answer.raise_for_status()
            return await answer.json()


@asynccontextmanager
async def phones_of(url: str) -> AsyncIterator[Phones]:
    """The phones of the server at this address."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
        yield Phones(session, url)


def per_second(arrived: list[Arrived]) -> float:
    """Messages a second from the first to the last."""
    times = sorted(message.at for message in arrived)
    return (len(times) - 1) / (times[-1] - times[0])
