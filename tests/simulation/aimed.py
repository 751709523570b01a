"""Everyday troubles at the instants at which they hurt: as somebody is answered, in the morning, while a line is down.

Dice that fall anywhere in a week hardly ever kill the program between a message and its answer. Each situation here is
about one thing that could go wrong; a week has a few of them beside its everyday life.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from tests.simulation.clock import HANOI
from tests.simulation.due_days import is_working_day, stages
from tests.simulation.events import Event
from tests.simulation.network import Fate
from tests.simulation.ward import COORDINATOR, LEADER, Person, Ward

HOW_MANY = (1, 2, 2, 3)  # situations of a week
_LOST = (Fate.RESET_AFTER, Fate.BAD_GATEWAY_AFTER, Fate.SILENCE_AFTER, Fate.HALF)
_DOWN = (Fate.REFUSED, Fate.CONNECT_TIMEOUT, Fate.BAD_GATEWAY, Fate.RESET_BEFORE, Fate.RESET_AFTER, Fate.INTERNAL)
_NEVER = 10**9  # seconds that a platform names


def aimed_events(random: Random, ward: Ward) -> list[Event]:
    """The situations of this week; none in a week without working days."""
    if not _days(ward):
        return []
    chosen = random.sample(SITUATIONS, random.choice(HOW_MANY))
    return [event for situation in chosen for event in situation(random, ward)]


# ---- days, people and what they say


def _days(ward: Ward) -> list[date]:
    """The working days of the week but the last, so that a next one is lived, too."""
    first = ward.starts.astimezone(HANOI).date()
    return [day for offset in range(1, 6) if is_working_day(day := first + timedelta(days=offset))]


def _at(ward: Ward, day: date, hour: int, minute: int, second: float = 0) -> float:
    return (datetime.combine(day, time(hour, minute), HANOI) - ward.starts).total_seconds() + second


def _in_the_day(random: Random, ward: Ward, hours: tuple[int, int] = (8, 16)) -> float:
    return _at(ward, random.choice(_days(ward)), random.randint(*hours), random.randrange(60), random.randrange(60))


def _of_units(random: Random, ward: Ward, platform: str | None = None) -> list[Person]:
    """Those who can report a task of their own, in any order; on a platform, where one is named."""
    led = {unit for task in ward.tasks for unit in task.leads}
    people = [one for one in ward.people if one.unit in led and (platform is None or _place(one, platform) is not None)]
    return random.sample(people, len(people))


def _place(person: Person, platform: str) -> int | None:
    """Which of somebody's chats is on a platform."""
    return next((place for place, (name, _) in enumerate(person.chats) if name == platform), None)


def _own(random: Random, ward: Ward, person: Person) -> int:
    return random.choice([task.number for task in ward.tasks if person.unit in task.leads])


def _platforms(ward: Ward) -> list[str]:
    return sorted({platform for person in ward.people for platform, _ in person.chats})


def _says(at: float, person: str, text: str, verb: str | None, number: int = 0, **more: Any) -> Event:
    facts = {"person": person, "chat": 0, "passed_on": False, "text": text, "verb": verb, "number": number}
    return Event(at, "say", facts | more)


def _done(at: float, person: Person, number: int, **more: Any) -> Event:
    return _says(at, person.name, f"xong {number}", "done", number, **more)


def _anything(random: Random, ward: Ward, at: float, person: Person) -> Event:
    number = _own(random, ward, person)
    return random.choice((
        _done(at, person, number), _says(at, person.name, f"nhận {number}", "ack", number),
        _says(at, person.name, "tình hình", None),
    ))  # fmt: skip


def _trouble(at: float, platform: str, fate: Fate, seconds: float, **more: Any) -> Event:
    facts = {"platform": platform, "fate": fate.value, "seconds": seconds, "only_sends": True, "wait": 5}
    return Event(at, "trouble", facts | more)


