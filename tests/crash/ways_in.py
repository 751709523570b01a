"""How people's words reach the program: fetched, pushed, or pressed on the board. Pushed until it hears 200.

What is pressed is sent again with the same key until its answer is there, and then once more, for the same answer.
"""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from domain.board_sessions import form_token
from sandbox.zalo.bots import chat_id_of

SECRET = "of-the-campaign-only_1"
HEADERS = {"telegram": "X-Telegram-Bot-Api-Secret-Token", "zalo": "X-Bot-Api-Secret-Token"}
FIRST_PUSHED = 900_000_001
PAGE = "page"


@dataclass(frozen=True, slots=True)
class WayIn:
    """A platform, and whether it pushes what people write or waits to be asked."""

    platform: str
    is_pushed: bool

    @property
    def may_lose(self) -> bool:
        """Zalo forgets an event as it hands it out: whoever dies then has lost it. Every other way is safe."""
        return self.platform == "zalo" and not self.is_pushed


VARIANTS: dict[str, tuple[WayIn, ...]] = {
    "telegram-polling": (WayIn("telegram", is_pushed=False),),
    "telegram-webhook": (WayIn("telegram", is_pushed=True),),
    "zalo-polling": (WayIn("zalo", is_pushed=False),),
    "zalo-webhook": (WayIn("zalo", is_pushed=True),),
    "page": (WayIn(PAGE, is_pushed=True), WayIn("telegram", is_pushed=False)),
    "mixed": (WayIn("telegram", is_pushed=False), WayIn("zalo", is_pushed=True)),
}


@dataclass(slots=True)
class Said:
    """One thing somebody wrote; its mark stands in the text and must stand in the history once."""

    number: int
    way: WayIn
    phone: int
    words: str

    @property
    def mark(self) -> str:
        """Unlike that of anything else that was said."""
        return f"k{self.number:04}"

    @property
    def text(self) -> str:
        """As it is typed."""
        return f"{self.words} {self.mark}"

    def as_event(self) -> dict[str, Any]:
        """As the platform pushes it."""
        if self.way.platform == "zalo":
            where = chat_id_of(self.phone)
            who = {"from": {"id": where, "display_name": "N"}, "chat": {"id": where, "chat_type": "PRIVATE"}}
            message = who | {"text": self.text, "message_id": self.mark, "date": 1}
            return {"ok": True, "result": {"event_name": "message.text.received", "message": message}}
        person, chat = {"id": self.phone, "first_name": "N"}, {"id": self.phone, "type": "private"}
        number = FIRST_PUSHED + self.number
        message = {"from": person, "chat": chat, "message_id": number, "date": 1, "text": self.text}
        return {"update_id": number, "message": message}


@dataclass
class Pusher:
    """Pushes as a platform does, in order within each platform; what is not answered 200 is pushed again."""

    http: aiohttp.ClientSession
    url: str
    pushes: int = 0
    refused: int = 0
    taken: set[str] = field(default_factory=set)
    sessions: dict[int, str] = field(default_factory=dict)  # cookies of the board, by phone
    answered_otherwise: list[str] = field(default_factory=list)
    _queues: dict[str, "asyncio.Queue[Said]"] = field(default_factory=dict)
    _tasks: list["asyncio.Task[None]"] = field(default_factory=list)

    def push(self, said: Said) -> None:
        """Queue an event."""
        platform = said.way.platform
        if platform not in self._queues:
            self._queues[platform] = asyncio.Queue()
            self._tasks.append(asyncio.create_task(self._push_for_ever(self._queues[platform])))
        self._queues[platform].put_nowait(said)

    @property
    def waiting(self) -> int:
        """How many events are still to be taken."""
        return sum(queue.qsize() for queue in self._queues.values())

    async def close(self) -> None:
        """Push no more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _push_for_ever(self, queue: "asyncio.Queue[Said]") -> None:
        while True:
            said = await queue.get()
            while not await self._once(said):  # noqa: ASYNC110 - what is waited for is another process
                await asyncio.sleep(0.05)
            self.taken.add(said.mark)

    async def _once(self, said: Said) -> bool:
        self.pushes += 1
        if said.way.platform == PAGE:
            return await self._pressed(said)
        headers = {HEADERS[said.way.platform]: SECRET}
        address = f"{self.url}/webhook/{said.way.platform}"
        try:
            async with self.http.post(address, json=said.as_event(), headers=headers) as answer:
                is_taken = answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            is_taken = False
        self.refused += not is_taken
        return is_taken

    async def _pressed(self, said: Said) -> bool:
        """Press on the board, and once answered press the same again."""
        first = await self._answer(said)
        again = None if first is None else await self._answer(said)
        if again is None:
            self.refused += 1
            return False
        if again != first:
            self.answered_otherwise.append(f"{said.text!r}: {first} and then {again}")
        return True

    async def _answer(self, said: Said) -> list[str] | None:
        """The lines of the answer; None while there is none."""
        secret, port = self.sessions[said.phone], self.url.rpartition(":")[2]
        fields = {"text": said.text, "key": f"key-{said.mark}", "token": form_token(secret)}
        headers = {"Origin": self.url, "HX-Request": "true", "Cookie": f"dondoc-{port}={secret}"}
        try:
            async with self.http.post(f"{self.url}/lam", data=fields, headers=headers) as answer:
                shown = await answer.text() if answer.status == 200 else ""
        except (aiohttp.ClientError, TimeoutError):
            return None
        lines = re.findall("<p>(.*)</p>", shown)
        return lines if lines and 'name="key" value="key-' not in shown else None  # the button of what is being done
