"""People and units: absences, lists, moves, departures, roles."""

from dataclasses import dataclass
from datetime import date

from domain.history import EventKind
from domain.messages import Command, Notice, Refusal, UndoRule
from domain.people import EVERYBODY, MANAGES_PEOPLE, SEES_ALL


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """A person in a list: units, role names, whether a chat account is linked, and until when they are away."""

    name: str
    unit_names: tuple[str, ...]
    roles: tuple[str, ...]
    is_linked: bool
    away_until: date | None = None
    stand_in: str | None = None


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """A unit in a list: how many people it has, and how many of them can be reached."""

    name: str
    people: int
    linked: int
    is_group: bool


@dataclass(frozen=True, slots=True)
class RoleChangeSummary:
    """One right that changes hands: `what` is "granted", "taken" or "back" (who was removed takes part again).

    `unit_name` is "" for a role of the whole organisation, `role` is "" for "back".
    """

    person: str
    role: str
    unit_name: str
    what: str


@dataclass(frozen=True, slots=True)
class NoteAbsence(Command):
    """Somebody is away: `text` names the days; no `name`: the person who asks. `stand_in` is a name, perhaps none."""

    canonical = "leave"
    roles = EVERYBODY
    place = 400
    undo = UndoRule((EventKind.ABSENCE_NOTED,))

    name: str = ""
    text: str = ""
    stand_in: str = ""


@dataclass(frozen=True, slots=True)
class EndAbsence(Command):
    """Back early; no `name`: the person who asks."""

    canonical = "back"
    roles = EVERYBODY
    place = 410
    undo = UndoRule((EventKind.ABSENCE_ENDED,))

    name: str = ""


@dataclass(frozen=True, slots=True)
class ListPeople(Command):
    """The people, perhaps only those whose name or unit contains `sought`. Pages from 1."""

    canonical = "people"
    roles = SEES_ALL
    place = 420
    undo = None

    sought: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class ListUnits(Command):
    """The units. Pages from 1."""

    canonical = "units"
    roles = SEES_ALL
    place = 430
    undo = None

    page: int = 1


@dataclass(frozen=True, slots=True)
class MovePerson(Command):
    """A person belongs to another unit from now on."""

    canonical = "move"
    roles = MANAGES_PEOPLE
    place = 450
    undo = UndoRule((EventKind.PERSON_MOVED,))

    name: str = ""
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class RemovePerson(Command):
    """A person takes no part any more; the whole name is needed."""

    canonical = "remove"
    roles = MANAGES_PEOPLE
    place = 460
    undo = UndoRule((EventKind.PERSON_REMOVED,), "removed")

    name: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRole(Command):
    """A person gets a role, or loses it (`is_taken`); `role` is the word typed, `unit_name` "" for the organisation."""

    canonical = "role"
    roles = MANAGES_PEOPLE
    place = 470
    undo = UndoRule((EventKind.ROLE_GRANTED, EventKind.ROLE_TAKEN))

    name: str = ""
    role: str = ""
    unit_name: str = ""
    is_taken: bool = False


@dataclass(frozen=True, slots=True)
class OfficeCover:
    """Who acts in the office of a `role` while somebody in it is away; no names: nobody does."""

    role: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AbsenceNoted(Notice):
    """Somebody is away from `first_day` to `last_day`; `gaps` are units in which nobody can be reached meanwhile.

    `to` is what the reader is: "author" (who noted it), "absent", "stand_in", "above" (head or coordinator). `offices`
    are those of the absent one in which others act meanwhile, or nobody.
    """

    person: str
    first_day: date
    last_day: date
    stand_in: str | None
    by: str
    to: str
    gaps: tuple[str, ...] = ()
    offices: tuple[OfficeCover, ...] = ()


@dataclass(frozen=True, slots=True)
class AbsenceEnded(Notice):
    """An absence ended early, or will not be; `to` as in AbsenceNoted."""

    person: str
    stand_in: str | None
    by: str
    to: str


@dataclass(frozen=True, slots=True)
class PeopleShown(Notice):
    """The people of the organisation, or those whose name or unit fits `sought`."""

    lines: tuple[PersonSummary, ...]
    total: int
    unlinked: int
    page: int
    pages: int
    sought: str = ""


@dataclass(frozen=True, slots=True)
class UnitsShown(Notice):
    """The units of the organisation."""

    lines: tuple[UnitSummary, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class PersonMoved(Notice):
    """A person belongs to another unit now; `gaps` as in AbsenceNoted. `to`: "author", "person" or "above".

    `by` is "" when it was done at the machine.
    """

    name: str
    unit_name: str
    by: str
    to: str
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonRemoved(Notice):
    """A person takes no part any more; `gaps` as in AbsenceNoted. `to`: "author" or "above"; `by` as in PersonMoved."""

    name: str
    by: str
    to: str
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RolesChanged(Notice):
    """Roles were granted, taken away or brought back. `to`: "author", "person" (all lines are theirs) or "above".

    `by` is "" when it was done at the machine; `left_without` are roles that nobody who can be reached has any more.
    """

    lines: tuple[RoleChangeSummary, ...]
    by: str
    to: str
    left_without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoSuchPerson(Refusal):
    """No person can be meant by this name, or several; names to choose from. `command`: for the example."""

    name: str
    suggestions: tuple[str, ...]
    command: str


@dataclass(frozen=True, slots=True)
class DaysOfAbsenceMissing(Refusal):
    """The words name no days of an absence."""

    text: str


@dataclass(frozen=True, slots=True)
class AbsenceIsOver(Refusal):
    """The days lie in the past."""

    last_day: date


@dataclass(frozen=True, slots=True)
class AbsenceTooLong(Refusal):
    """The absence has more days than one may have."""

    days: int
    most: int


@dataclass(frozen=True, slots=True)
class AwayAlready(Refusal):
    """An absence that is known overlaps these days."""

    name: str
    first_day: date
    last_day: date
    is_mine: bool


@dataclass(frozen=True, slots=True)
class StandInNotPossible(Refusal):
    """`reason`: "self", "unit" (of another unit or office) or "away" (on some of these days)."""

    name: str
    reason: str
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class NotAway(Refusal):
    """No absence of this person is known."""

    name: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class NotOfYourUnit(Refusal):
    """Heads note absences of people of their own unit; coordinators of everybody."""

    name: str


@dataclass(frozen=True, slots=True)
class NotOneself(Refusal):
    """Nobody removes themselves: the organisation would lose who may put it right."""

    name: str


@dataclass(frozen=True, slots=True)
class UnitMissing(Refusal):
    """The order names no unit to move to, or no person to move."""

    text: str


@dataclass(frozen=True, slots=True)
class MovedNowhere(Refusal):
    """The person belongs to that unit, and to no other, already."""

    name: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class RoleUnclear(Refusal):
    """No role is called that."""

    text: str


@dataclass(frozen=True, slots=True)
class RoleHeldAlready(Refusal):
    """The person has this role; `unit_name` is "" for a role of the whole organisation."""

    name: str
    role: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class RoleNotHeld(Refusal):
    """The person does not have the role that is to be taken away; `unit_name` as in RoleHeldAlready."""

    name: str
    role: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class StrangeName(Refusal):
    """A name with letters that only look right (`letter`), or with marks that turn the text round ("")."""

    name: str
    letter: str


@dataclass(frozen=True, slots=True)
class NoSuchUnit(Refusal):
    """No unit is called that; up to three names that look like it."""

    name: str
    suggestions: tuple[str, ...] = ()
