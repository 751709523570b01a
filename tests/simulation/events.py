"""What happens in a week: a list of events by the seed. They are data, so that any of them can be left out."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from domain.people import Role
from tests.simulation.clock import HANOI
from tests.simulation.network import Fate
from tests.simulation.ward import ADMINISTRATOR, COORDINATOR, LEADER, Person, Ward

DAYS = 7
_TROUBLES = (
    Fate.BAD_GATEWAY, Fate.RESET_BEFORE, Fate.RESET_AFTER, Fate.SILENCE_BEFORE, Fate.SILENCE_AFTER, Fate.HALF,
    Fate.REFUSED, Fate.CONNECT_TIMEOUT, Fate.THROTTLED, Fate.INTERNAL, Fate.UNAUTHORIZED,
)  # fmt: skip
_LENGTHS = (3, 8, 20, 45, 120, 400, 1500, 6000, 20_000, 80_000)  # seconds
_NOTES = ("", "", "", ": đã gửi văn bản", " đã ban hành QĐ 12")
_CHATTER = (
    "khi nào họp vậy", "sẽ xong {n} chiều nay", "chưa xong {n}", "xong {n} chưa ạ?", "việc {n} được một phần",
    "nếu kịp thì xong {n}", "cảm ơn đồng chí", "đừng nhắc việc {n} nữa nhé", "duyệt {n} được không?",
)  # fmt: skip
STATUS = "tình hình"
_LOOKS = (STATUS, "việc", "ct {n}", "trợ giúp", "quá hạn")


@dataclass(frozen=True)
class Event:
    """Something at an instant of the world, `at` seconds after the week's start. `facts` can be written as JSON."""

    at: float
    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The event as plain values."""
        return asdict(self)


def drawn_events(random: Random, ward: Ward) -> list[Event]:
    """The events of a week, in their order."""
    found = [event for day in range(1, DAYS + 1) for event in _day(random, ward, day)]
    found += [_trouble(random, ward) for _ in range(random.choice((0, 1, 2, 3, 5)))]
    found += [_morning_trouble(random, ward) for _ in range(random.choice((0, 0, 1, 2)))]
    found += [_kill(random, ward) for _ in range(random.choice((0, 1, 3, 6, 12)))]
    found += [_of_machine(random, ward) for _ in range(random.choice((0, 0, 1, 2)))]
    return sorted(found, key=lambda event: event.at)


def drawn_questions(random: Random, ward: Ward) -> list[Event]:
    """Twice a week a leader or the coordinator asks how things stand."""
    found = []
    for _ in range(2):
        day = (ward.starts + timedelta(days=random.randint(1, 7))).astimezone(HANOI)
        asked_at = day.replace(hour=random.randint(8, 17), minute=random.randrange(60))
        facts = {"person": random.choice((LEADER, COORDINATOR)), "chat": 0, "passed_on": False, "text": STATUS}
        found.append(Event((asked_at - ward.starts).total_seconds(), "say", {**facts, "verb": None, "number": 0}))
    return found


def _day(random: Random, ward: Ward, day: int) -> list[Event]:
    """What people do on a day: most of it in working hours, little at weekends and at night."""
    is_weekend = (ward.starts.astimezone(HANOI).date() + timedelta(days=day)).weekday() >= 5
    count = random.randint(0, 2) if is_weekend else random.randint(3, 14)
    return [_of_people(random, ward, _instant(random, ward, day)) for _ in range(count)]


def _instant(random: Random, ward: Ward, day: int | None = None) -> float:
    """An instant of working hours mostly."""
    day = random.randint(1, DAYS) if day is None else day
    hour = random.choice((*range(7, 12), *range(7, 12), *range(13, 18), *range(13, 18), *range(24)))
    local = datetime.combine(
        ward.starts.astimezone(HANOI).date() + timedelta(days=day),
        time(hour, random.randrange(60), random.randrange(60)),
        HANOI,
    )
    return (local - ward.starts).total_seconds()


def _of_people(random: Random, ward: Ward, at: float) -> Event:
    person = random.choice([one for one in ward.people if one.name != ADMINISTRATOR])
    chat = random.randrange(len(person.chats))
    chance = random.random()
    if chance < 0.04:
        return Event(at, "block", {"person": person.name, "chat": chat, "minutes": random.choice((5, 300, 3000))})
    if chance < 0.10:
        return Event(at, "stranger", {"chat": random.randrange(3), "text": _chatter(random, ward)})
    if chance < 0.13:
        return Event(at, "flood", {"chat": random.randrange(3), "count": random.choice((5, 40)), "text": "cho hỏi"})
    if chance < 0.33:
        return Event(
            at,
            "press",
            {"person": person.name, "chat": chat, "which": random.randrange(100), "times": random.choice((1, 1, 2))},
        )
    if chance < 0.37:
        return Event(at, "edit", {"person": person.name, "chat": chat, "text": _chatter(random, ward)})
    said = _said(random, ward, person)
    is_passed_on = random.random() < 0.04
    return Event(at, "say", {"person": person.name, "chat": chat, "passed_on": is_passed_on, **said})


def _said(random: Random, ward: Ward, person: Person) -> dict[str, Any]:
    """A sentence and what it means: `verb` None for what does nothing."""
    number = _number(random, ward, person)
    chance = random.random()
    if chance < 0.12:
        return {"text": _chatter(random, ward), "verb": None, "number": number}
    if chance < 0.25:
        return {"text": random.choice(_LOOKS).format(n=number), "verb": None, "number": number}
    verbs: dict[Role, Callable[[Random, Ward, int], dict[str, Any]]] = {
        Role.COORDINATOR: _of_coordinator, Role.LEADER: _of_leader,
    }  # fmt: skip
    return verbs.get(person.role, _of_unit)(random, ward, number) | {"number": number}


def _of_unit(random: Random, ward: Ward, number: int) -> dict[str, Any]:
    chance = random.random()
    if chance < 0.45:
        return {
            "text": f"{random.choice(('xong', 'đã xong', '/done', 'hoàn thành việc'))} {number}{random.choice(_NOTES)}",
            "verb": "done",
        }
    if chance < 0.6:
        return {"text": f"nhận {number}", "verb": "ack"}
    if chance < 0.75:
        percent = random.choice((20, 40, 60))
        return {"text": f"tiến độ {number} {percent}", "verb": "progress", "percent": percent}
    if chance < 0.85:
        return {"text": f"vướng mắc {number} chưa có kinh phí", "verb": "block"}
    if chance < 0.9:
        return {"text": "hoàn tác", "verb": "undo"}
    day = ward.starts.date() + timedelta(days=random.randint(3, 30))
    return {
        "text": f"gia hạn {number} {day:%d/%m/%Y} chờ số liệu của cấp trên",
        "verb": "extend",
        "day": day.isoformat(),
    }


def _of_coordinator(random: Random, _ward: Ward, number: int) -> dict[str, Any]:
    chance = random.random()
    if chance < 0.5:
        return {"text": f"xác nhận {number}", "verb": "confirm"}
    if chance < 0.7:
        return {"text": f"trả lại {number} còn thiếu số liệu", "verb": "return"}
    if chance < 0.85:
        return {"text": f"nhắc {number}", "verb": "nudge"}
    return {"text": f"duyệt {number}", "verb": "recommend"}


def _of_leader(random: Random, _ward: Ward, number: int) -> dict[str, Any]:
    if random.random() < 0.7:
        return {"text": f"duyệt {number}", "verb": "decide"}
    return {"text": f"từ chối {number} phải hoàn thành đúng hạn", "verb": "refuse"}


def _chatter(random: Random, ward: Ward) -> str:
    return random.choice(_CHATTER).format(n=random.choice(ward.tasks).number)


def _number(random: Random, ward: Ward, person: Person) -> int:
    own = [task.number for task in ward.tasks if person.unit in task.leads]
    return random.choice([*own * 4, *(task.number for task in ward.tasks), 99])


def _trouble(random: Random, ward: Ward) -> Event:
    return Event(_instant(random, ward), "trouble", _fault(random, random.choice(_LENGTHS)))


def _morning_trouble(random: Random, ward: Ward) -> Event:
    """At half past seven, when everybody is written to."""
    day = ward.starts.astimezone(HANOI).date() + timedelta(days=random.randint(1, 5))
    local = datetime.combine(day, time(7, random.choice((29, 30))), HANOI)
    at = (local - ward.starts).total_seconds() + random.uniform(0, 20)
    return Event(at, "trouble", _fault(random, random.choice(_LENGTHS[:7])))


def _fault(random: Random, seconds: float) -> dict[str, Any]:
    return {
        "platform": random.choice(("telegram", "zalo")), "fate": random.choice(_TROUBLES).value, "seconds": seconds,
        "only_sends": random.random() < 0.3, "wait": random.choice((1, 5, 30, 900, 10**9)),
    }  # fmt: skip


def _kill(random: Random, ward: Ward) -> Event:
    """At an instant, or in the midst of what the next commits or turns do; and for how long it stays dead."""
    at = _instant(random, ward)
    if random.random() < 0.4:  # as the morning's messages go out
        day = ward.starts.astimezone(HANOI).date() + timedelta(days=random.randint(1, 5))
        at = (datetime.combine(day, time(7, 30), HANOI) - ward.starts).total_seconds() + random.uniform(-5, 40)
    down = random.choice((1, 1, 5, 60, 900, 30_000))
    if random.random() < 0.5:
        return Event(at, "kill", {"commit": random.randint(1, 12), "is_after": random.random() < 0.5, "down": down})
    return Event(at, "kill", {"steps": random.randint(0, 120), "down": down})


def _of_machine(random: Random, ward: Ward) -> Event:
    at, chance = _instant(random, ward), random.random()
    if chance < 0.3:
        return Event(at, "disk", {"seconds": random.choice((10, 300, 7200))})
    if chance < 0.55:
        return Event(at, "clock", {"seconds": random.choice((-7200, -300, 300, 7200, 86_400))})
    if chance < 0.75:
        return Event(at, "stop", {"down": random.choice((2, 600))})
    return Event(at, "second_poller", {"seconds": random.choice((30, 600, 3000))})


def first_monday(random: Random) -> date:
    """The Monday of the week: any of three years, often around Tết, the turn of a year, or a make-up day."""
    if random.random() < 0.25:
        return random.choice((
            date(2026, 2, 9), date(2026, 2, 16), date(2025, 12, 29), date(2026, 4, 27), date(2026, 8, 31),
            date(2026, 1, 5), date(2026, 8, 17), date(2026, 12, 28), date(2027, 2, 1), date(2027, 2, 8),
        ))  # fmt: skip
    return date(2026, 1, 5) + timedelta(weeks=random.randrange(80))
