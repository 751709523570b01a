"""A seeded Telegram: offset semantics of getUpdates, webhooks that may be swapped, private chats, refusals."""

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from tests.simulation.clock import WorldClock
from tests.simulation.network import Answer, Fate
from tests.simulation.phones import Phone, Shown, Typed

TOKEN = "7000000001:simulated-token-of-telegram"
KEPT, PRESS_KEPT = timedelta(hours=24), timedelta(seconds=150)
_SENDS = frozenset({"sendMessage", "sendPhoto", "sendDocument", "editMessageText", "editMessageReplyMarkup"})
_WORDS = {
    Fate.THROTTLED: (429, "Too Many Requests"),
    Fate.INTERNAL: (500, "Internal Server Error"),
    Fate.UNAUTHORIZED: (401, "Unauthorized"),
    Fate.QUOTA: (500, "Internal Server Error"),
    Fate.REJECTED: (400, "Bad Request: message text is not acceptable"),
}


class TelegramPlatform:
    """One bot and the phones that may write to it."""

    name = "telegram"

    def __init__(self, clock: WorldClock, random: Random) -> None:
        self.clock = clock
        self.random = random
        self.phones: dict[str, Phone] = {}
        self.lost: list[str] = []  # keys of updates that were never fetched within a day
        self._waiting: list[tuple[int, datetime, dict[str, Any]]] = []
        self._update_ids = count(500_001)
        self._message_ids = count(1)
        self._arrived: asyncio.Event | None = None
        self._last_written: dict[str, dict[str, Any]] = {}  # by chat: what can be changed
        self.second_poller_until: datetime | None = None
        self.on_update: Callable[[], None] = lambda: None

    # ---- people

    def add(self, chat: str, person: str | None) -> Phone:
        """A phone; its chat is a number."""
        self.phones[chat] = Phone(self.name, chat, person)
        return self.phones[chat]

    def write(self, phone: Phone, text: str, *, is_passed_on: bool = False, reply_to: str | None = None) -> None:
        """Somebody writes a text, or passes one on."""
        message = self._message(phone, text)
        if is_passed_on:
            message["forward_origin"] = {
                "type": "user",
                "date": message["date"],
                "sender_user": {"id": 99, "first_name": "Ai đó"},
            }
        if reply_to is not None:
            message["reply_to_message"] = {
                "message_id": int(reply_to),
                "date": message["date"],
                "chat": message["chat"],
            }
        key = self._queue("message", message, KEPT)
        typed = Typed(self.clock.true_now(), key, text, is_passed_on=is_passed_on, message=message["message_id"])
        phone.typed.append(typed)
        if is_passed_on:
            self._last_written.pop(phone.chat, None)
        else:
            self._last_written[phone.chat] = message

    def edit(self, phone: Phone, text: str) -> None:
        """Somebody changes the last message that was written here."""
        first = self._last_written.get(phone.chat)
        message = first or self._message(phone, text)
        phone.edited.append(self.clock.true_now())
        key = self._queue("edited_message", message | {"text": text, "edit_date": self._seconds()}, KEPT)
        if first is not None:
            changed = [typed.key for typed in phone.typed if typed.message == first["message_id"]]
            typed = Typed(self.clock.true_now(), key, text, changes=tuple(changed), message=first["message_id"])
            phone.typed.append(typed)

    def press(self, phone: Phone, shown: Shown, data: str) -> None:
        """Somebody presses a button."""
        body = {
            "id": str(self.random.randrange(10**12)),
            "from": self._owner(phone),
            "chat_instance": "1",
            "data": data,
            "message": {**self._message(phone, shown.text), "message_id": int(shown.number)},
        }
        key = self._queue("callback_query", body, PRESS_KEPT)
        phone.typed.append(Typed(self.clock.true_now(), key, data, pressed_on=shown.number))

    def block(self, phone: Phone, *, is_blocked: bool) -> None:
        """Somebody blocks the bot, or lets it write again."""
        phone.block(self.clock.true_now(), is_blocked=is_blocked)
        status = "kicked" if is_blocked else "member"
        old = "member" if is_blocked else "kicked"
        member = {"user": {"id": 7000000001, "is_bot": True, "first_name": "bot"}}
        self._queue(
            "my_chat_member",
            {
                "chat": self._chat(phone), "from": self._owner(phone), "date": self._seconds(),
                "old_chat_member": {**member, "status": old, "until_date": 0},
                "new_chat_member": {**member, "status": status, "until_date": 0},
            },
            KEPT,
        )  # fmt: skip

    def waiting(self) -> list[dict[str, Any]]:
        """Updates that nobody has taken yet, the oldest first; those too old are gone."""
        now = self.clock.true_now()
        self.lost += [str(number) for number, ends, _ in self._waiting if ends <= now]
        self._waiting = [entry for entry in self._waiting if entry[1] > now]
        return [update for _, _, update in self._waiting]

    def taken(self, key: str) -> None:
        """One was pushed and accepted."""
        self._waiting = [entry for entry in self._waiting if str(entry[0]) != key]

    def _queue(self, kind: str, body: dict[str, Any], kept: timedelta) -> str:
        number = next(self._update_ids)
        self._waiting.append((number, self.clock.true_now() + kept, {"update_id": number, kind: body}))
        if self._arrived is not None:
            self._arrived.set()
        self.clock.busy()
        self.on_update()
        return str(number)

    def _message(self, phone: Phone, text: str) -> dict[str, Any]:
        return {
            "message_id": next(self._message_ids), "date": self._seconds(), "chat": self._chat(phone),
            "from": self._owner(phone), "text": text,
        }  # fmt: skip

    def _chat(self, phone: Phone) -> dict[str, Any]:
        return {"id": int(phone.chat), "type": "private", "first_name": phone.person or "Người lạ"}

    def _owner(self, phone: Phone) -> dict[str, Any]:
        return {"id": int(phone.chat), "is_bot": False, "first_name": phone.person or "Người lạ"}

    def _seconds(self) -> int:
        return int(self.clock.true_now().timestamp())

    # ---- the bot

    @staticmethod
    def sends(method: str) -> bool:
        """Whether a method shows something on a phone."""
        return method in _SENDS

    @staticmethod
    def refusal(fate: Fate, wait: float) -> Answer:
        """The platform's own words."""
        if fate is Fate.BAD_GATEWAY:
            return 502, b"<html>Bad Gateway</html>"
        code, words = _WORDS[fate]
        more = {"parameters": {"retry_after": wait}} if fate is Fate.THROTTLED else {}
        return code, {"ok": False, "error_code": code, "description": words, **more}

    async def call(self, method: str, given: Mapping[str, Any]) -> Answer:
        """Do what the bot asks."""
        if method == "getUpdates":
            return await self._updates(given)
        if method in _SENDS:
            return self._show(method, given)
        if method == "getMe":
            me = {"id": 7000000001, "is_bot": True, "first_name": "Đôn đốc", "username": "dondoc_bot"}
            return 200, {"ok": True, "result": me}
        if method == "getWebhookInfo":
            return 200, {
                "ok": True,
                "result": {
                    "url": "https://dondoc.example/webhook/telegram",
                    "has_custom_certificate": False,
                    "pending_update_count": 0,
                },
            }
        return 200, {"ok": True, "result": True}

    async def _updates(self, given: Mapping[str, Any]) -> Answer:
        now = self.clock.true_now()
        if self.second_poller_until is not None and now < self.second_poller_until:
            words = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
            return 409, {"ok": False, "error_code": 409, "description": words}
        offset = int(given.get("offset", 0))
        self._waiting = [entry for entry in self._waiting if entry[0] >= offset]
        if not self.waiting():
            self._arrived = asyncio.Event()
            try:
                async with asyncio.timeout(float(given.get("timeout", 0))):
                    await self._arrived.wait()
            except TimeoutError:
                return 200, {"ok": True, "result": []}
        return 200, {"ok": True, "result": self.waiting()[: int(given.get("limit", 100))]}

    def _show(self, method: str, given: Mapping[str, Any]) -> Answer:
        phone = self.phones.get(str(given["chat_id"]))
        if phone is None:
            return 400, {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}
        if phone.is_blocked:
            return 403, {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}
        text = str(given.get("text") or given.get("caption") or "")
        if method.startswith("edit"):
            return self._edited(phone, method, given, text)
        number = str(next(self._message_ids))
        phone.shown.append(Shown(self.clock.true_now(), number, text, _buttons(given)))
        result = {"message_id": int(number), "date": self._seconds(), "chat": self._chat(phone)}
        return 200, {"ok": True, "result": result}

    def _edited(self, phone: Phone, method: str, given: Mapping[str, Any], text: str) -> Answer:
        found = next((message for message in phone.shown if message.number == str(given["message_id"])), None)
        if found is None:
            return 400, {"ok": False, "error_code": 400, "description": "Bad Request: message to edit not found"}
        if method == "editMessageText":
            found.text = text
        found.buttons, found.edits = _buttons(given), found.edits + 1
        result = {"message_id": int(found.number), "date": self._seconds(), "chat": self._chat(phone)}
        return 200, {"ok": True, "result": result}


def _buttons(given: Mapping[str, Any]) -> list[str]:
    markup = json.loads(given.get("reply_markup") or "{}")
    return [
        button["callback_data"]
        for row in markup.get("inline_keyboard", [])
        for button in row
        if "callback_data" in button
    ]
