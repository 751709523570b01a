"""When somebody is away and who stands in for them on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MOST_DAYS = 200  # of one absence: a maternity leave of six months, and some days


@dataclass(frozen=True, slots=True)
class Absence:
    """A person is away from `first_day` to `last_day`, both included; `stand_in_id` None: nobody stands in."""

    id: int
    person_id: int
    stand_in_id: int | None
    first_day: date
    last_day: date

    def holds_on(self, day: date) -> bool:
        """True on each day of the absence."""
        return self.first_day <= day <= self.last_day

    def overlaps(self, first_day: date, last_day: date) -> bool:
        """True when a day lies in both."""
        return self.first_day <= last_day and first_day <= self.last_day


def away_on(absences: Iterable[Absence], day: date) -> frozenset[int]:
    """The people who are away on a day, by id."""
    return frozenset(absence.person_id for absence in absences if absence.holds_on(day))


def stood_for_on(absences: Iterable[Absence], day: date) -> dict[int, frozenset[int]]:
    """By the stand-in's id the people they stand in for on a day; who is away themselves stands in for nobody."""
    of_day = [absence for absence in absences if absence.holds_on(day)]
    away = away_on(of_day, day)
    found: dict[int, frozenset[int]] = {}
    for absence in of_day:
        if absence.stand_in_id is not None and absence.stand_in_id not in away:
            found[absence.stand_in_id] = found.get(absence.stand_in_id, frozenset()) | {absence.person_id}
    return found
