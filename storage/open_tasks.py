"""The tasks that are not closed: what messages are put together from."""

from collections.abc import Collection

from sqlalchemy import bindparam, select, union_all

from domain.tasks import Part, State
from storage.engine.database import Transaction
from storage.tables import occurrence, reminder, responsibility, task
from storage.tasks import IS_NEWEST, PARTS, TASK_NOW, TaskNow, collect_parts, to_task_now


def load_open_tasks(tx: Transaction, organisation_id: int) -> list[TaskNow]:
    """The tasks whose current occurrence is open or reported, by number."""
    given = {"organisation": organisation_id}
    rows = tx.execute(_OPEN, given).all()
    parts = collect_parts(tx.execute(_PARTS, given))
    return [to_task_now(row, parts) for row in rows]


def load_open_tasks_among(
    tx: Transaction, organisation_id: int, outbox_ids: Collection[int], unit_ids: Collection[int]
) -> list[TaskNow]:
    """Of the tasks that are not closed those that these messages tell of, and those that these units lead."""
    given = {"organisation": organisation_id, "messages": sorted(outbox_ids), "units": sorted(unit_ids)}
    rows = tx.execute(_AMONG, given).all()
    parts = collect_parts(tx.execute(_PARTS_AMONG, {"tasks": sorted({row.task_id for row in rows})}))
    return [to_task_now(row, parts) for row in rows]


_IS_OPEN = (
    occurrence.c.organisation_id == bindparam("organisation"),
    occurrence.c.state.in_((State.OPEN.value, State.REPORTED.value)),
)
_OPEN = (
    select(*TASK_NOW).join(task, task.c.id == occurrence.c.task_id).where(*_IS_OPEN, IS_NEWEST).order_by(task.c.number)
)
_PARTS = PARTS.where(responsibility.c.task_id.in_(select(occurrence.c.task_id).where(*_IS_OPEN)))
_TOLD = (
    select(occurrence.c.task_id)
    .join(reminder, reminder.c.occurrence_id == occurrence.c.id)
    .where(reminder.c.outbox_id.in_(bindparam("messages", expanding=True)))
)
_LED = select(responsibility.c.task_id).where(
    responsibility.c.unit_id.in_(bindparam("units", expanding=True)), responsibility.c.part == Part.LEAD.value
)
# By the task and not by the state: with the state the database would go through all that is open.
_AMONG = (
    select(*TASK_NOW)
    .join(task, task.c.id == occurrence.c.task_id)
    .where(*_IS_OPEN, IS_NEWEST, occurrence.c.task_id.in_(union_all(_TOLD, _LED)))
    .order_by(task.c.number)
)
_PARTS_AMONG = PARTS.where(responsibility.c.task_id.in_(bindparam("tasks", expanding=True)))
