"""Units, people and their roles; absences and stand-ins; the one-time codes that link a chat account."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from domain.names import tidy

# Between these hours (both included) a person may choose when the morning message comes.
EARLIEST_HOUR, LATEST_HOUR = time(6, 30), time(9, 0)
LANGUAGES = ("vi", "en")
CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0/O, 1/I: read aloud over the phone without mistakes
CODE_LENGTH = 10  # 32^10: at five tries a quarter of an hour, guessing takes longer than any code lives
LONGEST_CODE = 64
CODE_VALID_DAYS = 7
CODE_TRIES = 5
CODE_WAIT_MINUTES = 15
MOVE_ASKED_MINUTES = 30  # so long a yes to "is this account to become theirs?" counts
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


def code_hash(code: str) -> str:
    """What is kept of a code: a hash, indifferent to case, spaces and hyphens as people type them."""
    plain = tidy(code)[:LONGEST_CODE].upper().replace("-", "").replace(" ", "")
    return hashlib.sha256(b"dondoc invite " + plain.encode()).hexdigest()


def spell_code(letters: str) -> str:
    """The code as shown to people: two groups of five."""
    return f"{letters[:5]}-{letters[5:]}"


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