def _both_lines(random: Random, ward: Ward, at: float, until: float, **more: Any) -> list[Event]:
    fate = random.choice(_DOWN)
    return [_trouble(at, platform, fate, until - at, **more) for platform in _platforms(ward)]


# ---- as somebody is answered


def _killed_as_somebody_writes(random: Random, ward: Ward) -> list[Event]:
    """Between the first commit after a message and the last one of its answer; or the disk is full just then."""
    found = []
    for person in _of_units(random, ward)[:4]:
        at = _in_the_day(random, ward)
        found.append(_anything(random, ward, at, person))
        if random.random() < 0.2:
            found.append(Event(at, "disk", {"seconds": random.choice((2, 10))}))
        else:
            commit, is_after = random.choice((1, 1, 1, 2, 2, 3, 4)), random.random() < 0.4
            facts = {"commit": commit, "is_after": is_after, "down": random.choice((1, 1, 5, 60))}
            found.append(Event(at, "kill", facts))
        if random.random() < 0.3:
            found.append(_anything(random, ward, at + 2, person))
    return found


def _answers_lost_on_their_way(random: Random, ward: Ward) -> list[Event]:
    """What was accepted, a push of the platform or a message of ours, counts as failed; the person types it again."""
    found = []
    for person in _of_units(random, ward)[:4]:
        at, (platform, _) = _in_the_day(random, ward), person.chats[0]
        said = _anything(random, ward, at, person)
        only_sends = random.random() < 0.5
        found.append(_trouble(at, platform, random.choice(_LOST), random.choice((3, 8)), only_sends=only_sends))
        found.append(said)
        if random.random() < 0.5:
            found.append(Event(at + random.choice((4, 30, 200)), "say", said.facts))
    return found


def _pressed_twice_around_a_kill(random: Random, ward: Ward) -> list[Event]:
    found = []
    for person in _of_units(random, ward, "telegram")[:4]:
        at = _in_the_day(random, ward, (7, 9)) + 3000
        facts = {"person": person.name, "chat": _place(person, "telegram"), "which": random.randrange(100), "times": 2}
        found.append(Event(at, "press", facts))
        if random.random() < 0.7:
            commit = {"commit": random.randint(1, 4), "is_after": random.random() < 0.5, "down": 1}
            found.append(Event(at, "kill", commit))
    return found


def _refused_for_speed(random: Random, ward: Ward) -> list[Event]:
    """A request is granted while the answer to it still waits for the platform's rate limit."""
    found = []
    for person in _of_units(random, ward, "telegram")[:3]:
        at, number, chat = _in_the_day(random, ward), _own(random, ward, person), _place(person, "telegram")
        wait = random.choice((60, 240, 240, 900, _NEVER))
        assert chat is not None
        how = {"wait": wait, "chat": person.chats[chat][1]}
        found.append(_trouble(at, "telegram", Fate.THROTTLED, random.choice((2, 5)), **how))
        found.append(_asks_for_time(random, ward, at, person, number, chat))
        pause = random.choice((15, 30, 50))
        found.append(_says(at + pause, LEADER, f"duyệt {number}", "decide", number))
        found.append(_says(at + pause + 8, COORDINATOR, f"nhắc {number}", "nudge", number))
    if random.random() < 0.7:  # and once nobody may fetch
        at, person = _in_the_day(random, ward), random.choice(_of_units(random, ward))
        found.append(_trouble(at, person.chats[0][0], Fate.THROTTLED, 20, wait=_NEVER, only_sends=False))
        found.append(_anything(random, ward, at + 12, person))
    return found


def _asks_for_time(random: Random, ward: Ward, at: float, person: Person, number: int, chat: int) -> Event:
    day = ward.starts.date() + timedelta(days=random.randint(16, 30))
    words = f"gia hạn {number} {day:%d/%m/%Y} chờ số liệu của cấp trên"
    return _says(at, person.name, words, "extend", number, day=day.isoformat(), chat=chat)


# ---- in the morning


