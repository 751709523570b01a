"""People of a simulated ward are away for some days, with somebody in their place or nobody, and come back early."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, time, timedelta
from random import Random

from domain.messages.people import AbsenceEnded, AbsenceNoted
from domain.people import UNIT_ROLES, Role
from storage.people import Contact
from tests.time.life import Life
from tests.time.model import Leave


def come_and_go(life: Life, random: Random) -> None:
    """Now and then somebody says when they will be away; now and then one of those is back early."""
    for person in sorted(life.reachable()):
        chance, leave = random.random(), life.paper.leave_of(person, life.today)
        if leave is None and chance < 0.008:
            _go(life, random, person)
        elif leave is not None and chance < 0.04:
            said = life.say(person, "hết nghỉ")
            assert any(isinstance(s, AbsenceEnded) and s.to == "author" for s in said), "back, and not understood"
            life.paper.leaves.remove(leave)


def _go(life: Life, random: Random, person: int) -> None:
    first = life.today + timedelta(days=random.randint(0, 6))
    leave = Leave(person, None, first, first + timedelta(days=random.choice((0, 2, 4, 13, 30))))
    there = [c.id for c in life.people.values() if _may_stand_in(life, c, leave)]
    if there and random.random() < 0.7:
        leave = replace(leave, stand_in=random.choice(there))
    place = f" thay {life.people[leave.stand_in].name}" if leave.stand_in is not None else ""
    life.paper.leaves.append(leave)
    said = life.say(person, f"nghỉ {leave.first_day:%d/%m/%Y}-{leave.last_day:%d/%m/%Y}{place}")
    noted = [s for s in said if isinstance(s, AbsenceNoted)]
    mine = next(s for s in noted if s.to == "author")
    assert (mine.first_day, mine.last_day) == (leave.first_day, leave.last_day)
    _check_gaps(life, leave, mine.gaps)
    coordinators = {p for p in life.in_role(Role.COORDINATOR) if p in life.reachable()} - {person, leave.stand_in}
    is_awake = time(7, 0) <= life.now.astimezone(life.zone).time() < time(20, 0)
    if mine.gaps and coordinators and is_awake:
        assert any(s.to == "above" and s.gaps == mine.gaps for s in noted), "nobody hears that a unit is left alone"


def _may_stand_in(life: Life, other: Contact, leave: Leave) -> bool:
    absent = life.people[leave.person]
    is_near = other.unit_ids & absent.unit_ids or (other.roles & absent.roles) - UNIT_ROLES
    is_there = not any(x.person == other.id and x.overlaps(leave.first_day, leave.last_day) for x in life.paper.leaves)
    return other.id != absent.id and bool(is_near) and is_there


def _check_gaps(life: Life, leave: Leave, gaps: tuple[str, ...]) -> None:
    """Told are the units that on some of the days have nobody, whoever the program thinks it can reach."""
    days = [leave.first_day + timedelta(days=n) for n in range((leave.last_day - leave.first_day).days + 1)]
    for unit in life.people[leave.person].unit_ids:
        name = life.directory.units[unit].name
        if any(_is_alone(life, leave.person, unit, day, life.linked) for day in days):
            assert name in gaps, f"{name} is left alone and nobody is told"
        elif not any(_is_alone(life, leave.person, unit, day, life.reachable()) for day in days):
            assert name not in gaps, f"{name} is not left alone"


def _is_alone(life: Life, person: int, unit: int, day: date, people: Collection[int]) -> bool:
    is_officer = (unit, Role.OFFICER) in life.people[person].memberships
    wanted = {(unit, Role.OFFICER)} if is_officer else {(unit, role) for role in UNIT_ROLES}
    return not any(c.id in people and c.memberships & wanted for c in life.people_on(day).values())
