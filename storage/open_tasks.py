"""The tasks that are not closed: what messages are put together from."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, not_, select

from domain.deadlines import Deadline, DeadlineKind
from domain.tasks import Occurrence, Part, Responsibility, State, Task
from storage.database import Transaction
from storage.tables import occurrence, responsibility, task, unit
from storage.tasks import TaskNow


def load_open_tasks(tx: Transaction, organisation_id: int) -> list[TaskNow]:
    """The tasks whose current occurrence is open or reported, by number."""
    rows = tx.execute(_OPEN, {"organisation": organisation_id}).all()
    parts = _parts(tx, organisation_id)
    return [_to_task_now(row, parts) for row in rows]


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
