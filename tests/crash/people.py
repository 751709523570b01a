"""What people do at random: type and press, in their own tasks mostly, in others' too, sensibly or not."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.crash.ward import COORDINATOR, LEADER, PHONES, PlannedTask
from tests.world import BINH, LAN, MINH, THANH

_WORDS: Mapping[str, tuple[str, ...]] = {
    "done": ("/done", "xong", "/xong"), "ack": ("/ack", "nhan", "/nhan"), "progress": ("/progress", "/tiendo"),
    "ongoing": ("/vantrienkhai", "/ongoing"), "result": ("/coketqua",), "notdone": ("/chualamduoc", "/notdone"),
    "coordinated": ("/daphoihop", "/coordinated"), "evidence": ("/minhchung",), "extend": ("/giahan", "/extend"),
    "decide": ("/duyet", "/decide"), "refuse": ("/tuchoi",), "block": ("/vuongmac", "/block"),
    "unblock": ("/hetvuong", "hết vướng"), "ask": ("/xinykien", "/ask"), "answer": ("/traloi", "/answer"),
    "explain": ("/giaitrinh",), "nudge": ("/nhac", "/nudge"), "assign": ("/giao", "/assign"),
    "cancel": ("/huyviec",), "restore": ("/khoiphuc", "/restore"),
    "confirm": ("/confirm",), "return": ("/return",), "edit": ("/sua",), "add": ("/themviec",),
}  # fmt: skip
_NOTES = ("", "", "đã ban hành văn bản", "gửi trước hạn", "kèm biên bản các chi bộ")
_REASONS = ("", "chờ cấp trên", "còn thiếu phụ lục", "chưa có kinh phí", "đồng ý như đề nghị")
_ACTING = (
    *("done",) * 4, *("progress", "ack") * 2, *("press",) * 5, "undo", "undo", "status", "tasks", "extend", "extend",
    "block", "unblock", "ask", "answer", "explain", "ongoing", "result", "notdone", "coordinated", "evidence",
)  # fmt: skip
_OF_COORDINATOR = (
    *("confirm",) * 5, *("press",) * 3, "return", "return", "waiting", "undo", "done", "decide", "decide", "refuse",
    "nudge", "assign", "explain", "ask", "unblock", "edit", "edit", "add", "cancel", "restore",
)  # fmt: skip
_OF_LEADER = (
    *("decide",) * 3,
    *("press",) * 3,
    "refuse",
    "answer",
    "answer",
    "explain",
    "nudge",
    "status",
    "done",
    "assign",
)
_NEEDS_OPEN = {"decide": "extend", "refuse": "extend", "answer": "ask", "unblock": "block", "restore": "cancel"}
_PLAIN = frozenset({"undo", "status", "tasks", "waiting"})
_UNITS = ("UBND phường", "Ban Xây dựng Đảng", "Ủy ban Kiểm tra Đảng ủy")


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing a person does: what it means, and the text typed or the button pressed that says so.

    `day` is the one named, `reason` the words, `name` the person or unit named.
    """

    person: str
    verb: str
    numbers: tuple[int, ...] = ()
    percent: int | None = None
    reason: str = ""
    text: str = ""
    pressed_on: int | None = None
    day: date | None = None
    name: str = ""


