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