def _killed_in_the_wave(random: Random, ward: Ward) -> list[Event]:
    """As the morning is planned and sent."""
    found = []
    for day in random.sample(_days(ward), min(2, len(_days(ward)))):
        at = _at(ward, day, 7, 29, 58)
        for _ in range(random.choice((1, 1, 2))):
            facts = {
                "commit": random.randint(1, 8),
                "is_after": random.random() < 0.5,
                "down": random.choice((1, 5, 60)),
            }
            found.append(Event(at, "kill", facts))
            at += 150
    return found


def _line_breaks_in_the_wave(random: Random, ward: Ward) -> list[Event]:
    """Between two messages of the morning."""
    found = []
    for platform in _platforms(ward):
        fates = (*_LOST, Fate.REFUSED, Fate.SILENCE_BEFORE, Fate.THROTTLED, Fate.UNAUTHORIZED, Fate.BAD_GATEWAY)
        facts = {
            "platform": platform, "number": random.randint(1, 5), "fate": random.choice(fates).value,
            "seconds": random.choice((5, 20, 60, 400, 1500)), "only_sends": random.random() < 0.5,
            "wait": random.choice((30, 900, _NEVER)),
        }  # fmt: skip
        found.append(Event(_at(ward, random.choice(_days(ward)), 7, 29, 58), "after_sends", facts))
    return found


def _one_reminder_is_rejected(random: Random, ward: Ward) -> list[Event]:
    """The platform will never take this message; of what it said its reader hears the next working day."""
    found = []
    for day in _days(ward)[:-1]:
        due = [one for one in _of_units(random, ward) if _is_due(ward, one, day)]
        for platform, chat in due[0].chats if due else ():
            found.append(_trouble(_at(ward, day, 7, 20), platform, Fate.REJECTED, 2400, chat=chat))
    return found


def _is_due(ward: Ward, person: Person, day: date) -> bool:
    return any(day in stages(task.last_day) for task in ward.tasks if person.unit in task.leads)


# ---- while a line is down


def _back_at_night(random: Random, ward: Ward) -> list[Event]:
    """The lines are down from the afternoon on; what is reported meanwhile must not wake the coordinator."""
    day = random.choice(_days(ward))
    begins = _at(ward, day, random.randint(14, 16), random.randrange(60))
    ends = _at(ward, day, random.choice((20, 21, 22, 23, 27, 29)) % 24, random.randrange(5, 55))
    ends += 86_400 if ends < begins else 0
    found = _both_lines(random, ward, begins, ends)
    for person in _of_units(random, ward)[:3]:
        at = begins + random.uniform(1200, 5000)
        number = _own(random, ward, person)
        found.append(_done(at, person, number))
        found.append(_says(at + 100, LEADER, f"nhắc {number}", "nudge", number))
    return found


def _down_over_the_morning(random: Random, ward: Ward) -> list[Event]:
    """From before half past seven until just before five, until the evening, or until the next morning."""
    days = _days(ward)[:-1] or _days(ward)
    due = [day for day in days if sum(_is_due(ward, one, day) for one in ward.people) > 1] or days
    day = random.choice(due)
    following = next((later for later in _days(ward) if later > day), day)
    ends = random.choice((
        _at(ward, day, 16, random.randint(35, 57)),
        _at(ward, day, random.randint(17, 19), random.randrange(10, 59)),
        _at(ward, following, random.randint(4, 6), random.randrange(60)),
        _at(ward, following, 7, random.randint(15, 29)),
    ))  # fmt: skip
    return _both_lines(random, ward, _at(ward, day, 7, random.randint(0, 27)), ends, only_sends=random.random() < 0.7)


def _refused_for_hours(random: Random, ward: Ward) -> list[Event]:
    """Probes are answered and every message is refused: the program tries more and more seldom, but goes on trying."""
    at, seconds = _in_the_day(random, ward, (8, 12)), random.choice((6000, 6800, 11_500))
    fate = random.choice((Fate.REFUSED, Fate.CONNECT_TIMEOUT))
    found = [_trouble(at, name, fate, seconds, is_lived=True) for name in _platforms(ward)]
    return found + [_anything(random, ward, at + random.uniform(60, 4000), one) for one in _of_units(random, ward)[:4]]


