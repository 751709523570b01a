"""Why nothing was changed about people and their absence. Ordinary outcomes, like all refusals."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NoSuchPerson:
    """No person can be meant by this name, or several; names to choose from. `command`: for the example."""

    name: str
    suggestions: tuple[str, ...]
    command: str


@dataclass(frozen=True, slots=True)
class DaysOfAbsenceMissing:
    """The words name no days of an absence."""

    text: str


@dataclass(frozen=True, slots=True)
class AbsenceIsOver:
    """The days lie in the past."""

    last_day: date


@dataclass(frozen=True, slots=True)
class AbsenceTooLong:
    """So many days are more than one absence may have."""

    days: int
    most: int


@dataclass(frozen=True, slots=True)
class AwayAlready:
    """An absence that is known overlaps these days."""

    name: str
    first_day: date
    last_day: date
    is_mine: bool


@dataclass(frozen=True, slots=True)
class StandInNotPossible:
    """`reason`: "self", "unit" (of another unit or office) or "away" (on some of these days)."""

    name: str
    reason: str
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class NotAway:
    """No absence of this person is known."""

    name: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class NotOfYourUnit:
    """Heads note absences of people of their own unit; coordinators of everybody."""

    name: str


@dataclass(frozen=True, slots=True)
class NotOneself:
    """Nobody removes themselves: the organisation would lose who may put it right."""

    name: str


@dataclass(frozen=True, slots=True)
class UnitMissing:
    """The order names no unit to move to, or no person to move."""

    text: str


@dataclass(frozen=True, slots=True)
class MovedNowhere:
    """The person belongs to that unit, and to no other, already."""

    name: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class OwnCode:
    """Who made a code cannot use it; `name` is whose it is."""

    name: str


@dataclass(frozen=True, slots=True)
class MoveQuestionOver:
    """The yes or no about an account's move comes too late, or for a code that holds no longer."""


@dataclass(frozen=True, slots=True)
class RoleUnclear:
    """No role is called that."""

    text: str


@dataclass(frozen=True, slots=True)
class RoleHeldAlready:
    """The person has this role; `unit_name` is "" for a role of the whole organisation."""

    name: str
    role: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class RoleNotHeld:
    """The person does not have the role that is to be taken away; `unit_name` as in RoleHeldAlready."""

    name: str
    role: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class StrangeName:
    """A name with letters that only look right (`letter`), or with marks that turn the text round ("")."""

    name: str
    letter: str
