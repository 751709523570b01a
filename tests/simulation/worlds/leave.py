"""People are away for some days, with somebody of their unit in their place or nobody, and come back early."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from domain.people import Role
from tests.simulation.clock import HANOI
from tests.simulation.events import Event
from tests.simulation.evidence import is_routine, local
from tests.simulation.ward import COORDINATOR, Ward
from tests.simulation.worlds.themes import Theme

if TYPE_CHECKING:
    from tests.simulation.deeds import Standing
    from tests.simulation.evidence import Evidence


def _drawn(random: Random, ward: Ward) -> list[Event]:
    people = [person for person in ward.people if person.role in {Role.OFFICER, Role.HEAD}]
    found: list[Event] = []
    for person in random.sample(people, random.randint(1, 4)):
        monday = ward.starts.astimezone(HANOI).date() + timedelta(days=1)
        says_on = monday + timedelta(days=random.randint(0, 2))
        first = says_on + timedelta(days=random.choice((0, 0, 1, 2)))
        last = first + timedelta(days=random.choice((0, 1, 2, 5)))
        others = [other.name for other in ward.of_unit(person.unit or "") if other.name != person.name]
        stand_in = random.choice(others) if others and random.random() < 0.7 else None
        about = {"about": person.name, "stand_in": stand_in, "first": first.isoformat(), "last": last.isoformat()}
        days = f"{first:%d/%m/%Y}-{last:%d/%m/%Y}" + (f" thay {stand_in}" if stand_in else "")
        who, name = random.choice(((person.name, ""), (COORDINATOR, f"{person.name} ")))
        at = _at(ward, random, says_on)
        found.append(_typed(at, who, f"nghỉ {name}{days}", {"verb": "leave", **about}))
        chance = random.random()
        if chance < 0.3:
            back = {"verb": "back", "about": person.name}
            found.append(_typed(at + random.choice((900, 90_000)), who, f"hết nghỉ {name}".strip(), back))
        elif chance < 0.5:
            found.append(_typed(at + random.choice((60, 20_000)), who, "hoàn tác", {"verb": "undo"}))
    return found


def _at(ward: Ward, random: Random, day: object) -> float:
    local_ = datetime.combine(day, time(random.randint(8, 16), random.randrange(60)), HANOI)  # type: ignore[arg-type]
    return (local_ - ward.starts).total_seconds()


def _typed(at: float, who: str, text: str, meaning: Mapping[str, object]) -> Event:
    return Event(at, "say", {"person": who, "chat": 0, "passed_on": False, "text": text, **meaning})


def _faults(found: "Evidence", standing: "Standing") -> Iterator[str]:
    """Who is away has no morning message, unless it was only said on that day, or they stand in for nobody."""
    absences = standing.absences
    for phone in found.week.phones:
        for shown in phone.shown:
            day, name = local(shown.at).date(), phone.person or ""
            is_away = absences.is_away(name, day) and not absences.was_in_question(name, day)
            if is_routine(shown) and is_away and not found.was_clock_wrong(shown.at):
                yield f"{name} is away and is reminded at {local(shown.at):%a %H:%M}: {shown.text[:50]!r}"


THEME = Theme("leave", _drawn, {}, _faults)
