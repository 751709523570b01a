"""Undo: somebody does something, perhaps somebody else goes on from there, and then it is to be taken back; twice."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from tests.simulation.clock import HANOI
from tests.simulation.events import Event
from tests.simulation.ward import COORDINATOR, LEADER, Ward
from tests.simulation.worlds.themes import Theme

_PAUSES = (5, 40, 400, 4000, 100_000, 400_000)  # seconds; the last is more than the days within which undo is there


def _drawn(random: Random, ward: Ward) -> list[Event]:
    return [event for _ in range(random.randint(3, 8)) for event in _story(random, ward)]


def _story(random: Random, ward: Ward) -> list[Event]:
    """Deeds about one task, one after the other, and undos among them."""
    day = random.randint(1, 5)
    local = (ward.starts + timedelta(days=day)).astimezone(HANOI).replace(hour=random.randint(8, 15), minute=5)
    at, found = (local - ward.starts).total_seconds() + random.uniform(0, 3000), []
    task = random.choice(ward.tasks)
    people = [person.name for unit in task.leads for person in ward.of_unit(unit)]
    if not people:
        return []
    asker = random.choice(people)
    for _ in range(random.randint(2, 5)):
        who, said = _step(random, ward, task.number, asker, people)
        found.append(_say(at, random, ward, who, said))
        at += random.choice(_PAUSES[:3] * 3 + _PAUSES[3:])
        if random.random() < 0.6:
            for _ in range(random.choice((1, 1, 2))):
                found.append(_say(at, random, ward, who, {"text": "hoàn tác", "verb": "undo"}))
                at += random.choice(_PAUSES[:3])
    return found


def _step(random: Random, ward: Ward, number: int, asker: str, people: list[str]) -> tuple[str, dict[str, Any]]:
    day = ward.starts.date() + timedelta(days=random.randint(9, 30))
    longer = {
        "text": f"gia hạn {number} {day:%d/%m/%Y} chờ số liệu của cấp trên", "verb": "extend", "day": day.isoformat(),
    }  # fmt: skip
    steps: tuple[Callable[[], tuple[str, dict[str, Any]]], ...] = (
        lambda: (random.choice(people), {"text": f"xong {number}", "verb": "done"}),
        lambda: (asker, longer),
        lambda: (asker, {"text": f"nhận {number}", "verb": "ack"}),
        lambda: (LEADER, {"text": f"duyệt {number}", "verb": "decide"}),
        lambda: (LEADER, {"text": f"từ chối {number} phải hoàn thành đúng hạn", "verb": "refuse"}),
        lambda: (COORDINATOR, {"text": f"duyệt {number}", "verb": "recommend"}),
        lambda: (COORDINATOR, {"text": f"xác nhận {number}", "verb": "confirm"}),
        lambda: (COORDINATOR, {"text": f"trả lại {number} còn thiếu số liệu", "verb": "return"}),
        lambda: (COORDINATOR, {"text": f"nhắc {number}", "verb": "nudge"}),
    )
    who, said = random.choice(steps)()
    return who, said | {"number": number}


def _say(at: float, random: Random, ward: Ward, who: str, said: dict[str, Any]) -> Event:
    chat = random.randrange(len(ward.named(who).chats))
    return Event(at, "say", {"person": who, "chat": chat, "passed_on": False, **said})


THEME = Theme("taken back", _drawn)
