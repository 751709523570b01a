"""A snapshot of each task with the few columns that figures need, because whole plans are read often."""

from datetime import date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from domain.tasks import Part, State
from storage.engine.database import Transaction
from storage.tables import occurrence, responsibility, task, unit
from storage.tasks import IS_NEWEST


class TaskSnapshot(NamedTuple):
    """A task and its newest occurrence; the names are those of `Task`, `Occurrence` and `TaskSummary`.

    `planned_day` is the last day that the plan set, `leads` the ids and names of the lead units in the plan's order,
    `plan_id` the plan that the task stands in, `code` its row there.
    """

    number: int
    title: str
    wording: str
    planned_day: date | None
    period: str
    last_day: date | None
    at_time: time | None
    progress: int
    reported_on: date | None
    reported_at: datetime | None
    closed_at: datetime | None
    is_acknowledged: bool
    has_obstacle: bool
    is_set_late: bool
    plan_id: int
    code: str
    state: State
    leads: tuple[tuple[int, str], ...]
    task_id: int

    @property
    def is_check_in(self) -> bool:
        """True for a period of a repeating task: answered, not finished."""
        return self.period != ""


def load_task_snapshots(tx: Transaction, organisation_id: int) -> list[TaskSnapshot]:
    """All tasks of an organisation, by number."""
    given = {"organisation": organisation_id}
    rows = tx.execute(_STANDINGS, given).all()
    leads: dict[int, list[Any]] = {}
    for task_id, *lead in tx.execute(_LEADS, given).all():
        leads.setdefault(task_id, []).append(tuple(lead))
    return [TaskSnapshot._make((*row[1:-1], _STATES[row[-1]], tuple(leads.get(row[0], ())), row[0])) for row in rows]


_STATES = {state.value: state for state in State}
_STANDINGS = (
    select(
        task.c.id, task.c.number, task.c.title, task.c.wording, task.c.last_day.label("planned_day"),
        occurrence.c.period, occurrence.c.last_day, occurrence.c.at_time, occurrence.c.progress,
        occurrence.c.reported_on, occurrence.c.reported_at, occurrence.c.closed_at,
        occurrence.c.acknowledged_at.is_not(None), occurrence.c.obstacle.is_not(None), occurrence.c.is_set_late,
        task.c.plan_id, task.c.code, occurrence.c.state,
    )
    .join(occurrence, occurrence.c.task_id == task.c.id)
    .where(task.c.organisation_id == bindparam("organisation"), occurrence.c.organisation_id == task.c.organisation_id,
           IS_NEWEST)
    .order_by(task.c.number)
)  # fmt: skip
# By the units and not by the tasks: for hundreds of tasks PostgreSQL would read the parts of all organisations.
_LEADS = (
    select(responsibility.c.task_id, responsibility.c.unit_id, unit.c.name)
    .join(unit, unit.c.id == responsibility.c.unit_id)
    .where(responsibility.c.part == Part.LEAD.value, unit.c.organisation_id == bindparam("organisation"))
    .order_by(responsibility.c.task_id, responsibility.c.position)
)
