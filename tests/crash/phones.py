"""The platform's side of a campaign: a sandbox server that outlives every kill, and its phones."""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import aiohttp

from sandbox.app import create_app
from sandbox.server import SandboxServer
from sandbox.settings import SandboxSettings
from tests.crash.people import Deed
from tests.crash.ward import PHONES, TOKEN

FIRST_UPDATE = 100_000_001
NEW_MESSAGE = ("sendMessage", "sendPhoto")


class Platform:
    """What a person, and an observer of the whole platform, can do and see."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.url = url
        self._session = session
        self._names = {phone.user_id: name for name, phone in PHONES.items()}
        self.accepted: list[dict[str, Any]] = []
        self.messages: dict[str, list[dict[str, Any]]] = defaultdict(list)

    async def do(self, deed: Deed) -> None:
        """The person types or presses; the platform gives it the next update id."""
        phone = PHONES[deed.person].user_id
        if deed.pressed_on is None:
            await self._post(f"/sandbox/phones/{phone}/send", {"text": deed.text})
        else:
            await self._post(f"/sandbox/phones/{phone}/press", {"message_id": deed.pressed_on, "data": deed.text})

    async def fail(self, action: str, seconds: float) -> None:
        """Every send and every probe fails in this way for so many seconds."""
        for method in ("sendMessage", "sendPhoto", "getMe"):
            order = {"method": method, "action": action, "times": None, "for_seconds": seconds}
            await self._post("/sandbox/faults", order)

    async def look(self) -> int:
        """Take in what the platform has accepted since; gives how many calls it has accepted in all."""
        after = self.accepted[-1]["number"] if self.accepted else 0
        found = (await self._get(f"/sandbox/sent?after={after}"))["sent"]
        self.accepted += found
        for entry in found:
            if entry["method"] in NEW_MESSAGE and entry["chat_id"] in self._names:
                self.messages[self._names[entry["chat_id"]]].append(entry)
        return len(self.accepted)

    async def updates_waiting(self) -> int:
        """How many updates the program has not acknowledged."""
        return int((await self._get("/sandbox/health"))["updates_waiting"])

    async def _post(self, path: str, body: dict[str, Any]) -> None:
        async with self._session.post(self.url + path, json=body) as answer:
            answer.raise_for_status()

    async def _get(self, path: str) -> Any:
        async with self._session.get(self.url + path) as answer:
            answer.raise_for_status()
            return await answer.json()


@asynccontextmanager
async def open_platform(now: Callable[[], datetime]) -> AsyncIterator[Platform]:
    """A fresh sandbox with the ward's phones; `now` dates its messages."""
    settings = SandboxSettings(
        tokens=(TOKEN,), phones=tuple(PHONES.values()), now=now, first_update_id=FIRST_UPDATE
    )  # fmt: skip
    timeout = aiohttp.ClientTimeout(total=10)
    async with SandboxServer(create_app(settings)) as server, aiohttp.ClientSession(timeout=timeout) as session:
        yield Platform(session, server.url)
