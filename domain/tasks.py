"""A task, its occurrences and the few ways an occurrence changes."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from domain.deadlines import Deadline
from domain.policies import ReminderPolicy


class Part(StrEnum):
    """How a unit takes part in a task."""

    LEAD = "lead"
    COORDINATING = "coordinating"


class State(StrEnum):
    """Where an occurrence stands; progress, acknowledgement and obstacles are attributes, not states."""

    OPEN = "open"
    REPORTED = "reported"
    DONE = "done"
    CANCELLED = "cancelled"


class CheckIn(StrEnum):
    """How a period of a repeating task was answered: it goes on, something came of it, it could not be done."""

    UNDER_WAY = "under_way"
    RESULT = "result"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A unit's part in a task."""

    unit_id: int
    unit_name: str
    part: Part


@dataclass(frozen=True, slots=True)
class Task:
    """A duty with the number people type. `created_on` is the local day it was taken over from the plan.

    `policy` is how insistent the organisation was then: changing it does not change what runs. None: as it is now.
    """

    id: int
    number: int
    title: str
    deadline: Deadline
    created_on: date
    responsibilities: tuple[Responsibility, ...] = ()
    product: str | None = None
    code: str = ""
    policy: ReminderPolicy | None = None
    plan_id: int = 0

    def units(self, part: Part) -> tuple[Responsibility, ...]:
        """The units that take this part, in the plan's order."""
        return tuple(r for r in self.responsibilities if r.part is part)

    @property
    def lead_names(self) -> tuple[str, ...]:
        """Names of the lead units, in the plan's order."""
        return tuple(r.unit_name for r in self.units(Part.LEAD))

    @property
    def coordinating_names(self) -> tuple[str, ...]:
        """Names of the coordinating units, in the plan's order."""
        return tuple(r.unit_name for r in self.units(Part.COORDINATING))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One thing to be done once: a dated task has one ("" as period), a repeating task one per period ("2026-04").

    `version` counts every change and guards compare-and-set; `deadline_version` counts changes of the deadline only.
    `reported_on` is the local day the work was said done, the day it is credited on once confirmed; `reported_at` the
    instant, which decides where the plan names an hour. `obstacle` is what holds the work up, in people's words.
    `outcome` is how a check-in was answered: a CheckIn value. `is_set_late`: the deadline was moved after it had
    passed, or after the work was reported.
    """

    id: int
    task_id: int
    period: str
    first_day: date | None
    last_day: date | None
    at_time: time | None
    deadline_version: int
    state: State
    progress: int
    version: int
    acknowledged_at: datetime | None = None
    reported_on: date | None = None
    reported_at: datetime | None = None
    reported_by: int | None = None
    note: str | None = None
    closed_at: datetime | None = None
    obstacle: str | None = None
    obstacle_at: datetime | None = None
    outcome: str | None = None
    is_set_late: bool = False

    @property
    def is_check_in(self) -> bool:
        """True for a period of a repeating task: answered, not finished."""
        return self.period != ""
