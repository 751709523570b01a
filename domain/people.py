"""Units, people and their roles; absences and stand-ins."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

# Between these hours (both included) a person may choose when the morning message comes.
EARLIEST_HOUR, LATEST_HOUR = time(6, 30), time(9, 0)
LANGUAGES = ("vi", "en")
LONGEST_ABSENCE_DAYS = 200  # of one absence: a maternity leave of six months, and some days


class Role(StrEnum):
    """What a person is to the plan. Officer and head belong to a unit; the others hold for the whole organisation."""

    OFFICER = "officer"
    HEAD = "head"
    COORDINATOR = "coordinator"
    LEADER = "leader"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"


UNIT_ROLES = frozenset({Role.OFFICER, Role.HEAD})
EVERYBODY = frozenset(Role)
SEES_ALL = frozenset({Role.COORDINATOR, Role.LEADER, Role.INSPECTOR, Role.ADMINISTRATOR})
CONFIRMS = frozenset({Role.COORDINATOR})
DECIDES = frozenset({Role.LEADER})
ACTS_ON_REQUESTS = CONFIRMS | DECIDES
MANAGES_PEOPLE = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
GIVES_OFFICES = frozenset({Role.ADMINISTRATOR})  # coordinator, leader, inspector, administrator: not by themselves
HANDS_OVER = frozenset({Role.HEAD, Role.COORDINATOR})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the organisation. A group ("các chi bộ, đảng bộ") stands for its members."""

    id: int
    name: str
    aliases: tuple[str, ...] = ()
    parent_id: int | None = None
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """A linked person at the moment of acting: who, in which language, with which units and roles."""

    person_id: int
    name: str
    language: str = "vi"
    unit_ids: frozenset[int] = frozenset()
    unit_names: tuple[str, ...] = ()
    roles: frozenset[Role] = field(default_factory=frozenset)


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