@dataclass(slots=True)
class Crowd:
    """The people of the ward, acting by the seed."""

    random: random.Random
    tasks: Sequence[PlannedTask]
    said: dict[str, list[int]] = field(default_factory=dict)

    def next_deed(self, messages: Mapping[str, Sequence[Mapping[str, Any]]]) -> Deed:
        """Somebody does something; `messages` are those on each person's phone (a press needs one with buttons)."""
        person = self.random.choice([*PHONES, COORDINATOR])
        verbs = {COORDINATOR: _OF_COORDINATOR, LEADER: _OF_LEADER}.get(person, _ACTING)
        verb = self.random.choice(verbs)
        if verb == "press":
            buttons = [(m["message_id"], data) for m in messages[person][-6:] for data in _buttons(m)]
            if buttons:
                return self._press(person, *self.random.choice(buttons))
            verb = "tasks"
        return self._type(person, verb)

    def _type(self, person: str, verb: str) -> Deed:
        if verb in _PLAIN:
            return Deed(person, verb, text=f"/{verb}")
        make = _MAKERS.get(verb, Crowd._with_words)
        deed = make(self, person, verb)
        self.said.setdefault(verb, []).extend(deed.numbers)
        return deed

    def _with_words(self, person: str, verb: str) -> Deed:
        """A number and perhaps words."""
        number, reason = self._number(person, verb), self.random.choice(_REASONS)
        return self._typed(Deed(person, verb, (number,), reason=reason), f"{number} {reason}")

    def _typed(self, deed: Deed, rest: str) -> Deed:
        text = f"{self.random.choice(_WORDS[deed.verb])} {rest}".strip()
        return Deed(deed.person, deed.verb, deed.numbers, deed.percent, deed.reason, text, day=deed.day, name=deed.name)

    def _several(self, person: str, verb: str) -> Deed:
        numbers = self._numbers(person, most=3 if verb == "done" else 1)
        note = self.random.choice(_NOTES) if verb == "done" else ""
        return self._typed(Deed(person, verb, numbers), f"{', '.join(map(str, numbers))} {note}")

    def _progress(self, person: str, verb: str) -> Deed:
        [number] = self._numbers(person, most=1)
        percent = self.random.choice((10, 25, 50, 75, 90, 100))
        return self._typed(Deed(person, verb, (number,), percent), f"{number} {percent}")

    def _confirm(self, person: str, verb: str) -> Deed:
        number = self._number(person, verb)
        return self._typed(Deed(person, verb, (number,)), str(number))

    def _check_in(self, person: str, verb: str) -> Deed:
        repeating = [t.number for t in self.tasks if t.is_check_in and t.may_be_reported_by(person)]
        number = self.random.choice([*repeating * 3, self._number(person, verb)])
        reason = self.random.choice(_REASONS)
        return self._typed(Deed(person, verb, (number,), reason=reason), f"{number} {reason}")

    def _extend(self, person: str, verb: str) -> Deed:
        number, day, reason = self._number(person, verb), self._day(), self.random.choice(_REASONS)
        return self._typed(Deed(person, verb, (number,), reason=reason, day=day), f"{number} {_written(day)} {reason}")

    def _decide(self, person: str, verb: str) -> Deed:
        number = self._number(person, verb)
        day = self._day() if self.random.random() < 0.4 else None
        return self._typed(Deed(person, verb, (number,), day=day), f"{number} {_written(day) if day else ''}")

    def _assign(self, person: str, verb: str) -> Deed:
        """To the whole unit only where one unit leads: of several it would have to be said which."""
        number = self._number(person, verb)
        leads = next((t.lead for t in self.tasks if t.number == number), ())
        name = self.random.choice((LAN, MINH, BINH, THANH, *(("",) if len(leads) == 1 else ())))
        return self._typed(Deed(person, verb, (number,), name=name), f"{number} {name or 'cả đơn vị'}")

    def _edit(self, person: str, verb: str) -> Deed:
        number = self.random.choice([t.number for t in self.tasks if not t.is_check_in])
        day = self._day()
        return self._typed(Deed(person, verb, (number,), day=day), f"{number} hạn {_written(day)}")

    def _add(self, person: str, verb: str) -> Deed:
        unit, day = self.random.choice(_UNITS), self._day()
        deed = Deed(person, verb, day=day, name=unit)
        return self._typed(deed, f"Rà soát hồ sơ đợt {day.day}; chủ trì {unit}; hạn {_written(day)}")

    def _day(self) -> date:
        return date(2026, self.random.choice((4, 4, 4, 5)), self.random.randint(13, 30))

    def _number(self, person: str, verb: str) -> int:
        """What has come up lately, or the person's own, or any."""
        before = self.said.get(_NEEDS_OPEN.get(verb, "done"), [])[-6:]
        return self.random.choice([*before * 2, *self._numbers(person, most=2), self.random.randint(1, 22)])

    def _numbers(self, person: str, most: int) -> tuple[int, ...]:
        own = [task.number for task in self.tasks if task.may_be_reported_by(person)] or [1]
        wanted = self.random.randint(1, most)
        chosen = [self.random.choice([*own * 6, self.random.randint(1, 22)]) for _ in range(wanted)]
        return tuple(dict.fromkeys(chosen))

    def _press(self, person: str, message_id: int, data: str) -> Deed:
        verb, *rest = data.split()
        numbers = [int(word) for word in rest if word.isdigit()]
        percent = numbers[1] if verb == "progress" and len(numbers) > 1 else None
        self.said.setdefault(verb, []).extend(numbers[:1])
        return Deed(person, verb, tuple(numbers[:1]), percent, text=data, pressed_on=message_id)


_MAKERS: Mapping[str, Callable[[Crowd, str, str], Deed]] = {
    "done": Crowd._several, "ack": Crowd._several, "coordinated": Crowd._several, "progress": Crowd._progress,
    "confirm": Crowd._confirm, "unblock": Crowd._confirm, "ongoing": Crowd._check_in, "result": Crowd._check_in,
    "notdone": Crowd._check_in, "extend": Crowd._extend, "decide": Crowd._decide, "assign": Crowd._assign,
    "edit": Crowd._edit, "add": Crowd._add,
}  # fmt: skip


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _buttons(message: Mapping[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]
