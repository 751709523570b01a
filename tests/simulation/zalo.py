"""A seeded Zalo: events handed out once, or pushed; texts only; a month's quota."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import count
from random import Random
from typing import Any

from tests.simulation.clock import HANOI, WorldClock
from tests.simulation.network import Answer, Fate
from tests.simulation.phones import Phone, Shown, Typed

TOKEN = "8000000002:simulated-token-of-zalo"
_SENDS = frozenset({"sendMessage", "sendPhoto"})
_QUOTA_WORDS = "Quota exceeded: the messages of this month are used up"
_WORDS = {
    Fate.THROTTLED: (429, "Too many requests"),
    Fate.INTERNAL: (403, "Internal error"),
    Fate.UNAUTHORIZED: (401, "Unauthorized"),
    Fate.QUOTA: (429, _QUOTA_WORDS),
    Fate.BAD_GATEWAY: (500, "Server error"),
    Fate.REJECTED: (400, "Invalid message"),
}


class ZaloPlatform:
    """One bot and the phones that may write to it. `month_limit` None: nobody counts."""

    name = "zalo"

    def __init__(self, clock: WorldClock, random: Random, month_limit: int | None = None) -> None:
        self.clock = clock
        self.random = random
        self.month_limit = month_limit
        self.sent_in: dict[tuple[int, int], int] = {}
        self.phones: dict[str, Phone] = {}
        self.handed_out: list[tuple[datetime, str]] = []  # keys of events that are gone from here, and when
        self.on_update: Callable[[], None] = lambda: None
        self._events: list[dict[str, Any]] = []
        self._numbers = count(1)
        self._arrived: asyncio.Event | None = None

    # ---- people

    def add(self, chat: str, person: str | None) -> Phone:
        """A phone; its chat is a text."""
        self.phones[chat] = Phone(self.name, chat, person)
        return self.phones[chat]

    def write(self, phone: Phone, text: str, *, is_passed_on: bool = False, reply_to: str | None = None) -> None:  # noqa: ARG002 - Zalo tells nothing of either
        """Somebody writes a text."""
        number = f"z{next(self._numbers):08d}"
        message = {
            "from": {"id": phone.chat, "display_name": phone.person or "Người lạ", "is_bot": False},
            "chat": {"id": phone.chat, "chat_type": "PRIVATE"},
            "text": text, "message_id": number, "date": int(self.clock.true_now().timestamp() * 1000),
        }  # fmt: skip
        self._events.append({"event_name": "message.text.received", "message": message})
        phone.typed.append(Typed(self.clock.true_now(), f"m:{number}", text))  # who could tell that it was passed on?
        if self._arrived is not None:
            self._arrived.set()
        self.clock.busy()
        self.on_update()

    def block(self, phone: Phone, *, is_blocked: bool) -> None:
        """Somebody blocks the bot, or lets it write again; nobody is told."""
        phone.block(self.clock.true_now(), is_blocked=is_blocked)

    def waiting(self) -> list[dict[str, Any]]:
        """Events that nobody has taken yet, the oldest first."""
        return list(self._events)

    def taken(self, key: str) -> None:
        """One was pushed and accepted."""
        self._events = [event for event in self._events if f"m:{event['message']['message_id']}" != key]

    # ---- the bot

    @staticmethod
    def sends(method: str) -> bool:
        """Whether a method shows something on a phone."""
        return method in _SENDS

    @staticmethod
    def refusal(fate: Fate, _wait: float) -> Answer:
        """The platform's own words, over HTTP 200 as well."""
        code, words = _WORDS[fate]
        return 200, {"ok": False, "error_code": code, "description": words}

    async def call(self, method: str, given: Mapping[str, Any]) -> Answer:
        """Do what the bot asks."""
        if method == "getUpdates":
            return await self._next_event(float(given.get("timeout", 0)))
        if method in _SENDS:
            return self._show(given)
        if method == "getMe":
            return 200, {"ok": True, "result": {"id": "8000000002", "account_name": "Đôn đốc"}}
        if method == "getWebhookInfo":
            return 200, {"ok": True, "result": {"url": "https://dondoc.example/webhook/zalo"}}
        return 200, {"ok": True, "result": {}}

    async def _next_event(self, seconds: float) -> Answer:
        if not self._events:
            self._arrived = asyncio.Event()
            try:
                async with asyncio.timeout(seconds):
                    await self._arrived.wait()
            except TimeoutError:
                return 200, {"ok": False, "error_code": 408, "description": "Request timeout"}
        event = self._events.pop(0)
        self.handed_out.append((self.clock.true_now(), f"m:{event['message']['message_id']}"))
        return 200, {"ok": True, "result": event}

    def _show(self, given: Mapping[str, Any]) -> Answer:
        phone = self.phones.get(str(given["chat_id"]))
        if phone is None:
            return 200, {"ok": False, "error_code": 400, "description": "Chat not found"}
        if phone.is_blocked:
            return 200, {"ok": False, "error_code": 400, "description": "User has blocked the bot"}
        local = self.clock.true_now().astimezone(HANOI)
        month, used = (local.year, local.month), self.sent_in.get((local.year, local.month), 0)
        if self.month_limit is not None and used >= self.month_limit:
            return 200, {"ok": False, "error_code": 429, "description": _QUOTA_WORDS}
        self.sent_in[month] = used + 1
        number = f"b{next(self._numbers):08d}"
        phone.shown.append(Shown(self.clock.true_now(), number, str(given.get("text") or given.get("caption") or "")))
        return 200, {
            "ok": True,
            "result": {"message_id": number, "date": int(self.clock.true_now().timestamp() * 1000)},
        }
