"""Who is away on which days, and who does their work meanwhile; by what was written and obeyed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from domain.people import Role
from tests.simulation.clock import HANOI
from tests.simulation.ward import Person


@dataclass(eq=False)
class Away:
    """Somebody is away from a first to a last day. `noted_at`, and `ended_at` when they came back earlier."""

    person: str
    stand_in: str | None
    first: date
    last: date
    noted_at: datetime
    ended_at: datetime | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it counts on a day, as things stand."""
        return self.ended_at is None and self.first <= day <= self.last


@dataclass
class Absences:
    """All of them, taken back ones left out; `turned`: the days on which something changed for somebody."""

    known: list[Away] = field(default_factory=list)
    turned: set[tuple[str, date]] = field(default_factory=set)

    def note(self, away: Away) -> bool:
        """Write one down; False when it is refused: away already, or the stand-in is."""
        overlapping = [
            one for one in self.known if one.first <= away.last and away.first <= one.last and not one.ended_at
        ]
        if any(one.person in {away.person, away.stand_in} for one in overlapping):
            return False
        self.known.append(away)
        self.turn(away, away.noted_at)
        return True

    def turn(self, away: Away, at: datetime) -> None:
        """Something was said of an absence: what came on its days until then, or on that day, is not reckoned."""
        day = at.astimezone(HANOI).date()
        days = [day - timedelta(days=back) for back in range(max((day - away.first).days, 0) + 1)]
        self.turned |= {(name, one) for name in (away.person, away.stand_in) if name is not None for one in days}

    def open_of(self, name: str, day: date) -> Away | None:
        """The first absence of a person that is not over before a day."""
        return next((one for one in self.known if one.person == name and not one.ended_at and one.last >= day), None)

    def is_away(self, name: str, day: date) -> bool:
        """Whether a person is away on a day."""
        return any(one.person == name and one.holds_on(day) for one in self.known)

    def was_in_question(self, name: str, day: date) -> bool:
        """Whether on a day somebody said that a person is away, or back, or that the one behind whom they stand is."""
        return (name, day) in self.turned

    def told_of(self, people: Iterable[Person], day: date) -> list[Person]:
        """Of those of a unit: the officers who are there, with those who stand in for one; where none is, the heads."""
        known = list(people)
        by_name = {person.name: person for person in known}
        there = [person for person in known if not self.is_away(person.name, day)]
        roles = {person.name: {person.role} for person in there}
        for one in self.known:
            if one.holds_on(day) and one.stand_in in roles and one.person in by_name:
                roles[one.stand_in].add(by_name[one.person].role)
        officers = [person for person in there if Role.OFFICER in roles[person.name]]
        return officers or [person for person in there if Role.HEAD in roles[person.name]]
