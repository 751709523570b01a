"""What reminders are planned from: the tasks that are not closed, and where the repeating ones stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, not_, select

from domain.deadlines import REPEATING, Deadline, DeadlineKind
from domain.tasks import Occurrence, Part, Responsibility, State, Task
from storage.database import Transaction
from storage.tables import occurrence, responsibility, task, unit
from storage.tasks import TaskNow


@dataclass(frozen=True, slots=True)
class NewestPeriod:
    """The newest occurrence of a repeating task."""

    task_id: int
    kind: DeadlineKind
    period: str
    is_cancelled: bool


def load_open_tasks(tx: Transaction, organisation_id: int) -> list[TaskNow]:
    """The tasks whose current occurrence is open or reported, by number."""
    rows = tx.execute(_OPEN, {"organisation": organisation_id}).all()
    parts = _parts(tx, organisation_id)
    return [_to_task_now(row, parts) for row in rows]


def newest_periods(tx: Transaction, organisation_id: int) -> list[NewestPeriod]:
    """Where each repeating task stands."""
    rows = tx.execute(_PERIODS, {"organisation": organisation_id})
    return [NewestPeriod(row[0], _KINDS[row[1]], row[2], row[3] == State.CANCELLED.value) for row in rows]


_KINDS = {kind.value: kind for kind in DeadlineKind}
_STATES = {state.value: state for state in State}
_PART = {part.value: part for part in Part}

_newer = occurrence.alias("newer")
_IS_NEWEST = not_(
    select(_newer.c.id).where(_newer.c.task_id == occurrence.c.task_id, _newer.c.id > occurrence.c.id).exists()
)
_OPEN = (
    select(
        occurrence.c.id, occurrence.c.task_id, occurrence.c.period, occurrence.c.first_day, occurrence.c.last_day,
        occurrence.c.at_time, occurrence.c.deadline_version, occurrence.c.state, occurrence.c.progress,
        occurrence.c.version, occurrence.c.acknowledged_at, occurrence.c.reported_on, occurrence.c.reported_at,
        occurrence.c.reported_by, occurrence.c.note, occurrence.c.closed_at, occurrence.c.obstacle,
        occurrence.c.obstacle_at, occurrence.c.outcome,
        task.c.id, task.c.number, task.c.title, task.c.created_on, task.c.product, task.c.code,
        task.c.kind, task.c.wording, task.c.first_day, task.c.last_day, task.c.at_time, task.c.rule, task.c.condition,
    )
    .join(task, task.c.id == occurrence.c.task_id)
    .where(
        occurrence.c.organisation_id == bindparam("organisation"),
        occurrence.c.state.in_((State.OPEN.value, State.REPORTED.value)),
        _IS_NEWEST,
    )
    .order_by(task.c.number)
)  # fmt: skip
_PARTS = (
    select(responsibility.c.task_id, responsibility.c.unit_id, unit.c.name, responsibility.c.part)
    .join(unit, unit.c.id == responsibility.c.unit_id)
    .where(
        responsibility.c.organisation_id == bindparam("organisation"),
        responsibility.c.task_id.in_(
            select(occurrence.c.task_id).where(
                occurrence.c.organisation_id == bindparam("organisation"),
                occurrence.c.state.in_((State.OPEN.value, State.REPORTED.value)),
            )
        ),
    )
    .order_by(responsibility.c.task_id, responsibility.c.part.desc(), responsibility.c.position)
)
_PERIODS = (
    select(task.c.id, task.c.kind, occurrence.c.period, occurrence.c.state)
    .join(occurrence, occurrence.c.task_id == task.c.id)
    .where(
        task.c.organisation_id == bindparam("organisation"),
        task.c.kind.in_(sorted(kind.value for kind in REPEATING)),
        _IS_NEWEST,
    )
    .order_by(task.c.number)
)


def _parts(tx: Transaction, organisation_id: int) -> dict[int, tuple[Responsibility, ...]]:
    found: dict[int, list[Responsibility]] = {}
    for task_id, unit_id, name, part in tx.execute(_PARTS, {"organisation": organisation_id}):
        found.setdefault(task_id, []).append(Responsibility(unit_id, name, _PART[part]))
    return {task_id: tuple(parts) for task_id, parts in found.items()}


def _to_task_now(row: Iterable[Any], parts: dict[int, tuple[Responsibility, ...]]) -> TaskNow:
    values: list[Any] = list(row)
    values[7] = _STATES[values[7]]
    task_id, number, title, created_on, product, code, kind, *deadline = values[19:]
    its = Task(task_id, number, title, Deadline(_KINDS[kind], *deadline), created_on, parts.get(task_id, ()),
               product, code)  # fmt: skip
    return TaskNow(its, Occurrence(*values[:19]))