def _perhaps_arrived_all_day(random: Random, ward: Ward) -> list[Event]:
    """One chat takes every message and never says so."""
    person = _of_units(random, ward)[0]
    at = _in_the_day(random, ward, (7, 11))
    found = [
        _trouble(at, platform, random.choice(_LOST), random.choice((9000, 20_000)), chat=chat)
        for platform, chat in person.chats
    ]
    return [*found, _anything(random, ward, at + 60, person)]


def _typed_before_midnight(random: Random, ward: Ward) -> list[Event]:
    """The program hears of it on the next day."""
    found = []
    day = random.choice(_days(ward))
    for person in _of_units(random, ward)[:3]:
        at = _at(ward, day, 23, random.randrange(5, 55), random.randrange(60))
        found.append(_done(at, person, _own(random, ward, person)))
    until = _at(ward, day, 23, 59) + random.choice((1200, 20_000))
    if random.random() < 0.5:
        return [*_both_lines(random, ward, _at(ward, day, 22, 50), until, only_sends=False), *found]
    return [Event(_at(ward, day, 22, 50), "kill", {"steps": 1, "down": until - _at(ward, day, 22, 50)}), *found]


# ---- what people do


def _passed_on(random: Random, ward: Ward) -> list[Event]:
    """Somebody passes on what would be a deed if they had typed it; and types a deed with a reservation behind it."""
    found = []
    for person in _of_units(random, ward, "telegram")[:3]:
        at, number, chat = _in_the_day(random, ward), _own(random, ward, person), _place(person, "telegram")
        found.append(_done(at, person, number, passed_on=True, chat=chat))
        found.append(_says(at + 600, person.name, f"xong {number} trừ phần kinh phí", None, number, chat=chat))
    return found


def _changed_after_it_was_obeyed(random: Random, ward: Ward) -> list[Event]:
    found = []
    for person in _of_units(random, ward, "telegram")[:3]:
        at, chat = _in_the_day(random, ward), _place(person, "telegram")
        first, then = _own(random, ward, person), _own(random, ward, person)
        found.append(_says(at, person.name, f"nhận {first}", "ack", first, chat=chat))
        facts = {"person": person.name, "chat": chat, "text": f"xong {then}", "verb": "done", "number": then}
        found.append(Event(at + random.choice((20, 300)), "edit", facts))
    return found


def _only_one_share(random: Random, ward: Ward) -> list[Event]:
    """Of a task that several units lead one reports its part."""
    found = []
    for task in [one for one in ward.tasks if len(one.leads) > 1]:
        people = [one for one in ward.people if one.unit in task.leads]
        if people:
            found.append(_done(_in_the_day(random, ward), random.choice(people), task.number))
    return found


def _two_deeds_and_an_undo(random: Random, ward: Ward) -> list[Event]:
    found = []
    for person in _of_units(random, ward)[:3]:
        at, own = _in_the_day(random, ward), [task.number for task in ward.tasks if person.unit in task.leads]
        first, then = random.choice(own), random.choice(own)
        found.append(_says(at, person.name, f"nhận {first}", "ack", first))
        found.append(_done(at + 120, person, then))
        found.append(_says(at + 240, person.name, "hoàn tác", "undo"))
    return found


Situation = Callable[[Random, Ward], list[Event]]
SITUATIONS: tuple[Situation, ...] = (
    _killed_as_somebody_writes, _answers_lost_on_their_way, _pressed_twice_around_a_kill, _refused_for_speed,
    _killed_in_the_wave, _line_breaks_in_the_wave, _one_reminder_is_rejected, _back_at_night, _down_over_the_morning,
    _refused_for_hours, _perhaps_arrived_all_day, _typed_before_midnight, _passed_on, _changed_after_it_was_obeyed,
    _only_one_share, _two_deeds_and_an_undo,
)  # fmt: skip
