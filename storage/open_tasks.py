"""The tasks that are not closed: what messages are put together from."""

from sqlalchemy import bindparam, select

from domain.tasks import State
from storage.database import Transaction
from storage.tables import occurrence, responsibility, task
from storage.tasks import IS_NEWEST, PARTS, TASK_NOW, TaskNow, collect_parts, to_task_now


def load_open_tasks(tx: Transaction, organisation_id: int) -> list[TaskNow]:
    """The tasks whose current occurrence is open or reported, by number."""
    given = {"organisation": organisation_id}
    rows = tx.execute(_OPEN, given).all()
    parts = collect_parts(tx.execute(_PARTS, given))
    return [to_task_now(row, parts) for row in rows]


_IS_OPEN = (
    occurrence.c.organisation_id == bindparam("organisation"),
    occurrence.c.state.in_((State.OPEN.value, State.REPORTED.value)),
)
_OPEN = (
    select(*TASK_NOW).join(task, task.c.id == occurrence.c.task_id).where(*_IS_OPEN, IS_NEWEST).order_by(task.c.number)
)
_PARTS = PARTS.where(responsibility.c.task_id.in_(select(occurrence.c.task_id).where(*_IS_OPEN)))
