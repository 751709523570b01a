"""What people do at random: type and press, in their own tasks mostly, in others' too, sensibly or not."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.crash.ward import COORDINATOR, PHONES, PlannedTask

_WORDS = {"done": ("/done", "xong", "/xong"), "ack": ("/ack", "nhan", "/nhan"), "progress": ("/progress", "/tiendo")}
_NOTES = ("", "", " đã ban hành văn bản", " xong trước hạn", " cùng các chi bộ")
_ACTING = ("done", "done", "progress", "progress", "ack", "press", "press", "press", "undo", "status", "tasks")
_OF_COORDINATOR = ("confirm", "confirm", "confirm", "return", "waiting", "press", "undo", "done")


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing a person does: what it means, and the text typed or the button pressed that says so."""

    person: str
    verb: str
    numbers: tuple[int, ...] = ()
    percent: int | None = None
    reason: str = ""
    text: str = ""
    pressed_on: int | None = None


@dataclass(slots=True)
class Crowd:
    """The people of the ward, acting by the seed."""

    random: random.Random
    tasks: Sequence[PlannedTask]
    said_done: list[int] = field(default_factory=list)

    def next_deed(self, messages: Mapping[str, Sequence[Mapping[str, Any]]]) -> Deed:
        """Somebody does something; `messages` are those on each person's phone (a press needs one with buttons)."""
        person = self.random.choice([*PHONES, COORDINATOR])
        verb = self.random.choice(_OF_COORDINATOR if person == COORDINATOR else _ACTING)
        if verb == "press":
            buttons = [(m["message_id"], data) for m in messages[person][-6:] for data in _buttons(m)]
            if buttons:
                return self._press(person, *self.random.choice(buttons))
            verb = "tasks"
        return self._type(person, verb)

    def _type(self, person: str, verb: str) -> Deed:
        if verb in {"undo", "status", "tasks", "waiting"}:
            return Deed(person, verb, text=f"/{verb}")
        if verb in {"confirm", "return"}:
            return self._decide(person, verb)
        numbers = self._numbers(person, most=3 if verb == "done" else 1)
        word = self.random.choice(_WORDS[verb])
        if verb == "progress":
            percent = self.random.choice((10, 25, 50, 75, 90, 100))
            return Deed(person, verb, numbers, percent, text=f"{word} {numbers[0]} {percent}")
        note = self.random.choice(_NOTES) if verb == "done" else ""
        self.said_done += numbers if verb == "done" else ()
        return Deed(person, verb, numbers, text=f"{word} {', '.join(map(str, numbers))}{note}")

    def _decide(self, person: str, verb: str) -> Deed:
        number = self.random.choice([*self.said_done[-6:], self.random.randint(1, 19)])
        reason = self.random.choice(("", "thiếu phụ lục", "chưa có chữ ký")) if verb == "return" else ""
        return Deed(person, verb, (number,), reason=reason, text=f"/{verb} {number} {reason}".strip())

    def _numbers(self, person: str, most: int) -> tuple[int, ...]:
        own = [task.number for task in self.tasks if task.may_be_reported_by(person)] or [1]
        wanted = self.random.randint(1, most)
        chosen = [self.random.choice([*own * 6, self.random.randint(1, 20)]) for _ in range(wanted)]
        return tuple(dict.fromkeys(chosen))

    def _press(self, person: str, message_id: int, data: str) -> Deed:
        verb, *rest = data.split()
        numbers = [int(word) for word in rest if word.isdigit()]
        percent = numbers[1] if verb == "progress" and len(numbers) > 1 else None
        self.said_done += numbers if verb == "done" else ()
        return Deed(person, verb, tuple(numbers[:1]), percent, text=data, pressed_on=message_id)


def _buttons(message: Mapping[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]
