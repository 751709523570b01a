"""A list of people sent as a file: what it would change, the roles it leaves open, and that it was taken over."""

from dataclasses import dataclass, field

from domain.history import EventKind
from domain.messages import Command, Notice, Refusal, UndoRule
from domain.messages.people import RoleChangeSummary
from domain.people import MANAGES_PEOPLE
from domain.rosters import Roster, RosterQuestion


@dataclass(frozen=True, slots=True)
class LoadRoster(Command):
    """Take a list of people over: what it changes is shown first, and written after a clear yes.

    `roster` is what was read of a file called `file_name`; without it the list that waits is meant, by its number
    `waiting` or else the person's own. `answers` are the letters given to its role questions, in order; `agreed` is the
    mark of the difference that was agreed to, "" while nothing was.
    """

    canonical = "loadlist"
    roles = MANAGES_PEOPLE
    place = 446
    undo = UndoRule((EventKind.ROSTER_LOADED,), "roster")

    roster: Roster | None = None
    file_name: str = ""
    waiting: int | None = None
    answers: str = ""
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class UnitChange:
    """Somebody's unit before and after; without a `person` the unit itself has a new name."""

    before: str
    after: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class RosterDifference:
    """What a list changes: people by name, units with old and new name, roles that change hands.

    `withheld` are roles of the whole organisation that only an administrator
    gives or takes: they stay as they are. `is_addition`: the list names fewer than half of the people of the last one,
    so nobody leaves.
    """

    added: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    moved: tuple[UnitChange, ...] = ()
    renamed: tuple[UnitChange, ...] = ()
    role_changes: tuple[RoleChangeSummary, ...] = ()
    withheld: tuple[RoleChangeSummary, ...] = ()
    is_addition: bool = False


@dataclass(frozen=True, slots=True)
class RosterRoleAsked(Notice):
    """One role that the list leaves open, as question `number` of `count`; `people` are in the list."""

    file_name: str
    people: int
    asked: RosterQuestion
    number: int
    count: int
    options: tuple[str, ...]
    question: int = field(default=0, compare=False)

    @property
    def question_id(self) -> int:
        """The row that keeps what it asks; 0: none."""
        return self.question


@dataclass(frozen=True, slots=True)
class RosterShown(Notice):
    """What the list would change: it waits for a yes. `open_questions` stay open whatever is answered."""

    file_name: str
    units: int
    people: int
    difference: RosterDifference
    open_questions: tuple[RosterQuestion, ...]
    options: tuple[str, ...]
    question: int = field(default=0, compare=False)

    @property
    def question_id(self) -> int:
        """The row that keeps what it asks; 0: none."""
        return self.question


@dataclass(frozen=True, slots=True)
class RosterLoaded(Notice):
    """The list was taken over; `units` and `people` are those of the list, `unlinked` everybody without a telephone."""

    file_name: str
    units: int
    people: int
    difference: RosterDifference
    unlinked: int


@dataclass(frozen=True, slots=True)
class RosterMissing(Refusal):
    """No list of people waits; `takes_files`: one can be sent in this chat."""

    takes_files: bool
