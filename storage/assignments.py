"""To whom in a unit a task was handed."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, insert, select

from storage.engine.database import Transaction
from storage.tables import assignment


def load_assignments(tx: Transaction, organisation_id: int) -> Mapping[tuple[int, int], frozenset[int]]:
    """The people by (task id, unit id); what was handed to nobody in particular is not there."""
    query = select(assignment.c.task_id, assignment.c.unit_id, assignment.c.person_id)
    found: dict[tuple[int, int], set[int]] = {}
    for task_id, unit_id, person_id in tx.execute(query.where(assignment.c.organisation_id == organisation_id)):
        found.setdefault((task_id, unit_id), set()).add(person_id)
    return {key: frozenset(people) for key, people in found.items()}


def hand_over(
    tx: Transaction,
    organisation_id: int,
    task_id: int,
    unit_id: int,
    people: Iterable[int],
    by: int,
    now: datetime,
) -> None:
    """These people of the unit have the task, in place of those before; nobody named: the whole unit has it again."""
    tx.execute(delete(assignment).where(assignment.c.task_id == task_id, assignment.c.unit_id == unit_id))
    for person_id in people:
        values = {"task_id": task_id, "unit_id": unit_id, "person_id": person_id, "assigned_by": by, "assigned_at": now}
        tx.execute(insert(assignment).values(organisation_id=organisation_id, **values))
