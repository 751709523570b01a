"""A task, its occurrences, how an occurrence changes (one pure function a change), and the shares of its units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from domain.deadlines import Deadline
from domain.people import Unit
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


def report_done(
    occurrence: Occurrence, person_id: int, today: date, now: datetime, note: str | None, *, needs_confirmation: bool
) -> Occurrence:
    """Said done: waits for confirmation, or is final for a check-in and where no confirmation is wanted.

    The task is credited on `today` (local), the day of the report, once confirmed.
    """
    is_final = occurrence.is_check_in or not needs_confirmation
    return replace(
        occurrence,
        state=State.DONE if is_final else State.REPORTED,
        progress=100,
        acknowledged_at=occurrence.acknowledged_at or now,
        reported_on=today,
        reported_at=now,
        reported_by=person_id,
        note=note,
        closed_at=now if is_final else None,
        obstacle=None,
        obstacle_at=None,
    )


def confirm(occurrence: Occurrence, now: datetime) -> Occurrence:
    """The report is accepted: done, on the day it was reported."""
    return replace(occurrence, state=State.DONE, closed_at=now)


def hand_back(occurrence: Occurrence, obstacle: str | None = None, obstacle_at: datetime | None = None) -> Occurrence:
    """The report is not accepted: open again, as if it had not been reported, held up by what held it up before."""
    return replace(
        occurrence, state=State.OPEN, progress=0, reported_on=None, reported_at=None, reported_by=None, note=None,
        obstacle=obstacle, obstacle_at=obstacle_at,
    )  # fmt: skip


def acknowledge(occurrence: Occurrence, now: datetime) -> Occurrence:
    """Mark the task as taken on by a person of the unit; a second time changes nothing."""
    return replace(occurrence, acknowledged_at=occurrence.acknowledged_at or now)


def set_progress(occurrence: Occurrence, percent: int, now: datetime, note: str | None) -> Occurrence:
    """How far it has come, 0 to 100; who reports progress has also taken the task on."""
    if not 0 <= percent <= 100:
        raise ValueError(f"progress of {percent} % is not between 0 and 100")
    return replace(
        occurrence, progress=percent, acknowledged_at=occurrence.acknowledged_at or now, note=note or occurrence.note
    )


def raise_obstacle(occurrence: Occurrence, text: str, now: datetime) -> Occurrence:
    """Something holds the work up; who says so has taken the task on. The newest words replace those before."""
    return replace(occurrence, obstacle=text, obstacle_at=now, acknowledged_at=occurrence.acknowledged_at or now)


def clear_obstacle(occurrence: Occurrence) -> Occurrence:
    """Clear the obstacle: the work is no longer held up."""
    return replace(occurrence, obstacle=None, obstacle_at=None)


def answer_check_in(
    occurrence: Occurrence, person_id: int, today: date, now: datetime, note: str | None, outcome: CheckIn
) -> Occurrence:
    """How the period went. What could not be done stays open, the reason as its obstacle; it is not asked again."""
    if outcome is CheckIn.NOT_DONE:
        held_up = raise_obstacle(occurrence, note or "", now) if note else acknowledge(occurrence, now)
        return replace(held_up, outcome=outcome.value, note=note)
    answered = report_done(occurrence, person_id, today, now, note, needs_confirmation=False)
    return replace(answered, outcome=outcome.value)


@dataclass(frozen=True, slots=True)
class Share:
    """A unit said its part done, on the local day `reported_on`."""

    unit_id: int
    part: Part
    reported_by: int
    reported_on: date
    reported_at: datetime
    note: str | None = None


def units_that_share(
    unit_ids: Sequence[int],
    units: Mapping[int, Unit],
    members: Mapping[int, frozenset[int]],
    staffed: frozenset[int],
) -> tuple[int, ...]:
    """The units that each report for themselves, in the plan's order.

    A group ("các chi bộ") stands for its members that have people; one without any stands for itself.
    """
    found: dict[int, None] = {}
    for unit_id in unit_ids:
        of_group = sorted(members.get(unit_id, frozenset()) & staffed) if units[unit_id].is_group else []
        found.update(dict.fromkeys(of_group or [unit_id]))
    return tuple(found)


def missing(unit_ids: Iterable[int], shares: Iterable[Share]) -> tuple[int, ...]:
    """The units that have not said their part done yet, in the same order."""
    said = {share.unit_id for share in shares}
    return tuple(unit_id for unit_id in unit_ids if unit_id not in said)
